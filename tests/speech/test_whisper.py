"""Recognition with faster-whisper: the real thing on clips that our small model knows, and its rules on scripted words."""

import shutil
import tomllib
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import faster_whisper
import numpy as np
import pytest
from faster_whisper.transcribe import Word

from rehearse.audio.files import SAMPLE_RATE_HZ, decode
from rehearse.audio.voice import speech_regions
from rehearse.errors import EngineError
from rehearse.schema import Interval
from rehearse.speech.whisper import WhisperTranscriber

DATA = Path(__file__).parents[1] / "data"
CLIPS = tomllib.loads((DATA / "clips.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def whisper(whisper_fixture):
    return WhisperTranscriber(whisper_fixture)


def hear(whisper, samples, **options):
    return whisper.transcribe(samples, speech=speech_regions(samples), **options)


@pytest.mark.parametrize("name", CLIPS)
def test_a_known_clip_is_written_word_for_word(whisper, name):
    samples = decode(DATA / f"{name}.wav")
    heard = hear(whisper, samples)

    assert heard.text == CLIPS[name]["whisper"]
    assert [word.text for word in heard.words] == heard.text.split()
    assert [heard.text[word.char_start : word.char_end] for word in heard.words] == [word.text for word in heard.words]
    assert all(a.start_s <= a.end_s <= b.start_s <= b.end_s for a, b in pairwise(heard.words))
    assert heard.words[0].start_s >= 0
    assert heard.words[-1].end_s <= heard.duration_s == len(samples) / SAMPLE_RATE_HZ
    assert all(0 < word.probability <= 1 for word in heard.words)
    assert (heard.engine, heard.model, heard.language) == ("whisper", "whisper-fixture", "en")
    assert heard.speech == speech_regions(samples)


@pytest.mark.parametrize("name", ["answer_short", "answer_um", "pause"])
def test_no_word_stretches_over_a_silence(whisper, name):
    heard = hear(whisper, decode(DATA / f"{name}.wav"))
    silences = [(before.end_s, after.start_s) for before, after in pairwise(heard.speech)]
    assert silences
    assert not [word for word in heard.words for start_s, end_s in silences if word.start_s < start_s and word.end_s > end_s]


def test_two_sentences_far_apart_keep_their_times(whisper):
    first, second = decode(DATA / "answer_espeak.wav"), decode(DATA / "answer_short.wav")
    silence_s = 8.0
    samples = np.concatenate([first, np.zeros(int(silence_s * SAMPLE_RATE_HZ), np.float32), second])
    heard = hear(whisper, samples)

    assert heard.text == f"{CLIPS['answer_espeak']['whisper']} {CLIPS['answer_short']['whisper']}"
    later = heard.words[len(CLIPS["answer_espeak"]["whisper"].split())]
    assert later.start_s > len(first) / SAMPLE_RATE_HZ + silence_s


def test_silence_is_no_words(whisper):
    heard = hear(whisper, np.zeros(3 * SAMPLE_RATE_HZ, np.float32))
    assert (heard.text, heard.words, heard.speech, heard.duration_s) == ("", (), (), 3.0)


def test_terms_of_the_advert_do_not_disturb_what_is_heard(whisper):
    samples = decode(DATA / "answer_short.wav")
    hotwords = ("bakery", "food hygiene", *(f"term {i}" for i in range(500)))
    assert hear(whisper, samples, hotwords=hotwords).text == CLIPS["answer_short"]["whisper"]


def test_progress_goes_up_to_the_whole(whisper):
    shares = []
    hear(whisper, decode(DATA / "answer_short.wav"), on_progress=shares.append)
    assert shares == sorted(shares)
    assert (min(shares) > 0, shares[-1]) == (True, 1.0)


def test_threads_share_one_model(whisper):
    names = [*CLIPS] * 2
    recordings = [decode(DATA / f"{name}.wav") for name in names]
    with ThreadPoolExecutor(4) as pool:
        heard = list(pool.map(lambda samples: hear(whisper, samples).text, recordings))
    assert heard == [CLIPS[name]["whisper"] for name in names]


def test_an_english_model_refuses_another_language(whisper):
    with pytest.raises(EngineError, match=r"knows English only.*'fr'.*models pull base"):
        whisper.transcribe(np.zeros(16, np.float32), speech=(), language="fr")


def test_a_damaged_model_says_so(whisper_fixture, tmp_path):
    folder = shutil.copytree(whisper_fixture, tmp_path / "damaged")
    weights = folder / "model.bin"
    weights.write_bytes(weights.read_bytes()[:5000])
    with pytest.raises(EngineError, match=r"damaged can't be loaded: .*rehearse models verify"):
        WhisperTranscriber(folder)


@pytest.fixture
def scripted(monkeypatch, tmp_path):
    """Return a recogniser whose model "hears" what the test says, and keeps the options it was called with."""

    def build(*segments, name="tiny.en", no_speech_prob=0.1):
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)

        class Scripted:
            hf_tokenizer = SimpleNamespace(encode=lambda text, **_: SimpleNamespace(ids=text.split()))

            def __init__(self, *_, **__):
                pass

            def transcribe(self, _, **options):
                transcriber.options = options
                return (
                    SimpleNamespace(words=words, end=words[-1].end, no_speech_prob=no_speech_prob) for words in segments
                ), None

        monkeypatch.setattr(faster_whisper, "WhisperModel", Scripted)
        transcriber = WhisperTranscriber(folder)
        return transcriber

    return build


def said(text, start_s, end_s, probability=0.9):
    return Word(start=np.float64(start_s), end=np.float64(end_s), word=text, probability=probability)


def region(start_s, end_s):
    return Interval(start_s=start_s, end_s=end_s)


TEN_SECONDS = np.zeros(10 * SAMPLE_RATE_HZ, np.float32)
ALL = (region(0, 10),)


def test_parts_written_together_are_one_word(scripted):
    words = [
        said(" A", 0, 1),
        said(" co", 1, 2, 0.9),
        said("-founder", 2, 3, 0.4),
        said(" of", 3, 4),
        said(" 3", 4, 5),
        said(".5%", 5, 6),
    ]
    heard = scripted(words).transcribe(TEN_SECONDS, speech=ALL)
    assert heard.text == "A co-founder of 3.5%"
    assert [word.text for word in heard.words] == ["A", "co-founder", "of", "3.5%"]
    assert (heard.words[1].start_s, heard.words[1].end_s, heard.words[1].probability) == (1, 3, 0.4)


def test_a_language_without_spaces_keeps_its_words(scripted):
    heard = scripted([said("私", 0, 1), said("です", 1, 2)], name="base").transcribe(TEN_SECONDS, speech=ALL, language="ja")
    assert (heard.text, [word.text for word in heard.words]) == ("私です", ["私", "です"])


def test_segments_never_run_together(scripted):
    heard = scripted([said("One.", 0, 1)], [said("Two.", 1, 2)]).transcribe(TEN_SECONDS, speech=ALL)
    assert heard.text == "One. Two."


def test_punctuation_alone_is_no_word_and_um_is_a_filled_pause(scripted):
    heard = scripted([said(" Um,", 0, 1), said(" -", 1, 1.1), said(" yes.", 1.1, 2)]).transcribe(TEN_SECONDS, speech=ALL)
    assert heard.text == "Um, - yes."
    assert [(word.text, word.kind) for word in heard.words] == [("Um,", "filled_pause"), ("yes.", "word")]
    assert [heard.text[word.char_start : word.char_end] for word in heard.words] == ["Um,", "yes."]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        pytest.param((0.8, 4.0), (0.8, 1.2), id="stretched over the pause behind it"),
        pytest.param((1.1, 4.6), (3.8, 4.6), id="stretched over the pause before it"),
        pytest.param((2.0, 2.5), (2.0, 2.5), id="in a silence: the detector may have missed it"),
        pytest.param((0.6, 0.9), (0.6, 0.9), id="inside speech"),
    ],
)
def test_a_word_is_held_to_the_speech_it_is_in(scripted, given, kept):
    [word] = scripted([said(" led", *given)]).transcribe(TEN_SECONDS, speech=(region(0.5, 1.2), region(3.8, 5))).words
    assert (word.start_s, word.end_s) == kept


def test_times_never_run_backwards_nor_out_of_the_recording(scripted):
    words = [said(" a", 3, 4), said(" b", 2, 3.5), said(" c", 9, 12)]
    heard = scripted(words).transcribe(TEN_SECONDS, speech=(region(0, 30),))
    assert [(word.start_s, word.end_s) for word in heard.words] == [(3, 4), (4, 4), (9, 10)]


@pytest.mark.parametrize(
    ("start_s", "probability", "no_speech_prob", "kept"),
    [
        pytest.param(5, 0.2, 0.1, False, id="in silence, and doubtful"),
        pytest.param(5, 0.9, 0.8, False, id="in silence, and the window is taken for silence"),
        pytest.param(5, 0.9, 0.1, True, id="in silence, and Whisper is sure"),
        pytest.param(1, 0.2, 0.8, True, id="doubtful, yet where someone speaks"),
    ],
)
def test_what_whisper_makes_up_in_silence_is_left_out(scripted, start_s, probability, no_speech_prob, kept):
    thanks = [said(" Thank", start_s, start_s + 0.5, probability), said(" you.", start_s + 0.5, start_s + 1, probability)]
    heard = scripted(thanks, no_speech_prob=no_speech_prob).transcribe(TEN_SECONDS, speech=(region(0, 3),))
    assert heard.text == ("Thank you." if kept else "")


def test_long_silences_are_not_listened_to_and_pauses_are(scripted):
    whisper = scripted([said(" a", 0, 1)])
    whisper.transcribe(TEN_SECONDS, speech=(region(0.2, 1), region(2.5, 3), region(7, 9.9)))
    assert whisper.options["clip_timestamps"] == pytest.approx([0, 3.4, 6.6, 10])
    assert whisper.options["vad_filter"] is False


def test_hotwords_are_cut_before_they_fill_the_prompt(scripted):
    whisper = scripted([said(" a", 0, 1)])
    whisper.transcribe(TEN_SECONDS, speech=ALL, hotwords=["stock control", *(f"term{i}" for i in range(300))])
    prompt = whisper.options["hotwords"]
    assert prompt.startswith("stock control, term0, term1")
    assert len(prompt.split()) == 100
    assert prompt.endswith(".")

    whisper.transcribe(TEN_SECONDS, speech=ALL)
    assert whisper.options["hotwords"] is None


def test_a_failure_of_the_engine_is_an_error_of_ours(scripted, monkeypatch):
    whisper = scripted([])
    with pytest.raises(EngineError, match=r"'tiny\.en' failed: list index out of range"):
        whisper.transcribe(TEN_SECONDS, speech=ALL)


def test_whoever_follows_the_progress_may_stop_it(scripted):
    def stop(_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        scripted([said(" a", 0, 1)]).transcribe(TEN_SECONDS, speech=ALL, on_progress=stop)
