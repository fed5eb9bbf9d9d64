"""Projects as they are read: the list, the sheet with its checks, the schedule, and the bank with its history."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from rumbo.apps.audit.queries import history_of
from rumbo.apps.intake.access import may_read
from rumbo.apps.intake.queries.documents import intake_of_record
from rumbo.apps.people.queries import units_of
from rumbo.apps.projects import queries
from rumbo.apps.projects.access import may
from rumbo.apps.projects.bridge import sheet_of
from rumbo.faces.kit.pieces import Link
from rumbo.faces.web.downloading import FORMS
from rumbo.faces.web.history import moments_of
from rumbo.faces.web.people.showing import page_of
from rumbo.faces.web.projects import showing
from rumbo.faces.web.projects.checking import checked
from rumbo.faces.web.projects.framing import framed
from rumbo.faces.web.projects.pages import narrow_asked, version_asked
from rumbo.faces.web.projects.words import SECTIONS, STATES, TONES
from rumbo.faces.web.session import actor_of, entity_id_of

MOST_LINES = 80
"""Lines of the schedule that the sheet draws; longer ones are on the page of the schedule only."""


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The projects of the entity, narrowed by words, unit, state and year, fifty a page."""
    narrow = narrow_asked(request)
    page = page_of(request, queries.projects_of(entity_id_of(request), narrow))
    number = page.paginator.count
    context = {
        "page": page,
        "rows": [(version, TONES[version.state], STATES[version.state]) for version in page],
        "lead": ngettext("{n} proyecto", "{n} proyectos", number).format(n=number),
        "narrow": narrow,
        "narrowed": narrow != queries.ProjectFilter(),
        "states": STATES.items(),
        "units": units_of(entity_id_of(request)),
        "years": queries.fiscal_years_of(entity_id_of(request)),
        "forms": FORMS.items(),
        "asked": request.GET.urlencode(),
        "may_create": may(actor_of(request), "projects.project.create"),
    }
    return render(request, "web/projects/list.html", context)


@require_safe
def sheet(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The sheet of a project, section by section, with what its checks found beside each cell."""
    version = version_asked(request, uid)
    content = queries.content_of(version)
    value = sheet_of(content)
    found = checked(value)
    linked = [goal.target_id for goals in content.goals.values() for goal in goals if goal.target_id]
    targets = queries.targets_named(entity_id_of(request), linked) if linked else {}
    chart = showing.chart_of(content)
    short = len(chart.rows) <= MOST_LINES
    # A project whose sheet says its own goals names their targets beside each; the others have them in their plan only.
    planned = [] if content.goals else queries.targets_of_plans(version)
    context = framed(request, version, "web:projects-sheet") | {
        "sections": showing.sections_of(content, version.remarks, {"activities"} if planned else set()),
        "planned": planned,
        "content": content,
        "found": found,
        "facts": showing.identity_facts(version),
        "narratives": {key: showing.passages_of(content.of(key)) for key in (*showing.NARRATIVES, "problem")},
        "causes": showing.tree_of(content.of("causes")),
        "effects": showing.tree_of(content.of("effects")),
        "objectives": showing.objectives_of(content),
        "activities": showing.activities_of(content, found, targets),
        "budget": showing.budget_of(content, value, found),
        "codes": showing.codes_of(content, found),
        "levels": showing.level_words().values(),
        "codes_note": found.at("budget_codes", 0, "initial_value"),
        "chart": chart,
        "schedule_note": found.at("schedule", "activities", 0),
        "drawing": showing.drawn(chart, version.name) if short and not chart.empty else "",
        "impacts": showing.impacts_of(content),
        "general_remark": version.remarks.get("", ""),
        "forms": FORMS.items(),
        "came_in": intake_of_record(entity_id_of(request), version.uid),
        "may_see_document": may_read(actor_of(request)),
    }
    return render(request, "web/projects/sheet.html", context)


@require_safe
def schedule(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The schedule as bars and as a table."""
    version = version_asked(request, uid)
    content = queries.schedule_content(version)
    chart = showing.chart_of(content)
    context = framed(request, version, "web:projects-schedule", Link(_("Cronograma"), "")) | {
        "chart": chart,
        "lines": content.of("schedule"),
        "marked": showing.marked_cells(chart),
        "drawing": showing.drawn(chart, version.name) if not chart.empty else "",
        "steps": sum(row.level for row in chart.rows),
    }
    return render(request, "web/projects/schedule.html", context)


@require_safe
def bank(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The steps of a version in the bank, the other versions of the project, and what was done with this one."""
    version = version_asked(request, uid)
    context = framed(request, version, "web:projects-bank", Link(_("Banco e historia"), "")) | {
        "moves": [
            (
                step,
                TONES[step.state],
                STATES[step.state],
                [(SECTIONS.get(key, _("En general")), text) for key, text in step.remarks.items()],
            )
            for step in queries.bank_steps_of(version)
        ],
        "versions": [(each, TONES[each.state], STATES[each.state]) for each in queries.versions_of(version)],
        "moments": moments_of(history_of(version)),
    }
    return render(request, "web/projects/bank.html", context)
