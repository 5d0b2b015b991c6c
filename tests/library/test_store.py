"""What is saved comes back, is found, corrected and deleted; nothing else is touched."""

import dataclasses
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from rehearse import settings
from rehearse.errors import AudioError, InputError, NotFoundError, StorageError
from rehearse.library.store import Deleted, Library
from rehearse.schema import Assessment, Concern, Need, Question, Role, Score
from rehearse.text import from_text

Recording = Callable[[str], Path]
QUESTION = Question(text="Tell me about a time you led a team.", kind="behavioural", target_s=90.0)


def answered(text: str = "I moved two patients and rang the site lead.") -> Assessment:
    """An assessment of an answer that was given as text."""
    return Assessment(
        transcript=from_text(text),
        measures={"words": float(len(text.split())), "words_per_minute": None},
        unmeasured={"words_per_minute": "nothing was timed"},
        scores={"clarity": Score(value=78.0, summary="Steady."), "fillers": Score(value=None, reason="nothing was timed")},
    )


def ward_manager() -> Role:
    """A role with two needs, not yet saved."""
    return Role(
        title="Ward manager",
        employer="St Anne's",
        advert="Leads a team. Rota experience is a plus.",
        needs=(
            Need(id="n1", text="Leads a team", kind="must", char_start=0, char_end=12),
            Need(id="n2", text="Rota experience", kind="nice", char_start=14, char_end=29),
        ),
    )


def test_role_comes_back_as_it_was_saved(library: Library) -> None:
    role = dataclasses.replace(ward_manager(), kind="promotion", interview_on=date(2026, 12, 1), advert="<b>Über 🎤\n\nline</b>")
    saved = library.save_role(role)
    assert saved == dataclasses.replace(role, id=saved.id)
    assert library.role(saved.id) == saved
    assert library.roles() == (saved,)


def test_needs_can_be_edited_removed_and_reordered_while_takes_stay(library: Library, role_id: int) -> None:
    take = library.add_take(role_id, QUESTION, answered())
    role = library.role(role_id)
    first, second = role.needs
    needs = (
        second,
        Need(id="n3", text="Honest with families"),
        dataclasses.replace(first, text="Leads a busy team", kind="nice"),
    )
    library.save_role(dataclasses.replace(role, needs=needs))
    assert library.role(role_id).needs == needs
    assert library.takes(role_id) == (take,)


def test_concerns_come_back_in_order_and_can_be_changed(library: Library, role_id: int) -> None:
    own = Concern(id="c1", text="Überqualified 🎤", met_by="Enjoys it", reply="I missed the ward.")
    raised = Concern(id="c2", text="Nothing seen yet", met_by="Rota", need_id="n2")
    role = dataclasses.replace(library.role(role_id), concerns=(raised, own))
    assert library.save_role(role) == library.role(role_id) == role
    library.save_role(dataclasses.replace(role, concerns=(own,)))
    assert library.role(role_id).concerns == (own,)
    with pytest.raises(InputError, match="Two concerns"):
        library.save_role(dataclasses.replace(role, concerns=(own, own)))


def test_role_without_title_or_with_doubled_need_ids_is_refused(library: Library, role_id: int) -> None:
    role = library.role(role_id)
    with pytest.raises(InputError, match="needs a title"):
        library.save_role(dataclasses.replace(role, title="  "))
    with pytest.raises(InputError, match="same id"):
        library.save_role(dataclasses.replace(role, needs=role.needs + role.needs[:1]))
    assert library.role(role_id) == role


@pytest.mark.parametrize(
    "call",
    [
        lambda library: library.role(99),
        lambda library: library.role(10**25 + 99),
        lambda library: library.take(10**25 + 99),
        lambda library: library.save_role(dataclasses.replace(ward_manager(), id=99)),
        lambda library: library.delete_role(99),
        lambda library: library.take(99),
        lambda library: library.add_take(99, QUESTION, answered()),
        lambda library: library.correct_take(99, answered()),
        lambda library: library.set_notes(99, "x"),
        lambda library: library.delete_take(99),
    ],
)
def test_what_is_not_there_is_told_by_its_number(library: Library, call: Callable[[Library], object]) -> None:
    with pytest.raises(NotFoundError, match="99"):
        call(library)


def test_take_comes_back_whole_with_a_moment_in_utc(library: Library, role_id: int, recording: Recording) -> None:
    before = datetime.now(UTC)
    saved = library.add_take(role_id, QUESTION, answered("Über <script> 🎤 \0 said"), audio=recording("answer.WAV"))
    assert library.take(saved.id) == saved
    assert saved.assessment == answered("Über <script> 🎤 \0 said")
    assert saved.question == QUESTION
    assert saved.created_at.utcoffset() == timedelta(0)
    assert before <= saved.created_at <= datetime.now(UTC)
    assert saved.original_transcript is None
    assert saved.user_notes == ""


def test_takes_are_numbered_by_question_within_a_role(library: Library, role_id: int) -> None:
    other_role = library.save_role(ward_manager()).id
    other_question = Question(text="Why us?")
    numbers = [
        library.add_take(role, question, answered()).number
        for role, question in [
            (role_id, QUESTION),
            (role_id, QUESTION),
            (role_id, other_question),
            (other_role, QUESTION),
            (role_id, QUESTION),
        ]
    ]
    assert numbers == [1, 2, 1, 1, 3]


def test_a_deleted_take_never_lends_its_id_to_another(library: Library, role_id: int) -> None:
    gone = library.add_take(role_id, QUESTION, answered())
    library.delete_take(gone.id)
    assert library.add_take(role_id, QUESTION, answered()).id != gone.id


def test_takes_are_listed_newest_first_and_filtered(library: Library, role_id: int) -> None:
    first = library.add_take(role_id, QUESTION, answered())
    second = library.add_take(role_id, Question(text="Why us?"), answered())
    third = library.add_take(library.save_role(ward_manager()).id, QUESTION, answered())
    assert library.takes() == (third, second, first)
    assert library.takes(role_id) == (second, first)
    assert library.takes(question_text=QUESTION.text) == (third, first)
    assert library.takes(role_id, "Why us?") == (second,)


def test_the_file_of_a_person_is_copied(library: Library, role_id: int, recording: Recording) -> None:
    source = recording("answer.wav")
    take = library.add_take(role_id, QUESTION, answered(), audio=source)
    assert take.audio.parent == settings.audio_dir()
    assert take.audio.suffix == ".wav"
    assert take.audio.read_bytes() == source.read_bytes()


def test_a_fresh_recording_in_the_data_folder_is_moved(library: Library, role_id: int, recording: Recording, home: Path) -> None:
    fresh = Path(shutil.move(recording("fresh.wav"), home / "fresh.wav"))
    content = fresh.read_bytes()
    take = library.add_take(role_id, QUESTION, answered(), audio=fresh)
    assert take.audio.read_bytes() == content
    assert not fresh.exists()


def test_the_recording_of_one_take_can_be_saved_as_another(library: Library, role_id: int, recording: Recording) -> None:
    first = library.add_take(role_id, QUESTION, answered(), audio=recording("answer.wav"))
    second = library.add_take(role_id, QUESTION, answered(), audio=first.audio)
    assert first.audio != second.audio
    assert first.audio.read_bytes() == second.audio.read_bytes()


def test_a_take_that_cannot_be_saved_leaves_no_recording_behind(library: Library, recording: Recording) -> None:
    source = recording("answer.wav")
    with pytest.raises(NotFoundError):
        library.add_take(99, QUESTION, answered(), audio=source)
    assert source.exists()
    assert list(settings.audio_dir().iterdir()) == []


def test_a_missing_recording_is_told_and_nothing_is_saved(library: Library, role_id: int, tmp_path: Path) -> None:
    with pytest.raises(AudioError, match=r"nowhere\.wav"):
        library.add_take(role_id, QUESTION, answered(), audio=tmp_path / "nowhere.wav")
    assert library.takes() == ()


def test_the_data_folder_can_be_moved(
    library: Library, role_id: int, recording: Recording, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take = library.add_take(role_id, QUESTION, answered(), audio=recording("answer.wav"))
    content = take.audio.read_bytes()
    moved = tmp_path / "elsewhere"
    home.rename(moved)
    monkeypatch.setenv("REHEARSE_HOME", str(moved))
    assert Library().take(take.id).audio.read_bytes() == content


def test_correcting_keeps_what_was_heard_first(library: Library, role_id: int) -> None:
    take = library.add_take(role_id, QUESTION, answered("I lead the word"))
    library.correct_take(take.id, answered("I led the ward"))
    corrected = library.correct_take(take.id, answered("I led the whole ward"))
    assert corrected == library.take(take.id)
    assert corrected.assessment.transcript.text == "I led the whole ward"
    assert corrected.original_transcript.text == "I lead the word"
    assert (corrected.number, corrected.created_at) == (take.number, take.created_at)


def test_search_finds_words_in_question_answer_and_notes(library: Library, role_id: int) -> None:
    cafe = library.add_take(role_id, Question(text="Why us?"), answered("I ran the Café’s rota, 100% of it"))
    plain = library.add_take(role_id, QUESTION, answered("I led twelve nurses"))
    library.set_notes(plain.id, "Slower next time")

    def found(search: str) -> set[int]:
        return {take.id for take in library.takes(search=search)}

    assert found("CAFE'S rota") == {cafe.id}
    assert found("rota café") == {cafe.id}
    assert found("slower nurses") == {plain.id}
    assert found("led a team") == {plain.id}
    assert found("100%") == {cafe.id}
    assert found("%") == {cafe.id}
    assert found("_") == set()
    assert found("' OR 1=1 --") == set()
    assert found("  ") == {cafe.id, plain.id}
    assert found(" ".join(f"word{number}" for number in range(3000))) == set()
    assert found("nurses twelve led " * 1000) == {plain.id}
    assert found("履歴書" * 20_000) == set()


def test_search_follows_a_correction(library: Library, role_id: int) -> None:
    take = library.add_take(role_id, QUESTION, answered("I lead the word"))
    corrected = library.correct_take(take.id, answered("I led the ward"))
    assert library.takes(search="ward") == (corrected,)
    assert library.takes(search="word") == ()


def test_deleting_a_take_deletes_its_recording_alone(library: Library, role_id: int, recording: Recording) -> None:
    kept = library.add_take(role_id, QUESTION, answered(), audio=recording("answer.wav"))
    gone = library.add_take(role_id, QUESTION, answered(), audio=recording("answer.wav"))
    library.delete_take(gone.id)
    assert library.takes() == (kept,)
    assert list(settings.audio_dir().iterdir()) == [kept.audio]


def test_deleting_a_take_whose_recording_is_gone_works(library: Library, role_id: int, recording: Recording) -> None:
    take = library.add_take(role_id, QUESTION, answered(), audio=recording("answer.wav"))
    take.audio.unlink()
    library.delete_take(take.id)
    assert library.takes() == ()


def test_deleting_a_role_deletes_its_takes_and_recordings_alone(library: Library, role_id: int, recording: Recording) -> None:
    other = library.save_role(ward_manager())
    kept = library.add_take(other.id, QUESTION, answered(), audio=recording("answer.wav"))
    library.add_take(role_id, QUESTION, answered(), audio=recording("answer.wav"))
    library.delete_role(role_id)
    assert library.roles() == (other,)
    assert library.takes() == (kept,)
    assert list(settings.audio_dir().iterdir()) == [kept.audio]


def test_deleting_everything_leaves_no_word_and_no_sound_in_the_data_folder(
    library: Library, role_id: int, recording: Recording, home: Path
) -> None:
    settings.save(settings.Settings(language="de"))
    stranger = settings.audio_dir() / "holiday.mp3"
    library.save_role(dataclasses.replace(library.role(role_id), concerns=(Concern(id="c1", text="Fear of giraffes"),)))
    library.add_take(role_id, QUESTION, answered("Seventeen confidential giraffes. " * 400), audio=recording("giraffes.wav"))
    stranger.write_bytes(b"not ours")
    assert library.delete_everything() == Deleted(roles=1, takes=1, recordings=1)
    assert library.roles() == library.takes() == ()
    left = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    assert not [path for path, content in left.items() if b"giraffes" in content]
    assert stranger in left
    assert settings.load().language == "de"


def test_many_threads_share_one_library(library: Library, role_id: int) -> None:
    with ThreadPoolExecutor(max_workers=8) as pool:
        takes = list(pool.map(lambda i: library.add_take(role_id, QUESTION, answered(f"answer {i}")), range(24)))
    assert sorted(take.number for take in takes) == list(range(1, 25))
    assert len(library.takes(role_id)) == 24


def test_half_a_character_is_refused_in_plain_words(library: Library) -> None:
    with pytest.raises(InputError, match="half a character"):
        library.save_role(dataclasses.replace(ward_manager(), title="Ward \ud83c"))
    assert library.roles() == ()


def test_an_assessment_of_a_newer_format_is_told(library: Library, role_id: int, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as newer:
        newer.setattr("rehearse.codec.VERSION", 2)
        library.add_take(role_id, QUESTION, answered())
        assert len(library.takes()) == 1
    with pytest.raises(StorageError, match="newer rehearse"):
        library.takes()
