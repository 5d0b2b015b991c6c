import pytest

from rehearse.metrics import measure
from rehearse.text import from_text

KINDS = ("repetition", "repair", "restart", "break")


def stumbles(said: str) -> list[tuple[str, str]]:
    return [(finding.kind, finding.text) for finding in measure(from_text(said)).findings if finding.kind in KINDS]


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
        ("she was or rather they were late", [("repair", "she was or rather")]),
        ("we had five sorry six people", [("repair", "five sorry")]),
        ("he she asked me to stay", [("repair", "he")]),
        ("i put it in the um on the board", [("repair", "in the")]),
        ("we had a we ran a small shop", [("restart", "we had a")]),
        ("so i was trying to i tried to fix it", [("restart", "i was trying to")]),
        ("i was we were short of staff", [("restart", "i was")]),
        ("and the we had to start again", [("break", "the")]),
        ("the cust- customer was gone", [("break", "cust")]),
        ("we planned it we built it and we sold it", []),
        ("she came in in the morning", []),
        ("we had five or six people", []),
        ("i believe we can i really do", []),
        ("it was from a well known from another shop", []),
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


def test_each_is_counted_under_its_own_name():
    measures = measure(from_text("the the rota um we had a we ran a shop and he she asked for the we left")).measures
    assert [measures[name] for name in ("repetitions", "repairs", "restarts")] == [1, 1, 2]


def test_a_repair_says_what_was_said_instead():
    (finding,) = (each for each in measure(from_text("it was in march, no wait, in april")).findings if each.kind == "repair")
    assert finding.text == "in march, no wait"
    assert "said again as “in april”" in finding.message


EXAMPLES = {
    "repetition": (
        ["so the the rota was mine", "we had we had a plan", "he works in in the warehouse"],
        ["they had had enough", "it was very very late", "she came in in the morning", "I know that that is hard"],
    ),
    "repair": (
        ["it was in march no wait in april", "he she asked me to stay", "we went to the to a supplier", "i i'm sure of it"],
        [
            "there was no wait at the desk",
            "he said she asked me to stay",
            "they do their best, don't they? I do",
            "from leeds to york",
            "if he's sure i'm sure",
        ],
    ),
    "restart": (
        ["we had a we ran a small shop", "i was we were short of staff", "i need i needed a yes"],
        [
            "i think i can do that",
            "yes i do i like it",
            "we built it and we sold it",
            "when i was there i saw it",
            "the meetings i go to i write down",
            "a man had a seizure and I knelt, I held his head",
            "the contracts I love, I read them all",
            "I'm soft, I am, I cry at films",
            "he said sit down and I did. I waited",
        ],
    ),
    "break": (
        [
            "and the we had to start again",
            "it was from the we started late",
            "the cust- customer was gone",
        ],
        [
            "the bus was late",
            "a better way of working",
            "the i s p was down",
            "a follow-up call came",
            "The company I worked for was small.",
            "The people I reported to were kind.",
            "the names i'm bad with i write down",
            "the one i always think of he came back",
            "What I was known for, I think, was the papers.",
            "the problem we had was the rota",
            "What she was famous for, I only heard.",
            "I got an A at maths.",
            "Nobody thanks them, don't they?",
        ],
    ),
}
CASES = [
    pytest.param(kind, said, flagged, id=f"{kind}-{'must' if flagged else 'must not'}-{said}")
    for kind, of_kind in EXAMPLES.items()
    for flagged, sentences in zip((True, False), of_kind, strict=True)
    for said in sentences
]


@pytest.mark.parametrize(("kind", "said", "flagged"), CASES)
def test_each_kind_is_found_where_it_must_be_and_not_where_it_must_not(kind, said, flagged):
    assert (kind in [each for each, _ in stumbles(said)]) is flagged


def test_every_kind_has_examples_of_both_sorts():
    assert set(EXAMPLES) == set(KINDS)
    assert all(must and must_not for must, must_not in EXAMPLES.values())
