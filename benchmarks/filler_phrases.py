"""How well filler phrases are told from the same words used otherwise, on podcasts transcribed verbatim.

    python benchmarks/filler_phrases.py PATH/rev16_dev.jsonl

Each line holds `tokens` and, for each, a `label`: D where editors dropped it. Only the ambiguous words and the
filled pauses are counted, in lower case and without punctuation. Editors keep many fillers, so no judge reaches 1
here; plain lists of words are printed beside the rules.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from rehearse.metrics.answer import Answer
from rehearse.metrics.lexicon import lexicon
from rehearse.text import from_text, is_filled_pause

SHORT_LIST = ("um", "uh", "you know", "i mean")
WHOLE_LIST = (*SHORT_LIST, "like", "so", "right", "well", "actually", "okay")

Judge = Callable[[Sequence[str]], set[int]]


def listed(tokens: Sequence[str], phrases: Sequence[str]) -> set[int]:
    """Return the places of the phrases, wherever they stand."""
    found: set[int] = set()
    for phrase in phrases:
        words = phrase.split()
        for at in range(len(tokens) - len(words) + 1):
            if list(tokens[at : at + len(words)]) == words:
                found |= set(range(at, at + len(words)))
    return found


def ruled(tokens: Sequence[str]) -> set[int]:
    """Return the places that the lexicon's rules call filler."""
    answer = Answer(from_text(" ".join(tokens)))
    offsets, length = {}, 0
    for at, token in enumerate(tokens):
        offsets[length] = at
        length += len(token) + 1
    found = {offsets[word.char_start] for word in answer.filled_pauses}
    for match in lexicon().matches("filler_phrase", answer):
        found |= {offsets[word.char_start] for word in answer.words[match.start : match.end]}
    return found


def scores(rows: Sequence[tuple[list[str], list[str]]], judge: Judge) -> tuple[float, float, float]:
    """Return precision, recall and F1 over the tokens that could be fillers."""
    hits = said = meant = 0
    for tokens, labels in rows:
        asked = listed(tokens, WHOLE_LIST) | {at for at, token in enumerate(tokens) if is_filled_pause(token)}
        dropped = {at for at in asked if labels[at] == "D"}
        found = judge(tokens) & asked
        hits, said, meant = hits + len(found & dropped), said + len(found), meant + len(dropped)
    return hits / said, hits / meant, 2 * hits / (said + meant)


def main(path: str) -> None:
    lines = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]
    rows = [([token.lower() for token in line["tokens"]], line["label"]) for line in lines]
    judges: dict[str, Judge] = {
        "um, uh, you know, I mean": lambda tokens: listed(tokens, SHORT_LIST),
        "the whole list": lambda tokens: listed(tokens, WHOLE_LIST),
        "the rules": ruled,
    }
    print(f"{'':<26}{'precision':>10}{'recall':>8}{'F1':>8}")
    for name, judge in judges.items():
        precision, recall, f1 = scores(rows, judge)
        print(f"{name:<26}{precision:>10.3f}{recall:>8.3f}{f1:>8.3f}")


if __name__ == "__main__":
    main(*sys.argv[1:2])
