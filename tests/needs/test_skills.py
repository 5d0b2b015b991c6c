"""Words of an advert that name a skill or knowledge."""

from __future__ import annotations

from rehearse.needs.skills import MAX_WORDS, tag


def told(row: str, *, knowledge: bool = False) -> str:
    (words,) = tag([row])
    return " ".join(row[word.char_start : word.char_end] for word in words if (word.knowledge if knowledge else word.skill) > 0)


def test_skills_are_told_and_the_words_around_them_are_not() -> None:
    found = told("You have excellent communication skills and you manage complex projects.").split()
    assert {"communication", "manage", "complex"} <= set(found)
    assert "You" not in found


def test_knowledge_is_told_apart() -> None:
    assert {"Python", "Kubernetes", "PostgreSQL"} <= set(
        told("Experience with Python, Kubernetes and PostgreSQL", knowledge=True).split()
    )
    assert told("You support the team in daily planning.", knowledge=True) == ""


def test_pay_and_places_name_no_skill() -> None:
    assert told("The salary is £32,000 and our office is in Leeds.") == ""


def test_rows_keep_their_number_and_their_places() -> None:
    rows = ["", "Experience of (Java) | SQL", "🎉"]
    tagged = tag(rows)
    assert [[row[w.char_start : w.char_end] for w in words] for row, words in zip(rows, tagged, strict=True)] == [
        [],
        ["Experience", "of", "(", "Java", ")", "|", "SQL"],
        ["🎉"],
    ]


def test_what_lies_beyond_the_limit_is_not_tagged() -> None:
    tagged = tag(["word"] * MAX_WORDS + ["Experience with Python"])
    assert len(tagged) == MAX_WORDS + 1
    assert tagged[-1] == ()
    assert tag([]) == []
