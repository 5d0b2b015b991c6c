"""Show a transcript with its marks, as HTML that is safe whatever was said; style.css draws it."""

from __future__ import annotations

from importlib import resources

from markupsafe import Markup, escape

from rehearse.report.marks import Look, Mark, marks, pieces
from rehearse.report.plain import clock, counted
from rehearse.schema import Assessment, Transcript
from rehearse.text import split_words

CSS = resources.files("rehearse.report").joinpath("style.css").read_text(encoding="utf-8")
"""How marked words, the legend and the timeline look, on a light ground and a dark one."""

_CLOSE_WORD, _CLOSE_MARK = Markup("</span>"), Markup("</mark>")

_LEGEND: dict[Look, str] = {
    "evidence": "shows a need",
    "claim": "says so, no example",
    "filler": "filler",
    "hedge": "hedge",
    "tic": "you say it often",
    "repetition": "said twice",
    "repair": "taken back or begun again",
    "cut": "could go",
    "long-sentence": "long sentence",
    "structure": "guides the listener",
    "note": "something to look at",
}


def marked(assessment: Assessment, *, on_click: bool = False) -> str:
    """Return the transcript as safe HTML with everything that was found marked, in colour and in shape.

    Each mark says in its `title` what it is and why it matters, and carries `data-start`, the seconds at which it was said.

    Parameters
    ----------
    on_click
        The page plays the recording from what is clicked: every timed word carries `data-start` too, and marks can be reached
        by keyboard.
    """
    transcript = assessment.transcript
    found = [*marks(assessment), *(_words(transcript) if on_click else ())]
    html = Markup()
    for piece in pieces(transcript.text, found):
        for mark in piece.closed:
            html += _tail(mark, transcript.text) if mark.char_end <= piece.at else Markup()
            html += _CLOSE_WORD if mark.look == "word" else _CLOSE_MARK
        for mark in piece.placed:
            html += _pill(mark)
        for mark in piece.opened:
            html += _open(mark, transcript.text, again=mark.char_start < piece.at, on_click=on_click)
        html += escape(piece.text)
    return str(Markup('<div class="rh rh-words" dir="auto" lang="{}">{}</div>').format(transcript.language, html))


def legend(assessment: Assessment) -> str:
    """Return, as safe HTML, what each look means; only those that this transcript has."""
    there = {mark.look for mark in marks(assessment)}
    items = [
        Markup('<mark class="rh-mark rh-{}">{}</mark>').format(look, name) for look, name in _LEGEND.items() if look in there
    ]
    if "pause" in there:
        items.append(Markup('<span class="rh-pill">1.0 s</span> long pause'))
    if any(not mark.sure for mark in marks(assessment)):
        items.append(Markup('<mark class="rh-mark rh-filler rh-unsure">perhaps a filler</mark>'))
    rows = Markup().join(Markup("<li>{}</li>").format(item) for item in items)
    return str(Markup('<ul class="rh rh-legend" aria-label="What the marks mean">{}</ul>').format(rows)) if items else ""


def _words(transcript: Transcript) -> list[Mark]:
    return [
        Mark(look="word", name="", message="", char_start=word.char_start, char_end=word.char_end, start_s=word.start_s)
        for word in transcript.words
        if word.start_s is not None and 0 <= word.char_start < word.char_end <= len(transcript.text)
    ]


def _open(mark: Mark, text: str, *, again: bool, on_click: bool) -> Markup:
    start = _start(mark)
    if mark.look == "word":
        return Markup('<span class="rh-word"{}>').format(start)
    button = Markup()
    if on_click and mark.start_s is not None and not again:
        button = Markup(' role="button" tabindex="0" aria-label="{}: {}. Play from {}"').format(
            text[mark.char_start : mark.char_end], _title(mark).rstrip("."), clock(mark.start_s)
        )
    more = f"{'' if mark.sure else ' rh-unsure'}{' rh-again' if again else ''}"
    return Markup('<mark class="rh-mark rh-{}{}" title="{}"{}{}>').format(mark.look, more, _title(mark), start, button)


def _title(mark: Mark) -> str:
    return f"{'' if mark.sure else 'perhaps a '}{mark.name}: {mark.message}"


def _start(mark: Mark) -> Markup:
    return Markup() if mark.start_s is None else Markup(' data-start="{}"').format(f"{mark.start_s:.3f}")


def _tail(mark: Mark, text: str) -> Markup:
    if mark.number is not None:
        return Markup('<sup class="rh-extra">{}</sup>').format(mark.number)
    if mark.look == "long-sentence":
        words = counted(len(split_words(text[mark.char_start : mark.char_end])), "word")
        return Markup('<span class="rh-extra rh-pill">{}</span>').format(words)
    return Markup()


def _pill(mark: Mark) -> Markup:
    shown = f"{mark.duration_s:.1f} s" if mark.look == "pause" and mark.duration_s is not None else mark.name
    return Markup('<span class="rh-extra rh-pill" title="{}"{}>{}</span>').format(_title(mark), _start(mark), shown)
