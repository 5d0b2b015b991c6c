"""Progress on stderr: one bar a step, drawn only where a person looks on."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

_TICKS = 1000


class Steps:
    """Shows the steps of `assess`, each with a bar where its share is known."""

    def __init__(self, labels: Callable[[str], str]) -> None:
        self._labels = labels
        self._step = ""
        self._bar: ProgressBar[int] | None = None

    def __call__(self, step: str, share: float | None) -> None:
        """Go on with `step`; `share` is what is done of it, 0 to 1, or `None`."""
        if step != self._step:
            self.close()
            self._step = step
            if share is None:
                click.echo(f"{self._labels(step)} …", err=True)
            else:
                self._bar = click.progressbar(length=_TICKS, label=self._labels(step), file=sys.stderr)
                self._bar.render_progress()
        if self._bar is not None and share is not None:
            self._bar.update(round(share * _TICKS) - self._bar.pos)

    def close(self) -> None:
        """Finish the bar that is drawn."""
        if self._bar is not None:
            self._bar.update(_TICKS - self._bar.pos)
            self._bar.render_finish()
            self._bar = None


@contextmanager
def steps() -> Iterator[Steps]:
    """Give what `assess` takes as `on_step`, and finish the last bar at the end."""
    from rehearse.assess import STEPS

    shown = Steps(lambda step: STEPS[step])
    try:
        yield shown
    finally:
        shown.close()


@contextmanager
def byte_bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """Give a function of (bytes done, bytes in all) that draws a bar on stderr."""
    bars: list[ProgressBar[int]] = []

    def update(done_bytes: int, total_bytes: int) -> None:
        if not bars:
            bars.append(click.progressbar(length=total_bytes, label=label, file=sys.stderr))
            bars[0].render_progress()
        bars[0].update(done_bytes - bars[0].pos)

    try:
        yield update
    finally:
        for bar in bars:
            bar.render_finish()
