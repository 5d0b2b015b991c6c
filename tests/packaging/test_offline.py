"""The library and the demo work with every socket blocked."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

_BLOCK_SOCKETS = """
import socket, sys

class Blocked(socket.socket):
    def connect(self, address):
        raise AssertionError(f"the network was touched: {address}")
    connect_ex = sendto = connect

def refuse(*args, **kwargs):
    raise AssertionError(f"the network was asked: {args}")

socket.socket = Blocked
socket.create_connection = socket.getaddrinfo = refuse
"""


def offline(code: str, home: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", _BLOCK_SOCKETS + code],
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "REHEARSE_HOME": str(home)},
        check=False,
    )


@pytest.mark.slow
def test_the_demo_judges_its_sample_with_the_network_off(home: Path) -> None:
    run = offline("from rehearse.cli import main; main(['demo', '--engine', 'sphinx', '--format', 'json'])", home)
    assert run.returncode == 0, run.stderr
    assert '"level": "proven"' in run.stdout or '"level": "shown"' in run.stdout


def test_an_answer_given_as_text_is_measured_with_the_network_off(home: Path) -> None:
    code = """
from rehearse.assess import assess
words = "Last winter we lost two drivers. I rang every customer and agreed a new time. After ten days nobody was waiting."
print(assess(words).measures["reading_ease"])
"""
    run = offline(code, home)
    assert run.returncode == 0, run.stderr
    assert 0 < float(run.stdout) < 130


def test_the_blocked_socket_blocks(home: Path) -> None:
    run = offline("import urllib.request; urllib.request.urlopen('http://127.0.0.1:9')", home)
    assert "the network was" in run.stderr
