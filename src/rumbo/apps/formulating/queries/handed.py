"""What a unit handed in, what planning answered to it, and what changed since."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery

from rumbo.apps.formulating.bridge import Change, Content, changes_between
from rumbo.apps.formulating.models import Decision, Noted, Part, Ruling, Submission
from rumbo.domain.formulating.windows import DRAFTING, NOT_BEGUN, RETURNED


@dataclass(frozen=True, slots=True)
class Answer:
    """What planning answered, with its remarks by (uid of the target, field)."""

    ruling: Ruling
    fields: Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What a unit handed in, with the answers in order; `noted` is what it took note of since, None of nothing."""

    submission: Submission
    answers: tuple[Answer, ...]
    noted: Content | None

    @property
    def returned(self) -> Answer | None:
        """The last answer that returned it."""
        return next((each for each in reversed(self.answers) if each.ruling.decision == Decision.RETURNED), None)


def handed_in_by(part: Part) -> list[HandedIn]:
    """What was handed in, the latest first, each with its answers and their remarks by field. Two queries."""
    since = Noted.objects.filter(part=OuterRef("part"), at__gt=OuterRef("at")).order_by("-pk")
    submissions = Submission.objects.filter(part=part).annotate(noted_since=Subquery(since.values("content")[:1]))
    answers = _answers_to(part) if part.state not in (NOT_BEGUN, DRAFTING) else {}
    return [
        HandedIn(each, tuple(answers.get(each.pk, ())), each.noted_since) for each in submissions.order_by("-ordinal")
    ]


def _answers_to(part: Part) -> Mapping[int, list[Answer]]:
    """The answers by submission: a row for each remark, and one for an answer without any."""
    remarks = {"field": F("remarks__field"), "asked": F("remarks__remark"), "target": F("remarks__target__uid")}
    rows: QuerySet[Any] = Ruling.objects.filter(submission__part=part).annotate(**remarks)
    found: defaultdict[int, list[Answer]] = defaultdict(list)
    for ruling, group in groupby(rows.order_by("at", "pk", "remarks__pk"), key=lambda row: row):
        fields = {(str(row.target), row.field): row.asked for row in group if row.field is not None}
        found[ruling.submission_id].append(Answer(ruling, fields))
    return found


@dataclass(frozen=True, slots=True)
class Asked:
    """What the last return asked: of the whole, and by (uid of the target, field)."""

    remark: str
    fields: Mapping[tuple[str, str], str]
    by: str
    at: datetime


def asked_of(handed: Sequence[HandedIn]) -> Asked | None:
    """The last return among what was handed in; None without any."""
    return _asked(next((each.returned for each in handed if each.returned), None))


def asked_in(part: Part) -> Asked | None:
    """What is asked of a part that came back; None of any other. One query."""
    if part.state != RETURNED:
        return None
    answers = [each for answers in _answers_to(part).values() for each in answers]
    return _asked(max(answers, key=lambda each: (each.ruling.at, each.ruling.pk), default=None))


def _asked(answer: Answer | None) -> Asked | None:
    if answer is None:
        return None
    return Asked(answer.ruling.remark, answer.fields, answer.ruling.signed_by, answer.ruling.at)


def changed_since(handed: Sequence[HandedIn], now: Content) -> dict[str, list[Change]]:
    """By target, what differs from what was handed in when planning returned it last; nothing before a return."""
    returned = next((each for each in handed if each.returned), None)
    return changes_between(returned.submission.content, now) if returned else {}


def changed_by_others(handed: Sequence[HandedIn], now: Content) -> dict[str, list[Change]]:
    """By target, what differs from what the unit signed or took note of last, while it waits."""
    last = handed[0]
    return changes_between(last.submission.content if last.noted is None else last.noted, now)
