"""The project bank: a project is registered, sent to review, returned or declared viable, put in force and closed."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from django.utils import timezone

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway
from rumbo.apps.projects.actions.moving import move
from rumbo.apps.projects.bridge import LIVE
from rumbo.apps.projects.models import (
    BudgetCode,
    BudgetLine,
    Goal,
    PlanRelation,
    ProjectVersion,
    State,
    Statement,
    Step,
)
from rumbo.apps.projects.queries import sheet
from rumbo.apps.versions.actions.moving import without_remark
from rumbo.domain.project.bank import BankState
from rumbo.domain.project.checks import against_viability
from rumbo.findings import Finding, Sentences, Severity, declare, marked

OF_VERSION = (Step, Goal, BudgetLine, BudgetCode, PlanRelation, Statement)

UNFIT_ACT = declare(
    Sentences(
        code="projects.act_unfit",
        severity=Severity.ERROR,
        title=marked("El acto no está completo"),
        what=marked("Se necesitan la clase del acto, su número, firmante y una fecha que ya haya llegado; es {day}."),
        why=marked("La viabilidad vale por el acto que la declara; sin él no se sabe desde cuándo ni quién responde."),
        how=marked("Escriba el concepto, el acta o la resolución, su número, su fecha y quién lo firma."),
    )
)
NO_UNIT = declare(
    Sentences(
        code="projects.no_unit",
        severity=Severity.ERROR,
        title=marked("Proyecto sin dependencia responsable"),
        what=marked("El proyecto no dice qué dependencia responde por él."),
        why=marked("Quien revisa debe saber a quién devolverlo, y quien lo siga, a quién preguntarle."),
        how=marked("Elija la dependencia responsable en la identificación del proyecto."),
    )
)
ACT_TOO_EARLY = declare(
    Sentences(
        code="projects.act_too_early",
        severity=Severity.ERROR,
        title=marked("El acto es anterior a lo que decide"),
        what=marked("El acto es del {day}, y la inscripción del proyecto o su acto anterior son del {before}."),
        why=marked("Nadie declara viable, pone en ejecución o cierra lo que todavía no había llegado a su paso."),
        how=marked("Corrija la fecha del acto, o la del paso anterior si es esa la que está mal."),
    )
)
DAY_AHEAD = declare(
    Sentences(
        code="projects.day_ahead",
        severity=Severity.ERROR,
        title=marked("Esa fecha todavía no llega"),
        what=marked("El {day} es posterior a hoy."),
        why=marked("El banco guarda lo que ya pasó; una fecha futura diría que algo se hizo sin hacerse."),
        how=marked("Escriba la fecha en que se hizo."),
    )
)


@dataclass(frozen=True, slots=True)
class BankAct:
    """The act of a step: its kind (concepto, acta, resolución), number and day, who signs it and in which post."""

    act_kind: str = ""
    act_number: str = ""
    signatory: str = ""
    post: str = ""
    day: date | None = None


@doorway("projects.bank.enter")
def enter_bank(actor: Actor, version: ProjectVersion, *, day: date | None = None) -> ProjectVersion:
    """The draft is registered in the bank; a goal without its number does not stand in the way."""
    registered = _reached(day)
    columns = {} if version.registered_on else {"registered_on": registered}
    move(actor, version, BankState.REGISTERED, {"day": registered}, **columns)
    return version


@doorway("projects.bank.send")
def send_to_review(actor: Actor, version: ProjectVersion) -> ProjectVersion:
    """What was registered, or mended after a return, goes to review and waits there unchanged."""
    if version.unit_id is None:
        raise Refused(Finding(NO_UNIT.code, NO_UNIT.severity))
    move(actor, version, BankState.IN_REVIEW, {})
    return version


@doorway("projects.bank.return")
def return_project(
    actor: Actor, version: ProjectVersion, remarks: Mapping[str, str], *, reason: str = ""
) -> ProjectVersion:
    """Goes back to who formulated it, with what to mend by section; "" is the whole sheet."""
    told = {section: text.strip() for section, text in remarks.items() if text.strip()}
    if not told:
        raise Refused(without_remark())
    move(actor, version, BankState.RETURNED, {"remarks": told}, remarks=told)
    return version


@doorway("projects.bank.declare_viable")
def declare_viable(actor: Actor, version: ProjectVersion, act: BankAct) -> ProjectVersion:
    """Declares a project viable by an act: nothing it says changes any more, and the version before is superseded.

    Refused with every error that its checks find: a goal without a number, a budget that does not add up.
    """
    _refuse_unfit(act, version)
    if found := against_viability(sheet(version), LIVE):
        raise Refused(*found)
    now = timezone.now()
    earlier = ProjectVersion.objects.filter(project_id=version.project_id, state__in=[State.VIABLE, State.IN_FORCE])
    earlier.update(state=State.SUPERSEDED)
    # The state first: of two who decide at once, the second is told before touching what the first froze.
    move(actor, version, BankState.VIABLE, asdict(act), viable_at=now, approved_by=actor.name, remarks={})
    for model in OF_VERSION:
        model._default_manager.filter(version=version).update(frozen_at=now)
    return version


@doorway("projects.bank.put_in_force")
def put_in_force(actor: Actor, version: ProjectVersion, act: BankAct) -> ProjectVersion:
    """A viable project begins to be carried out, by the act that includes it in the plan or in the budget."""
    _refuse_unfit(act, version)
    move(actor, version, BankState.IN_FORCE, asdict(act))
    return version


@doorway("projects.bank.close")
def close_project(actor: Actor, version: ProjectVersion, act: BankAct, *, reason: str = "") -> ProjectVersion:
    """A project in force is over: finished, or given up for the reason told."""
    _refuse_unfit(act, version)
    move(actor, version, BankState.CLOSED, asdict(act))
    return version


def _refuse_unfit(act: BankAct, version: ProjectVersion) -> None:
    whole = act.act_kind.strip() and act.act_number.strip() and act.signatory.strip() and act.day
    if not whole or act.day is None or act.day > timezone.localdate():
        day = act.day.isoformat() if act.day else "—"
        raise Refused(Finding(UNFIT_ACT.code, UNFIT_ACT.severity, facts={"day": day}))
    # When it was sent to review is asked of nobody: it is the day on which somebody wrote it here.
    acts = version.bank_steps.exclude(act_kind="").values_list("day", flat=True)
    before = max(filter(None, (version.registered_on, *acts)), default=act.day)
    if act.day < before:
        facts = {"day": act.day.isoformat(), "before": before.isoformat()}
        raise Refused(Finding(ACT_TOO_EARLY.code, ACT_TOO_EARLY.severity, facts=facts))


def _reached(day: date | None) -> date:
    today = timezone.localdate()
    if day is not None and day > today:
        raise Refused(Finding(DAY_AHEAD.code, DAY_AHEAD.severity, facts={"day": day.isoformat()}))
    return day or today
