"""`rehearse models`: which speech models are here, and how to get one."""

from __future__ import annotations

from pathlib import Path

import click

from rehearse.cli import progress


@click.group()
def models() -> None:
    """See, get and check speech models."""
