"""Fit how the judge of the needs weighs its network and the rules, on answers that the network was not trained on.

    python models/training/needs_fusion.py JUDGE DATA... --held-out FILE [--test FILE...]

JUDGE is the folder that `needs_judge.py` wrote, and DATA and FILE are what it was given; the weights are added to the folder's
`judge.json`. Needs scikit-learn and `rehearse` itself. Prints how answers of jobs left out of the fit as well are judged, and
those of the files given by `--test`, which neither the network nor the weights have seen.
"""

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from needs_data import Answer, read_all
from needs_sets import sets
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from rehearse.needs.encoder import Encoder
from rehearse.needs.fusion import CLUES, clues, weigh
from rehearse.needs.passages import passages
from rehearse.needs.rules import RULES
from rehearse.schema import Need
from rehearse.text import from_text

BELOW = "below best passage"
ADDRESSED = tuple(name for name in CLUES if name not in (BELOW, "answer shown"))
SHOWN = ("answer shown", "answer addressed", "shared by passage", "claimed by rules", "shown by rules", "result")
BELOW_WORTH = 1.0
"""A passage that speaks less of a need loses as much in log-odds; it can't be learnt from best passages."""
STIFFNESS = 0.05
"""How freely the weights may move (scikit-learn's C): few answers are held out, and some clues are rare."""
MET_SHARE = 0.16
"""The bar stands as if one answer met so many of a job's needs. Answers meet three of eleven, but a need that is wrongly told as
met costs a person more than one that is wrongly told as missing: at this share, the largest in hundredths, no more than a tenth
of the traps in held-out answers pass, which costs 0.014 of F1 there against 0.21."""
FOLDS = 6


@dataclass
class Pair:
    """A need beside an answer: the clues of each passage, the label, and whose job it is."""

    clues: np.ndarray
    label: int
    job: str

    def clue(self, name: str) -> float:
        """Return a clue that all passages share."""
        return self.clues[0, CLUES.index(name)]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("judge", type=Path)
    parser.add_argument("data", type=Path, nargs="+")
    parser.add_argument("--held-out", type=Path, required=True)
    parser.add_argument("--test", type=Path, nargs="+", default=[])
    given = parser.parse_args()
    _, held = sets(given.data, given.held_out)
    encoder = Encoder(given.judge)
    pairs = [pair for answer in held for pair in judged(encoder, answer)]
    labels, jobs = np.array([pair.label for pair in pairs]), np.array([pair.job for pair in pairs])
    said = np.zeros(len(labels), int)
    for learnt, left in GroupKFold(FOLDS).split(labels, groups=jobs):
        fitted = fit([pairs[i] for i in learnt])
        said[left] = [level(pairs[i], fitted) for i in left]
    print(f"{len(held)} answers held out; of jobs left out of this fit too:", figures(labels, said))
    path = given.judge / "judge.json"
    facts = json.loads(path.read_text(encoding="utf-8"))
    facts["weights"] = fit(pairs)
    test = [pair for one in read_all(given.test) for pair in judged(encoder, one)]
    if test:
        said = np.array([level(pair, facts["weights"]) for pair in test])
        print(f"{len(test)} pairs of {len(given.test)} other files:", figures(np.array([pair.label for pair in test]), said))
    facts["usual"] = round(float(np.mean([pair.clue("answer addressed") - pair.clue("above usual") for pair in pairs])), 4)
    path.write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")


def judged(encoder: Encoder, answer: Answer) -> list[Pair]:
    text = " ".join(answer.words)
    needs = [Need(id=str(i), text=one.wordings[0]) for i, one in enumerate(answer.asked)]
    parts = passages(from_text(text))
    reading = encoder.read([need.text for need in needs], text)
    found = clues(needs, parts, RULES.judge(needs, parts, text), reading, usual=encoder.usual)
    return [Pair(found[k], one.label, answer.job) for k, one in enumerate(answer.asked)]


def fit(pairs: list[Pair]) -> dict[str, dict[str, float]]:
    """Return the weights of both levels, fitted to the passage that speaks most of each need.

    An answer is as good as its best passage, so the bias of "addressed" is set by those: where as many needs are passed wrongly
    as are missed, in answers that meet `MET_SHARE` of them.
    """
    labels = np.array([pair.label for pair in pairs])
    most = np.array([pair.clues[pair.clues[:, CLUES.index(BELOW)].argmax()] for pair in pairs])
    addressed = weights(most, labels > 0, ADDRESSED) | {BELOW: BELOW_WORTH}
    odds = np.array([weigh(pair.clues, addressed).max() for pair in pairs])
    addressed["bias"] = round(addressed["bias"] - bar(odds, labels > 0), 4)
    spoken = labels > 0
    return {"addressed": addressed, "shown": weights(most[spoken], labels[spoken] == 2, SHOWN)}


def bar(odds: np.ndarray, met: np.ndarray) -> float:
    """Return the odds above which as many needs are passed wrongly as are missed, where `MET_SHARE` of all are met."""
    order = odds.argsort()
    missed = np.cumsum(met[order]) * MET_SHARE / met.mean()
    passed = np.cumsum(~met[order][::-1])[::-1] * (1 - MET_SHARE) / (~met).mean()
    return float(odds[order][np.abs(passed[1:] - missed[:-1]).argmin()])


def weights(found: np.ndarray, target: np.ndarray, names: tuple[str, ...]) -> dict[str, float]:
    columns = found[:, [CLUES.index(name) for name in names]]
    middle, width = columns.mean(axis=0), columns.std(axis=0) + 1e-9
    model = LogisticRegression(C=STIFFNESS, max_iter=1000).fit((columns - middle) / width, target)
    slopes = model.coef_[0] / width
    named = {name: round(float(slope), 4) for name, slope in zip(names, slopes, strict=True)}
    return named | {"bias": round(float(model.intercept_[0] - slopes @ middle), 4)}


def level(pair: Pair, fitted: dict[str, dict[str, float]]) -> int:
    odds = weigh(pair.clues, fitted["addressed"])
    if odds.max() <= 0:
        return 0
    return 2 if weigh(pair.clues[odds.argmax()], fitted["shown"]) > 0 else 1


def figures(labels: np.ndarray, said: np.ndarray) -> dict[str, float]:
    macro = np.mean([f1(labels == level, said == level) for level in (0, 1, 2)])
    return {"F1": round(f1(labels > 0, said > 0), 3), "macro F1": round(float(macro), 3)}


def f1(gold: np.ndarray, said: np.ndarray) -> float:
    return float(2 * (gold & said).sum() / max(1, gold.sum() + said.sum()))


if __name__ == "__main__":
    main()
