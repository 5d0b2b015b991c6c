"""Which addresses may be asked: this computer's, and the one host that is allowed by name."""

from __future__ import annotations

import pytest

from rehearse.errors import SettingsError
from rehearse.own_model import endpoint


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("http://127.0.0.1:11434/v1", "http://127.0.0.1:11434/v1/chat/completions"),
        ("http://127.0.0.1:11434", "http://127.0.0.1:11434/v1/chat/completions"),
        (" http://localhost:1234/v1/ ", "http://localhost:1234/v1/chat/completions"),
        ("http://127.8.9.10:8080/v1/chat/completions", "http://127.8.9.10:8080/v1/chat/completions"),
        ("http://[::1]:8080/v1", "http://[::1]:8080/v1/chat/completions"),
        ("https://localhost/api/v3?x=1#y", "https://localhost/api/v3/chat/completions"),
    ],
)
def test_an_address_on_this_computer_may_be_asked_however_it_is_written(url: str, asked: str) -> None:
    found = endpoint(url)
    assert (found.url, found.local) == (asked, True)


@pytest.mark.parametrize(
    "url",
    [
        "http://192.168.1.5:11434/v1",
        "http://0.0.0.0:11434/v1",
        "https://api.example.com/v1",
        "http://localhost.example.com/v1",
        "http://127.0.0.1.example.com/v1",
        "http://127.0.0.1@example.com/v1",
        "http://example.com#@127.0.0.1/v1",
        "http://2130706433/v1",
    ],
)
def test_another_host_is_refused_and_named(url: str) -> None:
    with pytest.raises(SettingsError, match="is not this computer"):
        endpoint(url)


def test_another_host_may_be_asked_when_it_and_no_other_is_allowed_by_name() -> None:
    found = endpoint("https://GPU-box.local:8443/v1", allowed_host="gpu-box.local")
    assert (found.host, found.local) == ("gpu-box.local:8443", False)
    for other in ("box.local", "local", "gpu-box.local.example.com", "*"):
        with pytest.raises(SettingsError, match=r"gpu-box\.local"):
            endpoint("https://gpu-box.local:8443/v1", allowed_host=other)


@pytest.mark.parametrize(
    "url", ["", "llama", "127.0.0.1:11434", "ftp://127.0.0.1/v1", "http://", "http://[::1", "file:///etc/passwd"]
)
def test_what_is_no_address_is_refused_with_an_example(url: str) -> None:
    with pytest.raises(SettingsError, match=r"http://127\.0\.0\.1:11434/v1"):
        endpoint(url)


def test_a_password_in_the_address_is_not_shown() -> None:
    assert "secret" not in endpoint("http://me:secret@127.0.0.1:8080/v1").host
