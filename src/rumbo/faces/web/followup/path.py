"""The way of a report through its chain: its steps as they are drawn, and who signed each."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from rumbo.apps.followup.queries import chain as queries
from rumbo.domain.followup.chain import Chain, Step
from rumbo.faces.kit.pieces import Fact
from rumbo.faces.kit.pieces import Step as Drawn
from rumbo.faces.kit.written import written_moment
from rumbo.faces.web.followup.showing import SIGNED

STEPS: dict[Step, Promise] = {
    Step.ENDORSE: __("Avala el jefe"),
    Step.VERIFY: __("Verifica planeación"),
    Step.EVALUATE: __("Evalúa control interno"),
}
WITHOUT: dict[str, Promise] = {
    "lead": __("Sin aval: lo diligenció el jefe"),
    "nobody": __("Sin aval: la dependencia no tiene otro jefe"),
    "then": __("Sin aval: no se exigía cuando se envió"),
}


def steps_drawn(report: Any, chain: Chain, due: Step | None, evaluated: bool) -> list[Drawn]:
    """The steps of a report, with which are done and which is the current one."""
    owed = report.state in ("pending", "draft", "returned")
    passed = {"submitted": 0, "endorsed": 1}.get(report.state, 0 if owed else 2)
    drawn = [Drawn(_("Reporta la dependencia"), "current" if owed else "done")]
    for step in chain.steps:
        done = evaluated if step is Step.EVALUATE else (Step.ENDORSE, Step.VERIFY).index(step) < passed
        skipped = step is Step.ENDORSE and due is Step.VERIFY
        current = due is step and not done
        drawn.append(Drawn(str(STEPS[step]), "done" if done or skipped else "current" if current else "ahead"))
    return drawn


def signatures(report: Any, entry: Any, chain: Chain, due: Step | None) -> list[Fact]:
    """Who signed the answer and each step of it: name, post, moment and digest; and why one is missing."""
    told = [_signature(_("Envió"), entry.written_by, entry.post, entry.submitted_at, entry.digest)]
    reviews = list(entry.reviews.all())
    endorsed = any(each.step == Step.ENDORSE for each in reviews)
    if chain.asks(Step.ENDORSE) and not endorsed and due is not Step.ENDORSE and not entry.origin:
        told.append(Fact(_("Aval"), str(WITHOUT[queries.why_without_endorsement(report, entry)])))
    for each in reviews:
        label = str(SIGNED[each.step, each.decision])
        told.append(_signature(label, each.reviewed_by, each.post, each.at, each.digest))
    return told


def _signature(label: str, name: str, post: str, at: Any, digest: str) -> Fact:
    who = name if not post or f"({post})" in name else f"{name} ({post})"
    note = written_moment(at)
    return Fact(label, who, _("{when} · huella {digest}").format(when=note, digest=digest[:12]) if digest else note)
