"""A language model's server on loopback that says what a test tells it to, well or badly."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from rehearse.settings import OwnModel

Reply = Callable[["Handler", dict[str, Any]], None]


class Handler(BaseHTTPRequestHandler):
    """Hands each request to the reply that the test chose."""

    server: Server

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, body))
        try:
            self.server.reply(self, body)
        except ConnectionError:
            return  # whoever asked has hung up

    def send(self, status: int, data: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def say(self, content: str | None) -> None:
        """Answer as a chat completion does."""
        message = {"role": "assistant", "content": content}
        self.send(200, json.dumps({"object": "chat.completion", "choices": [{"index": 0, "message": message}]}).encode())

    def log_message(self, *_: object) -> None:
        """Stay quiet."""


class Server(ThreadingHTTPServer):
    """The server.

    Attributes
    ----------
    asked
        The path and the body of every request, in order.
    reply
        What it does with a request.
    over
        Set at the end of the test, so that a late reply waits for that and for nothing else.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.reply: Reply = lambda handler, body: handler.say('{"verdicts": []}')
        self.over = threading.Event()

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server_port}"

    def model(self, **changes: Any) -> OwnModel:
        """Return the settings that ask this server."""
        return OwnModel(**{"on": True, "url": f"http://{self.host}/v1", "name": "llama", "timeout_s": 20.0, **changes})

    def says(self, content: str | None) -> None:
        """Answer every request with `content`."""
        self.reply = lambda handler, body: handler.say(content)

    def judges(self, *rows: tuple[int, str, str]) -> None:
        """Answer every request with these verdicts: the need's number, the level, the evidence."""
        verdicts = [{"need": need, "level": level, "evidence": evidence} for need, level, evidence in rows]
        self.says(json.dumps({"verdicts": verdicts}))


@contextmanager
def serving() -> Iterator[Server]:
    """A server that is up."""
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield server
        finally:
            server.over.set()
            server.shutdown()
            thread.join()
