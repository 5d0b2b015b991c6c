"""The `rehearse` command: a thin skin on the library. Data goes to stdout, progress and messages to stderr."""

from rehearse.cli.main import main

__all__ = ["main"]
