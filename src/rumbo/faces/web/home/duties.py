"""What a person should do next, by what they are: the first screen shows the first of these, and the rest below."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rumbo.apps.audit.actor import Role
from rumbo.apps.followup.access import REPORT
from rumbo.apps.followup.queries.answerable import unanswered
from rumbo.apps.followup.queries.urgency import Urgency
from rumbo.apps.formulating.queries import parts_to_answer
from rumbo.apps.indicators.access import FIRST_LINE
from rumbo.apps.people.queries import liaisons_missing
from rumbo.apps.plans.bridge.measured import lacking_sheets
from rumbo.apps.projects.access import FORMULATES
from rumbo.domain.formulating.windows import SUBMITTED
from rumbo.faces.kit.written import written_day
from rumbo.faces.web.followup.pressing import CONTRIBUTED, ENDORSED, FORMULATED, OPPOSED, REPORTED, Pressing
from rumbo.faces.web.home.waiting import (
    DECIDES,
    MAPS,
    PLANS,
    RETURNS,
    REVIEWS,
    SHOWN,
    UNFINISHED,
    VARIABLES,
    Waiting,
)


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that waits for this person: said in one line, why in another, and where to do it."""

    title: str
    text: str
    href: str
    verb: str


def duties_of(waiting: Waiting, pressing: Sequence[Pressing]) -> list[Duty]:
    """All that waits for a person, the most urgent first. `pressing` is what they have to do, in its order."""
    found = list(_pressing(pressing))
    for roles, duties in _BY_ROLE:
        if waiting.actor.has(*roles):
            found.extend(duties(waiting))
    return list(dict.fromkeys(found))


def _pressing(pressing: Sequence[Pressing]) -> Iterator[Duty]:
    """Each kind of what presses, with how much there is of it, in the order of the first of each."""
    kinds: dict[str, list[Pressing]] = {}
    for each in pressing:
        kinds.setdefault(each.kind, []).append(each)
    for kind, rows in kinds.items():
        if kind == FORMULATED:
            yield from (Duty(each.title, each.note, each.href, _("Continuar")) for each in rows)
        else:
            yield _SUMMED[kind](rows)


def _reports(rows: Sequence[Pressing]) -> Duty:
    title = ngettext("Debe {n} reporte", "Debe {n} reportes", len(rows)).format(n=len(rows))
    return Duty(title, _why_first(rows[0]), rows[0].href, _("Reportar el más urgente"))


def _contributions(rows: Sequence[Pressing]) -> Duty:
    title = ngettext("Debe {n} aporte", "Debe {n} aportes", len(rows)).format(n=len(rows))
    text = _("Otra dependencia reporta la meta y espera lo que hizo la suya.")
    return Duty(title, text, rows[0].href, _("Decir el más urgente"))


def _endorsements(rows: Sequence[Pressing]) -> Duty:
    title = ngettext("{n} reporte por avalar", "{n} reportes por avalar", len(rows)).format(n=len(rows))
    text = _("La oficina de planeación los verifica cuando usted los respalde.")
    return Duty(title, text, reverse("web:followup-awaiting"), _("Avalar reportes"))


_SUMMED: dict[str, Callable[[Sequence[Pressing]], Duty]] = {
    REPORTED: _reports,
    CONTRIBUTED: _contributions,
    ENDORSED: _endorsements,
}


def _why_first(first: Pressing) -> str:
    """Why this report and not another."""
    if first.urgency is Urgency.RETURNED:
        return _("Empiece por el que le devolvieron: «{target}».").format(target=first.title)
    if first.urgency is Urgency.OVERDUE and first.until:
        return _("El primero venció el {day}.").format(day=written_day(first.until))
    if first.until:
        return _("El primero vence el {day}.").format(day=written_day(first.until))
    return _("Nadie fijó una fecha; empiece por el primero de la lista.")


def _nobody(waiting: Waiting) -> Iterator[Duty]:
    """An alarm of its own: nobody is told what these targets owe."""
    if number := len(unanswered(waiting.entity, timezone.localdate())):
        yield Duty(
            ngettext("{n} meta sin quien responda", "{n} metas sin quien responda", number).format(n=number),
            _("Nadie recibe lo que deben reportar: asigne una persona o diga qué dependencia las reporta."),
            reverse("web:followup-unanswered"),
            _("Resolver"),
        )


def _planning(waiting: Waiting) -> Iterator[Duty]:
    if number := waiting.counts["intakes"]:
        yield Duty(
            ngettext("{n} documento por resolver", "{n} documentos por resolver", number).format(n=number),
            _("Nada entra al plan hasta que alguien revise lo que se leyó."),
            reverse("web:intake-list"),
            _("Resolver"),
        )
    yield from _approvals(waiting)
    if number := waiting.counts["to_review"]:
        yield Duty(
            ngettext("{n} reporte por revisar", "{n} reportes por revisar", number).format(n=number),
            _("Acepte lo que tiene soporte suficiente y devuelva lo demás con una observación."),
            f"{reverse('web:followup-awaiting')}?paso=verificar",
            _("Revisar reportes"),
        )
    yield from _formulated(waiting)
    yield from _unfinished(waiting)
    yield from _beginnings(waiting)
    yield from _sheets(waiting)


def _evaluations(waiting: Waiting) -> Iterator[Duty]:
    if number := waiting.counts["to_evaluate"]:
        yield Duty(
            ngettext("{n} reporte por evaluar", "{n} reportes por evaluar", number).format(n=number),
            _("Su evaluación queda al lado de lo que reportó la dependencia y no cambia las cifras."),
            reverse("web:followup-awaiting"),
            _("Evaluar reportes"),
        )


def _approvals(waiting: Waiting) -> Iterator[Duty]:
    for version in waiting.some(PLANS):
        yield Duty(
            _("«{plan}» espera aprobación").format(plan=version.name),
            _("La versión {label} está propuesta: falta el acto que la adopta.").format(label=version.label),
            reverse("web:plans-version", args=[version.uid]),
            _("Ver la versión"),
        )


def _risk_approvals(waiting: Waiting) -> Iterator[Duty]:
    for version in waiting.some(MAPS):
        yield Duty(
            _("«{plan}» espera aprobación").format(plan=version.name),
            _("La versión {label} está propuesta: falta el acto que la adopta.").format(label=version.label),
            reverse("web:risks-version", args=[version.uid]),
            _("Ver la versión"),
        )


def _project_reviews(waiting: Waiting) -> Iterator[Duty]:
    for version in waiting.some(REVIEWS):
        yield Duty(
            _("«{project}» espera revisión").format(project=version.name),
            _("El proyecto está en el banco: declárelo viable con su acto o devuélvalo con observaciones."),
            reverse("web:projects-sheet", args=[version.uid]),
            _("Revisar el proyecto"),
        )


def _project_returns(waiting: Waiting) -> Iterator[Duty]:
    for version in waiting.some(RETURNS):
        yield Duty(
            _("Le devolvieron «{plan}»").format(plan=version.name),
            version.remark or _("Las observaciones están en cada sección."),
            reverse("web:projects-sheet", args=[version.uid]),
            _("Continuar"),
        )


def _formulated(waiting: Waiting) -> Iterator[Duty]:
    """What units handed in of a plan that is being formulated, the levels that they ask for, and who is no more."""
    for part in parts_to_answer(waiting.entity)[:SHOWN] if waiting.counts["parts"] else ():
        plan = part.formulation.plan.name
        if part.state == SUBMITTED:
            yield Duty(
                _("{unit} envió su formulación").format(unit=part.unit.name),
                _("«{plan}»: recíbala o devuélvala con observaciones.").format(plan=plan),
                reverse("web:formulating-answer", args=[part.uid]),
                _("Revisar"),
            )
        elif part.ended:
            yield Duty(
                _("{unit} ya no está vigente y tiene metas por formular").format(unit=part.unit.name),
                _("«{plan}»: pase sus metas a la dependencia que las va a reportar.").format(plan=plan),
                reverse("web:formulating-pass", args=[part.uid]),
                _("Pasar las metas"),
            )
        else:
            yield Duty(
                _("{unit} propone un nivel").format(unit=part.unit.name),
                _("«{plan}»: acéptelo o diga por qué no.").format(plan=plan),
                reverse("web:formulating-board", args=[part.formulation.uid]),
                _("Responder"),
            )


def _unfinished(waiting: Waiting) -> Iterator[Duty]:
    for version in waiting.some(UNFINISHED):
        returned = version.state == "returned"
        yield Duty(
            _("Le devolvieron «{plan}»").format(plan=version.name)
            if returned
            else _("«{plan}» está en borrador").format(plan=version.name),
            version.remark if returned else _("Complete sus metas y propóngala para aprobación."),
            reverse("web:plans-version", args=[version.uid]),
            _("Continuar"),
        )


def _beginnings(waiting: Waiting) -> Iterator[Duty]:
    """What an entity that begins has not done yet, one thing at a time."""
    if not waiting.counts["units"]:
        yield _first_day()
    elif not waiting.counts["plans"]:
        yield Duty(
            _("Traiga su plan de acción"),
            _("Suba el archivo con el que trabaja hoy; Rumbo lo lee y usted confirma lo que leyó."),
            reverse("web:intake-list"),
            _("Traer un documento"),
        )
        yield from _writing()
    elif waiting.in_force and not waiting.counts["open_rounds"]:
        yield Duty(
            _("No hay ningún seguimiento abierto"),
            _("Abra el periodo para que las dependencias reporten."),
            reverse("web:followup-rounds"),
            _("Abrir un periodo"),
        )


def _writing() -> Iterator[Duty]:
    """What an entity without files to bring writes here."""
    by_hand = (
        (
            "web:plans-create",
            _("Formule un plan aquí"),
            _("Objetivos, metas y programación, uno por uno."),
            _("Crear un plan"),
        ),
        (
            "web:projects-create",
            _("Registre un proyecto"),
            _("La ficha se escribe por secciones."),
            _("Crear un proyecto"),
        ),
        ("web:risks-create", _("Empiece un mapa de riesgos"), _("Cada riesgo con sus controles."), _("Crear un mapa")),
        (
            "web:indicators-new",
            _("Cree un indicador"),
            _("Su hoja de vida, con fórmula y meta."),
            _("Crear un indicador"),
        ),
    )
    yield from (Duty(title, text, reverse(name), verb) for name, title, text, verb in by_hand)


def _variables(waiting: Waiting) -> Iterator[Duty]:
    """What the units of a person report for indicators, and the last period that ended does not have."""
    if number := waiting.counts.get(VARIABLES, 0):
        told = ngettext("Falta el valor de {n} variable", "Faltan los valores de {n} variables", number)
        yield Duty(
            told.format(n=number),
            _("Son de su dependencia, y sin ellos los indicadores del último periodo no tienen resultado."),
            reverse("web:indicators-variables"),
            _("Reportar los valores"),
        )


def _sheets(waiting: Waiting) -> Iterator[Duty]:
    """A plan that brought indicators of processes is measured once they have their sheets."""
    measured = [each for each in waiting.in_force if each.layout == "institutional_action_plan"]
    for version in lacking_sheets(measured)[:SHOWN]:
        yield Duty(
            _("Faltan hojas de vida de los indicadores de «{plan}»").format(plan=version.plan.name),
            _("Se proponen con lo que el plan ya dice; usted revisa cada una."),
            reverse("web:plans-sheets", args=[version.uid]),
            _("Crear las hojas de vida"),
        )


def _administration(waiting: Waiting) -> Iterator[Duty]:
    if not waiting.counts["units"]:
        yield _first_day()
    missing = liaisons_missing(waiting.entity)
    if number := len(missing):
        yield Duty(
            ngettext("{n} dependencia sin enlace", "{n} dependencias sin enlace", number).format(n=number),
            _("Sin enlace nadie recibe lo que la dependencia debe reportar: {units}.").format(
                units=", ".join(missing[:3]) + ("…" if number > 3 else "")
            ),
            reverse("web:people-list"),
            _("Asignar personas"),
        )


def _first_day() -> Duty:
    return Duty(
        _("Prepare la entidad"),
        _("Datos, calendario, dependencias, procesos, cargos, personas y el primer plan, paso por paso."),
        reverse("web:founding-path"),
        _("Empezar el primer día"),
    )


def _changes(waiting: Waiting) -> Iterator[Duty]:
    """Requests to change a plan that planning has to answer, or to bring to the committee."""
    here = reverse("web:changing-list")
    if number := waiting.counts["to_opine"]:
        title = ngettext("{n} cambio del plan espera su concepto", "{n} cambios del plan esperan su concepto", number)
        text = _("Las dependencias los pidieron; el comité los decide con el concepto de planeación.")
        yield Duty(title.format(n=number), text, f"{here}?estado=asked", _("Dar el concepto"))
    if number := waiting.counts["for_the_act"]:
        title = ngettext("{n} cambio del plan espera el acto", "{n} cambios del plan esperan el acto", number)
        text = _("Ya tienen concepto: llévelos al comité y registre lo que decida.")
        yield Duty(title.format(n=number), text, f"{here}?estado=opined", _("Ver los que esperan"))


def _opposed(waiting: Waiting) -> Iterator[Duty]:
    """Requests of the units of a person that have an opinion against them."""
    if number := waiting.counts[OPPOSED]:
        title = ngettext(
            "{n} cambio que pidió tiene concepto desfavorable",
            "{n} cambios que pidió tienen concepto desfavorable",
            number,
        )
        text = _("Lea las razones: puede esperar al comité, o retirarlo y pedirlo de otra manera.")
        there = f"{reverse('web:changing-list')}?estado=opined"
        yield Duty(title.format(n=number), text, there, _("Leer el concepto"))


_BY_ROLE: tuple[tuple[tuple[Role, ...], Callable[[Waiting], Iterator[Duty]]], ...] = (
    (FIRST_LINE, _variables),
    (REPORT, _opposed),
    ((Role.INTERNAL_CONTROL,), _evaluations),
    (FORMULATES, _project_returns),
    ((Role.PLANNING_OFFICE,), _nobody),
    ((Role.PLANNING_OFFICE,), _changes),
    ((Role.PLANNING_OFFICE,), _planning),
    ((Role.DIRECTOR,), _approvals),
    (DECIDES, _risk_approvals),
    (DECIDES, _project_reviews),
    ((Role.ADMINISTRATOR,), _administration),
)
