"""Train the judge of filled pauses on spliced speech, print how it does on voices it has not heard, and write its weights.

Usage: python models/training/filler_judge.py DATA [WEIGHTS]     (needs scikit-learn; a few minutes on one core)

DATA holds `speech/mfa`, `speech/voice-notes` and `speech/speechocean762`. Each voice in turn is left out of training
and then judged: precision, recall and a reliability table. The weights that are
written are trained on all voices.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.neural_network import MLPClassifier

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
from cases import Case, mfa, notes, sentences, spoiled
from splice import real_fillers, spliced

from rehearse.audio.files import duration_s
from rehearse.audio.voice import speech_regions
from rehearse.speech.filler_features import NAMES, features, voice
from rehearse.speech.filler_judge import MIN_DURATION_S
from rehearse.speech.verbatim import candidates

HIDDEN = 12
PENALTY = 3.0
FOLDS_OF_NOISE = range(3)
SURE = 0.8


@dataclass(frozen=True)
class Examples:
    """Candidates of many cases: what they look like, whether they are fillers, and which voices are in them."""

    values: NDArray[np.float64]
    labels: NDArray[np.bool_]
    case: NDArray[np.str_]
    host: NDArray[np.str_]
    donor: NDArray[np.str_]


def cases(data: Path) -> Iterator[Case]:
    """Yield everything that is learnt from: as spoken, with fillers put in, and with wrong words."""
    fluent = [*sentences(data, joined=5), *notes(data)]
    spoken = [case for seed in FOLDS_OF_NOISE for case in mfa(data, seed)]
    fillers = real_fillers(spoken[:2])
    put_in = [spliced(case, fillers, seed) for seed in (0, 1) for case in fluent]
    plain = [*sentences(data), *fluent, *spoken]
    yield from (*plain, *put_in)
    for seed, case in enumerate([*fluent, *spoken, *put_in[: len(fluent)]]):
        yield replace(case, name=case.name + "-wrong", transcript=spoiled(case.transcript, seed))


def examples(given: Sequence[Case]) -> tuple[Examples, dict[str, tuple[int, float]]]:
    """Return the candidates of all cases, and for each case how many fillers it holds and how long it is."""
    rows, truths = [], {}
    for number, case in enumerate(given):
        name = f"{case.name}#{number}"
        truths[name] = (len(case.truth), duration_s(case.samples))
        of = voice(case.samples)
        for chunk_s, piece, heard in candidates(case.samples, case.transcript, speech=speech_regions(case.samples)):
            for candidate in heard.candidates:
                if candidate.end_s - candidate.start_s < MIN_DURATION_S:
                    continue
                start_s, end_s = chunk_s + candidate.start_s, chunk_s + candidate.end_s
                donor = _donor(case, start_s, end_s)
                rows.append((features(candidate, heard, piece, of), donor is not None, name, case.voice, donor or ""))
    values, labels, names, hosts, donors = zip(*rows, strict=True)
    return Examples(np.array(values), np.array(labels), np.array(names), np.array(hosts), np.array(donors)), truths


def _donor(case: Case, start_s: float, end_s: float) -> str | None:
    for when, donor in zip(case.truth, case.donors, strict=True):
        if min(end_s, when.end_s) - max(start_s, when.start_s) >= 0.5 * min(end_s - start_s, when.duration_s):
            return donor
    return None


def fitted(values: NDArray[np.float64], labels: NDArray[np.bool_]) -> dict[str, list[object]]:
    """Train on values scaled to mean 0 and deviation 1; the weights as lists."""
    mean, deviation = values.mean(axis=0), values.std(axis=0) + 1e-6
    network = MLPClassifier((HIDDEN,), activation="tanh", alpha=PENALTY, max_iter=400, random_state=0)
    network.fit((values - mean) / deviation, labels)
    (first, last), (first_bias, last_bias) = network.coefs_, network.intercepts_
    parts = {
        "mean": mean,
        "deviation": deviation,
        "hidden": first,
        "hidden_bias": first_bias,
        "out": last[:, 0],
        "out_bias": last_bias,
    }
    return {"features": list(NAMES), **{name: np.round(part, 4).tolist() for name, part in parts.items()}}


def judged(weights: dict[str, list[object]], values: NDArray[np.float64]) -> NDArray[np.float64]:
    part = {name: np.array(weights[name], dtype=float) for name in weights if name != "features"}
    hidden = np.tanh((values - part["mean"]) / part["deviation"] @ part["hidden"] + part["hidden_bias"])
    result: NDArray[np.float64] = 1 / (1 + np.exp(-(hidden @ part["out"] + part["out_bias"])))
    return result


def held_out(given: Examples, *, unheard_fillers: bool) -> NDArray[np.float64]:
    """Return how sure the judge is of each candidate when it was trained without the voice around it.

    `unheard_fillers`: without any real filler too, so that it knows only those that
    were drawn out of vowels. One voice has real ones.
    """
    sure = np.zeros(len(given.labels))
    for name in sorted(set(given.host)):
        here, without = given.host == name, given.host != name
        sure[here] = judged(fitted(given.values[without], given.labels[without]), given.values[here])
    if unheard_fillers:
        here, without = given.donor == "mfa", (given.host != "mfa") & (given.donor != "mfa")
        sure[here | (given.host == "mfa")] = judged(
            fitted(given.values[without], given.labels[without]), given.values[here | (given.host == "mfa")]
        )
    return sure


def table(given: Examples, sure: NDArray[np.float64], truths: dict[str, tuple[int, float]]) -> None:
    groups = {
        "mfa": lambda name: "corpus" in name and "wrong" not in name,
        "spliced": lambda name: "+" in name and "wrong" not in name,
        "mfa, wrong words": lambda name: "corpus" in name and "wrong" in name,
        "spliced, wrong words": lambda name: "+" in name and "wrong" in name,
        "sentences": lambda name: name[0].isdigit() and name[4] == "-" and not {"+", "w"} & set(name),
        "notes": lambda name: "_" in name and "corpus" not in name and "+" not in name and "wrong" not in name,
        "fluent, wrong words": lambda name: "corpus" not in name and "+" not in name and "wrong" in name,
    }
    print(f"{'':24} {'said':>5} {'proposed':>9} {'precision':>10} {'recall':>7} {'false/min':>10} {'sure/min':>9}")
    for title, belongs in groups.items():
        names = [name for name in truths if belongs(name)]
        said, seconds = sum(truths[name][0] for name in names), sum(truths[name][1] for name in names)
        here = np.isin(given.case, names)
        found, right = here & (sure >= 0.5), here & (sure >= 0.5) & given.labels
        false, false_sure = (found & ~given.labels).sum(), (here & ~given.labels & (sure >= SURE)).sum()
        ratios = [(here & given.labels).sum() / max(1, said), right.sum() / max(1, found.sum()), right.sum() / max(1, said)]
        columns = " ".join(f"{ratio:>9.2f}" for ratio in ratios) if said else f"{'-':>9} {'-':>9} {'-':>9}"
        print(f"{title:24} {said:>5} {columns} {false / seconds * 60:>10.2f} {false_sure / seconds * 60:>9.2f}")
    print("\nhow sure     candidates   fillers among them")
    for low in np.arange(0.3, 1.0, 0.1):
        bin_ = (sure >= low) & (sure < low + 0.1)
        print(f"{low:.1f} to {low + 0.1:.1f} {bin_.sum():>12} {given.labels[bin_].mean() if bin_.any() else 0:>20.2f}")


def main(data: Path, weights: Path | None) -> None:
    given, truths = examples(list(cases(data)))
    print(f"{len(given.labels)} candidates, {given.labels.sum()} of them fillers, {len(set(given.host))} voices\n")
    for title, unheard in (("the voice around unheard", False), ("the voice around and every real filler unheard", True)):
        print(f"Trained with {title}:\n")
        table(given, held_out(given, unheard_fillers=unheard), truths)
    if weights:
        weights.write_text(json.dumps(fitted(given.values, given.labels)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) not in {2, 3}:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) == 3 else None)
