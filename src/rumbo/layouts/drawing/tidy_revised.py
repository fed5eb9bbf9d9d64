"""What a dossier tells of changes, standings and corrections, as tidy tables; each only where it holds anything."""

from rumbo.domain.dossier import Dossier
from rumbo.papers.writing.tidy import TidyField, TidyTable


def revised_tables(dossier: Dossier) -> tuple[TidyTable, ...]:
    """changes, standings, corrections and corrected_figures."""
    tables = (_changes(dossier), _standings(dossier), _corrections(dossier), _corrected(dossier))
    return tuple(table for table in tables if table.rows)


def _changes(dossier: Dossier) -> TidyTable:
    fields = (
        TidyField("place", "integer", "place in the change log, from 1"),
        TidyField("version", "string", "version of the plan that it became part of"),
        TidyField("target", "string", "uid of the target"),
        TidyField("kind", "string", "edit, add, remove, move, cancel or suspend"),
        TidyField("field", "string", "key of the field that an edit changed"),
        TidyField("before", "string", "what it said"),
        TidyField("after", "string", "what it says"),
        TidyField("reason", "string", "why"),
        TidyField("act", "string", "act that decided it"),
        TidyField("unit", "string", "unit that asked for it, empty where planning did"),
        TidyField("weaker", "string", "codes of in what less is promised, one per line"),
    )
    rows = tuple(
        (
            place,
            each.version,
            each.target,
            each.kind,
            each.field,
            each.before,
            each.after,
            each.reason,
            each.act,
            each.unit,
            "\n".join(weaker.code for weaker in each.weaker),
        )
        for place, each in enumerate(dossier.changes, 1)
    )
    return TidyTable("changes", "Control de cambios", fields, ("place",), rows)


def _standings(dossier: Dossier) -> TidyTable:
    fields = (
        TidyField("target", "string", "uid of the target"),
        TidyField("kind", "string", "cancelled or suspended"),
        TidyField("since", "date", "first day on which it asks for nothing"),
        TidyField("until", "date", "last day, empty for good"),
        TidyField("reason", "string", "why"),
        TidyField("act", "string", "act that decided it"),
    )
    rows = tuple(
        (it.target, it.kind, it.since.isoformat(), it.until.isoformat() if it.until else None, it.reason, it.act)
        for it in dossier.standings
    )
    return TidyTable("standings", "Acciones canceladas y suspendidas", fields, ("target", "kind", "since"), rows)


def _corrections(dossier: Dossier) -> TidyTable:
    fields = (
        TidyField("place", "integer", "place of the correction, from 1"),
        TidyField("target", "string", "uid of the target whose report was corrected"),
        TidyField("since", "date", "day since which it counts"),
        TidyField("reason", "string", "why"),
        TidyField("act", "string", "act that asked for it"),
        TidyField("post", "string", "post that reopened the report"),
        TidyField("published", "string", "publication that tells what was before"),
    )
    rows = tuple(
        (place, it.target, it.day.isoformat(), it.reason, it.act, it.post, it.published)
        for place, it in enumerate(dossier.corrections, 1)
    )
    return TidyTable("corrections", "Correcciones", fields, ("place",), rows)


def _corrected(dossier: Dossier) -> TidyTable:
    fields = (
        TidyField("correction", "integer", "place of the correction"),
        TidyField("subject", "string", "plan, level or target"),
        TidyField("uid", "string", "uid of the plan, level or target"),
        TidyField("before_e12", "integer", "ratio of the year before, an integer of 10⁻¹²; empty for none"),
        TidyField("before_undefined", "string", "key of the reason why there was no figure"),
        TidyField("after_e12", "integer", "ratio of the year since; empty where there is none"),
        TidyField("after_undefined", "string", "key of the reason why there is no figure"),
    )
    rows = tuple(
        (place, it.kind, it.uid, it.before.value, it.before.undefined, it.after.value, it.after.undefined)
        for place, correction in enumerate(dossier.corrections, 1)
        for it in correction.figures
    )
    return TidyTable("corrected_figures", "Cifras corregidas", fields, ("correction", "subject", "uid"), rows)
