"""What was settled becomes a proposed version (and waits, with its reports, for approval), in one transaction: that of
the request, or of the task worker when there is much to write."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.utils import timezone
from django_tasks import task

from rumbo.apps import progress
from rumbo.apps.audit.actor import Actor, system_actor
from rumbo.apps.audit.doorway import Refused, doorway
from rumbo.apps.intake.actions.management_plan import management_targets
from rumbo.apps.intake.actions.moving import move, refusal_told
from rumbo.apps.intake.actions.parts import propose_parts
from rumbo.apps.intake.actions.targets import Origin, Settled, levels_of, origins_of, targets_of
from rumbo.apps.intake.bridge import Reading, is_document, reading_of
from rumbo.apps.intake.models import Intake, IntakeState, NameDecision
from rumbo.apps.intake.queries import continuity_of, obstacles
from rumbo.apps.intake.queries.arriving import job_of
from rumbo.apps.intake.queries.names import reporters_said
from rumbo.apps.people.actions import create_alias, create_unit
from rumbo.apps.people.models import Unit, User
from rumbo.apps.people.queries import actor_in, clock_of, unit_names
from rumbo.apps.plans.actions import (
    create_plan,
    describe_version,
    draft_version,
    ensure_periods,
    propose_version,
    write_version,
)
from rumbo.apps.plans.bridge import Continues
from rumbo.apps.plans.models import LineageKind, Plan, PlanVersion, Target
from rumbo.apps.plans.queries import known_nodes
from rumbo.domain.plan.matrix import Matrix
from rumbo.findings import Finding, Sentences, Severity, declare, marked
from rumbo.layouts.engine.folding import folded

WRITTEN_AT_ONCE = 500
"""Lines: of more, a person would wait for seconds before the answer."""

NOT_WRITTEN = declare(
    Sentences(
        code="intake.not_written",
        severity=Severity.ERROR,
        title=marked("No se pudo proponer el documento"),
        what=marked("Al escribir el plan algo falló ({fault}). No se escribió nada."),
        why=marked("Un documento entra completo o no entra."),
        how=marked("Propóngalo de nuevo; si vuelve a fallar, avise a quien administra el sistema."),
    )
)


@doorway("intake.document.propose")
def propose_document(actor: Actor, intake: Intake, *, edit: int | None = None) -> Intake:
    """Writes units, aliases, the plan and its version as one deed: all of it or nothing.

    A document of many lines is left to the task worker and is `proposing` until that has written it.
    """
    if is_document(intake):
        return propose_parts(actor, intake, edit=edit)
    move(intake, IntakeState.SETTLING, edit=edit, state=IntakeState.PROPOSED, refusal={})
    reading = reading_of(intake)
    if standing := obstacles(intake, reading):
        raise Refused(*standing)
    if len(reading.matrix.lines) <= WRITTEN_AT_ONCE:
        return _bring(actor, intake, reading, origins_of(reading))
    move(intake, IntakeState.PROPOSED, state=IntakeState.PROPOSING)
    write_by_the_worker(actor, intake)
    intake.refresh_from_db()
    return intake


def write_by_the_worker(actor: Actor, intake: Intake) -> None:
    """Asks the task worker, in the name of who proposed, to write a large document once this transaction stands."""
    progress.wait(job_of(intake))
    write_large_document.enqueue(intake.pk, actor.user_id)


@task()
def write_large_document(intake_key: int, user_key: int | None) -> None:
    """The task worker's part, in one transaction: a worker that is killed leaves nothing of it, and it can be done
    again. What goes wrong is told on the screen, where the document then waits for decisions again."""
    intake = Intake.objects.select_related("file", "entity", "plan", "mapping", "version").get(pk=intake_key)
    if intake.state != IntakeState.PROPOSING:
        return
    with clock_of(intake.entity), progress.working(job_of(intake)):
        try:
            # Whatever needs no database is made before the transaction: on SQLite nobody else can save in it.
            progress.advance("reading")
            origins = origins_of(reading_of(intake))
            _write_later(_person(intake, user_key), intake, origins)
        except Refused as refused:
            _tell_failure(system_actor("task", intake.entity_id), intake, refused.findings[0])
        except Exception as fault:
            finding = Finding(NOT_WRITTEN.code, NOT_WRITTEN.severity, facts={"fault": type(fault).__name__})
            _tell_failure(system_actor("task", intake.entity_id), intake, finding)
            raise


def _person(intake: Intake, key: int | None) -> Actor:
    """Who proposed, as who they are by now; the installation where it was no person."""
    if key is None:
        return system_actor("task", intake.entity_id)
    user = User.objects.get(pk=key)
    nobody = Actor(user.pk, user.name, intake.entity_id, origin="task")
    return actor_in(user, intake.entity, timezone.localdate(), "task") or nobody


@doorway("intake.document.write")
def _write_later(actor: Actor, intake: Intake, origins: Sequence[Origin]) -> Intake:
    move(intake, IntakeState.PROPOSING, state=IntakeState.PROPOSED)
    reading = reading_of(intake)
    if standing := obstacles(intake, reading):
        raise Refused(*standing)
    progress.advance("writing", 0, len(reading.matrix.lines))
    return _bring(actor, intake, reading, origins)


@doorway("intake.document.fail")
def _tell_failure(actor: Actor, intake: Intake, finding: Finding) -> Intake:
    return move(intake, IntakeState.PROPOSING, state=IntakeState.SETTLING, refusal=refusal_told(finding))


def _bring(actor: Actor, intake: Intake, reading: Reading, origins: Sequence[Origin]) -> Intake:
    if intake.reports_only:
        _units(actor, intake, reading.matrix)
        return intake
    version = _write(actor, intake, reading, origins)
    propose_version(actor, version)
    intake.plan, intake.version = version.plan, version
    intake.save(update_fields=["plan", "version"])
    return intake


def _write(actor: Actor, intake: Intake, reading: Reading, origins: Sequence[Origin]) -> PlanVersion:
    matrix = reading.matrix
    plan = intake.plan or _new_plan(actor, intake, matrix)
    year = ensure_periods(actor, intake.entity, matrix.fiscal_year or 0, "annual")[0]
    continues, dropped = _continuity(intake)
    settled = Settled(
        units=_units(actor, intake, matrix),
        year=year.pk,
        served=management_targets(actor, intake, matrix, year),
        continues=continues,
        nodes=known_nodes(intake.entity_id),
        reporters=reporters_said(intake),
    )
    version = _version(actor, intake, plan, matrix)
    levels = levels_of(matrix.lines, settled.nodes)
    write_version(actor, version, levels, targets_of(reading, settled, origins), dropped=dropped)
    return version


def _version(actor: Actor, intake: Intake, plan: Plan, matrix: Matrix) -> PlanVersion:
    """The version that was returned for correction, or the next one of the plan."""
    about = {"label": matrix.version, "objective": matrix.objective, "layout": matrix.kind}
    if intake.version is not None:
        return describe_version(actor, intake.version, **about)
    return draft_version(actor, plan, source=intake.file, **about)


def _new_plan(actor: Actor, intake: Intake, matrix: Matrix) -> Plan:
    """A follow-up tells of a plan of action: the plan's own layout is the one it is printed in."""
    name = intake.plan_name or f"Plan de acción {matrix.fiscal_year}"
    return create_plan(actor, intake.entity, name, "action_plan_matrix", fiscal_year=matrix.fiscal_year)


def _units(actor: Actor, intake: Intake, matrix: Matrix) -> Mapping[str, int]:
    """Every unit name of the document with its key; names nobody knew become units or aliases as was decided."""
    known = unit_names(intake.entity_id)
    keys = {folded(name): key for name, key in (*known.aliases.items(), *known.official.items())}
    decided = {folded(each.text): each for each in NameDecision.objects.filter(intake=intake).select_related("unit")}

    def settle(name: str, standing_for: frozenset[str] = frozenset()) -> Unit | None:
        """Makes the unit or alias of a name that is not known yet; gives the unit where it had to be asked for."""
        decision = decided.pop(folded(name), None)
        unit = decision.unit if decision else None
        if decision and decision.same_as and folded(decision.same_as) not in standing_for:
            unit = settle(decision.same_as, standing_for | {folded(name)}) or unit
            key = keys.get(folded(decision.same_as), 0)
            unit = unit or Unit.objects.filter(entity_id=intake.entity_id, pk=key).first()
        if unit is None and folded(name) not in keys:
            unit = create_unit(actor, intake.entity, name)
        elif unit is not None and folded(name) not in keys:
            create_alias(actor, unit, name)
        if unit is not None:
            keys[folded(name)] = unit.pk
        return unit

    names = list(dict.fromkeys(name for line in matrix.lines for name in line.units))
    for name in names:
        if folded(name) not in keys:
            settle(name)
    return {name: keys[folded(name)] for name in names}


def _continuity(intake: Intake) -> tuple[dict[int, Continues], dict[Target, str]]:
    continues: dict[int, Continues] = {}
    dropped: dict[Target, str] = {}
    for each in continuity_of(intake):
        if each.line is not None and each.line in continues and each.target is not None:
            first = continues[each.line]
            continues[each.line] = replace(first, others=(*first.others, each.target))
        elif each.line is not None:
            continues[each.line] = Continues(LineageKind(each.kind), each.target, each.reason)
        elif each.target is not None:
            dropped[each.target] = each.reason
    return continues, dropped
