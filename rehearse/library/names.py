"""What a role is called where it has to be told from the others, and which role is meant by a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rehearse.errors import InputError, NotFoundError
from rehearse.schema import Role


def full_name(role: Role) -> str:
    """Return the title, and the employer where one is given ("Ward manager, St Anne's")."""
    return f"{role.title}, {role.employer}" if role.employer else role.title


def labels(roles: Sequence[Role]) -> dict[int, str]:
    """Return a name for each saved role that no other has: its full name, with its number where others are called the same."""
    counts = Counter(full_name(role) for role in roles)
    return {
        role.id: name if counts[name] == 1 else f"{name} (role {role.id})"
        for role in roles
        if role.id is not None
        for name in [full_name(role)]
    }


def named(roles: Sequence[Role], name: str) -> Role | None:
    """Return the role that `name` means: a title, a title with the employer, or a role's number; the case does not matter.

    Returns
    -------
    Role or None
        `None` where no role is called so.

    Raises
    ------
    InputError
        Several roles are called so.
    NotFoundError
        `name` is a number, and no role has it.
    """
    wanted = name.casefold()
    found = [role for role in roles if wanted in (role.title.casefold(), full_name(role).casefold())]
    found = found or [role for role in roles if str(role.id) == name]
    if len(found) > 1:
        listed = "; ".join(f"{role.id}: {full_name(role)}" for role in found)
        raise InputError(f"{len(found)} roles are called '{name}'. Give the number of the one you mean ({listed}).")
    if not found and name.isdecimal():
        raise NotFoundError(f"There is no role with the number {name}. 'rehearse roles' lists them.")
    return found[0] if found else None
