"""Ask an OpenAI-compatible server (Ollama, llama.cpp's server, LM Studio) for one reply in JSON, within a time and a size.

No redirect is followed, and no proxy or password of the environment is used: the texts go to the one address that was allowed.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from threading import Thread
from typing import Any

import msgspec

from rehearse.errors import OwnModelError
from rehearse.own_model.endpoint import Endpoint, endpoint
from rehearse.settings import OwnModel

MAX_REPLY_BYTES = 1_000_000
"""A longer reply is thrown away: verdicts on a hundred needs take a tenth of it."""

_UNKNOWN_FORMAT = (400, 415, 422, 501)
"""How servers answer that don't know a response format; the next simpler one is tried."""

_MOST_SAID_CHARS = 200


class _Message(msgspec.Struct):
    content: str | None = None


class _Choice(msgspec.Struct):
    message: _Message


class _Completion(msgspec.Struct):
    choices: list[_Choice]


def ask(chosen: OwnModel, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any]) -> str:
    """Return what the model says to `messages`: JSON after `schema` where the server and the model keep to it.

    Raises
    ------
    SettingsError
        The address may not be asked.
    OwnModelError
        Nothing came back within `chosen.timeout_s`, or nothing that can be used.
    """
    at = endpoint(chosen.url, chosen.allowed_host)
    asked = _Asked(at=at, who=f"Your own model ({chosen.name} at {at.host})", deadline=time.monotonic() + chosen.timeout_s)
    body = {"model": chosen.name, "messages": list(messages), "temperature": 0, "stream": False}
    try:
        return _in_background(lambda: asked.reply(body, schema)).result(chosen.timeout_s)
    except TimeoutError:
        raise OwnModelError(
            f"{asked.who} did not answer within {chosen.timeout_s:g} s. Give it more time on the Settings page, or take a "
            "smaller model."
        ) from None


def _in_background(work: Callable[[], str]) -> Future[str]:
    """Do `work` in a thread that nobody has to wait for: no server that trickles and no slow look-up of a name can hold it."""
    done: Future[str] = Future()

    def run() -> None:
        try:
            done.set_result(work())
        except BaseException as exc:
            done.set_exception(exc)

    Thread(target=run, daemon=True, name="own-model").start()
    return done


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """One request to one server; `who` is how a message names it, `deadline` is on the monotonic clock, in seconds."""

    at: Endpoint
    who: str
    deadline: float

    def reply(self, body: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
        status, data = 0, b""
        for response_format in _formats(schema):
            status, data = self._post(json.dumps({**body, **response_format}))
            if status not in _UNKNOWN_FORMAT:
                break
        if status != 200:
            said = _error_of(data)
            raise OwnModelError(
                f"{self.who} answered with an error (HTTP {status}{': ' if said else ''}{said}). See that its server has a model "
                "of that name, then try it on the Settings page."
            )
        try:
            content = msgspec.json.decode(data, type=_Completion).choices[0].message.content
        except (msgspec.MsgspecError, UnicodeDecodeError, IndexError) as exc:
            raise OwnModelError(
                f"{self.who} does not answer as an OpenAI-compatible server does. Correct the address on the Settings page; "
                "most end in /v1."
            ) from exc
        return content or ""

    def _post(self, body: str) -> tuple[int, bytes]:
        import httpx2

        headers = {"Content-Type": "application/json", "Accept-Encoding": "identity"}
        try:
            with (
                httpx2.Client(trust_env=False, follow_redirects=False, timeout=self._left_s()) as client,
                client.stream("POST", self.at.url, content=body, headers=headers) as response,
            ):
                self._refuse_redirect(response.headers.get("location") if response.is_redirect else None)
                return response.status_code, self._received(response.iter_raw())
        except (httpx2.TimeoutException, TimeoutError) as exc:
            raise TimeoutError from exc
        except (httpx2.HTTPError, httpx2.StreamError, httpx2.InvalidURL, OSError, ValueError) as exc:
            reason = (str(exc) or type(exc).__name__).splitlines()[0].rstrip(".")
            raise OwnModelError(
                f"{self.who} can't be reached: {reason}. Start its server, or correct the address on the Settings page."
            ) from exc

    def _left_s(self) -> float:
        left_s = self.deadline - time.monotonic()
        if left_s <= 0:
            raise TimeoutError
        return left_s

    def _refuse_redirect(self, place: str | None) -> None:
        if place is not None:
            raise OwnModelError(
                f"{self.who} wants to send your answer on to {place[:_MOST_SAID_CHARS]!r}; that was not done. Correct the "
                "address on the Settings page."
            )

    def _received(self, chunks: Iterable[bytes]) -> bytes:
        received = bytearray()
        for chunk in chunks:
            received += chunk
            if len(received) > MAX_REPLY_BYTES:
                raise OwnModelError(f"{self.who} sent more than {MAX_REPLY_BYTES / 1e6:g} MB; that was thrown away.")
            self._left_s()
        return bytes(received)


def _formats(schema: Mapping[str, Any]) -> tuple[dict[str, Any], ...]:
    """Return the ways to ask for JSON, the strictest first; the last leaves it to the words of the request."""
    strict = {"name": "verdicts", "strict": True, "schema": schema}
    return (
        {"response_format": {"type": "json_schema", "json_schema": strict}},
        {"response_format": {"type": "json_object"}},
        {},
    )


def _error_of(data: bytes) -> str:
    """Return what a server says about its error, on one line and not for long."""
    try:
        error = msgspec.json.decode(data).get("error", "")
        said = error.get("message", "") if isinstance(error, dict) else error
    except (msgspec.MsgspecError, UnicodeDecodeError, AttributeError):
        said = ""
    return " ".join(str(said).split())[:_MOST_SAID_CHARS]
