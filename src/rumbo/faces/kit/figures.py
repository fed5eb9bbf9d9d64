"""A computed figure as it stands on a page: what people read, the integer of 10⁻¹² for machines, and its explanation.

What a plan or a person wrote (a target of 100 %, a weight, a range of the light) was computed by nobody and has no
explanation: it stands in `written_html`, so that nobody takes one for the other.
"""

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from rumbo.faces.kit.written import written_figure

MEASURES: dict[str, Promise] = {
    "year": __("Avance del año"),
    "expected": __("Esperado a la fecha"),
    "at_cutoff": __("Avance frente a lo esperado"),
    "to_date": __("Avance acumulado a la fecha"),
    "term": __("Avance de todo el periodo del plan"),
}
"""What the figures are called, in the order in which they are shown."""


def figure_html(figure: int | None, href: str = "", word: str = "") -> SafeString:
    """`<a href="explanation"><data value="123400000000">12,34 %</data></a>`. Where there is no figure, `word` says why
    in its place, and leads to the explanation too. Without `href` the caller stands inside of the link."""
    if figure is None:
        said = format_html('<span class="quiet">{}</span>', word or _("no calculable"))
    else:
        said = format_html('<data value="{}">{}</data>', figure, written_figure(figure))
    return format_html('<a href="{}">{}</a>', href, said) if href else said


def written_html(words: str) -> SafeString:
    """Words with a percentage in them that somebody wrote: `<span data-written>…</span>`."""
    return format_html("<span data-written>{}</span>", words)
