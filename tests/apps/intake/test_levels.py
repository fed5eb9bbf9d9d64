"""The levels that the lines of a document stand under."""

from rumbo.apps.intake.actions.targets import levels_of, node_key
from rumbo.domain.plan.matrix import PlanLine


def test_a_level_is_not_another_one_for_two_blanks_that_nobody_sees() -> None:
    lines = [PlanLine("1", "Abrir", objective="Servir  mejor", programme="Salas"),
             PlanLine("2", "Dotar", objective="Servir mejor", programme="Salas ")]  # fmt: skip
    levels = levels_of(lines, {})
    assert [(level.kind, level.name) for level in levels] == [
        ("Objetivo estratégico", "Servir  mejor"),
        ("Programa", "Salas"),
    ]
    assert node_key(lines[0]) == node_key(lines[1])
