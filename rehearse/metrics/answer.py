"""An answer made ready for measuring: its words without filled pauses, its sentences, and one line that rules are matched on.

Conventions
-----------
A word's place is its index in `Answer.words`. Filled pauses stand apart in `Answer.filled_pauses`, so that an "um"
inside a phrase neither hides the phrase nor changes where sentences end. `Answer.line` is the words in lower case
without punctuation, one space around each, with `|` where a sentence begins.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from rehearse.schema import Finding, Span, Transcript, Word
from rehearse.text import bare, sentences

BOUNDARY = "|"
_ENDS = frozenset(".!?…")
_PUNCTUATION = " ,.;:!?…\"“”‘’'()[]–—-"


def without_punctuation(text: str, char_start: int, char_end: int) -> Span:
    """Return the span without the punctuation at its edges; the span whole where it holds nothing else."""
    inside = text[char_start:char_end]
    start = char_start + len(inside) - len(inside.lstrip(_PUNCTUATION))
    end = char_start + len(inside.rstrip(_PUNCTUATION))
    return Span(char_start=start, char_end=end) if start < end else Span(char_start=char_start, char_end=char_end)


@dataclass(frozen=True)
class Answer:
    """One answer, prepared once and read by every metric."""

    transcript: Transcript

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words, filled pauses left out."""
        return tuple(word for word in self.transcript.words if word.kind == "word")

    @cached_property
    def filled_pauses(self) -> tuple[Word, ...]:
        """The filled pauses ("um"), written or heard."""
        return tuple(word for word in self.transcript.words if word.kind == "filled_pause")

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        """The words in lower case, without the punctuation around them."""
        return tuple(bare(word.text).replace("’", "'") for word in self.words)

    @cached_property
    def sentences(self) -> tuple[range, ...]:
        """The sentences, as ranges of places."""
        found = []
        start = 0
        for span in sentences(replace(self.transcript, words=self.words)):
            end = start
            while end < len(self.words) and self.words[end].char_end <= span.char_end:
                end += 1
            found.append(range(start, end))
            start = end
        return tuple(found)

    @cached_property
    def _laid_out(self) -> tuple[str, Mapping[int, int]]:
        starts = {sentence.start for sentence in self.sentences}
        pieces = [" "]
        length = 1
        places: dict[int, int] = {}
        for place, token in enumerate(self.tokens):
            piece = f"{BOUNDARY} {token} " if place in starts else f"{token} "
            length += len(piece)
            places[length - len(token) - 1] = place
            pieces.append(piece)
        pieces.append(f"{BOUNDARY} ")
        return "".join(pieces), places

    @property
    def line(self) -> str:
        """The words as one line, `|` where a sentence begins and at the end."""
        return self._laid_out[0]

    @property
    def places(self) -> Mapping[int, int]:
        """The place of the word that begins at each offset into `line`."""
        return self._laid_out[1]

    @cached_property
    def sentence_starts(self) -> frozenset[int]:
        """The places at which sentences begin."""
        return frozenset(sentence.start for sentence in self.sentences)

    @property
    def sentences_heard(self) -> bool:
        """Whether punctuation or times say where sentences end; without both they are cut by length, which is a guess."""
        return self.duration_s is not None or self.punctuated

    @property
    def punctuated(self) -> bool:
        """Whether punctuation says where sentences end; some recognisers write none."""
        ended = sum(self.words[sentence[-1]].text.rstrip("\"'”’)")[-1:] in _ENDS for sentence in self.sentences)
        return 2 * ended >= len(self.sentences)

    @cached_property
    def duration_s(self) -> float | None:
        """Seconds from the first word to the last, pauses included; `None` where words carry no times.

        Where the voice was heard in the audio, its edges count: recognisers clip the first word and the last.
        """
        starts = [word.start_s for word in self.transcript.words if word.start_s is not None]
        ends = [word.end_s for word in self.transcript.words if word.end_s is not None]
        if not starts or not ends or max(ends) <= min(starts):
            return None
        first_s, last_s = min(starts), max(ends)
        voiced = self.transcript.speech or ()
        begins_s = min((each.start_s for each in voiced if each.start_s < first_s < each.end_s), default=first_s)
        ends_s = max((each.end_s for each in voiced if each.start_s < last_s < each.end_s), default=last_s)
        return ends_s - begins_s

    @property
    def untimed_reason(self) -> str:
        """Why nothing was timed, in plain words."""
        return self.transcript.untimed_reason or "the words carry no times"

    def finding(self, kind: str, start: int, end: int, message: str, source: str) -> Finding:
        """Return a finding on the words from place `start` up to, not including, place `end`."""
        first, last = self.words[start], self.words[end - 1]
        span = without_punctuation(self.transcript.text, first.char_start, last.char_end)
        return Finding(
            kind=kind,
            text=span.of(self.transcript.text),
            char_start=span.char_start,
            char_end=span.char_end,
            start_s=first.start_s,
            end_s=last.end_s,
            message=message,
            source=source,
        )

    def text(self, start: int, end: int) -> str:
        """Return the words from place `start` up to, not including, place `end`, as they stand in the transcript."""
        return self.transcript.text[self.words[start].char_start : self.words[end - 1].char_end]
