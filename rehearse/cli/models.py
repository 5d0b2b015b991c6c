"""`rehearse models`: which speech models are here, and how to get one."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from rehearse.cli import progress
from rehearse.errors import WeightsError


@click.group()
def models() -> None:
    """See, get and check speech models."""


@models.command("list")
def list_models() -> None:
    """List the models that can be had, and those that are here."""
    from rehearse import weights

    here = {model.name: model for model in weights.installed()}
    known = weights.catalogue()
    for info in known:
        mark = "here" if info.name in here else ""
        click.echo(f"{info.name:<18}{_megabytes(info.size_bytes):>9}  {info.licence:<12}{mark:<6}{info.summary}")
    for model in here.values():
        if model.name not in {info.name for info in known}:
            click.echo(f"{model.name:<18}{_megabytes(model.size_bytes):>9}  {'':<12}here  {model.path}")


@models.command()
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do not ask before fetching.")
def pull(name: str, yes: bool) -> None:
    """Fetch the model NAME from the hub; a fetch that broke off goes on where it stopped."""
    from rehearse import weights

    for info in weights.catalogue():
        if info.name == name:
            size = _megabytes(info.size_bytes)
            click.echo(f"{name}: about {size} from {info.repo_id}, licence {info.licence}.", err=True)
            if not yes and sys.stdin.isatty():
                click.confirm("Fetch it?", default=True, abort=True, err=True)
    with progress.byte_bar(f"Fetching {name}") as on_progress:
        path = weights.pull(name, on_progress=on_progress)
    click.echo(path)


@models.command("import")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--name", help="What to call it; the folder's name where none is given.")
def import_model(folder: Path, name: str | None) -> None:
    """Copy a faster-whisper model from FOLDER, for machines without a network."""
    from rehearse import weights

    click.echo(weights.import_folder(folder, name))


@models.command()
@click.argument("names", nargs=-1)
def verify(names: tuple[str, ...]) -> None:
    """Check the files of the models that are here, or of NAMES, against what was fetched."""
    from rehearse import weights

    chosen = names or weights.names()
    if not chosen:
        click.echo("No models are here. 'rehearse models pull base.en' gets one.", err=True)
    problems = {name: weights.verify(name) for name in chosen}
    for name, found in problems.items():
        click.echo(f"{name}: {'; '.join(found) or 'whole'}")
    broken = [name for name, found in problems.items() if found]
    if broken:
        raise WeightsError(f"Not whole: {', '.join(broken)}. 'rehearse models pull NAME' fetches a model again.")


def _megabytes(size_bytes: int) -> str:
    return f"{size_bytes / 1e6:,.0f} MB"
