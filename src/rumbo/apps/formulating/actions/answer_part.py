"""Planning answers to what a unit handed in: it takes it, or returns it with remarks by field of each target."""

from collections.abc import Mapping

from rumbo.apps.audit.actor import Actor, Role
from rumbo.apps.audit.doorway import Refused, doorway, somebody_was_faster
from rumbo.apps.formulating.actions.moving import move_part, said, signature
from rumbo.apps.formulating.bridge import FIELDS
from rumbo.apps.formulating.models import Decision, Part, PartState, Ruling, Submission, TargetRemark
from rumbo.apps.plans.models import Target
from rumbo.apps.versions.actions.moving import without_remark
from rumbo.findings import Finding, Sentences, Severity, declare, marked

Remarks = Mapping[tuple[str, str], str]
"""By (uid of the target, field of it), what should change."""
NO_REMARKS: Remarks = {}

OWN = declare(
    Sentences(
        "formulating.own_submission",
        Severity.ERROR,
        marked("Usted mismo envió esta formulación"),
        marked("Quien envía la formulación de una dependencia no puede recibirla ni devolverla."),
        marked("Dos personas distintas responden por lo que se promete y por haberlo revisado."),
        marked("Pida a otra persona de la oficina de planeación que la revise."),
    )
)


@doorway("formulating.part.take")
def take_part(actor: Actor, part: Part, edit: int, *, remark: str = "") -> Ruling:
    """Takes what was handed in: it goes to the committee as it is."""
    return _answer(actor, part, edit, (PartState.SUBMITTED,), Decision.TAKEN, remark, NO_REMARKS)


@doorway("formulating.part.return")
def return_part(actor: Actor, part: Part, edit: int, *, remark: str = "", remarks: Remarks = NO_REMARKS) -> Ruling:
    """Returns what was handed in, or was taken already and no act approved, with what should change."""
    if not remark.strip() and not any(text.strip() for text in remarks.values()):
        raise Refused(without_remark())
    return _answer(actor, part, edit, (PartState.SUBMITTED, PartState.TAKEN), Decision.RETURNED, remark, remarks)


def _answer(
    actor: Actor,
    part: Part,
    edit: int,
    expected: tuple[str, ...],
    decision: Decision,
    remark: str,
    remarks: Remarks,
) -> Ruling:
    state = PartState.TAKEN if decision == Decision.TAKEN else PartState.RETURNED
    move_part(part, *expected, edit=edit, state=state)
    submission = Submission.objects.filter(part=part).order_by("-ordinal").first()
    if submission is None:
        raise somebody_was_faster()
    if actor.user_id is not None and submission.signer_id == actor.user_id:
        raise Refused(Finding(OWN.code, OWN.severity))
    kept = {key: text for key, words in remarks.items() if key[1] in FIELDS and (text := said(words))}
    whole = said(remark)
    told = {
        "submission": submission.digest,
        "decision": decision.value,
        "remark": whole,
        "fields": [[*key, text] for key, text in sorted(kept.items())],
    }
    signed = signature(actor, (Role.PLANNING_OFFICE,), None, **told)
    ruling = Ruling.objects.create(
        entity_id=part.entity_id, submission=submission, decision=decision, remark=whole, **signed
    )
    targets = Target.objects.filter(entity_id=part.entity_id, uid__in={uid for uid, _field in kept}).in_bulk(
        field_name="uid"
    )
    by_uid = {str(uid): target for uid, target in targets.items()}
    TargetRemark.objects.bulk_create(
        TargetRemark(entity_id=part.entity_id, ruling=ruling, target=by_uid[uid], field=field, remark=text)
        for (uid, field), text in kept.items()
        if uid in by_uid
    )
    return ruling
