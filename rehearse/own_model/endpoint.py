"""Which address may be asked: one on this computer, or on the one host that the person allows by name."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address

from rehearse.errors import SettingsError

_ASK = "chat/completions"
_ROOT = "v1"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a language model is asked.

    Attributes
    ----------
    url
        Takes the request.
    host
        As a person reads it, with the port ("127.0.0.1:11434").
    local
        Whether it is this computer.
    """

    url: str
    host: str
    local: bool


def endpoint(url: str, allowed_host: str = "") -> Endpoint:
    """Return the endpoint at `url`, the address of a server or of its API ("http://127.0.0.1:11434/v1").

    Raises
    ------
    SettingsError
        `url` is no such address, or leads beyond this computer to another host than `allowed_host`.
    """
    import httpx2

    # The client reads the address with the same parser, so that both mean one host.
    try:
        parsed = httpx2.URL(url.strip())
    except httpx2.InvalidURL as exc:
        raise SettingsError(f"{url!r} is not an address: {exc}. {_example()}") from exc
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise SettingsError(f"{url!r} is not the address of a server. {_example()}")
    local = _is_this_computer(parsed.host)
    if not local and _bare(parsed.host) != _bare(allowed_host):
        raise SettingsError(
            f"{parsed.host} is not this computer, and your answers would be sent to it. If that is what you want, allow the host "
            f"{parsed.host!r} by name in the settings; else use an address that starts with http://127.0.0.1."
        )
    path = parsed.path.strip("/").removesuffix(_ASK).strip("/") or _ROOT
    host = parsed.netloc.decode("ascii").rpartition("@")[2]
    return Endpoint(url=str(parsed.copy_with(path=f"/{path}/{_ASK}", query=None, fragment=None)), host=host, local=local)


def _is_this_computer(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return _bare(host) == "localhost"


def _bare(host: str) -> str:
    return host.strip().strip("[]").rstrip(".").casefold()


def _example() -> str:
    return "Write it as in http://127.0.0.1:11434/v1."
