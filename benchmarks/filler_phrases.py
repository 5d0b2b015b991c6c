"""How well fillers are told from the same words used otherwise, on podcasts transcribed verbatim and on telephone talk.

    python benchmarks/filler_phrases.py PATH/rev16_dev.jsonl

Each line of the podcasts holds `tokens` and, for each, the `punct` behind it, its `speaker` and a `label`: D where editors
dropped it. Only the ambiguous words and the filled pauses are counted. Editors keep many fillers, so no judge reaches 1 here;
plain lists of words are printed beside the others. The trained tagger is judged on each podcast by weights that were fitted
on the other seven. Telephone talk is benchmarks/data/telephone_talk.txt, written for this project: the tagger that is shipped
never learnt from it, but its first part was looked at while the rules were mended.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "models" / "training"))
from filler_tagger import Podcast, examples, lessons, pieces, podcasts, train, written

from rehearse.metrics.answer import Answer
from rehearse.metrics.filler_phrases import Tagger, filler_phrases, tagger
from rehearse.metrics.lexicon import lexicon
from rehearse.text import from_text, is_filled_pause

TALK = Path(__file__).with_name("data") / "telephone_talk.txt"
SHORT_LIST = ("um", "uh", "you know", "i mean")
WHOLE_LIST = (*SHORT_LIST, "like", "so", "right", "well", "actually", "okay")
READINGS = {
    "whole, lower case, no punctuation": (False, True),
    "whole, as written": (False, False),
    "by turn, lower case, no punctuation": (True, True),
    "by turn, as written": (True, False),
}
"""How a podcast is read: turn by turn or not, plain or not."""


@dataclass(frozen=True)
class Text:
    """A text to be judged: its words as they are read, and for each whether it is a filler."""

    words: Sequence[str]
    fillers: Sequence[bool]

    @property
    def bare(self) -> list[str]:
        """The words in lower case, without punctuation."""
        return [word.lower().strip(".,;:!?…\"'") for word in self.words]


Judge = Callable[[Text], set[int]]


def listed(words: Sequence[str], phrases: Sequence[str]) -> dict[int, str]:
    """Return the places of the phrases, wherever they stand, each with its phrase."""
    found: dict[int, str] = {}
    for phrase in phrases:
        parts = phrase.split()
        for at in range(len(words) - len(parts) + 1):
            if list(words[at : at + len(parts)]) == parts:
                found |= dict.fromkeys(range(at, at + len(parts)), phrase)
    return found


def judged(text: Text, judge: Tagger | None) -> set[int]:
    """Return the places of the filled pauses and filler phrases; without weights in `judge` the rules decide alone."""
    answer = Answer(from_text(" ".join(text.words)))
    places, length = {}, 0
    for at, word in enumerate(text.words):
        places[length] = at
        length += len(word) + 1
    found = [*answer.filled_pauses]
    for match in filler_phrases(answer, lexicon(), judge):
        found += answer.words[match.start : match.end]
    return {places[word.char_start] for word in found if word.char_start in places}


def asked(text: Text) -> dict[int, str]:
    """Return the places that could be fillers, each with its phrase; every filled pause counts as "um"."""
    pauses = {at: "um, uh" for at, word in enumerate(text.words) if is_filled_pause(word)}
    return listed(text.bare, WHOLE_LIST) | pauses


def figures(texts: Iterable[tuple[Text, set[int]]]) -> Mapping[str, tuple[float, float, float]]:
    """Return precision, recall and F1 over the tokens that could be fillers: of each phrase, and of all."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for text, found in texts:
        for at, phrase in asked(text).items():
            for name in (phrase, "all"):
                hit, said, meant = at in found and text.fillers[at], at in found, text.fillers[at]
                counts[name] = [one + more for one, more in zip(counts[name], (hit, said, meant), strict=True)]
    return {
        name: (hits / max(said, 1), hits / max(meant, 1), 2 * hits / max(said + meant, 1))
        for name, (hits, said, meant) in counts.items()
    }


def read(podcast: Podcast, *, by_turn: bool, plain: bool) -> Iterator[Text]:
    """Return a podcast as texts."""
    for places in pieces(podcast, by_turn=by_turn):
        yield Text(written(podcast, places, plain=plain), [podcast["label"][at] == "D" for at in places])


def telephone_talk(part: str) -> list[Text]:
    """Return the turns of one part of the telephone talk."""
    texts = []
    for line in (line for line in part.splitlines() if line and not line.startswith("#")):
        words, fillers, inside = [], [], False
        for word in line.split():
            inside = inside or word.startswith("<")
            words.append(word.strip("<>"))
            fillers.append(inside)
            inside = inside and not word.endswith(">")
        texts.append(Text(words, fillers))
    return texts


def fixed_judges() -> dict[str, Judge]:
    """Return the judges that learn nothing."""
    return {
        "um, uh, you know, I mean": lambda text: set(listed(text.bare, SHORT_LIST)),
        "the whole list": lambda text: set(listed(text.bare, WHOLE_LIST)),
        "the rules alone": lambda text: judged(text, {}),
    }


def held_out(found: Sequence[Podcast]) -> list[Tagger]:
    """Return for each podcast the tagger that was trained on the others."""
    learnt = [examples(podcast) for podcast in found]
    own = lessons()
    return [train([*(one for at, held in enumerate(learnt) if at != left for one in held), *own]) for left in range(len(found))]


def on_podcasts(path: str) -> None:
    found = podcasts(path)
    taggers = held_out(found)
    for reading, (by_turn, plain) in READINGS.items():
        texts = [list(read(podcast, by_turn=by_turn, plain=plain)) for podcast in found]
        flat = [text for held in texts for text in held]
        results = {name: figures((text, judge(text)) for text in flat) for name, judge in fixed_judges().items()}
        results["the tagger, held out"] = figures(
            (text, judged(text, judge)) for held, judge in zip(texts, taggers, strict=True) for text in held
        )
        show(f"Podcasts, {reading}", results, by_phrase=plain)


def show(title: str, results: Mapping[str, Mapping[str, tuple[float, float, float]]], *, by_phrase: bool = False) -> None:
    print(f"\n{title}\n{'':<26}{'precision':>10}{'recall':>8}{'F1':>8}")
    for name, of in results.items():
        precision, recall, f1 = of["all"]
        print(f"{name:<26}{precision:>10.3f}{recall:>8.3f}{f1:>8.3f}")
    if by_phrase:
        phrases = ["um, uh", *WHOLE_LIST[2:]]
        print(f"{'F1 by phrase':<26}" + "".join(f"{phrase:>10}" for phrase in phrases))
        for name, of in results.items():
            print(f"{name:<26}" + "".join(f"{of.get(phrase, (0, 0, 0))[2]:>10.3f}" for phrase in phrases))


def main(path: str) -> None:
    on_podcasts(path)
    judges = fixed_judges() | {"the tagger, as shipped": lambda text: judged(text, tagger())}
    parts = TALK.read_text(encoding="utf-8").split("# From here on")
    for title, part in zip(("looked at", "not looked at"), parts, strict=True):
        turns = telephone_talk(part.partition("\n")[2])
        show(f"Telephone talk, {title}", {name: figures((t, judge(t)) for t in turns) for name, judge in judges.items()})


if __name__ == "__main__":
    main(*sys.argv[1:2])
