"""The one path from an answer to its assessment, on real sound."""

import tomllib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from rehearse.assess import STEPS, assess
from rehearse.audio import files
from rehearse.errors import AudioError
from rehearse.schema import Assessment, Need, Question, Word
from rehearse.settings import Settings
from rehearse.text import from_text
from tests.conftest import DATA, clip

FIXTURE = str(Path(__file__).parents[1] / "models" / "whisper-fixture")
WHISPER = Settings(engine="whisper", model=FIXTURE)
SPHINX = Settings(engine="sphinx")


def truth(name: str) -> str:
    return (DATA / f"{name}.txt").read_text(encoding="utf-8").strip()


def filled_pauses(assessment: Assessment) -> list[Word]:
    return [word for word in assessment.transcript.words if word.kind == "filled_pause"]


def heard_fillers(assessment: Assessment) -> list[str]:
    return [word.text for word in filled_pauses(assessment)]


def silence(rng: np.random.Generator) -> np.ndarray:
    return np.zeros(5 * files.SAMPLE_RATE_HZ, dtype=np.float32)


def noise(rng: np.random.Generator) -> np.ndarray:
    return rng.normal(0, 0.05, 5 * files.SAMPLE_RATE_HZ).astype(np.float32)


def hum(rng: np.random.Generator) -> np.ndarray:
    times_s = np.arange(5 * files.SAMPLE_RATE_HZ) / files.SAMPLE_RATE_HZ
    return (0.3 * np.sin(2 * np.pi * 50 * times_s)).astype(np.float32)


@pytest.mark.parametrize("sound", [silence, noise, hum])
@pytest.mark.parametrize("settings", [WHISPER, SPHINX], ids=["whisper", "sphinx"])
def test_where_nobody_speaks_there_are_no_words_and_no_scores_but_the_reason(sound, settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "answer.wav"
    files.write(path, sound(np.random.default_rng(1)))
    assessment = assess(path, settings=settings, needs=[Need(id="n1", text="SQL")])
    assert assessment.transcript.text == ""
    assert assessment.transcript.duration_s == pytest.approx(5)
    assert {score.value for score in assessment.scores.values()} == {None}
    assert all(score.reason for score in assessment.scores.values())
    assert [covered.level for covered in assessment.coverage] == ["not_addressed"]


def test_a_third_of_a_second_is_too_short(tmp_path: Path) -> None:
    path = tmp_path / "answer.wav"
    files.write(path, files.decode(clip("answer_short"))[: files.SAMPLE_RATE_HZ * 3 // 10])
    assessment = assess(path, settings=SPHINX)
    assert assessment.transcript.words == ()
    assert assessment.scores["clarity"].reason


@pytest.mark.slow
def test_whisper_writes_the_words_and_the_filler_it_left_out_is_heard() -> None:
    clips = tomllib.loads((DATA / "clips.toml").read_text(encoding="utf-8"))
    assert clips["answer_um"]
    assessment = assess(clip("answer_um"), settings=WHISPER)
    assert assessment.transcript.engine == "whisper"
    assert heard_fillers(assessment)
    assert assessment.measures["fillers"] >= 1
    assert any(finding.kind == "filled_pause" for finding in assessment.findings)


@pytest.mark.slow
def test_a_filler_that_the_person_struck_out_stays_out() -> None:
    first = assess(clip("answer_um"), settings=WHISPER)
    words = " ".join(word.text for word in first.transcript.words if word.kind == "word")
    second = assess(clip("answer_um"), settings=WHISPER, corrected_text=words, previous=first.transcript)
    assert heard_fillers(first)
    assert heard_fillers(second) == []
    third = assess(clip("answer_um"), settings=WHISPER, corrected_text=words + " Yes.", previous=second.transcript)
    assert heard_fillers(third) == []


@pytest.mark.slow
def test_striking_one_filler_makes_no_other_surer() -> None:
    first = assess(clip("answer_um"), settings=WHISPER)
    struck, kept = filled_pauses(first)
    said = first.transcript.text
    without = said[: struck.char_start] + said[struck.char_end :].lstrip()
    second = assess(clip("answer_um"), settings=WHISPER, corrected_text=without, previous=first.transcript)
    assert [word.probability for word in filled_pauses(second)] == [kept.probability]


@pytest.mark.slow
def test_the_words_a_person_gives_are_kept_and_placed_in_time() -> None:
    assessment = assess(clip("answer_short"), settings=SPHINX, corrected_text=truth("answer_short"))
    words = [word for word in assessment.transcript.words if word.kind == "word"]
    assert " ".join(word.text for word in words) == " ".join(truth("answer_short").split())
    starts = [word.start_s for word in words]
    assert None not in starts
    assert starts == sorted(starts)
    assert 60 < assessment.measures["words_per_minute"] < 300


def test_words_that_the_recogniser_guessed_at_are_not_scored_as_if_they_were_the_speaker() -> None:
    heard = from_text("I led the night shift for two years and in March we cut the late orders from forty to three in all.")
    guessed = replace(heard, words=tuple(replace(word, probability=0.3) for word in heard.words), engine="sphinx")
    need = Need(id="n1", text="Experience leading shifts")
    scores = assess(guessed, needs=[need]).scores
    assert {score.value for score in scores.values()} == {None}
    assert all("Correct the words" in (score.reason or "") for score in scores.values())
    corrected = assess(heard, needs=[need]).scores
    assert corrected["conciseness"].value is not None
    assert corrected["needs"].value is not None


@pytest.mark.parametrize(
    ("said", "language", "reason"),
    [
        ("Ich habe zwei Jahre lang die Nachtschicht geleitet.", "de", "this answer is in 'de'"),
        ("", "en", "nothing was said"),
        ("Um.", "en", "no words, 1 filled pause"),
    ],
)
def test_an_answer_that_the_judge_cannot_read_has_no_score_but_the_reason(said: str, language: str, reason: str) -> None:
    scores = assess(from_text(said, language=language), needs=[Need(id="n1", text="Experience leading shifts")]).scores
    assert {score.value for score in scores.values()} == {None}
    assert all(reason in (score.reason or "") for score in scores.values())


def test_a_few_words_are_held_against_the_needs_all_the_same() -> None:
    scores = assess("I led the night shift for two years.", needs=[Need(id="n1", text="Experience leading shifts")]).scores
    assert scores["clarity"].value is None
    assert scores["needs"].value is not None


@pytest.mark.slow
def test_words_lost_in_noise_are_not_scored(tmp_path: Path) -> None:
    clean = files.decode(clip("answer_short"))
    noise_rms = float(np.sqrt(np.mean(clean**2))) * 1.3
    before_and_after = np.zeros(files.SAMPLE_RATE_HZ, dtype=np.float32)
    padded = np.concatenate([before_and_after, clean, before_and_after])
    noisy = padded + np.random.default_rng(1).normal(0, noise_rms, len(padded)).astype(np.float32)
    path = tmp_path / "answer.wav"
    files.write(path, (0.9 * noisy / np.abs(noisy).max()).astype(np.float32))
    assessment = assess(path, settings=SPHINX, corrected_text=truth("answer_short"), needs=[Need(id="n1", text="Leads a team")])
    assert {score.value for score in assessment.scores.values()} == {None}
    assert "noise" in (assessment.scores["needs"].reason or "")


@pytest.mark.slow
def test_the_rough_engine_says_that_it_is_rough_and_each_step_is_told() -> None:
    told: list[str] = []
    assessment = assess(clip("answer_short"), settings=SPHINX, on_step=lambda step, share: told.append(step))
    assert any("rough" in note for note in assessment.notes)
    assert list(dict.fromkeys(told)) == [step for step in STEPS if step not in ("align", "own_model")]
    assert assessment.versions["engine"] == "sphinx"


def test_an_answer_as_text_needs_no_sound_and_is_kept_to_the_letter() -> None:
    text = "  I led <b>two</b> shifts… 🙂\n\nIn March I cut the late orders from forty to three. "
    need = Need(id="n1", text="Experience leading shifts")
    assessment = assess(text, needs=[need], question=Question(text="Why you?", kind="strengths", target_s=60))
    assert assessment.transcript.text == text
    assert assessment.measures["words_per_minute"] is None
    assert assessment.unmeasured["words_per_minute"]
    (covered,) = assessment.coverage
    assert covered.evidence == text[covered.char_start : covered.char_end]


def test_the_same_answer_gives_the_same_numbers() -> None:
    text = "I think I led, you know, two shifts. So I rang them, and after ten days nobody was waiting any more. That was that."
    assert assess(text) == assess(text)


def test_a_recording_longer_than_the_settings_allow_is_refused() -> None:
    with pytest.raises(AudioError, match="at most 2 s"):
        assess(clip("answer_short"), settings=Settings(engine="sphinx", max_answer_s=2))
