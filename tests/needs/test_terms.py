"""Which terms a recogniser is told to expect."""

from rehearse.needs.terms import MAX_HOTWORDS, hotwords
from rehearse.schema import Need


def need(text: str) -> Need:
    return Need(id="n1", text=text)


def test_names_and_abbreviations_of_the_needs_come_first() -> None:
    found = hotwords([need("Payments in PCI DSS scope, with Kafka and Node.js")], "We run Terraform. Terraform and Vault run us.")
    assert found[:5] == ("PCI DSS", "Kafka", "Node.js", "Terraform", "Vault")


def test_knowledge_comes_before_other_names_and_needs_no_capital() -> None:
    advert = "Come and work with Priya in Hull.\n- good knowledge of react and typescript\n- Experience with Python\n"
    found = hotwords([], advert)
    assert set(found[:3]) == {"Python", "react", "typescript"}
    assert "Hull" in found[3:]


def test_a_need_that_opens_with_a_long_name_gives_it() -> None:
    assert "Kubernetes" in hotwords([need("Kubernetes in production")])


def test_days_months_headings_and_first_words_are_no_names() -> None:
    assert hotwords([], "WHAT WE ARE LOOKING FOR\nYou start on Monday.\nThe work is hard. Every March we rest.") == ()


def test_no_more_than_the_limit_and_none_twice() -> None:
    found = hotwords([need(f"Uses Tool{i}X and tool{i}x") for i in range(90)])
    assert len(found) == len({term.lower() for term in found}) == MAX_HOTWORDS


def test_nothing_gives_nothing() -> None:
    assert hotwords([], "") == ()
