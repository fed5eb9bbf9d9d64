"""The chain of a report: which steps an entity asks for, which one comes next, and who may not take it.

Whoever answers is never who endorses, verifies or evaluates: each step is another person. The planning office always
verifies, because only what it verified counts in a figure; endorsing and evaluating are for the entity to ask for.

Endorsing falls away for a report that nobody may endorse: the lead of its unit answered it, or the unit has no other.
Then planning sees that it came without, instead of the report waiting for ever.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from rumbo.findings import Finding, Sentences, Severity, declare, marked

SEPARATION = "Ley 87 de 1993, art. 4"

OWN_REPORT = declare(
    Sentences(
        code="followup.own_report",
        severity=Severity.NOTICE,
        title=marked("Es su propio reporte"),
        what=marked("Usted envió este reporte, por eso no puede avalarlo, revisarlo ni evaluarlo."),
        why=marked("Quien responde por una meta y quien revisa su avance son personas distintas."),
        how=marked("Pida a otra persona que tenga ese papel en la entidad que lo haga."),
        source=SEPARATION,
    )
)
SIGNED_BEFORE = declare(
    Sentences(
        code="followup.signed_before",
        severity=Severity.NOTICE,
        title=marked("Usted ya firmó un paso de este reporte"),
        what=marked("Usted avaló o revisó esta respuesta, por eso no puede dar también el paso siguiente."),
        why=marked("Cada paso lo firma una persona distinta: si no, uno de ellos no comprueba nada."),
        how=marked("Pida a otra persona que tenga ese papel en la entidad que lo haga."),
        source=SEPARATION,
    )
)


class Step(StrEnum):
    """A step of the chain, after the unit has answered: its lead, the planning office, internal control."""

    ENDORSE = "endorse"
    VERIFY = "verify"
    EVALUATE = "evaluate"


@dataclass(frozen=True, slots=True)
class Chain:
    """The steps that an entity asks for, in their order; verifying is always one of them."""

    steps: tuple[Step, ...] = (Step.VERIFY,)

    def asks(self, step: Step) -> bool:
        """Whether a step is one of this chain."""
        return step in self.steps


DEFAULT = Chain()
CHAINS = tuple(
    Chain(steps)
    for steps in (
        (Step.VERIFY,),
        (Step.ENDORSE, Step.VERIFY),
        (Step.VERIFY, Step.EVALUATE),
        (Step.ENDORSE, Step.VERIFY, Step.EVALUATE),
    )
)
"""Every chain that an entity may choose."""


def chain_of(value: object) -> Chain:
    """The chain that a setting tells: a list of steps. What is none of them is the chain of who says nothing."""
    told = {str(each) for each in value} if isinstance(value, list | tuple) else set()
    return next((chain for chain in CHAINS if set(chain.steps) == told), DEFAULT)


def plain_chain(chain: Chain) -> list[str]:
    """A chain as a setting keeps it."""
    return [step.value for step in chain.steps]


def step_due(state: str, chain: Chain, *, endorsable: bool) -> Step | None:
    """Which step a report waits for; None while the unit has it, and when nothing more is asked.

    `endorsable` says whether anybody may endorse it: a lead of its unit who did not answer it.
    """
    if state == "submitted":
        return Step.ENDORSE if chain.asks(Step.ENDORSE) and endorsable else Step.VERIFY
    if state == "endorsed":
        return Step.VERIFY
    return Step.EVALUATE if state in ("accepted", "closed") and chain.asks(Step.EVALUATE) else None


def state_after(step: Step, *, passes: bool) -> str:
    """The state of a report after a step answered to it; evaluating moves nothing and has none."""
    if step is Step.EVALUATE:
        raise ValueError("an evaluation stands beside a report and does not move it")
    if not passes:
        return "returned"
    return "endorsed" if step is Step.ENDORSE else "accepted"


def barred(person: int | None, author: int | None, signers: Iterable[int | None]) -> Finding | None:
    """Why a person may not take a step of an answer: they gave the answer, or signed an earlier step of it.

    The installation itself (None) is nobody and is never barred.
    """
    if person is None:
        return None
    if person == author:
        return Finding(OWN_REPORT.code, OWN_REPORT.severity)
    return Finding(SIGNED_BEFORE.code, SIGNED_BEFORE.severity) if person in set(signers) else None
