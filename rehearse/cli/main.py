"""The command's root: which commands there are, and how an error ends them.

Exit codes: 0 done, 2 bad arguments or input, 1 failure.
"""

from __future__ import annotations

from typing import Any

import click

from rehearse import __version__
from rehearse.cli import answers, doctor, models, record, saved
from rehearse.errors import InputError, RehearseError


class _BadInput(click.ClickException):
    exit_code = 2


class _Failure(click.ClickException):
    exit_code = 1


class _Root(click.Group):
    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except InputError as error:
            raise _BadInput(str(error)) from error
        except RehearseError as error:
            raise _Failure(str(error)) from error


@click.group(cls=_Root, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="rehearse")
@click.option("--port", type=click.IntRange(1, 65535), help="Port of the app; a free one where none is given.")
@click.option("--no-browser", is_flag=True, help="Print the address and open nothing.")
@click.pass_context
def main(ctx: click.Context, port: int | None, no_browser: bool) -> None:
    """Rehearse interview answers aloud, on your own machine.

    Without a command, the app starts. Your answers leave this machine only where the settings name another one: for a language
    model of your own, a database or a dask scheduler. 'models pull' fetches a speech model, and sends nothing of yours.
    """
    if ctx.invoked_subcommand is None:
        _start(port, no_browser)


@main.command()
@click.option("--port", type=click.IntRange(1, 65535), help="Port of the app; a free one where none is given.")
@click.option("--no-browser", is_flag=True, help="Print the address and open nothing.")
def app(port: int | None, no_browser: bool) -> None:
    """Start the app on 127.0.0.1 and open it."""
    _start(port, no_browser)


def _start(port: int | None, no_browser: bool) -> None:
    from rehearse.ui.launch import launch

    launch(port=port, browser=not no_browser)


for _command in (
    record.record,
    answers.transcribe,
    answers.needs,
    answers.assess,
    answers.demo,
    saved.roles,
    saved.takes,
    saved.show,
    saved.export,
    saved.delete,
    models.models,
    doctor.doctor,
):
    main.add_command(_command)
