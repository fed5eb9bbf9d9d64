"""Every page that somebody can reach from the first one, as each role, wide and narrow: sound, readable, accessible."""

from typing import Any

import pytest

from rumbo.faces.cli.demo_story import PASSWORD
from tests.journeys.touring import tour

ROLES = {
    "planning office": "planeacion",
    "liaison": "enlace",
    "unit lead": "jefe",
    "internal control": "control",
    "director": "direccion",
    "administrator": "administra",
}


@pytest.mark.parametrize("role", ROLES)
def test_every_page_of_a_role(arrives: Any, valdeluna: None, role: str) -> None:
    with arrives() as visitor:
        visitor.sign_in(f"{ROLES[role]}@valdeluna.example", PASSWORD)
        faults = list(tour(visitor, "/"))
    assert not faults, "\n".join(faults)


def test_every_page_of_a_citizen(arrives: Any, valdeluna: None) -> None:
    with arrives() as visitor:
        faults = list(tour(visitor, "/publico/"))
    assert not faults, "\n".join(faults)
