"""Show an answer along its time: waveform, speech and pauses, fillers, what was said again, and what speaks to a need.

Under the waveform lie three lanes: where a voice was heard, with its gaps; dots and triangles for fillers, repetitions and
repairs; bars for the passages that speak to a need. Every sign of the last two and every long pause can be clicked to hear
that moment.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from markupsafe import Markup

from rehearse.report.marks import Look, Mark, marks
from rehearse.report.plain import clock, counted, length, listed
from rehearse.schema import Assessment, Interval

_WIDTH, _HEIGHT = 640.0, 92.0
_MIDDLE, _HALF = 31.0, 27.0
_SPEECH_AT, _DOTS_AT, _BARS_AT = 62.0, 75.0, 84.0
_TOLD_AT_MOST = 8


@dataclass(frozen=True, slots=True)
class _Shown:
    """The timed marks of an answer, by the lane that they stand in."""

    pauses: list[Mark]
    fillers: list[Mark]
    repetitions: list[Mark]
    repairs: list[Mark]
    passages: list[Mark]


def timeline(assessment: Assessment, peaks: Sequence[float]) -> str:
    """Return the answer along its time as safe inline SVG with a caption; its label tells the same in words.

    Parameters
    ----------
    peaks
        Loudness along the recording, 0 to 1, evenly spaced; none draws a plain line.

    Returns
    -------
    str
        Empty where the answer has no times, as one that was typed.
    """
    duration_s = _duration_s(assessment)
    if not duration_s:
        return ""
    shown = _Shown(
        pauses=_timed(assessment, "pause"),
        fillers=_timed(assessment, "filler"),
        repetitions=_timed(assessment, "repetition"),
        repairs=_timed(assessment, "repair"),
        passages=_timed(assessment, "evidence", "claim"),
    )
    shapes = Markup().join(
        chain(
            (_block(mark, duration_s) for mark in shown.pauses),
            _wave(peaks),
            (_voice(stretch, duration_s) for stretch in assessment.transcript.speech or ()),
            (_dot(mark, duration_s) for mark in shown.fillers),
            (_triangle(mark, duration_s, look="rh-repetition-at", up=True) for mark in shown.repetitions),
            (_triangle(mark, duration_s, look="rh-repair-at", up=False) for mark in shown.repairs),
            (_bar(mark, duration_s) for mark in shown.passages),
        )
    )
    figure = Markup(
        '<figure class="rh rh-timeline"><svg viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>'
        "<figcaption>{}</figcaption></figure>"
    ).format(f"{_WIDTH:g}", f"{_HEIGHT:g}", _in_words(duration_s, shown), shapes, _caption(duration_s, shown))
    return str(figure)


def _duration_s(assessment: Assessment) -> float | None:
    if not any(word.end_s is not None for word in assessment.transcript.words):
        return assessment.transcript.duration_s if assessment.transcript.speech is not None else None
    ends = [word.end_s for word in assessment.transcript.words if word.end_s is not None]
    return assessment.transcript.duration_s or max(ends)


def _timed(assessment: Assessment, *looks: Look) -> list[Mark]:
    return [mark for mark in marks(assessment) if mark.look in looks and mark.start_s is not None]


def _x(time_s: float | None, duration_s: float) -> float:
    return min(max((time_s or 0.0) / duration_s, 0.0), 1.0) * _WIDTH


def _wave(peaks: Sequence[float]) -> list[Markup]:
    if not peaks:
        return [Markup('<rect class="rh-wave" x="0" y="{}" width="{}" height="2"/>').format(f"{_MIDDLE - 1:g}", f"{_WIDTH:g}")]
    step = _WIDTH / len(peaks)
    bars = "".join(
        f"M{step * (i + 0.15):.1f} {_MIDDLE - half:.1f}h{step * 0.7:.1f}v{2 * half:.1f}h{-step * 0.7:.1f}z"
        for i, half in enumerate(max(min(peak, 1.0), 0.0) * _HALF + 0.8 for peak in peaks)
    )
    return [Markup('<path class="rh-wave" d="{}"/>').format(bars)]


def _voice(stretch: Interval, duration_s: float) -> Markup:
    start = _x(stretch.start_s, duration_s)
    width = max(_x(stretch.end_s, duration_s) - start, 1.0)
    return Markup('<rect class="rh-speech" x="{}" y="{}" width="{}" height="2"/>').format(
        f"{start:.1f}", f"{_SPEECH_AT:g}", f"{width:.1f}"
    )


def _block(mark: Mark, duration_s: float) -> Markup:
    return _lasting(mark, duration_s, look="rh-silence", y=_MIDDLE - _HALF, height=2 * _HALF, radius=3)


def _bar(mark: Mark, duration_s: float) -> Markup:
    return _lasting(
        mark, duration_s, look="rh-bar rh-claimed" if mark.look == "claim" else "rh-bar", y=_BARS_AT, height=6, radius=3
    )


def _lasting(mark: Mark, duration_s: float, *, look: str, y: float, height: float, radius: float) -> Markup:
    start = _x(mark.start_s, duration_s)
    width = max(_x((mark.start_s or 0.0) + (mark.duration_s or 0.0), duration_s) - start, 2.0)
    return Markup(
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="{}" data-start="{}"><title>{}</title></rect>'
    ).format(look, f"{start:.1f}", f"{y:g}", f"{width:.1f}", f"{height:g}", f"{radius:g}", _start(mark), _title(mark))


def _dot(mark: Mark, duration_s: float) -> Markup:
    return Markup('<circle class="{}" cx="{}" cy="{}" r="4" data-start="{}"><title>{}</title></circle>').format(
        "rh-dot" if mark.sure else "rh-dot rh-unsure",
        f"{_x(mark.start_s, duration_s):.1f}",
        f"{_DOTS_AT:g}",
        _start(mark),
        _title(mark),
    )


def _triangle(mark: Mark, duration_s: float, *, look: str, up: bool) -> Markup:
    x = _x(mark.start_s, duration_s)
    top, sides = (_DOTS_AT - 4, "l4 7h-8z") if up else (_DOTS_AT + 4, "l4 -7h-8z")
    return Markup('<path class="{}" d="M{} {}{}" data-start="{}"><title>{}</title></path>').format(
        look, f"{x:.1f}", f"{top:g}", sides, _start(mark), _title(mark)
    )


def _start(mark: Mark) -> str:
    return f"{mark.start_s:.3f}"


def _title(mark: Mark) -> str:
    number = f"{mark.number}, " if mark.number is not None else ""
    return f"{clock(mark.start_s or 0.0)} · {number}{mark.name}: {mark.message}"


def _in_words(duration_s: float, shown: _Shown) -> str:
    told = [f"The answer along its {length(duration_s)}."]
    for noun, found in (
        ("filler", shown.fillers),
        ("repetition", shown.repetitions),
        ("repair", shown.repairs),
        ("long pause", shown.pauses),
        ("passage", shown.passages),
    ):
        purpose = (
            " that speaks to a need"
            if noun == "passage" and len(found) == 1
            else " that speak to a need"
            if noun == "passage"
            else ""
        )
        places = [clock(mark.start_s or 0.0) for mark in found]
        more = len(places) - _TOLD_AT_MOST
        if more > 0:
            places = [*places[:_TOLD_AT_MOST], f"{more} more"]
        told.append(f"{counted(len(found), noun)}{purpose}{', at ' + listed(places) if places else ''}.")
    return " ".join(told)


def _caption(duration_s: float, shown: _Shown) -> Markup:
    signs = [
        (shown.fillers, "● filler"),
        ([mark for mark in shown.fillers if not mark.sure], "○ perhaps a filler"),
        (shown.repetitions, "▲ said twice"),
        (shown.repairs, "▽ taken back or begun again"),
        (shown.pauses, "░ long pause"),
        ([mark for mark in shown.passages if mark.look == "evidence"], "▬ shows a need"),
        ([mark for mark in shown.passages if mark.look == "claim"], "╍ says so, no example"),
    ]
    items = [Markup("<span>{}</span>").format(sign) for found, sign in signs if found]
    return Markup().join([*items, Markup('<span class="rh-end">{}</span>').format(clock(duration_s))])
