"""A unit signs its part and hands it in: every target as it reads, with a digest."""

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway
from rumbo.apps.formulating.access import WRITES
from rumbo.apps.formulating.actions.moving import begin_writing, know, move_part, signature
from rumbo.apps.formulating.bridge import content_of, promises_of
from rumbo.apps.formulating.models import Formulation, Part, PartState, Submission
from rumbo.apps.formulating.queries import placements_of
from rumbo.apps.plans.bridge.programming import RULE
from rumbo.apps.plans.models import Placement, Plan, TargetRevision
from rumbo.domain.formulating.windows import WRITABLE
from rumbo.findings import Finding, Sentences, Severity, Where, declare, marked

NOTHING = declare(
    Sentences(
        "formulating.part_empty",
        Severity.ERROR,
        marked("La dependencia no tiene metas"),
        marked("Su dependencia todavía no escribió ninguna meta en este plan."),
        marked("Lo que se envía es lo que el comité aprueba y después se reporta."),
        marked("Escriba al menos una meta; si no le corresponde ninguna, avise a la oficina de planeación."),
    )
)
UNFINISHED = declare(
    Sentences(
        "formulating.target_unfinished",
        Severity.ERROR,
        marked("Meta incompleta"),
        marked("A la meta {number} le falta: {missing}."),
        marked("Sin esos datos la meta no se puede programar, reportar ni medir."),
        marked("Complete la meta y envíe de nuevo."),
    )
)
NEEDED = {
    "quantity": marked("la cantidad de la meta"),
    "start": marked("la fecha de inicio"),
    "end": marked("la fecha de fin"),
    "periodicity": marked("la periodicidad del reporte"),
    "expected_evidence": marked("el soporte que se espera"),
}
BASELINE, BASIS = marked("la línea base"), marked("la base de la programación")


@doorway("formulating.part.submit")
def submit_part(actor: Actor, part: Part, edit: int) -> Submission:
    """Hands in a part as its signer saw it; refuses with a finding for each target that is not whole."""
    begin_writing(part)
    move_part(part, *WRITABLE, edit=edit + 1, state=PartState.SUBMITTED)
    part.formulation = Formulation.objects.select_related("version__plan", "plan").get(pk=part.formulation_id)
    rows = placements_of(part)
    if findings := [Finding(NOTHING.code, NOTHING.severity)] if not rows else lacking(rows, part.formulation.plan):
        raise Refused(*findings)
    content = content_of(promises_of(rows))
    know(part, rows)
    ordinal = Submission.objects.filter(part=part).count() + 1
    told = {"part": str(part.uid), "ordinal": ordinal, "content": content}
    return Submission.objects.create(
        entity_id=part.entity_id,
        part=part,
        ordinal=ordinal,
        content=content,
        **signature(actor, WRITES, part.unit_id, **told),
    )


def lacking(placements: list[Placement], plan: Plan) -> list[Finding]:
    """What each target lacks before it can be handed in, one finding for each thing."""
    found = []
    for row in placements:
        needed = NEEDED | _by_type(row.revision, plan)
        for name in [name for name in needed if getattr(row.revision, name) in (None, "")]:
            facts = {"number": row.number, "missing": needed[name]}
            found.append(Finding(UNFINISHED.code, UNFINISHED.severity, Where(cell=str(row.uid), header=name), facts))
    return found


def _by_type(revision: TargetRevision, plan: Plan) -> dict[str, str]:
    """What its annualization type cannot be counted without."""
    rule = RULE.get(revision.annualization)
    if rule is None:
        return {}
    basis = {"programme_basis": BASIS} if rule.asks_basis and not plan.programme_basis else {}
    return basis | ({"baseline": BASELINE} if rule.needs_baseline else {})
