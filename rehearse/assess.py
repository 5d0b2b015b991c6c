"""The one path from an answer to its assessment, whoever asks: page, command line, batch, or a worker elsewhere.

A recording is decoded, the voice in it found, its words recognised (or, where a person gave them, aligned), the filled pauses
that the recogniser left out heard in the audio; then the words are measured and held against the employer's needs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rehearse import __version__
from rehearse.advice import advise
from rehearse.audio import files, voice
from rehearse.errors import InputError
from rehearse.metrics import measure, unfit
from rehearse.needs import coverage, model, score, terms
from rehearse.schema import Assessment, Concern, Interval, Need, Question, Score, ScoreName, Transcript
from rehearse.second_opinion import Verdicts, consult
from rehearse.settings import Settings
from rehearse.speech import align
from rehearse.speech.correction import carried_over
from rehearse.speech.quality import quality
from rehearse.speech.transcriber import Transcriber, transcriber
from rehearse.speech.verbatim import add_filled_pauses
from rehearse.text import from_text, split_words

Step = Callable[[str, float | None], None]
"""Called with the name of the step that begins or goes on, and its share done, 0 to 1, where that is known."""

STEPS: Mapping[str, str] = {
    "decode": "Opening the recording",
    "listen": "Finding the voice in it",
    "transcribe": "Writing down the words",
    "align": "Placing the words in time",
    "verbatim": "Listening for fillers that were left out",
    "judge": "Judging the answer",
    "own_model": "Asking your own model",
}
"""The steps in order, with what a person is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What was heard in a recording.

    Attributes
    ----------
    transcript
        The words, with the filled pauses that the recogniser left out.
    notes
        Things the person should know about the whole, in plain words.
    nothing_heard
        Why there are no words: silence, noise, too short; `None` where someone speaks.
    unfit
        Why the words can't be judged as if they were the speaker's; `None` where they can.
    """

    transcript: Transcript
    notes: tuple[str, ...] = ()
    nothing_heard: str | None = None
    unfit: str | None = None


def assess(
    answer: Path | Transcript | str,
    *,
    needs: Sequence[Need] = (),
    advert: str = "",
    concerns: Sequence[Concern] = (),
    question: Question | None = None,
    settings: Settings | None = None,
    corrected_text: str | None = None,
    previous: Transcript | None = None,
    engine: Transcriber | None = None,
    on_step: Step | None = None,
) -> Assessment:
    """Assess one answer.

    Parameters
    ----------
    answer
        A recording, a transcript, or the words themselves.
    needs
        What the employer wants; none leaves the coverage empty.
    advert
        The advert's own words: the recogniser is told of its names, and its terms need no explaining in the answer.
    concerns
        What may worry the employer; those that say what puts them to rest are judged as needs are, and count in no score.
    question
        What was asked; its kind and target length set what the answer is held against.
    settings
        A person's choices; the defaults where `None`.
    corrected_text
        The words of the recording as a person corrected them: they are aligned to the audio, not recognised again.
    previous
        The transcript that was corrected. Filled pauses that stand in it and not in `corrected_text` stay out.
    engine
        What recognises the words; the one that the settings choose where `None`.
    on_step
        Told which step is at work, and how far it is.

    Raises
    ------
    InputError
        The answer can't be used.
    EngineError
        Recognition failed.
    """
    settings = settings or Settings()
    on_step = on_step or _silent
    if isinstance(answer, Path):
        heard = hear(
            answer,
            needs=needs,
            advert=advert,
            settings=settings,
            corrected_text=corrected_text,
            previous=previous,
            engine=engine,
            on_step=on_step,
        )
    else:
        heard = Heard(transcript=from_text(answer, language=settings.language) if isinstance(answer, str) else answer)
    on_step("judge", None)
    known = " ".join([advert, *(need.text for need in needs)])
    to_rest = [concern.wanted for concern in concerns if concern.wanted]
    verdicts = _verdicts(heard.transcript, (needs, to_rest), question, settings, on_step)
    return _judge(heard, verdicts, known, question, settings)


def with_words(assessment: Assessment) -> Assessment:
    """Return `assessment`, once it is sure that it is worth keeping as a take.

    Raises
    ------
    InputError
        There is no word in it.
    """
    if not assessment.transcript.words:
        reason = next((score.reason for score in assessment.scores.values() if score.reason), "nothing was said")
        raise InputError(f"There are no words to judge: {reason.rstrip('.')}.")
    return assessment


def hear(
    path: Path,
    *,
    needs: Sequence[Need] = (),
    advert: str = "",
    settings: Settings | None = None,
    corrected_text: str | None = None,
    previous: Transcript | None = None,
    engine: Transcriber | None = None,
    on_step: Step | None = None,
) -> Heard:
    """Hear what a recording says; the parameters and errors are those of `assess`."""
    settings = settings or Settings()
    on_step = on_step or _silent
    if corrected_text is not None and not split_words(corrected_text):
        raise InputError("There are no words to judge: the corrected text holds none.")
    on_step("decode", None)
    samples = files.decode(path, max_duration_s=settings.max_answer_s)
    on_step("listen", None)
    speech = voice.speech_regions(samples)
    nothing_heard = voice.no_speech_reason(samples, speech)
    if nothing_heard is not None:
        empty = from_text("", language=settings.language)
        return Heard(transcript=replace(empty, duration_s=files.duration_s(samples), speech=speech), nothing_heard=nothing_heard)
    rough = False
    if corrected_text is not None:
        on_step("align", None)
        transcript = align.align(samples, corrected_text, speech=speech, language=settings.language, rough=previous)
        transcript = carried_over(transcript, previous) if previous else transcript
    else:
        engine = engine or transcriber(settings)
        rough = engine.rough
        on_step("transcribe", 0.0)
        transcript = engine.transcribe(
            samples,
            speech=speech,
            hotwords=terms.hotwords(needs, advert),
            language=settings.language,
            on_progress=lambda share: on_step("transcribe", share),
        )
    on_step("verbatim", None)
    verbatim = add_filled_pauses(
        samples,
        replace(transcript, duration_s=files.duration_s(samples), speech=speech),
        speech=speech,
    )
    return Heard(
        transcript=verbatim.transcript,
        notes=_notes(rough, verbatim.unmeasured),
        unfit=quality(samples, verbatim.transcript, verbatim.unmeasured).reason,
    )


def _notes(rough: bool, unmeasured: Sequence[Interval]) -> tuple[str, ...]:
    notes = []
    if rough:
        notes.append(
            "These words come from the small recogniser that is built in, and it is rough: expect wrong words. "
            "A Whisper model hears far better: get one on the Settings page, or with 'rehearse models pull base.en'."
        )
    if unmeasured:
        seconds = sum(interval.duration_s for interval in unmeasured)
        notes.append(f"In {seconds:.0f} s of the recording fillers were not measured: the words there did not fit the sound.")
    return tuple(notes)


def _verdicts(
    transcript: Transcript,
    wanted: tuple[Sequence[Need], Sequence[Need]],
    question: Question | None,
    settings: Settings,
    on_step: Step,
) -> Verdicts:
    """Return the verdicts on the needs, and on what puts the concerns to rest; they are judged apart, or would weigh less."""
    needs, to_rest = wanted
    covered = [one for some in wanted for one in coverage.cover(transcript, some, question=question)]
    verdicts = Verdicts(coverage=tuple(covered))
    if settings.own_model.in_use and covered and transcript.words:
        on_step("own_model", None)
        verdicts = consult(transcript, [*needs, *to_rest], covered, settings.own_model, question)
    return replace(verdicts, coverage=verdicts.coverage[: len(needs)], concerns=verdicts.coverage[len(needs) :])


def _judge(heard: Heard, verdicts: Verdicts, known: str, question: Question | None, settings: Settings) -> Assessment:
    transcript = heard.transcript
    measured = measure(
        transcript, question=question, advert=known, limits=settings.limits, fluency_scores=settings.fluency_scores
    )
    met = score.score(verdicts.coverage, question=question)
    if measured.measures["sentences"] is None:  # there is no word, or none in a language that the judge reads
        met = Score(value=None, reason=measured.scores["clarity"].reason)
    scores: dict[ScoreName, Score] = {**measured.scores, "needs": met}
    withheld = heard.nothing_heard or heard.unfit or unfit(transcript, limits=settings.limits)
    if withheld is not None:
        scores = {name: Score(value=None, reason=withheld) for name in scores}
    return Assessment(
        transcript=transcript,
        question=question,
        findings=measured.findings,
        measures=measured.measures,
        unmeasured=measured.unmeasured,
        scores=scores,
        coverage=verdicts.coverage,
        concerns=verdicts.concerns,
        advice=advise(transcript, measured, verdicts.coverage, limits=settings.limits),
        notes=(*heard.notes, verdicts.note) if verdicts.note else heard.notes,
        versions=_versions(transcript, verdicts),
    )


def _versions(transcript: Transcript, verdicts: Verdicts) -> dict[str, str]:
    measured_by = {"rehearse": __version__, "engine": transcript.engine, "model": transcript.model, "judge": model.name()}
    return {**measured_by, "own_model": verdicts.own_model} if verdicts.own_model else measured_by


def _silent(step: str, share: float | None) -> None:
    """Tell nobody."""
