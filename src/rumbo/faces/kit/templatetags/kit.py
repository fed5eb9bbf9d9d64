"""The tags with which a screen is built: `{% load kit %}`. docs/design-language.md shows each with its parameters.

Tags with a body (`{% callout … %}…{% endcallout %}`) take what stands between them as `content`.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from rumbo.faces.kit import drawing, icons, states, written
from rumbo.faces.kit.differences import marked_differences
from rumbo.faces.kit.figures import figure_html, written_html
from rumbo.faces.kit.pieces import Download, Fact, HeatMap, Link, Moment, Reckoning, Step, TrendPoint
from rumbo.faces.kit.wording import worded
from rumbo.findings import CheckResult, Finding, word_missing, word_passed

register = template.Library()
Context = dict[str, Any]


def _drawn(name: str, **values: object) -> SafeString:
    return render_to_string(f"kit/{name}.html", values)


def _trimmed(content: str) -> SafeString:
    """A body without the blanks around it, so that an empty one is seen to be empty. It was escaped when rendered."""
    return mark_safe(content.strip())  # noqa: S308


# --- values as words


@register.filter
def figure(value: int | None) -> str:
    """A figure (integer of 10⁻¹²) as a percentage."""
    return written.written_figure(value)


@register.simple_tag(name="figure")
def figure_tag(value: int | None, href: str = "", word: str = "") -> SafeString:
    """A computed figure, leading to how it came about; `word` says why there is none."""
    return figure_html(value, href, word)


@register.filter
def as_written(words: object) -> SafeString:
    """Words with a percentage in them that a plan or a person wrote: nobody computed it."""
    return written_html(str(words))


@register.filter
def exact_figure(value: int) -> str:
    """A figure with every digit it has, for whoever explains it."""
    return written.written_figure(value, written.exact_points)


@register.filter
def quantity(value: object) -> str:
    """A quantity, or the word of its state."""
    return written.written_quantity(value)


@register.filter
def counted(value: int | None) -> str:
    """How many there are."""
    return written.written_count(value)


@register.filter
def file_size(value: int) -> str:
    """How much a file weighs, from its bytes."""
    return written.written_size(value)


@register.filter
def money(value: int | None) -> str:
    """Centavos as pesos."""
    return written.written_money(value)


@register.filter
def day(value: date | None, form: str = "long") -> str:
    """A day; `day:"short"` for tables."""
    return written.written_day(value, form)


@register.filter
def moment(value: datetime | None) -> str:
    """A day and its hour."""
    return written.written_moment(value)


# --- drawings


@register.simple_tag
def icon(name: str, title: str = "") -> SafeString:
    """A pictogram of the house."""
    return icons.icon_svg(name, title)


@register.inclusion_tag("kit/progress.html")
def progress(
    figure: int | None, expected: int | None = None, label: str = "", word: str = "", href: str = ""
) -> Context:
    """A progress bar with its number beside it, both leading to how the figure came about."""
    said = (word or gettext("no calculable")) if figure is None else figure_html(figure)
    svg = drawing.progress_svg(figure, expected, label, word)
    return {"svg": svg, "said": said, "absent": figure is None, "href": href}


@register.inclusion_tag("kit/work_done.html")
def work_done(part: int) -> Context:
    """How far a job has come, a ratio in 10⁻¹²; the sentence beside it counts what is done."""
    return {"svg": drawing.progress_svg(part), "said": written.written_figure(part)}


@register.inclusion_tag("kit/light.html")
def light(tone: str, word: str) -> Context:
    """The traffic light of a band: shape, word and colour."""
    return {"svg": drawing.light_svg(tone, ""), "tone": tone, "word": word}


@register.inclusion_tag("kit/trend.html")
def trend(points: Sequence[TrendPoint], label: str, compact: bool = False) -> Context:
    """A line through the periods, with the table of its values unless compact."""
    size = (120, 36) if compact else (320, 96)
    return {
        "svg": drawing.trend_svg(points, label, *size),
        "rows": drawing.trend_rows(points),
        "label": label,
        "compact": compact,
    }


@register.inclusion_tag("kit/change.html")
def change(before: int | None, after: int | None) -> Context:
    """From one figure to another: arrow, sign and points."""
    if before is None or after is None:
        return {"svg": "", "said": gettext("sin comparación")}
    points = written.written_points(abs(after - before))
    sign = "+" if after > before else "\N{MINUS SIGN}" if after < before else ""
    said = gettext("{sign}{points} puntos").format(sign=sign, points=points)
    return {"svg": drawing.change_svg(before, after, ""), "said": said}


@register.inclusion_tag("kit/pill.html")
def pill(tone: str, word: str) -> Context:
    """A state: the shape of its tone and a word."""
    if tone not in states.TONES:
        raise ValueError(f"no such tone: {tone}")
    return {"tone": tone, "word": word}


@register.inclusion_tag("kit/pill.html")
def status(state: str, word: str = "") -> Context:
    """The pill of a state by its key."""
    tone, usual = states.STATES[state]
    return {"tone": tone, "word": word or usual}


# --- page and navigation


@register.inclusion_tag("kit/part/breadcrumbs.html")
def breadcrumbs(links: Sequence[Link]) -> Context:
    """Where this page stands; the last link is the page itself."""
    return {"items": links}


@register.simple_block_tag
def page_heading(content: str, title: str, lead: str = "", over: str = "") -> SafeString:
    """The h1 of a page, a line above and below it, and its actions as body."""
    return _drawn("page_heading", content=_trimmed(content), title=title, lead=lead, over=over)


@register.inclusion_tag("kit/tabs.html")
def tabs(links: Sequence[Link], label: str) -> Context:
    """Views of one thing, as links."""
    return {"items": links, "label": label}


@register.inclusion_tag("kit/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any], parameter: str = "pagina", anchor: str = "") -> Context:
    """Links to the other pages of a list; the query string stays. `anchor` is the part of the page to come back to."""
    query = context["request"].GET.copy()
    ways = []
    for number in page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1):
        query[parameter] = str(number)
        ways.append((number, f"?{query.urlencode()}{anchor}" if isinstance(number, int) else ""))
    addresses = dict(ways)
    before = addresses.get(page.number - 1, "")
    after = addresses.get(page.number + 1, "")
    return {"page": page, "ways": ways, "before": before, "after": after}


@register.simple_block_tag(takes_context=True)
def filter_bar(context: Context, content: str, label: str, action: str = "") -> SafeString:
    """A GET form above a list; the fields are its body."""
    return _drawn("filter_bar", content=content, label=label, action=action or context["request"].path)


@register.inclusion_tag("kit/stepper.html")
def stepper(steps: Sequence[Step], label: str) -> Context:
    """The steps of a way: done, current, ahead."""
    return {"steps": steps, "label": label}


@register.inclusion_tag("kit/next_step.html")
def next_step(title: str, text: str, href: str, verb: str) -> Context:
    """What this person should do next."""
    return {"title": title, "text": text, "href": href, "verb": verb}


# --- tables and forms


@register.simple_block_tag
def data_table(
    content: str, caption: str, hide_caption: bool = False, cards: bool = True, wide: bool = False
) -> SafeString:
    """A dense table in a focusable region; `thead` and `tbody` are its body."""
    return _drawn("data_table", content=content, caption=caption, hide_caption=hide_caption, cards=cards, wide=wide)


@register.inclusion_tag("kit/form/error_summary.html")
def error_summary(form: BaseForm) -> Context:
    """All errors of a form, each linked to its field."""
    return {"form": form}


@register.inclusion_tag("kit/form/file_drop.html")
def file_drop(field: BoundField) -> Context:
    """A file field that also takes a dropped file when there is script."""
    return {"field": field}


# --- blocks of content


@register.simple_block_tag
def callout(content: str, tone: str = "info", title: str = "") -> SafeString:
    """Something to know before going on: info, success, warning or error."""
    return _drawn("callout", content=_trimmed(content), tone=tone, title=title)


@register.simple_block_tag
def card(content: str, title: str = "", href: str = "", level: int = 2) -> SafeString:
    """A bordered block."""
    return _drawn("card", content=content, title=title, href=href, level=level)


@register.simple_block_tag
def empty_state(content: str, title: str, text: str = "") -> SafeString:
    """Nothing to show: why, and what to do; actions are its body."""
    return _drawn("empty_state", content=_trimmed(content), title=title, text=text)


@register.simple_block_tag
def explain(content: str, title: str, open: bool = False) -> SafeString:  # noqa: A002
    """Anything folded behind a summary."""
    return _drawn("explain", content=content, title=title, open=open)


@register.simple_block_tag
def finding_card(content: str, finding: Finding, level: int = 3, href: str = "") -> SafeString:
    """A finding: where, what, why and how to go on; its buttons are the body."""
    return _drawn(
        "finding_card",
        content=_trimmed(content),
        finding=finding,
        wording=worded(finding),
        level=level,
        href=href,
    )


@register.inclusion_tag("kit/check_line.html")
def check_line(result: CheckResult, title: str) -> Context:
    """What came of a check; one that could not be made says what was missing."""
    told = {"missing": word_missing(result, gettext), "compared": word_passed(result, gettext)}
    return {"result": result, "title": title, **told}


@register.inclusion_tag("kit/facts.html")
def facts(items: Sequence[Fact]) -> Context:
    """Terms and their values."""
    return {"items": items}


@register.inclusion_tag("kit/stats.html")
def stats(items: Sequence[Fact]) -> Context:
    """A row of tiles."""
    return {"items": items}


@register.inclusion_tag("kit/timeline.html")
def timeline(moments: Sequence[Moment]) -> Context:
    """What happened, in order."""
    return {"moments": moments}


@register.inclusion_tag("kit/diff.html")
def diff(old: str, new: str, old_name: str = "", new_name: str = "") -> Context:
    """A text before and now, its changed words marked; two documents side by side are called by their names."""
    before, now = marked_differences(old, new)
    return {"before": before, "now": now, "old_name": old_name, "new_name": new_name}


@register.inclusion_tag("kit/reckoning.html")
def reckoning(step: Reckoning, open: bool = True) -> Context:  # noqa: A002
    """How a figure came to be, step within step."""
    return {"step": step, "open": open}


@register.inclusion_tag("kit/heat_map.html")
def heat_map(drawn: HeatMap) -> Context:
    """How many stand in each cell of two scales, told by word, shape, number and colour."""
    rows = [(name, [(cell, drawing.light_svg(cell.tone, "")) for cell in cells]) for name, cells in drawn.rows]
    return {"map": drawn, "rows": rows}


@register.inclusion_tag("kit/downloads.html")
def downloads(files: Sequence[Download]) -> Context:
    """Files to take away, with format and size."""
    return {"files": files}
