import pytest

from rehearse.metrics import measure
from rehearse.text import from_text


def stumbles(said: str) -> list[tuple[str, str]]:
    return [
        (finding.kind, finding.text) for finding in measure(from_text(said)).findings if finding.kind in ("repetition", "repair")
    ]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("so the the rota was mine", [("repetition", "the")]),
        ("and we had we had two nurses off", [("repetition", "we had")]),
        ("it was it um it was late", [("repetition", "it")]),
        ("i i i was late", [("repetition", "i"), ("repetition", "i")]),
        ("i went i mean we went home", [("repair", "i went i mean")]),
        ("it was in march no wait in april", [("repair", "in march no wait")]),
        ("it was fine or rather it held", [("repair", "it was fine or rather")]),
        ("we tried the till i mean by the door", []),
        ("they had had enough", []),
        ("it was very very late", []),
        ("no no it was fine", []),
        ("I know that that is hard", []),
        ("We shipped it. It worked.", []),
        ("she went home and he went out", []),
    ],
)
def test_repeats_and_restarts(said, found):
    assert stumbles(said) == found
