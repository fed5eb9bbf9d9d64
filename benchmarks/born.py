"""How the plan of the year is born: last year's is cloned, every unit writes its part, planning returns one by field,
and the act of the committee approves it component by component."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

OPENS, UNTIL, FIRST_ACT, SECOND_ACT = date(2023, 11, 6), date(2023, 11, 24), date(2023, 12, 18), date(2024, 1, 12)
EVIDENCE = "Actas firmadas de las jornadas y listas de asistencia"
ASKED = "Diga con qué municipios se hace y cómo se comprueba."
ADDED = "Llevar la jornada a los corregimientos que pidieron entrar"


def formulated(year: Any, source: Any, units: list[Any], on: Any) -> Any:
    """From the clone to the version that rules; told in the diary, with what each person would have seen."""
    from rumbo.apps.formulating.actions import open_formulation
    from rumbo.apps.formulating.models import Part
    from rumbo.apps.plans.models import Placement

    house = year.house
    keep = list(Placement.objects.filter(version=source, counts=True))
    with on(OPENS):
        named = {"fiscal_year": 2024, "opens_on": OPENS, "until": UNTIL, "units": units, "source": source}
        formulation = open_formulation(house.pilar.actor, house.entity, "Plan de acción 2024", keep=keep, **named)
        year.tell(OPENS, f"planning clones {len(keep)} targets of 2023 and asks {len(units)} units until 24-11")
    parts = list(Part.objects.filter(formulation=formulation).select_related("unit").order_by("pk"))
    mine = next(part for part in parts if part.unit.name == "Oficina de Proyectos")
    year.shown |= {"formulating-board": formulation.uid, "formulating-part": mine.uid}
    for number, part in enumerate(parts):
        day = OPENS + timedelta(days=1 + number % 17)
        with on(day):
            if part == mine:
                year.look(day, {"lucia": ("home", "formulating-part")})
            _written(year, part, adds=number % 5 == 0)
            if number in (0, len(parts) - 1):
                year.look(day, {"pilar": ("home", "formulating-board"), "lucia": ("home", "formulating-part")})
    _answered(year, parts, on)
    return _approved(year, formulation, on)


def _written(year: Any, part: Any, *, adds: bool) -> None:
    """A unit says of each target what shows it, adds one of its own where it has one, signs and hands in."""
    from rumbo.apps.formulating.actions import formulate_target, submit_part
    from rumbo.apps.formulating.queries import placements_of
    from rumbo.apps.plans.bridge import Continues, target_data

    liaison = year.answerable(part.unit.name)[0]
    rows = placements_of(part)
    told = target_data(rows)
    for row, data in zip(rows, told, strict=True):
        formulate_target(liaison, part, replace(data, expected_evidence=EVIDENCE), placement=row)
    if adds and told:
        new = replace(told[0], number=f"{told[0].number}.1", statement=ADDED, expected_evidence=EVIDENCE)
        formulate_target(liaison, part, replace(new, continues=Continues()))
        year.done["targets added"] += 1
    part.refresh_from_db()
    submit_part(liaison, part, part.edit)
    year.done["parts handed in"] += 1


def _answered(year: Any, parts: list[Any], on: Any) -> None:
    """Planning takes every part but one, which comes back with a remark on a field and is handed in again."""
    from rumbo.apps.formulating.actions import formulate_target, return_part, submit_part, take_part
    from rumbo.apps.formulating.queries import placements_of
    from rumbo.apps.plans.bridge import target_data

    pilar, returned = year.house.pilar.actor, parts[-1]
    liaison = year.answerable(returned.unit.name)[0]
    (row, *_rest) = placements_of(returned)
    with on(UNTIL + timedelta(days=3)):
        returned.refresh_from_db()
        return_part(pilar, returned, returned.edit, remarks={(str(row.revision.target.uid), "statement"): ASKED})
        year.tell(UNTIL + timedelta(days=3), f"planning returns the part of {returned.unit.name}: «{ASKED}»")
        (data,) = target_data([row])
        returned.refresh_from_db()
        told = replace(data, statement=f"{data.statement} de la cuenca alta")
        formulate_target(liaison, returned, told, placement=row)
        returned.refresh_from_db()
        submit_part(liaison, returned, returned.edit)
        for part in parts:
            part.refresh_from_db()
            take_part(pilar, part, part.edit)
    year.tell(UNTIL + timedelta(days=3), f"planning takes the {len(parts)} parts")


def _approved(year: Any, formulation: Any, on: Any) -> Any:
    """All components but the last by one act, the last by another in January."""
    from rumbo.apps.formulating.actions import approve_components
    from rumbo.apps.formulating.queries import components_of
    from rumbo.apps.plans.actions import Act

    version = formulation.version
    for act, day, left in (("31", FIRST_ACT, 1), ("1", SECOND_ACT, 0)):
        with on(day):
            formulation.refresh_from_db()
            ready = [each.key for each in components_of(formulation) if each.ready]
            chosen = ready[: len(ready) - left]
            version = approve_components(year.house.diana.actor, formulation, chosen, Act("Acta", act, day))
            year.tell(day, f"acta {act} approves components ({len(chosen)}): version {version.label} rules")
            year.look(day, {"pilar": ("home",), "diana": ("home",)})
    return version
