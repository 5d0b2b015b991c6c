"""Fetch a model from the Hugging Face hub, which is the only time that something is fetched."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rehearse.errors import NotFoundError, WeightsError
from rehearse.weights.catalogue import ModelInfo, catalogue, entry
from rehearse.weights.folder import FILES, REQUIRED, Stated, matches, problems
from rehearse.weights.store import home, install, require_space, writing

Progress = Callable[[int, int], None]
"""Called with the bytes that are here and the bytes of the whole."""

_TIMEOUT_S = 20.0
_PROGRESS_STEP_BYTES = 1_000_000


def pull(name: str, *, on_progress: Progress | None = None) -> Path:
    """Fetch a model of the catalogue from the hub (`HF_ENDPOINT`, else huggingface.co) and return its folder.

    What a broken-off pull has fetched is kept and taken up by the next one. The model appears under its name once every
    file has the size and checksum that the hub states, and not before. A whole one that is here already is not fetched again.

    Raises
    ------
    NotFoundError
        The catalogue has no such model.
    WeightsError
        No network, no space, or other bytes than the hub announced.
    """
    info = entry(name)
    if info is None:
        raise NotFoundError(f"There is no speech model {name!r} to fetch. Known are: {', '.join(m.name for m in catalogue())}.")
    with writing(name):
        if problems(home() / name):
            revision, wanted = _announced(info)
            draft = home() / f".{name}.{revision[:12]}.draft"
            draft.mkdir(exist_ok=True)
            _fetch(info, revision, draft, wanted, on_progress)
            install(draft, name, source=f"{info.repo_id}@{revision}")
            for outdated in home().glob(f".{name}.*.draft"):
                shutil.rmtree(outdated)
    return home() / name


def _endpoint() -> str:
    # Read at every call: huggingface_hub reads it once, when it is first imported.
    return (os.environ.get("HF_ENDPOINT") or "https://huggingface.co").rstrip("/")


@contextmanager
def _network(name: str) -> Iterator[None]:
    """Turn the errors of the network into ours."""
    import httpx2

    try:
        yield
    except (httpx2.HTTPError, ConnectionError) as exc:
        reason = (str(exc) or type(exc).__name__).splitlines()[0].rstrip(".")
        raise WeightsError(
            f"The model {name!r} can't be fetched from {_endpoint()}: {reason}. Check the network and try again (what has "
            "arrived is kept), or copy the model's folder from another machine and import it. Until then the embedded engine "
            "works without any download."
        ) from exc


def _announced(info: ModelInfo) -> tuple[str, dict[str, Stated]]:
    """Ask the hub for a model's revision, and the size and checksum of each of its files that we need."""
    from huggingface_hub import HfApi, constants

    # Else the client asks the hub which program may be calling, and keeps the answer in ~/.cache.
    constants.HF_HUB_DISABLE_TELEMETRY = True
    hub = HfApi(endpoint=_endpoint(), token=False)
    with _network(info.name):
        try:
            model = hub.model_info(info.repo_id, files_metadata=True, timeout=_TIMEOUT_S)
        except (ValueError, KeyError, TypeError) as exc:
            raise ConnectionError("it does not answer as the Hugging Face hub does") from exc
        wanted = {
            file.rfilename: Stated(size_bytes=file.size or 0, digest=(file.lfs.sha256 if file.lfs else file.blob_id) or "")
            for file in model.siblings or ()
            if file.rfilename in FILES
        }
        if not model.sha or not wanted.keys() >= {*REQUIRED} or not all(file.digest for file in wanted.values()):
            raise ConnectionError(f"it does not state the files of {info.repo_id} and their checksums")
        return model.sha, wanted


def _fetch(info: ModelInfo, revision: str, draft: Path, wanted: dict[str, Stated], on_progress: Progress | None) -> None:
    """Bring every wanted file into `draft`, taking up what is there, and check it."""
    from huggingface_hub import hf_hub_url

    total = sum(file.size_bytes for file in wanted.values())
    require_space(total - sum(_size(draft / name) for name in wanted))
    before = 0
    for name, stated in wanted.items():

        def arrived(size: int, before: int = before) -> None:
            if on_progress:
                on_progress(min(before + size, total), total)

        with _network(info.name):
            url = hf_hub_url(info.repo_id, name, revision=revision, endpoint=_endpoint())
            _download(url, draft / name, stated.size_bytes, arrived)
        if not matches(draft / name, stated):
            (draft / name).unlink(missing_ok=True)
            raise WeightsError(
                f"{name} of the model {info.name!r} arrived with a wrong checksum, so it was thrown away. Try again; if it "
                f"stays, {_endpoint()} or something on the way to it changes the file."
            )
        before += stated.size_bytes


def _download(url: str, path: Path, size_bytes: int, arrived: Callable[[int], None]) -> None:
    """Append what `path` lacks; a cut connection is taken up again for as long as each try brings something."""
    import httpx2

    arrived(_size(path))
    while (have := _size(path)) < size_bytes:
        try:
            _append(url, path, have, arrived)
        except httpx2.TransportError:
            if _size(path) <= have:
                raise
        if _size(path) <= have:
            raise ConnectionError(f"the server sent nothing after byte {have} of {path.name}")
    arrived(_size(path))


def _append(url: str, path: Path, have: int, arrived: Callable[[int], None]) -> None:
    # Not huggingface_hub's own download: it throws a partial file away when it ends, and Xet keeps chunks in ~/.cache.
    from huggingface_hub import get_session

    headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={have}-"} if have else {})
    with get_session().stream("GET", url, headers=headers, timeout=_TIMEOUT_S) as response:
        response.raise_for_status()
        with path.open("ab" if response.status_code == 206 else "wb") as file:
            told = have
            for chunk in response.iter_bytes():
                file.write(chunk)
                if file.tell() - told >= _PROGRESS_STEP_BYTES:
                    told = file.tell()
                    arrived(told)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
