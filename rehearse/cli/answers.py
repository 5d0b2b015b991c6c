"""Commands about an answer that is at hand: transcribe it, assess it, read the advert it is held against."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

import click

from rehearse.cli import progress
from rehearse.errors import RehearseError
from rehearse.schema import QuestionKind

if TYPE_CHECKING:
    from rehearse.schema import Assessment, Concern, Need, Question, Role, Transcript
    from rehearse.settings import Settings

AssessmentFormat = Literal["table", "json", "jsonl", "markdown", "html"]

_FILE = click.Path(path_type=Path)
_TRANSCRIPT_SUFFIXES = (".txt", ".json")

_engine = click.option("--engine", type=click.Choice(["auto", "whisper", "sphinx"]), help="What recognises the words.")
_model = click.option("--model", help="Name of a speech model, or its folder.")


@click.command()
@click.argument("audio", type=_FILE)
@_engine
@_model
@click.option("--format", "form", type=click.Choice(["text", "json", "srt", "vtt"]), default="text", show_default=True)
def transcribe(audio: Path, engine: str | None, model: str | None, form: str) -> None:
    """Write down the words of AUDIO, the fillers included."""
    from rehearse.assess import hear

    with progress.steps() as on_step:
        heard = hear(audio, settings=_settings(engine, model), on_step=on_step)
    for note in filter(None, (heard.nothing_heard, *heard.notes)):
        click.echo(note, err=True)
    click.echo(_transcript_text(heard.transcript, form))


def _transcript_text(transcript: Transcript, form: str) -> str:
    if form == "json":
        from rehearse.codec import to_json

        return to_json(transcript, indent=2)
    if form == "text":
        return transcript.text
    from rehearse.speech import captions

    return (captions.to_srt if form == "srt" else captions.to_vtt)(transcript)


@click.command()
@click.argument("advert", type=_FILE)
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def needs(advert: Path, form: str) -> None:
    """Draw the employer's needs out of ADVERT (txt, md, pdf or docx)."""
    from rehearse.cli.table import needs_table
    from rehearse.needs.advert import extract
    from rehearse.needs.checklist import needs_json
    from rehearse.needs.documents import read_advert
    from rehearse.needs.doubts import doubt

    text = read_advert(advert)
    found = extract(text)
    if uncertain := doubt(text, found):
        click.echo(uncertain, err=True)
    click.echo(needs_json(found) if form == "json" else needs_table(found))


@click.command()
@click.argument("answers", metavar="ANSWER...", nargs=-1, required=True, type=_FILE)
@click.option("--transcript", type=_FILE, help="The corrected words of the one audio ANSWER: aligned, not recognised again.")
@click.option("--advert", type=_FILE, help="The job advert (txt, md, pdf or docx) whose needs the answer is held against.")
@click.option("--needs", "needs_file", type=_FILE, help="The needs, as 'rehearse needs --format json' writes them.")
@click.option("--question", help="What was asked.")
@click.option("--kind", type=click.Choice(get_args(QuestionKind)), help="Kind of question; it sets the length to aim at.")
@_engine
@_model
@click.option("--format", "form", type=click.Choice(get_args(AssessmentFormat)), default="table", show_default=True)
@click.option("--save", is_flag=True, help="Keep the answers as takes of --question, for the role named with --role.")
@click.option(
    "--role",
    help="With --save: the role. One that is there keeps its advert and needs; else it is made with those given.",
)
def assess(
    *,
    answers: tuple[Path, ...],
    transcript: Path | None,
    advert: Path | None,
    needs_file: Path | None,
    question: str | None,
    kind: QuestionKind | None,
    engine: str | None,
    model: str | None,
    form: AssessmentFormat,
    save: bool,
    role: str | None,
) -> None:
    """Assess each ANSWER: audio, or a transcript (.txt, or .json as 'transcribe --format json' writes).

    Prints what was said, how, and which of the employer's needs it met.
    """
    _check_options(
        answers=answers,
        transcript=transcript,
        advert=advert,
        needs_file=needs_file,
        form=form,
        save=save,
        role=role,
        question=question,
    )
    from rehearse.speech.read import read_transcript

    settings = _settings(engine, model)
    words = _advert(advert)
    wanted = _needs(words, needs_file)
    saved_role = _role_to_save(role, words, wanted) if save and role else None
    wanted = wanted or (saved_role.needs if saved_role else ())
    words = words or (saved_role.advert if saved_role else "")
    asked = _question(question, kind)
    concerns = _concerns(saved_role, asked)
    corrected_text = read_transcript(transcript).text if transcript else None
    failures = 0
    for answer in answers:
        name = click.format_filename(answer)
        try:
            assessment = _assess_one(answer, corrected_text, wanted, asked, settings, advert=words, concerns=concerns)
            click.echo(_render(assessment, form, name, saved_role, many=len(answers) > 1))
            if saved_role and asked:
                saved_role = _save(saved_role, asked, assessment, answer)
        except RehearseError as error:
            if len(answers) == 1:
                raise
            failures += 1
            click.echo(f"{name}: {error}", err=True)
    if failures:
        raise click.exceptions.Exit(1)


@click.command()
@_engine
@_model
@click.option("--format", "form", type=click.Choice(get_args(AssessmentFormat)), default="table", show_default=True)
def demo(engine: str | None, model: str | None, form: AssessmentFormat) -> None:
    """Assess a sample answer against a sample advert: the whole path, with no network."""
    from rehearse.needs.advert import extract
    from rehearse.sample import sample_advert, sample_answer_path, sample_question

    path = sample_answer_path()
    advert = sample_advert()
    assessment = _assess_one(path, None, extract(advert), sample_question(), _settings(engine, model), advert=advert)
    click.echo(_render(assessment, form, click.format_filename(path), None, many=False))


def _check_options(
    *,
    answers: tuple[Path, ...],
    transcript: Path | None,
    advert: Path | None,
    needs_file: Path | None,
    form: AssessmentFormat,
    save: bool,
    role: str | None,
    question: str | None,
) -> None:
    if advert and needs_file:
        raise click.UsageError("Give --advert or --needs, not both.")
    if save != bool((role or "").strip()):
        raise click.UsageError("--save and --role NAME go together.")
    if save and not (question or "").strip():
        raise click.UsageError("--save keeps the answers as takes of one question: add --question TEXT, what was asked.")
    if len(answers) > 1 and form in ("json", "html"):
        raise click.UsageError(
            f"--format {form} is for one answer; {len(answers)} were given. Use --format jsonl, or one at a time."
        )
    if transcript and (len(answers) > 1 or answers[0].suffix.lower() in _TRANSCRIPT_SUFFIXES):
        raise click.UsageError("--transcript gives the words of one recording; ANSWER must be that one audio file.")


def _settings(engine: str | None, model: str | None) -> Settings:
    import msgspec

    from rehearse.settings import Settings, load

    given = {name: value for name, value in (("engine", engine), ("model", model)) if value}
    if model and not engine:
        given["engine"] = "whisper"
    return msgspec.convert({**msgspec.to_builtins(load()), **given}, Settings)


def _advert(path: Path | None) -> str:
    if path is None:
        return ""
    from rehearse.needs.documents import read_advert

    return read_advert(path)


def _needs(advert: str, needs_file: Path | None) -> tuple[Need, ...]:
    if needs_file:
        from rehearse.needs.checklist import read_needs

        return read_needs(needs_file)
    if advert:
        from rehearse.needs.advert import extract

        return extract(advert)
    return ()


def _concerns(role: Role | None, question: Question | None) -> tuple[Concern, ...]:
    from rehearse.interview.concerns import raised_by

    return raised_by(question, role.concerns) if role else ()


def _question(text: str | None, kind: QuestionKind | None) -> Question | None:
    if text is None and kind is None:
        return None
    from rehearse.interview.questions import question

    return question(text or "", kind)


def _assess_one(
    answer: Path,
    corrected_text: str | None,
    needs: Sequence[Need],
    question: Question | None,
    settings: Settings,
    *,
    advert: str,
    concerns: Sequence[Concern] = (),
) -> Assessment:
    from rehearse.assess import assess as assess_answer
    from rehearse.speech.read import read_transcript

    is_transcript = answer.suffix.lower() in _TRANSCRIPT_SUFFIXES
    with progress.steps() as on_step:
        return assess_answer(
            read_transcript(answer, language=settings.language) if is_transcript else answer,
            needs=needs,
            advert=advert,
            concerns=concerns,
            question=question,
            settings=settings,
            corrected_text=corrected_text,
            on_step=on_step,
        )


def _render(assessment: Assessment, form: AssessmentFormat, name: str, role: Role | None, *, many: bool) -> str:
    from rehearse.codec import to_json
    from rehearse.report import document, export, markdown

    if form == "jsonl":
        return to_json(document.assessment_document(assessment, file=name))
    if form == "json":
        return to_json(document.assessment_document(assessment), indent=2)
    if form == "markdown":
        heading = f"{markdown.one_line(name)}\n\n" if many else ""
        return heading + export.to_markdown(assessment, role=role)
    if form == "html":
        return export.to_html(assessment, role=role)
    from rehearse.cli.table import assessment_table

    heading = f"{name}\n" if many else ""
    return heading + assessment_table(assessment, role, colour=sys.stdout.isatty())


def _role_to_save(name: str, advert: str, needs: tuple[Need, ...]) -> Role:
    """Return the role of that name; where there is none, a new one, not saved yet."""
    from rehearse.library.names import named
    from rehearse.library.store import Library
    from rehearse.schema import Role

    return named(Library().roles(), name) or Role(title=name, advert=advert, needs=needs)


def _save(role: Role, asked: Question, assessment: Assessment, answer: Path) -> Role:
    """Keep the answer as a take of the role, and return the role, which a first take saves; one that was there stays as it is."""
    from rehearse.assess import with_words
    from rehearse.library.store import Library

    with_words(assessment)
    library = Library()
    if role.id is None:
        role = library.save_role(role)
    assert role.id is not None
    audio = None if answer.suffix.lower() in _TRANSCRIPT_SUFFIXES else answer
    take = library.add_take(role.id, asked, assessment, audio=audio)
    click.echo(f"Saved as take {take.id}, number {take.number} of this question.", err=True)
    return role
