"""`rehearse record`: the microphone into a file, safe on disk while it is spoken."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rehearse.audio.microphone import Recorder

_METER_FLOOR_DBFS = -60.0
_METER_WIDTH = 30
_REFRESH_S = 0.1


@click.command()
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--seconds", type=click.FloatRange(min=0.1), help="Stop by itself after this long; else Ctrl-C stops.")
@click.option("--device", type=int, help="Number of the microphone, as 'rehearse doctor' lists them.")
def record(out: Path, seconds: float | None, device: int | None) -> None:
    """Record the microphone to OUT, a WAV file."""
    from rehearse.audio.microphone import Recorder
    from rehearse.settings import load

    settings = load()
    recorder = Recorder(
        out,
        device=settings.input_device if device is None else device,
        max_duration_s=seconds or settings.max_answer_s,
    )
    recorder.start()
    click.echo("Recording. " + (f"It stops after {seconds:g} s." if seconds else "Ctrl-C stops."), err=True)
    try:
        _watch(recorder)
    except KeyboardInterrupt:
        click.echo("", err=True)
    path = recorder.stop()
    click.echo(f"{recorder.elapsed_s:.1f} s recorded.", err=True)
    if recorder.loss is not None:
        click.echo(recorder.loss, err=True)
    click.echo(click.format_filename(path))
    if recorder.error is not None:
        raise recorder.error


def _watch(recorder: Recorder) -> None:
    """Draw the elapsed time and the level until the recording ends; only where a person looks on."""
    while recorder.active:
        if sys.stderr.isatty():
            filled = round(_METER_WIDTH * max(0.0, 1 - recorder.level_dbfs / _METER_FLOOR_DBFS))
            click.echo(f"\r{recorder.elapsed_s:6.1f} s  [{'#' * filled:<{_METER_WIDTH}}]", nl=False, err=True)
        time.sleep(_REFRESH_S)
    if sys.stderr.isatty():
        click.echo("", err=True)
