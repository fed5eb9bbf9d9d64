"""An answer field by field: what each says, what was asked of it, and what changed since it was returned."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from rumbo.domain.followup.parts import Part
from rumbo.faces.kit.written import written_day
from rumbo.faces.web.followup.answering import MILESTONE, ReportForm
from rumbo.faces.web.followup.showing import FIELDS, OWN, Told, entry_words, words_of

VALUE_OF = {"ratio": "numerator", "percentage": "percentage", "done": "done", "milestones": "milestones"}
EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What was asked of a field when it was returned, what it said, and what it says now."""

    label: str
    asked: str
    before: str
    now: str

    @property
    def changed(self) -> bool:
        """Whether it says something else."""
        return self.before != self.now


def fields_of(entry: Any, revision: Any, parts: Sequence[Part]) -> list[Told]:
    """What an answer says, field by field, and its evidence as one more that may be remarked upon."""
    key = (
        "not_applicable_reason" if entry.answer == "not_applicable" else VALUE_OF.get(revision.report_kind, "quantity")
    )
    told = [Told(key, str(FIELDS["quantity"]), _value(entry, revision))]
    own = set(entry.parts)
    told += [replace(each, key=OWN + each.key) if each.key in own else each for each in words_of(entry, parts)]
    return [*told, Told(EVIDENCE, str(FIELDS[EVIDENCE]), "")]


def _value(entry: Any, revision: Any) -> str:
    """The value in words; of milestones each by its name, so that a change of one is seen."""
    steps = [f"{done.milestone.title} ({written_day(done.done_on, 'short')})" for done in entry.milestones_done.all()]
    return "\n".join([entry_words(entry, revision), *steps])


def remarks_of(reviews: Iterable[Any]) -> dict[str, str]:
    """What was asked of each field of an entry by whoever answered to it last."""
    last = next(reversed(list(reviews)), None)
    return {each.field: each.remark for each in last.field_remarks.all()} if last is not None else {}


def changes_since(entries: Sequence[Any], revision: Any, parts: Sequence[Part]) -> list[FieldChange]:
    """Between the answer that was returned and the one that was signed after it (`entries` latest first), the fields
    that were remarked upon or say something else; none where nothing was returned."""
    signed = [entry for entry in entries if entry.submitted_at is not None]
    if len(signed) < 2 or signed[0] is not entries[0]:
        return []
    asked = remarks_of(signed[1].reviews.all())
    before, now = ({each.key: each for each in fields_of(entry, revision, parts)} for entry in (signed[1], signed[0]))
    found = []
    for key in dict.fromkeys([*now, *before]):
        shown = now.get(key) or before[key]
        old, new = (side[key].text if key in side else "" for side in (before, now))
        if key in asked or old != new:
            found.append(FieldChange(shown.label, asked.get(key, ""), old, new))
    return found


def beside(form: ReportForm, remarks: Mapping[str, str]) -> list[str]:
    """Says each remark beside the field of the form that it is about; those of no field of it come back."""
    left = []
    for key, remark in remarks.items():
        own = form.parts.get(key.removeprefix(OWN), key)
        names = [name for name in form.fields if name == own or (key == "milestones" and name.startswith(MILESTONE))]
        if not names:
            left.append(remark)
            continue
        field = form.fields[names[0]]
        asked = _("Le pidieron:")
        field.help_text = format_html("<strong data-remark>{} {}</strong> {}", asked, remark, field.help_text)
    return left
