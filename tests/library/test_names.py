"""Roles that are called alike are told apart, and a name that could mean several is never guessed at."""

from __future__ import annotations

import pytest

from rehearse.errors import InputError, NotFoundError
from rehearse.library.names import labels, named
from rehearse.schema import Role

ROLES = (
    Role(id=4, title="Analyst", employer="Acme"),
    Role(id=3, title="Analyst", employer="Acme"),
    Role(id=2, title="Analyst", employer="Borg"),
    Role(id=1, title="Ward manager"),
)


def test_every_role_has_a_label_of_its_own() -> None:
    assert labels(ROLES) == {
        4: "Analyst, Acme (role 4)",
        3: "Analyst, Acme (role 3)",
        2: "Analyst, Borg",
        1: "Ward manager",
    }


@pytest.mark.parametrize(("name", "role_id"), [("ward MANAGER", 1), ("analyst, borg", 2), ("3", 3)])
def test_a_role_is_found_by_its_title_with_its_employer_and_by_its_number(name: str, role_id: int) -> None:
    found = named(ROLES, name)
    assert found is not None
    assert found.id == role_id


def test_a_title_wins_over_a_number() -> None:
    assert named((*ROLES, Role(id=5, title="1")), "1") == Role(id=5, title="1")


@pytest.mark.parametrize("name", ["Analyst", "analyst, acme"])
def test_a_name_of_several_roles_names_the_ways_out(name: str) -> None:
    with pytest.raises(InputError, match=r"roles are called .*4: Analyst, Acme; 3: Analyst, Acme"):
        named(ROLES, name)


def test_a_name_that_nobody_has_is_none_and_a_number_is_an_error() -> None:
    assert named(ROLES, "Astronaut") is None
    with pytest.raises(NotFoundError, match="no role with the number 9"):
        named(ROLES, "9")
