"""What a document of several parts will bring, in words."""

from django.utils.translation import gettext as _

from rumbo.apps.intake.bridge import DocumentReading
from rumbo.apps.intake.queries.documents import Questions
from rumbo.apps.intake.queries.indicators import ANOTHER, NEW, is_indicators
from rumbo.apps.intake.queries.one_target import SAME, term_targets
from rumbo.domain.indicators import sheets_in
from rumbo.domain.plan.institutional import InstitutionalPlan
from rumbo.domain.plan.strategic import StrategicPlan
from rumbo.domain.project.sheet import ProjectSheet
from rumbo.domain.risk import RiskMap
from rumbo.faces.kit.pieces import Fact


def brought_facts(reading: DocumentReading, questions: Questions) -> list[Fact]:
    """What becomes records, counted."""
    content = reading.content
    targets = term_targets(content)
    again = sum(len(each.paths) - 1 for each in questions.shared if each.choice and each.choice != "different")
    same = sum(1 for each in questions.same if each.choice == SAME)
    if isinstance(content, ProjectSheet):
        return _sheet_facts(content)
    if isinstance(content, RiskMap):
        return _risk_facts(content)
    if is_indicators(content):
        return _indicator_facts(content, questions)
    told = [Fact(_("Metas"), len(targets) - again)]
    if isinstance(content, StrategicPlan):
        told.insert(0, Fact(_("Objetivos estratégicos"), len(content.objectives)))
        told.append(Fact(_("Periodo del plan"), f"{content.first_year}-{content.last_year}"))
    if isinstance(content, InstitutionalPlan):
        told += _plan_facts(content)
    if again:
        told.append(Fact(_("Lugares en que una meta se repite"), again, _("Es una sola meta, que se reporta una vez.")))
    if same:
        told.append(Fact(_("Metas que otro plan ya tiene"), same, _("Se reportan una vez y se ven en los dos.")))
    if questions.basis:
        said = {"cumulative": _("Acumulada"), "increment": _("Incremental")}.get(questions.basis_said)
        note = "" if said else _("Sus metas crecientes no se miden hasta que alguien lo diga.")
        told.append(Fact(_("Base de la programación"), said or _("Sin decir"), note))
    return told


def _sheet_facts(sheet: ProjectSheet) -> list[Fact]:
    told = [
        Fact(_("Proyecto"), sheet.name),
        Fact(_("Código"), sheet.code or _("No lo dice")),
        Fact(_("Objetivos específicos"), len(sheet.objectives)),
        Fact(_("Actividades"), len(sheet.activities)),
        Fact(_("Metas"), sum(len(each.goals) for each in sheet.activities)),
        Fact(_("Renglones del presupuesto"), len(sheet.budget)),
    ]
    return [fact for fact in told if fact.value]


def _plan_facts(plan: InstitutionalPlan) -> list[Fact]:
    unmeasured = [each.name for each in plan.components if each.measured is False]
    counted = _("Solo se guarda cuántos anuncia; no se crean registros vacíos.")
    activities = sum(each.announced_activities or 0 for owner in plan.integrated_plans for each in owner.plans)
    told = [
        Fact(_("Proyectos de inversión"), len(plan.projects)),
        Fact(_("Procesos"), len(plan.processes)),
        Fact(_("Indicadores de los procesos"), sum(len(each.indicators) for each in plan.processes)),
        Fact(_("Planes integrados"), sum(len(each.plans) for each in plan.integrated_plans)),
        Fact(_("Actividades que anuncian"), activities, counted),
        Fact(_("Riesgos que anuncia"), sum(each.total or 0 for each in plan.risks), counted),
        Fact(_("Componentes que no se miden"), "; ".join(unmeasured)),
    ]
    return [fact for fact in told if fact.value]


def _risk_facts(content: RiskMap) -> list[Fact]:
    announced = content.total or sum(row.sum for row in content.announced)
    told = [
        Fact(_("Riesgos"), len(content.entries)),
        Fact(_("Controles"), sum(len(each.controls) for each in content.entries)),
        Fact(_("Acciones de tratamiento"), sum(len(each.treatments) for each in content.entries)),
        Fact(_("Riesgos que anuncia"), announced, _("Solo se guarda cuántos anuncia; no se crean registros vacíos.")),
    ]
    return [fact for fact in told if fact.value]


def _indicator_facts(content: object, questions: Questions) -> list[Fact]:
    """The drafts that will be written, and the results that the file prints, which a person settles afterwards."""
    sheets = [sheet for _path, sheet in sheets_in(content)]
    again = sum(1 for each in questions.sheets if each.choice not in ("", ANOTHER))
    new = sum(1 for each in questions.variables if each.choice == NEW)
    results = sum(len(sheet.measurements) for sheet in sheets)
    told = [
        Fact(_("Hojas de vida, en borrador"), len(sheets)),
        Fact(_("De indicadores que ya existen"), again, _("Son su revisión siguiente; la aprobada sigue rigiendo.")),
        Fact(_("Variables nuevas"), new, _("Cada una se reporta una sola vez por periodo.")),
        Fact(_("Variables que ya existen"), len(questions.variables) - new),
        Fact(
            _("Resultados que el archivo imprime"),
            results,
            _("Se ofrecen en cada hoja como resultados anteriores; usted decide cuáles se conservan."),
        ),
    ]
    return [fact for fact in told if fact.value]
