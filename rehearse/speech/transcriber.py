"""What turns speech into words, and which of the two engines does it here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol

from rehearse import weights
from rehearse.errors import EngineError
from rehearse.schema import Interval, Transcript
from rehearse.settings import Settings

if TYPE_CHECKING:
    from rehearse.audio.files import Samples


class Transcriber(Protocol):
    """A speech recogniser, ready to work.

    Attributes
    ----------
    engine
        `whisper` or `sphinx`.
    model
        Which of the engine's models.
    rough
        Its words are too unreliable to be judged without a correction, and the page should say so.
    """

    @property
    def engine(self) -> str: ...  # noqa: D102

    @property
    def model(self) -> str: ...  # noqa: D102

    @property
    def rough(self) -> bool: ...  # noqa: D102

    def transcribe(
        self,
        samples: Samples,
        *,
        speech: Sequence[Interval],
        hotwords: Sequence[str] = (),
        language: str = "en",
        on_progress: Callable[[float], None] | None = None,
    ) -> Transcript:
        """Return what was said, every word timed.

        Parameters
        ----------
        samples
            Mono, 16 kHz, in [-1, 1].
        speech
            Where a voice is heard; nothing is recognised outside of it.
        hotwords
            Terms that may be said, such as those of the advert, the likeliest first.
        language
            ISO 639-1 code.
        on_progress
            Called with the share that is done, 0 to 1, from the thread that transcribes.

        Raises
        ------
        EngineError
            The engine does not know the language, or failed.
        """
        ...


_ready: dict[tuple[str, str], Transcriber] = {}
_loading = Lock()


def transcriber(settings: Settings) -> Transcriber:
    """Return the recogniser that the settings ask for, loaded once a process and shared by its threads.

    `auto` takes the Whisper model of the settings where it is on this machine and knows the language, else the most accurate
    model of the catalogue that does, else PocketSphinx.

    Raises
    ------
    EngineError
        The engine, its model or the language is not on this machine.
    """
    path = None if settings.engine == "sphinx" else _whisper_folder(settings)
    if path is None and settings.engine == "whisper":
        raise EngineError(
            f"The speech model {settings.model!r} is not on this machine. Get it with `rehearse models pull {settings.model}`, "
            "or choose another on the Settings page."
        )
    if path is None and settings.language != "en":
        raise EngineError(
            f"The embedded engine speaks English only, and the language is set to {settings.language!r}. Get a multilingual "
            "speech model with `rehearse models pull base`."
        )
    key = ("whisper", str(path)) if path else ("sphinx", "")
    with _loading:
        if key not in _ready:
            _ready[key] = _load(path)
        return _ready[key]


def _whisper_folder(settings: Settings) -> Path | None:
    named = weights.find(settings.model)
    if settings.engine == "whisper":
        return named
    if named and weights.describe(named).speaks(settings.language):
        return named
    here = {model.name: model for model in weights.installed()}
    by_accuracy = (here[info.name] for info in reversed(weights.catalogue()) if info.name in here)
    return next((model.path for model in by_accuracy if model.speaks(settings.language)), None)


def _load(path: Path | None) -> Transcriber:
    if path is None:
        from rehearse.speech.sphinx import SphinxTranscriber

        return SphinxTranscriber()
    from rehearse.speech.whisper import WhisperTranscriber

    return WhisperTranscriber(path)
