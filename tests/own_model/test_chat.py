"""One request to a server on loopback: what is sent, what comes back, and every way in which it can fail."""

from __future__ import annotations

import socket
import time
from typing import Any

import pytest

from rehearse.errors import OwnModelError, SettingsError
from rehearse.own_model import ask
from rehearse.own_model.chat import MAX_REPLY_BYTES

from .model_server import Handler, Server

MESSAGES = [{"role": "user", "content": "Judge: \ud83c <b>this</b>"}]
SCHEMA = {"type": "object"}


def test_the_reply_comes_back_as_it_is_and_the_request_asks_for_strict_json(server: Server) -> None:
    server.says('{"verdicts": [1]}')
    assert ask(server.model(), MESSAGES, SCHEMA) == '{"verdicts": [1]}'
    ((path, body),) = server.asked
    assert path == "/v1/chat/completions"
    assert (body["model"], body["messages"], body["stream"]) == ("llama", MESSAGES, False)
    assert body["response_format"]["json_schema"] == {"name": "verdicts", "strict": True, "schema": SCHEMA}


@pytest.mark.parametrize(("knows", "tries"), [("json_object", 2), (None, 3)])
def test_a_server_that_does_not_know_the_format_is_asked_more_simply(server: Server, knows: str | None, tries: int) -> None:
    def reply(handler: Handler, body: dict[str, Any]) -> None:
        asked = body.get("response_format", {}).get("type")
        handler.say("{}") if asked == knows else handler.send(400, b'{"error": "unknown response_format"}')

    server.reply = reply
    assert ask(server.model(), MESSAGES, SCHEMA) == "{}"
    assert len(server.asked) == tries


@pytest.mark.parametrize("content", [None, "", "no JSON at all"])
def test_what_the_model_says_is_not_judged_here(server: Server, content: str | None) -> None:
    server.says(content)
    assert ask(server.model(), MESSAGES, SCHEMA) == (content or "")


@pytest.mark.parametrize("status", [401, 404, 429, 500, 503])
def test_an_error_of_the_server_is_told_with_its_words_and_nothing_is_tried_again(server: Server, status: int) -> None:
    server.reply = lambda handler, body: handler.send(status, b'{"error": {"message": "model \\"llama\\" not found"}}')
    with pytest.raises(OwnModelError, match=f'HTTP {status}: model "llama" not found'):
        ask(server.model(), MESSAGES, SCHEMA)
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "data", [b"", b"<html>It works!</html>", b'{"choices": []}', b'{"choices": "many"}', b"\xff\xfe", b"[" * 9000]
)
def test_a_server_of_another_kind_is_told(server: Server, data: bytes) -> None:
    server.reply = lambda handler, body: handler.send(200, data)
    with pytest.raises(OwnModelError, match="OpenAI-compatible"):
        ask(server.model(), MESSAGES, SCHEMA)


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_no_redirect_is_followed_wherever_it_leads(server: Server, status: int) -> None:
    with Server() as elsewhere:
        place = f"http://{elsewhere.host}/v1/chat/completions"
        server.reply = lambda handler, body: handler.send(status, b"", Location=place)
        with pytest.raises(OwnModelError, match=r"send your answer on to 'http://127"):
            ask(server.model(), MESSAGES, SCHEMA)
        assert elsewhere.asked == []


def wait(handler: Handler, body: dict[str, Any]) -> None:
    """Say nothing until the test is over."""
    handler.server.over.wait(30)


def trickle(handler: Handler, body: dict[str, Any]) -> None:
    """Send a reply that never ends, a byte at a time."""
    handler.send_response(200)
    handler.end_headers()
    while not handler.server.over.wait(0.05):
        handler.wfile.write(b" ")
        handler.wfile.flush()


def trickle_headers(handler: Handler, body: dict[str, Any]) -> None:
    """Send a header that never ends."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while not handler.server.over.wait(0.05):
        handler.wfile.write(b"x")
        handler.wfile.flush()


@pytest.mark.parametrize("reply", [wait, trickle, trickle_headers])
def test_a_late_reply_is_waited_for_no_longer_than_allowed(server: Server, reply: Any) -> None:
    server.reply = reply
    started = time.monotonic()
    with pytest.raises(OwnModelError, match=r"did not answer within 0\.5 s"):
        ask(server.model(timeout_s=0.5), MESSAGES, SCHEMA)
    assert time.monotonic() - started < 1.5


def test_a_huge_reply_is_thrown_away_before_it_is_whole(server: Server) -> None:
    sent = 0

    def flood(handler: Handler, body: dict[str, Any]) -> None:
        nonlocal sent
        handler.send_response(200)
        handler.end_headers()
        while sent < 200 * MAX_REPLY_BYTES:
            sent += handler.wfile.write(b"x" * 100_000)

    server.reply = flood
    with pytest.raises(OwnModelError, match="more than 1 MB"):
        ask(server.model(), MESSAGES, SCHEMA)
    assert sent < 100 * MAX_REPLY_BYTES


def test_a_connection_that_is_cut_is_told(server: Server) -> None:
    server.reply = lambda handler, body: handler.connection.shutdown(socket.SHUT_RDWR)
    with pytest.raises(OwnModelError, match="can't be reached"):
        ask(server.model(), MESSAGES, SCHEMA)


def test_where_nothing_listens_it_says_what_to_do() -> None:
    with Server() as gone:
        model = gone.model()
    with pytest.raises(OwnModelError, match=r"llama at 127\.0\.0\.1:\d+.*Start its server"):
        ask(model, MESSAGES, SCHEMA)


def test_no_proxy_of_the_environment_hears_of_it(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    with Server() as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, f"http://{proxy.host}")
        assert ask(server.model(), MESSAGES, SCHEMA) == '{"verdicts": []}'
        assert proxy.asked == []


def test_a_host_that_was_not_allowed_is_never_asked(server: Server) -> None:
    with pytest.raises(SettingsError, match="is not this computer"):
        ask(server.model(url=f"http://example.com@192.0.2.1:{server.server_port}/v1"), MESSAGES, SCHEMA)
    assert server.asked == []
