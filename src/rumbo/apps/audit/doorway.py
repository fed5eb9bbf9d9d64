"""The one door every write passes: transaction, permission, verb line, action.

`@doorway("followup.report.submit")` wraps an action whose first argument is the actor and whose second, when there is
one, is its subject. Rules of permission register themselves with `@permits(verb)` in each app's access.py. No argument
of an action may be a row of another entity.
"""

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import update_wrapper
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.db import connection, transaction
from django.utils import timezone

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.models import VerbLine
from rumbo.apps.audit.triggers import carry
from rumbo.apps.remembering import forget
from rumbo.findings import Finding, Sentences, Severity, declare, marked

P = ParamSpec("P")
R = TypeVar("R")
Rule = Callable[[Actor, Any], Finding | None]


class Refused(Exception):
    """An action did not happen; its findings say what stands in the way and how to go on. Nothing was written."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__(", ".join(finding.code for finding in findings))
        self.findings = findings


class Forbidden(Refused):
    """The actor may not do this here. Faces answer it as if the subject did not exist."""


NOT_PERMITTED = declare(
    Sentences(
        code="access.not_permitted",
        severity=Severity.ERROR,
        title=marked("Sin permiso"),
        what=marked("Su usuario no puede hacer esto en esta entidad."),
        why=marked("Cada paso del seguimiento lo hace quien responde por él, para que se sepa quién dijo qué."),
        how=marked("Pida a la oficina de planeación o a quien administra el sistema el rol que necesita."),
    )
)

FASTER = declare(
    Sentences(
        code="state.somebody_was_faster",
        severity=Severity.ERROR,
        title=marked("Alguien guardó antes"),
        what=marked("Mientras usted trabajaba, otra persona cambió este registro; su cambio no se guardó."),
        why=marked("Si se guardara, se perdería lo que la otra persona escribió."),
        how=marked("Vuelva a abrir el registro, mire qué cambió y repita lo suyo si todavía hace falta."),
    )
)

_rules: dict[str, Rule] = {}


def permits(*verbs: str) -> Callable[[Rule], Rule]:
    """Registers the rule that answers for these verbs: None is yes, a finding is the reason of the no."""

    def register(rule: Rule) -> Rule:
        for verb in verbs:
            if _rules.setdefault(verb, rule) is not rule:
                raise ValueError(f"two rules of permission for {verb}")
        return rule

    return register


def refusal(actor: Actor, verb: str, subject: Any = None) -> Finding | None:
    """Why the actor may not, or None when they may. A verb nobody answers for is refused to everybody."""
    if not _same_entity(actor, subject):
        return not_permitted()
    if actor.user_id is None:
        return None
    rule = _rules.get(verb)
    return rule(actor, subject) if rule else not_permitted()


def not_permitted() -> Finding:
    """The finding of a plain no."""
    return Finding(NOT_PERMITTED.code, NOT_PERMITTED.severity)


def somebody_was_faster() -> Refused:
    """What a conditional update that changed no row answers."""
    return Refused(Finding(FASTER.code, FASTER.severity))


def verbs() -> frozenset[str]:
    """Every verb that a rule answers for."""
    return frozenset(_rules)


def doorway(
    verb: str,
) -> Callable[[Callable[Concatenate[Actor, P], R]], Callable[Concatenate[Actor, P], R]]:
    """Wraps an action: asks permission, opens the transaction, writes the verb line, acts."""

    def decorate(
        action: Callable[Concatenate[Actor, P], R],
    ) -> Callable[Concatenate[Actor, P], R]:
        second = _second_parameter(action)

        def through(actor: Actor, /, *args: P.args, **kwargs: P.kwargs) -> R:
            subject = args[0] if args else kwargs.get(second)
            with transaction.atomic():
                if reason := _foreign(actor, (*args, *kwargs.values())) or refusal(actor, verb, subject):
                    raise Forbidden(reason)
                line = _write_line(actor, verb, subject, str(kwargs.get("reason") or ""))
                forget()
                with _carrying(line):
                    return action(actor, *args, **kwargs)

        update_wrapper(through, action)
        return through

    return decorate


def _second_parameter(action: Callable[..., Any]) -> str:
    """The name under which the subject may also be given."""
    names = [*inspect.signature(action).parameters]
    return names[1] if len(names) > 1 else ""


def _foreign(actor: Actor, arguments: Iterable[Any]) -> Finding | None:
    """The no to rows of another entity, wherever they stand among the arguments: alone, in a list, as keys."""
    for argument in arguments:
        rows = argument if isinstance(argument, list | tuple | set | frozenset | Mapping) else (argument,)
        if not all(_same_entity(actor, row) for row in rows):
            return not_permitted()
    return None


def _same_entity(actor: Actor, subject: Any) -> bool:
    """Rows of another entity do not exist for an actor, whatever their roles."""
    owner = getattr(subject, "entity_id", None)
    return owner is None or actor.entity_id is None or owner == actor.entity_id


def _write_line(actor: Actor, verb: str, subject: Any, reason: str) -> VerbLine:
    return VerbLine.objects.create(
        entity_id=actor.entity_id or getattr(subject, "entity_id", None),
        actor_id=actor.user_id,
        actor_name=actor.name,
        verb=verb,
        subject_kind=type(subject).__name__.lower() if subject is not None else "",
        subject_uid=getattr(subject, "uid", None),
        reason=reason,
        origin=actor.origin,
        at=timezone.now(),
    )


@contextmanager
def _carrying(line: VerbLine) -> Iterator[None]:
    """Carries the line to the triggers; an action called by an action gives the outer line back when it is done.

    After a failure PostgreSQL gives it back by itself with the savepoint, and would refuse to be asked before that.
    """
    outer = getattr(connection, "rumbo_line_in_force", None)
    _put_in_force(line.pk)
    try:
        yield
    except BaseException:
        _put_in_force(outer, tell=connection.vendor == "sqlite")
        raise
    _put_in_force(outer)


def _put_in_force(line: int | None, *, tell: bool = True) -> None:
    connection.rumbo_line_in_force = line  # type: ignore[attr-defined]
    if tell:
        carry(connection, line)
