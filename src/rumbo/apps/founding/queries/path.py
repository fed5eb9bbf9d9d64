"""How far an entity is on its first day: what it has of each thing that the others need."""

from dataclasses import dataclass
from datetime import date

from rumbo.apps.audit.actor import Role
from rumbo.apps.calendar.queries import calendar_history
from rumbo.apps.earlier.queries import loads_of
from rumbo.apps.people.models import Entity
from rumbo.apps.people.queries import memberships_in_force, posts_of, units_of
from rumbo.apps.plans.queries import plans_of
from rumbo.apps.processes.queries import processes_of

REPORT = (Role.LIAISON, Role.UNIT_LEAD)


@dataclass(frozen=True, slots=True)
class FirstDay:
    """What there is. `planners` are the people of the planning office, `silent` the units in which nobody reports;
    `loads` are the files of results from before that were kept."""

    entity: Entity
    windows: bool
    units: int
    processes: int
    posts: int
    people: int
    planners: int
    silent: int
    plans: int
    loads: int

    @property
    def described(self) -> bool:
        """Whether the entity has all that its documents say of it."""
        return not self.undescribed

    @property
    def undescribed(self) -> tuple[str, ...]:
        """What its data lack of that, by name, in the order in which the form asks for it."""
        entity = self.entity
        asked = {
            "nit": entity.nit,
            "logo": entity.logo_svg,
            "control": all((entity.document_process, entity.document_code, entity.document_version)),
            "date": entity.document_date,
            "signatories": entity.signatories,
        }
        return tuple(name for name, value in asked.items() if not value)

    @property
    def empty(self) -> bool:
        """Whether nobody has begun: an entity without units and without plans."""
        return not self.units and not self.plans


def first_day_of(entity: Entity, on: date) -> FirstDay:
    """What an entity has on a day. Seven queries."""
    units = set(units_of(entity.pk, on).values_list("pk", flat=True))
    held = memberships_in_force(on).filter(entity=entity)
    rows = set(held.values_list("person_id", "role", "unit_id"))
    heard = {unit for _, role, unit in rows if role in REPORT}
    return FirstDay(
        entity=entity,
        windows=bool(calendar_history(entity.pk)),
        units=len(units),
        processes=processes_of(entity.pk, on).count(),
        posts=posts_of(entity.pk).count(),
        people=len({person for person, _, _ in rows}),
        planners=len({person for person, role, _ in rows if role == Role.PLANNING_OFFICE}),
        silent=len(units - heard),
        plans=plans_of(entity.pk).count(),
        loads=loads_of(entity.pk).count(),
    )
