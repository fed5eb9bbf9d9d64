"""What was settled becomes a proposed version (and waits, with its reports, for approval), in one transaction."""

from collections.abc import Mapping

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway
from rumbo.apps.intake.actions.management_plan import management_targets
from rumbo.apps.intake.actions.moving import move
from rumbo.apps.intake.bridge import Reading, nodes_and_targets, reading_of
from rumbo.apps.intake.models import Intake, IntakeState, NameDecision, Outcome
from rumbo.apps.intake.queries import continuity_of, unsettled_continuity
from rumbo.apps.people.actions import create_alias, create_unit
from rumbo.apps.people.models import Unit
from rumbo.apps.people.queries import unit_names
from rumbo.apps.plans.actions import create_plan, draft_version, ensure_periods, propose_version, write_version
from rumbo.apps.plans.bridge import Continues
from rumbo.apps.plans.models import LineageKind, Placement, Plan, PlanVersion, Target
from rumbo.apps.plans.queries import known_nodes
from rumbo.domain.plan.matrix import Matrix
from rumbo.findings import Finding, Sentences, Severity, declare, marked

STILL_WRONG = declare(
    Sentences(
        code="intake.errors_left",
        severity=Severity.ERROR,
        title=marked("Quedan errores por resolver"),
        what=marked("El documento tiene todavía {count} errores sin corregir ni justificar."),
        why=marked("Lo que se aprueba no se puede cambiar después; es más fácil corregirlo ahora."),
        how=marked("Corrija cada error o escriba por qué el documento debe quedar así."),
    )
)

CONTINUITY_LEFT = declare(
    Sentences(
        code="intake.continuity_left",
        severity=Severity.ERROR,
        title=marked("Falta decir qué continúa qué"),
        what=marked("Quedan {lines} acciones nuevas y {targets} acciones de la versión anterior sin respuesta."),
        why=marked("Sin esa respuesta se perdería la historia de las acciones o se mezclaría la de dos distintas."),
        how=marked("Diga, acción por acción, si es la misma, se redactó de nuevo, se dividió, es nueva o se retiró."),
    )
)

NOTHING_READ = declare(
    Sentences(
        code="intake.nothing_read",
        severity=Severity.ERROR,
        title=marked("No se leyó ninguna acción"),
        what=marked("En el documento no se reconoció ninguna acción del plan."),
        why=marked("Sin acciones no hay plan que traer."),
        how=marked("Revise que la tabla tenga los encabezados del formato, o descargue la plantilla y pase los datos."),
    )
)

YEAR_MISSING = declare(
    Sentences(
        code="intake.year_missing",
        severity=Severity.ERROR,
        title=marked("Falta la vigencia"),
        what=marked("El documento no dice de qué vigencia es el plan."),
        why=marked("De la vigencia dependen los trimestres y las metas del año."),
        how=marked("Escriba la vigencia en los datos del documento."),
    )
)


@doorway("intake.document.propose")
def propose_document(actor: Actor, intake: Intake) -> Intake:
    """Writes units, aliases, the plan and its version as one deed: all of it or nothing."""
    reading = reading_of(intake)
    _refuse_unfinished(intake, reading)
    if intake.reports_only:
        return move(intake, IntakeState.SETTLING, state=IntakeState.PROPOSED)
    version = _write(actor, intake, reading)
    propose_version(actor, version)
    return move(
        intake, IntakeState.SETTLING, state=IntakeState.PROPOSED, plan_id=version.plan_id, version_id=version.pk
    )


def _refuse_unfinished(intake: Intake, reading: Reading) -> None:
    if not reading.matrix.lines:
        raise Refused(Finding(NOTHING_READ.code, NOTHING_READ.severity))
    if reading.matrix.fiscal_year is None:
        raise Refused(Finding(YEAR_MISSING.code, YEAR_MISSING.severity))
    if errors := reading.open_errors():
        raise Refused(Finding(STILL_WRONG.code, STILL_WRONG.severity, facts={"count": len(errors)}))
    if left := unsettled_continuity(intake, reading):
        facts = {"lines": len(left.lines), "targets": len(left.targets)}
        raise Refused(Finding(CONTINUITY_LEFT.code, CONTINUITY_LEFT.severity, facts=facts))


def _write(actor: Actor, intake: Intake, reading: Reading) -> PlanVersion:
    matrix = reading.matrix
    plan = intake.plan or _new_plan(actor, intake, matrix)
    year = ensure_periods(actor, intake.entity, matrix.fiscal_year or 0, "annual")[0]
    continues, dropped = _settled(intake)
    nodes, targets = nodes_and_targets(
        reading,
        units=_units(actor, intake, matrix),
        continues=continues,
        served=management_targets(actor, intake, matrix, year),
        year_period=year.pk,
        known_nodes=known_nodes(intake.entity_id),
    )
    version = draft_version(
        actor, plan, label=matrix.version, objective=matrix.objective, layout=matrix.kind, source=intake.file
    )
    placements = write_version(actor, version, nodes, targets, dropped=dropped)
    Outcome.objects.bulk_create(_outcome(intake, line, placed) for line, placed in enumerate(placements))
    return version


def _new_plan(actor: Actor, intake: Intake, matrix: Matrix) -> Plan:
    """A follow-up tells of a plan of action: the plan's own layout is the one it is printed in."""
    name = intake.plan_name or f"Plan de acción {matrix.fiscal_year}"
    return create_plan(actor, intake.entity, name, "action_plan_matrix", fiscal_year=matrix.fiscal_year)


def _units(actor: Actor, intake: Intake, matrix: Matrix) -> Mapping[str, int]:
    """Every unit name of the document with its key; names nobody knew become units or aliases as was decided."""
    known = unit_names(intake.entity_id)
    keys = {**known.aliases, **known.official}
    decided = {each.text: each.unit for each in NameDecision.objects.filter(intake=intake).select_related("unit")}
    for text, unit in decided.items():
        if unit is not None and text not in keys:
            create_alias(actor, unit, text)
            keys[text] = unit.pk
    for name in dict.fromkeys(name for line in matrix.lines for name in line.units):
        if name not in keys:
            keys[name] = _create(actor, intake, name).pk
    return keys


def _create(actor: Actor, intake: Intake, name: str) -> Unit:
    return create_unit(actor, intake.entity, name)


def _settled(intake: Intake) -> tuple[dict[int, Continues], dict[Target, str]]:
    continues: dict[int, Continues] = {}
    dropped: dict[Target, str] = {}
    for each in continuity_of(intake):
        if each.line is not None:
            continues[each.line] = Continues(LineageKind(each.kind), each.target, each.reason)
        elif each.target is not None:
            dropped[each.target] = each.reason
    return continues, dropped


def _outcome(intake: Intake, line: int, placement: Placement) -> Outcome:
    return Outcome(entity_id=intake.entity_id, intake=intake, line=line, kind="placement", record_uid=placement.uid)
