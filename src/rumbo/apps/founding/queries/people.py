"""The sheet of people against who holds what in the entity. Accounts of other entities are never looked at."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from rumbo.apps.audit.actor import Role
from rumbo.apps.founding.bridge import Standing
from rumbo.apps.founding.bridge.telling import NAME_KEPT, TWICE, TWO_NAMES, UNKNOWN_POST, WRONG_ADDRESS, told
from rumbo.apps.founding.queries.results import Line
from rumbo.apps.founding.queries.units import Units
from rumbo.apps.people.actions.members import ROLE_NEEDS_UNIT
from rumbo.apps.people.models import Membership
from rumbo.findings import Finding
from rumbo.layouts.engine.folding import folded
from rumbo.layouts.entity_workbook import LANGUAGES, PEOPLE, ROLES
from rumbo.layouts.filled_sheets.reading import SheetRow

ROLE_OF = {label: Role(key) for key, label in ROLES.items()}
LANGUAGE_OF = {label: key for key, label in LANGUAGES.items()}
IN_A_UNIT = (Role.LIAISON, Role.UNIT_LEAD)


def people_lines(standing: Standing, units: Units, posts: Sequence[Line], rows: Sequence[SheetRow]) -> list[Line]:
    """The rows of people, each with the roles it would give (`values["grants"]`) and those whose post it would change
    (`values["titles"]`)."""
    held: dict[str, list[Membership]] = {}
    for each in standing.members:
        held.setdefault(each.person.email.casefold(), []).append(each)
    known_posts = {folded(each.title) for each in standing.posts} | {line.key for line in posts}
    known_posts |= {folded(each.post) for each in standing.members}
    lines = [_line(row, units, held.get(row.text("email").casefold(), []), known_posts) for row in rows]
    _refuse_repeated(lines)
    return lines


def _line(row: SheetRow, units: Units, held: Sequence[Membership], known_posts: set[str]) -> Line:
    line = Line(PEOPLE, row, held[0].person if held else None, findings=list(row.findings))
    email, post = row.text("email").casefold(), row.text("post")
    units.hang(line, "unit")
    line.values |= {"email": email, "name": row.text("name"), "post": post}
    line.values["language"] = LANGUAGE_OF.get(row.text("language"), "es")
    roles = [ROLE_OF[label] for label in row.several("roles") if label in ROLE_OF]
    _refuse_unfit(line, roles)
    if post and folded(post) not in known_posts:
        line.findings.append(told(UNKNOWN_POST, row.where("post"), written=post))
    if held and folded(held[0].name) != folded(row.text("name")):
        facts = {"email": email, "name": held[0].name}
        line.findings.append(told(NAME_KEPT, row.where("name"), **facts))
    _grant(line, held, roles)
    return line


def _refuse_unfit(line: Line, roles: Sequence[Role]) -> None:
    row, email = line.row, line.values["email"]
    try:
        if email:
            validate_email(email)
    except ValidationError:
        line.findings.append(told(WRONG_ADDRESS, row.where("email"), written=email[:60]))
    if not row.text("unit") and any(role in IN_A_UNIT for role in roles):
        line.findings.append(Finding(ROLE_NEEDS_UNIT.code, ROLE_NEEDS_UNIT.severity, row.where("unit")))


def _grant(line: Line, held: Sequence[Membership], roles: Sequence[Role]) -> None:
    """What the row gives that the person does not hold yet, and the posts that it changes."""
    ref = line.refs["unit"]
    unit = ref.standing if isinstance(ref, Line) else ref
    new_place = ref is not None and unit is None
    here = {} if new_place else {each.role: each for each in held if each.unit_id == (unit.pk if unit else None)}
    grants = [role for role in roles if role.value not in here]
    kept = [here[role.value] for role in roles if role.value in here]
    titles = [each for each in kept if line.values["post"] and each.post != line.values["post"]]
    line.values |= {"grants": grants, "titles": titles}
    if line.standing is None:
        told_of = {"name": line.values["name"], "email": line.values["email"], "language": line.row.text("language")}
        line.values["roles"] = "; ".join(ROLES[role] for role in roles)
        shown = {**told_of, "post": line.values["post"], "unit": line.values["unit"], "roles": line.values["roles"]}
        line.changes = [(each.heading, None, shown[each.name]) for each in PEOPLE.asked if shown[each.name]]
        return
    headings = {each.name: each.heading for each in PEOPLE.asked}
    line.changes = [(headings["post"], each.post, line.values["post"]) for each in titles]
    line.changes += [(headings["roles"], None, ROLES[role]) for role in grants]


def _refuse_repeated(lines: Sequence[Line]) -> None:
    """Tells an address with two names, and a role that another row gives the same person in the same place."""
    names: dict[str, Line] = {}
    seen: dict[tuple[str, str, str], Line] = {}
    for line in lines:
        email, place = line.values["email"], folded(str(line.values["unit"] or ""))
        first = names.setdefault(email, line)
        if email and first.key != line.key:
            line.findings.append(told(TWO_NAMES, line.row.where("email"), email=email, row=first.row.number))
        keys = [(email, place, role) for role in line.row.several("roles")]
        if (other := next((seen[key] for key in keys if key in seen), None)) is not None and first.key == line.key:
            line.findings.append(told(TWICE, line.row.where("email"), name=email, row=other.row.number))
        for key in keys:
            seen.setdefault(key, line)
