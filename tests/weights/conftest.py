"""A model's folder, and a hub on loopback that serves it: enough of the Hugging Face hub's protocol for a real download."""

import hashlib
import json
import random
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from rehearse.weights import store

REVISION = "0123456789abcdef0123456789abcdef01234567"


def is_large(data: bytes) -> bool:
    """Tell whether the hub keeps a file in LFS, where it states its SHA-256 sum, and sends the client elsewhere for it."""
    return len(data) > 10_000


def model_files(size_bytes: int = 400_000) -> dict[str, bytes]:
    """Return what a folder of a faster-whisper model holds; the weights are noise behind a true header."""
    weights = b"\x06\0\0\0\x0c\0WhisperSpec\0" + random.Random(size_bytes).randbytes(size_bytes)
    return {
        "config.json": b'{"suppress_ids": [1]}',
        "model.bin": weights,
        "tokenizer.json": b'{"version": "1.0"}' + b" " * 10_000,
        "vocabulary.txt": b"<|endoftext|>\n<|startoftranscript|>\n",
    }


class Hub:
    """A hub with one repository that may be told to misbehave.

    Attributes
    ----------
    cuts
        For each download to come, after how many bytes the connection is cut.
    forged
        Files of which other bytes are sent than announced.
    sent
        What was asked for: the file and the `Range`.
    """

    def __init__(self, repo_id: str, files: dict[str, bytes]) -> None:
        self.repo_id = repo_id
        self.files = files
        self.cuts: list[int] = []
        self.forged: set[str] = set()
        self.sent: list[tuple[str, str | None]] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.endpoint = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    def __enter__(self) -> "Hub":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def metadata(self) -> bytes:
        """Return what `/api/models/REPO?blobs=true` answers."""
        siblings = []
        for name, data in self.files.items():
            sibling = {"rfilename": name, "size": len(data), "blobId": hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()}
            if is_large(data):
                sibling["lfs"] = {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data), "pointerSize": 134}
            siblings.append(sibling)
        return json.dumps({"id": self.repo_id, "modelId": self.repo_id, "sha": REVISION, "siblings": siblings}).encode()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        hub = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                path = self.path.split("?")[0]
                resolved = re.fullmatch(f"/{hub.repo_id}/resolve/{REVISION}/(.+)", path)
                if path == f"/api/models/{hub.repo_id}":
                    self.answer(200, hub.metadata())
                elif resolved and is_large(hub.files[resolved[1]]):
                    self.answer(302, b"", Location=f"{hub.endpoint}/storage/{resolved[1]}")
                elif resolved or path.startswith("/storage/"):
                    self.send_file(path.rpartition("/")[2])
                else:
                    self.answer(404, b"Repository not found")

            def send_file(self, name: str) -> None:
                wanted = self.headers["Range"]
                hub.sent.append((name, wanted))
                start = int(wanted.removeprefix("bytes=").removesuffix("-")) if wanted else 0
                body = (hub.files[name][::-1] if name in hub.forged else hub.files[name])[start:]
                self.answer(206 if wanted else 200, body, cut=hub.cuts.pop(0) if hub.cuts else len(body))

            def answer(self, status: int, body: bytes, cut: int | None = None, **headers: str) -> None:
                self.send_response(status)
                for header, value in headers.items():
                    self.send_header(header, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body[:cut])

            def log_message(self, *_: object) -> None:
                """Stay quiet."""

        return Handler


@pytest.fixture(autouse=True)
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout without models, so that no test sees what lies in this one."""
    folder = tmp_path / "checkout"
    (folder / "models").mkdir(parents=True)
    (folder / "pyproject.toml").touch()
    monkeypatch.setattr(store, "_CHECKOUT", folder)
    return folder


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    """The hub that `HF_ENDPOINT` names, with the model tiny.en, a file we have no use for, and a README."""
    extra = {"README.md": b"# tiny.en", "pytorch_model.bin": b"x" * 50_000}
    with Hub("Systran/faster-whisper-tiny.en", model_files() | extra) as hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.endpoint)
        yield hub


@pytest.fixture
def model_folder(tmp_path: Path) -> Path:
    """A folder with a whole model, as someone may bring it on a stick."""
    folder = tmp_path / "stick" / "my-model"
    folder.mkdir(parents=True)
    for name, data in model_files().items():
        (folder / name).write_bytes(data)
    return folder
