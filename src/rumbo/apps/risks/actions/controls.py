"""The controls of a risk of a draft, one at a time; the risk is assessed anew after each."""

from collections.abc import Collection
from dataclasses import asdict

from django.db.models import Max

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway, somebody_was_faster
from rumbo.apps.risks.actions.placing import place_again
from rumbo.apps.risks.actions.write_risk import refuse_unknown
from rumbo.apps.risks.bridge import ControlData, method_of
from rumbo.apps.risks.models import Assessment, Control
from rumbo.apps.versions.actions.moving import hold
from rumbo.domain.risk import Method
from rumbo.findings import Finding, Sentences, Severity, declare, marked

UNFIT = declare(
    Sentences(
        code="risks.control_unfit",
        severity=Severity.ERROR,
        title=marked("Control que no se puede registrar"),
        what=marked("Un control dice quién lo hace y qué hace."),
        why=marked("Un control sin responsable o sin acción no lo ejecuta nadie y no baja ningún riesgo."),
        how=marked("Escriba el responsable y la acción: verifica, valida, concilia, compara…"),
    )
)

UNSAID = ("responsible", "kind", "way")


@doorway("risks.control.write")
def write_control(actor: Actor, row: Assessment, data: ControlData, *, control: Control | None = None) -> Control:
    """A new control, last in the order, or another wording of one that stands there.

    What its document left unsaid (who does it, its kind, its way) may stay unsaid until somebody knows it.
    """
    unsaid = {name for name in UNSAID if control is not None and not getattr(control, name)}
    if not data.action.strip() or not (data.responsible.strip() or "responsible" in unsaid):
        raise Refused(Finding(UNFIT.code, UNFIT.severity))
    _refuse_unknown(method_of(row), data, unsaid)
    hold(row.version)
    columns = asdict(data) | {"design": dict(data.design)}
    if control is None:
        last = Control.objects.filter(assessment=row).aggregate(last=Max("ordinal"))["last"] or 0
        control = Control.objects.create(entity_id=row.entity_id, assessment=row, ordinal=last + 1, **columns)
    elif not Control.objects.filter(pk=control.pk, assessment=row).update(**columns):
        raise somebody_was_faster()
    place_again(row)
    control.refresh_from_db()
    return control


@doorway("risks.control.remove")
def remove_control(actor: Actor, row: Assessment, control: Control) -> None:
    """Takes a control away; those after it move up."""
    hold(row.version)
    if not Control.objects.filter(pk=control.pk, assessment=row).delete()[0]:
        raise somebody_was_faster()
    for ordinal, each in enumerate(Control.objects.filter(assessment=row).order_by("ordinal"), start=1):
        Control.objects.filter(pk=each.pk).update(ordinal=ordinal)
    place_again(row)


def _refuse_unknown(found: Method, data: ControlData, unsaid: Collection[str]) -> None:
    """Refuses kinds, ways, answers and ratings that the method does not know."""
    controls = found.controls
    answers = {question.code: {answer.code for answer in question.answers} for question in controls.design}
    asked = [
        (data.kind, data.kind in [kind.code for kind in controls.kinds] or (not data.kind and "kind" in unsaid)),
        (data.way, data.way in [way.code for way in controls.ways] or (not data.way and "way" in unsaid)),
        (data.execution, data.execution in ["", *(rating.code for rating in controls.ratings)]),
        *((answer, answer in answers.get(question, ())) for question, answer in data.design.items()),
    ]
    for value, known in asked:
        if not known:
            raise refuse_unknown(found, value)
