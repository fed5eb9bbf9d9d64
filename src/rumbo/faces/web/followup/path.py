"""The way of a report through its chain: its steps as they are drawn, and who signed each."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from rumbo.apps.followup.queries import chain as queries
from rumbo.apps.followup.queries.reopened import reopenings_of
from rumbo.domain.followup.chain import Chain, Step
from rumbo.faces.kit.pieces import Fact, Moment
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

ENDINGS: dict[str, Promise] = {
    "corrected": __("Se cerró de nuevo, corregido"),
    "expired": __("Se cerró de nuevo: terminó su plazo"),
    "withdrawn": __("Se cerró de nuevo antes de su plazo"),
}


def steps_drawn(report: Any, chain: Chain, due: Step | None, *, endorsed: bool, evaluated: bool) -> list[Drawn]:
    """The steps of a report, with which are done and which is the current one; what passed without the lead says so."""
    unreported = report.state_now == "closed" and not report.closed_accepted
    owed = report.state_now in ("pending", "draft", "returned")
    verified = report.state_now in ("accepted", "closed") and not unreported
    done = {Step.ENDORSE: endorsed, Step.VERIFY: verified, Step.EVALUATE: evaluated}
    drawn = [Drawn(_("Reporta la dependencia"), "current" if owed else "ahead" if unreported else "done")]
    for step in chain.steps:
        label = str(STEPS[step])
        if step is Step.ENDORSE and not endorsed and (verified or due is Step.VERIFY):
            drawn.append(Drawn(_("Sin aval"), "done"))
            continue
        drawn.append(Drawn(label, "done" if done[step] else "current" if due is step else "ahead"))
    return drawn


def signatures(report: Any, entry: Any, chain: Chain, due: Step | None) -> list[Fact]:
    """Who signed the answer and each step of it: name, post, moment and digest; and why one is missing."""
    told = [_signature(_("Envió"), entry.written_by, entry.post, entry.submitted_at, entry.digest)]
    reviews = list(entry.reviews.all())
    asked = chain.asks(Step.ENDORSE) and due is not Step.ENDORSE and not entry.origin
    if asked and not any(each.step == Step.ENDORSE for each in reviews):
        told.append(Fact(_("Aval"), str(WITHOUT[queries.why_without_endorsement(report, entry)])))
    for each in reviews:
        label = str(SIGNED[each.step, each.decision])
        told.append(_signature(label, each.reviewed_by, each.post, each.at, each.digest))
    return told


def is_endorsed(report: Any, entry: Any) -> bool:
    """Whether the answer that is in hand was endorsed; what came back has to be endorsed anew."""
    passed = entry is not None and report.state_now not in ("pending", "draft", "returned")
    return passed and any((each.step, each.decision) == ("endorse", "accepted") for each in entry.reviews.all())


def _signature(label: str, name: str, post: str, at: Any, digest: str) -> Fact:
    who = name if not post or f"({post})" in name else f"{name} ({post})"
    note = written_moment(at)
    return Fact(label, who, _("{when} · huella {digest}").format(when=note, digest=digest[:12]) if digest else note)


def reopenings_shown(found: Any) -> list[Moment]:
    """Each time a report was opened again and how it ended, the latest first."""
    moments = []
    for each in reopenings_of(found):
        if each.ended_at is not None:
            moments.append(Moment(each.ended_at, str(ENDINGS[each.ending]), each.ended_by, tone="done"))
        note = f"{each.reason}\n{each.act}".strip()
        until = _("Reabierto para corregirlo, hasta {when}").format(when=written_moment(each.ends_at))
        moments.append(Moment(each.at, until, each.opened_by, note, "returned"))
    return sorted(moments, key=lambda moment: moment.when, reverse=True)
