"""Commands about what was kept: roles, takes, and their export."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rehearse.errors import NotFoundError

if TYPE_CHECKING:
    from rehearse.schema import Role


@click.command()
def roles() -> None:
    """List the roles that are rehearsed for."""
    from rehearse.cli.table import roles_table
    from rehearse.library.store import Library

    saved = Library().roles()
    if not saved:
        click.echo("No roles yet. Make one on the Role page, or with 'rehearse assess --save --role NAME'.", err=True)
        return
    click.echo(roles_table(saved))


@click.command()
@click.option("--role", help="Only the takes of this role: its title, with the employer if you like, or its number.")
@click.option("--search", default="", help="Only the takes whose words hold this.")
def takes(role: str | None, search: str) -> None:
    """List the takes, newest first."""
    from rehearse.cli.table import takes_table
    from rehearse.library.names import labels
    from rehearse.library.store import Library

    library = Library()
    saved_roles = library.roles()
    role_id = None if role is None else _named(saved_roles, role).id
    found = library.takes(role_id=role_id, search=search)
    if not found:
        click.echo("No takes found.", err=True)
        return
    click.echo(takes_table(found, labels(saved_roles)))


@click.command()
@click.argument("take", type=int)
def show(take: int) -> None:
    """Show TAKE, by the number that 'rehearse takes' lists first."""
    from rehearse.cli.table import assessment_table
    from rehearse.library.store import Library

    library = Library()
    saved = library.take(take)
    click.echo(assessment_table(saved.assessment, library.role(saved.role_id), colour=sys.stdout.isatty()))


@click.command()
@click.argument("take", type=int)
@click.option("--format", "form", type=click.Choice(["markdown", "html", "json", "docx"]), required=True)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="A file to write; stdout where none is given.")
def export(take: int, form: str, output: Path | None) -> None:
    """Write TAKE as a document."""
    from rehearse.errors import StorageError
    from rehearse.library.store import Library
    from rehearse.report import export as documents

    if form == "docx" and output is None and sys.stdout.isatty():
        raise click.UsageError("A .docx is not for a terminal: add --output FILE.docx.")
    library = Library()
    saved = library.take(take)
    write: dict[str, Callable[..., str | bytes]] = {
        "markdown": documents.to_markdown,
        "html": documents.to_html,
        "json": documents.to_json,
        "docx": documents.to_docx,
    }
    content = write[form](saved, role=library.role(saved.role_id))
    data = content if isinstance(content, bytes) else content.encode()
    if output is None:
        sys.stdout.buffer.write(data)
        return
    try:
        output.write_bytes(data)
    except OSError as exc:
        raise StorageError(f"{output} can't be written: {exc.strerror}.") from exc
    click.echo(click.format_filename(output))


@click.command()
@click.argument("take", type=int)
@click.confirmation_option("--yes", prompt="Delete this take and its recording for good?", help="Do not ask before deleting.")
def delete(take: int) -> None:
    """Delete TAKE and its recording, for good."""
    from rehearse.library.store import Library

    Library().delete_take(take)
    click.echo(f"Take {take} is deleted.", err=True)


def _named(saved: tuple[Role, ...], name: str) -> Role:
    from rehearse.library.names import labels, named

    role = named(saved, name)
    if role is None:
        raise NotFoundError(f"There is no role '{name}'. The roles: {'; '.join(labels(saved).values()) or 'none yet'}.")
    return role
