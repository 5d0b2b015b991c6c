"""Train the judge of filled pauses, print how it does on voices and on fillers that it has not heard, and write its weights.

Usage: python models/training/filler_judge.py DATA [WEIGHTS]     (some minutes on one core; flite and espeak-ng where installed)

DATA holds `speech/mfa`, `speech/voice-notes`, `speech/speechocean762` and `speech/plain`. What is printed comes from judges that
were trained without the voice they judge (in five folds) or without its kind of filler. "Real fillers" are those of the
unscripted recordings, by a judge that heard nothing of that voice: neither it nor its fillers in other voices. The weights that
are written are trained on everything.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
from cases import Case, mfa, notes, plain, sentences, shifted, synthetic, worn
from filler_sounds import real_fillers
from splice import spliced

from rehearse.audio.files import duration_s
from rehearse.audio.voice import speech_regions
from rehearse.metrics.norms import norms
from rehearse.speech.filler_features import NAMES, features, voice
from rehearse.speech.filler_judge import FARTHEST, LEAST_PROBABILITY, MIN_DURATION_S, Judge
from rehearse.speech.verbatim import candidates

PENALTY = 3.0
STEPS = 12
FOLDS = 5
REGISTERS = (0.8, 0.88, 0.95, 1.06, 1.12, 1.25)
MICROPHONES = ((0.85, 0), (1.0, 1), (1.15, 2), (0.9, 3), (1.1, 4))
DONORS = {"mfa": "real", "own": "drawn out of the voice's vowels", "rule": "made by rule", "tts": "synthesised"}

Flags = NDArray[np.bool_]
Values = NDArray[np.float64]


@dataclass(frozen=True)
class Examples:
    """Candidates: what they look like, whose filler each is ("" for none), in whose voice, in which group of cases."""

    values: Values
    donor: NDArray[np.str_]
    host: NDArray[np.str_]
    group: NDArray[np.str_]

    @property
    def labels(self) -> Flags:
        """Which are fillers."""
        return self.donor != ""

    @property
    def real(self) -> Flags:
        """Which have anything of the voice with the real fillers in them."""
        return (self.host == "mfa") | (self.donor == "mfa")


@dataclass
class Amount:
    """How many fillers were said in a group, and how long it is."""

    said: int = 0
    minutes: float = 0.0


def cases(data: Path) -> dict[str, list[Case]]:
    """Return everything that is learnt from, by group."""
    unscripted = [case for seed in range(3) for case in mfa(data, seed)]
    read, fluent = list(sentences(data, joined=5)), list(notes(data))
    others = [*plain(data), *synthetic(data)]
    fillers = real_fillers(unscripted[:2])
    return {
        "real": unscripted,
        "real, other registers": [shifted(case, factor) for case in unscripted[:2] for factor in REGISTERS],
        "real, poor microphones": [worn(shifted(case, factor), seed) for factor, seed in MICROPHONES for case in unscripted[:2]],
        "put into voices": [spliced(case, fillers, seed=0) for case in [*read, *fluent, *others]],
        "speechocean762": read,
        "voice-notes": fluent,
        "others": others,
    }


def examples(given: dict[str, list[Case]]) -> tuple[Examples, dict[str, Amount]]:
    """Return the candidates of all cases, and how much was said in each group."""
    amounts = {group: Amount() for group in given}
    rows = []
    for group, members in given.items():
        for case in members:
            amounts[group].said += len(case.truth)
            amounts[group].minutes += duration_s(case.samples) / 60
            rows += [(values, donor, case.voice, group) for values, donor in _candidates(case)]
    return Examples(*(np.array(column) for column in zip(*rows, strict=True))), amounts


def _candidates(case: Case) -> Iterator[tuple[Values, str]]:
    of = voice(case.samples)
    for chunk_s, piece, heard in candidates(case.samples, case.transcript, speech=speech_regions(case.samples)):
        for candidate in heard.candidates:
            if candidate.end_s - candidate.start_s >= MIN_DURATION_S:
                donor = _donor(case, chunk_s + candidate.start_s, chunk_s + candidate.end_s)
                yield features(candidate, heard, piece, of), donor


def _donor(case: Case, start_s: float, end_s: float) -> str:
    for when, donor in zip(case.truth, case.donors, strict=True):
        if min(end_s, when.end_s) - max(start_s, when.start_s) >= 0.5 * min(end_s - start_s, when.duration_s):
            return donor
    return ""


def fitted(values: Values, labels: Flags) -> Judge:
    """Return the logistic regression with a ridge penalty on scaled values, by Newton's method."""
    mean, deviation = values.mean(axis=0), values.std(axis=0) + 1e-6
    rows = np.hstack([np.clip((values - mean) / deviation, -FARTHEST, FARTHEST), np.ones((len(values), 1))])
    penalty = np.diag([PENALTY] * len(mean) + [1e-3])
    weights = np.zeros(len(mean) + 1)
    for _ in range(STEPS):
        sure = 1 / (1 + np.exp(-(rows @ weights)))
        slope = rows.T @ (sure - labels) + penalty @ weights
        weights -= np.linalg.solve((rows * (sure * (1 - sure))[:, None]).T @ rows + penalty, slope)
    return Judge(mean=mean, deviation=deviation, weights=weights[:-1], bias=float(weights[-1]))


def by_fold(given: Examples, without: Flags) -> Values:
    """Return how sure judges are that heard neither the voice they judge nor the examples `without`."""
    voices = np.random.default_rng(0).permutation(sorted(set(given.host)))
    fold = {name: number % FOLDS for number, name in enumerate(voices)}
    folds = np.array([fold[host] for host in given.host])
    sure = np.zeros(len(folds))
    for number in range(FOLDS):
        here, learnt = folds == number, (folds != number) & ~without
        sure[here] = fitted(given.values[learnt], given.labels[learnt]).probabilities(given.values[here])
    return sure


def row(title: str, given: Examples, here: Flags, sure: Values, amount: Amount) -> None:
    heard, sure_ones = here & (sure >= LEAST_PROBABILITY), here & (sure >= norms()["sure_probability"].value)
    right, false = (heard & given.labels).sum(), (heard & ~given.labels).sum()
    ratios = (
        f"{right / max(1, heard.sum()):>9.2f} {right / amount.said:>7.2f} {(here & given.labels).sum() / amount.said:>9.2f}"
        if amount.said
        else f"{'-':>9} {'-':>7} {'-':>9}"
    )
    false_sure = (sure_ones & ~given.labels).sum()
    print(f"{title:52} {amount.said:>5} {ratios} {false / amount.minutes:>10.2f} {false_sure / amount.minutes:>9.2f}")


def table(given: Examples, amounts: dict[str, Amount]) -> None:
    """Print the held-out figures, and how often a filler it is at each probability."""
    print(f"{'':52} {'said':>5} {'precision':>9} {'recall':>7} {'proposed':>9} {'false/min':>10} {'sure/min':>9}")
    unheard = fitted(given.values[~given.real], given.labels[~given.real]).probabilities(given.values)
    sure = by_fold(given, np.zeros(len(given.host), dtype=bool))
    for group, amount in amounts.items():
        row(group, given, given.group == group, unheard if group.startswith("real") else sure, amount)
    for donor, kind in DONORS.items():
        without = given.real if donor == "mfa" else given.donor == donor
        here = (given.group == "put into voices") & (given.donor == donor)
        found = (by_fold(given, without)[here] >= LEAST_PROBABILITY).mean() if here.any() else 0.0
        print(f"of {here.sum()} that were proposed, {kind}, kind unheard too: {found:.2f} found")
    print("\nhow sure     candidates   fillers among them")
    for low in np.arange(0.3, 1.0, 0.1):
        some = (sure >= low) & (sure < low + 0.1)
        print(f"{low:.1f} to {low + 0.1:.1f} {some.sum():>12} {given.labels[some].mean() if some.any() else 0:>20.2f}")


def main(data: Path, weights: Path | None) -> None:
    given, amounts = examples(cases(data))
    print(f"{len(given.labels)} candidates, {given.labels.sum()} of them fillers, {len(set(given.host))} voices\n")
    table(given, amounts)
    if weights:
        judge = fitted(given.values, given.labels)
        parts = {name: np.round(getattr(judge, name), 4).tolist() for name in ("mean", "deviation", "weights")}
        weights.write_text(json.dumps({"features": NAMES, **parts, "bias": round(judge.bias, 4)}) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) not in {2, 3}:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) == 3 else None)
