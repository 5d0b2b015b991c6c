"""What to do about how the answer was told: one writer for each topic, each with its gain."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rehearse.advice import gains
from rehearse.advice.candidate import Candidate
from rehearse.advice.places import at, from_time, last_sentence, stretch
from rehearse.advice.quoting import opening, short
from rehearse.metrics.measured import Measured
from rehearse.metrics.norms import Norms
from rehearse.schema import Advice, Finding, Transcript

_SENTENCE_ENDS = (".", "!", "?", "…")
_STRETCH_WORDS = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heard:
    transcript: Transcript
    measured: Measured
    norms: Norms

    def first(self, *kinds: str) -> Finding | None:
        return next((finding for finding in self.measured.findings if finding.kind in kinds), None)

    def measure(self, name: str) -> float:
        return self.measured.measures.get(name) or 0.0


def from_answer(transcript: Transcript, measured: Measured, norms: Norms) -> Iterator[Candidate]:
    """Yield what could be advised on the telling, whatever its gain."""
    heard = _Heard(transcript=transcript, measured=measured, norms=norms)
    for topic, gain, write in _WRITERS:
        points = gain(measured)
        advice = write(heard) if points else None
        if advice is not None:
            yield Candidate(gain=points, topic=topic, advice=advice)


def _start_later(heard: _Heard) -> Advice | None:
    finding = heard.first("preamble")
    if finding is None or finding.char_end is None:
        return None
    point = opening(heard.transcript.text[finding.char_end :])
    if not point:
        return Advice(text="Begin with what you did.", why="All of it speaks about the question.", **at(finding))
    timed = finding.start_s is not None
    lead = f"{heard.measure('first_point_s'):.0f} seconds" if timed else f"{heard.measure('preamble_words'):.0f} words"
    text = f"Start at “{point}”: the first {lead} say nothing yet."
    return Advice(text=text, why="A listener waits for the point.", **at(finding))


def _tell_result(heard: _Heard) -> Advice | None:
    if heard.measure("structure_action_share"):
        return _on(heard.first("no_result"), "End with what came of it, in one sentence: a number, or what changed.")
    return _on(heard.first("no_result"), "Add one time you did this, and what came of it.")


def _say_i(heard: _Heard) -> Advice | None:
    return _on(heard.first("we_without_i"), "Say which part was yours: one sentence that begins with “I”.")


def _give_example(heard: _Heard) -> Advice | None:
    return _on(heard.first("no_example"), "Tell one time it was so: when, what you did, what came of it.")


def _reach_employer(heard: _Heard) -> Advice | None:
    return _on(heard.first("no_link"), "End with what they get from it: “so here I can …”.")


def _cut_length(heard: _Heard) -> Advice:
    ratio, target_s = heard.measure("length_ratio"), heard.measure("target_s")
    text = f"Cut it to about {target_s:.0f} seconds: keep one example and its result."
    why = f"It runs to {ratio:.1f} times the length to aim at, which is reached here."
    return Advice(text=text, why=why, **from_time(heard.transcript, target_s))


def _say_more(heard: _Heard) -> Advice:
    words, target_s = heard.measure("words"), heard.measure("target_s")
    text = "There is room for one example: when it was, what you did, what came of it."
    why = f"{words:.0f} words, where about {target_s:.0f} seconds are yours."
    return Advice(text=text, why=why, **last_sentence(heard.transcript))


def _drop_repeat(heard: _Heard) -> Advice | None:
    finding = heard.first("repeated_content")
    return _on(finding, f"Leave out “{short(finding.text)}”: it was said before.") if finding else None


def _drop_words(heard: _Heard) -> Advice | None:
    wordy, trailing = heard.first("wordy_phrase"), heard.first("trailing_off")
    if wordy:
        return _on(wordy, f"Say “{short(wordy.text)}” in fewer words.")
    if trailing is None:
        return None
    return _on(trailing, f"End one sentence earlier, before “{short(trailing.text)}”.")


def _split_sentence(heard: _Heard) -> Advice | None:
    finding = heard.first("long_sentence")
    return _on(finding, f"Make two sentences of the one that starts “{short(finding.text, 5)}”.") if finding else None


def _fewer_fillers(heard: _Heard) -> Advice | None:
    finding = heard.first("filler_cluster") or heard.first("filled_pause", "filler_phrase")
    if finding is None:
        return None
    openings = int(heard.measure("fillers_at_sentence_start"))
    where = f" {openings} sentences open with one." if openings > 1 else ""
    why = f"{heard.measured.scores['fillers'].summary}{where}"
    if finding.kind == "filler_cluster":
        text = f"Know the sentence around “{short(finding.text)}” before you begin; let short silences stand in it."
    else:
        text = f"Where “{short(finding.text)}” stands, let a short silence stand."
    return Advice(text=text, why=why, **at(finding))


def _fewer_hedges(heard: _Heard) -> Advice | None:
    finding = heard.first("hedge")
    if finding is None:
        return None
    why = f"{heard.measure('hedges'):.0f} hedges in the answer; keep those that are true."
    return Advice(text=f"Say it without “{short(finding.text)}”.", why=why, **at(finding))


def _name_things(heard: _Heard) -> Advice | None:
    finding = heard.first("vague")
    return _on(finding, f"Say what “{short(finding.text)}” stands for, or leave it out.") if finding else None


def _explain_terms(heard: _Heard) -> Advice | None:
    acronym, jargon = heard.first("acronym"), heard.first("jargon")
    if acronym:
        return _on(acronym, f"Say once what “{short(acronym.text)}” stands for.")
    return _on(jargon, f"Say “{short(jargon.text)}” in a plain word.") if jargon else None


def _shorter_pauses(heard: _Heard) -> Advice | None:
    pauses = [finding for finding in heard.measured.findings if finding.kind == "long_pause"]
    if not pauses:
        return None
    longest = max(pauses, key=lambda finding: (finding.end_s or 0.0) - (finding.start_s or 0.0))
    said = heard.transcript.text[: longest.char_start]
    if said.rstrip().endswith(_SENTENCE_ENDS):
        return _on(longest, "Know what you will tell next: here the silence between two sentences grew long.")
    return _on(longest, "Know the whole sentence before you begin it: one long pause stands inside.")


def _other_pace(heard: _Heard) -> Advice | None:
    rate, words = heard.measure("letters_per_s"), heard.measure("words_per_minute")
    if not rate:
        return None
    slow, fast = heard.norms["rate_slow"], heard.norms["rate_fast"]
    why = f"{words:.0f} words a minute, which are {rate:.1f} letters a second; {slow.value:g} to {fast} are easy to follow."
    if rate < slow.value:
        place = stretch(heard.transcript, _STRETCH_WORDS, fastest=False)
        return Advice(text="Keep going from one sentence to the next; shorter pauses will do.", why=why, **place)
    place = stretch(heard.transcript, _STRETCH_WORDS, fastest=True)
    return Advice(text="Take a breath after each sentence.", why=f"{why} Here it is fastest.", **place)


def _no_repeats(heard: _Heard) -> Advice | None:
    finding = heard.first("repetition") or heard.first("repair", "restart")
    return _on(finding, f"Say “{short(finding.text)}” once; a short silence buys the same time.") if finding else None


def _on(finding: Finding | None, text: str) -> Advice | None:
    return None if finding is None else Advice(text=text, why=finding.message, **at(finding))


_WRITERS: tuple[tuple[str, gains.Gain, Callable[[_Heard], Advice | None]], ...] = (
    ("result", gains.worth_if("no_result", gains.NO_RESULT), _tell_result),
    ("own part", gains.worth_if("we_without_i", gains.WE_WITHOUT_I), _say_i),
    ("example", gains.worth_if("no_example", gains.NO_EXAMPLE), _give_example),
    ("link", gains.worth_if("no_link", gains.NO_LINK), _reach_employer),
    ("preamble", gains.preamble, _start_later),
    ("length", gains.lost("length"), _cut_length),
    ("more", gains.too_short, _say_more),
    ("repeated", gains.lost("content said twice"), _drop_repeat),
    ("wording", gains.wording, _drop_words),
    ("sentences", gains.lost("words in long sentences"), _split_sentence),
    ("fillers", gains.lost("fillers a minute"), _fewer_fillers),
    ("hedges", gains.lost("hedges"), _fewer_hedges),
    ("vague", gains.lost("vague words"), _name_things),
    ("terms", gains.lost("jargon and unexplained acronyms"), _explain_terms),
    ("pauses", gains.lost("share of pauses"), _shorter_pauses),
    ("pace", gains.lost("speech rate"), _other_pace),
    ("repeats", gains.lost("repeats and restarts"), _no_repeats),
)
