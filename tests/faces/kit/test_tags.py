"""The tags of the kit: what they write in both languages, and that the nothings stay apart."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

import rumbo.faces.kit as kit
from rumbo.domain.followup.states import NOT_PROGRAMMED, NOT_REPORTED, NotApplicable
from rumbo.domain.numbers import Quantity
from rumbo.faces.kit.forms import KitRenderer
from rumbo.faces.kit.gallery import gallery
from rumbo.faces.kit.pieces import HeatCell, HeatMap, Link, Reckoning
from rumbo.findings import CheckResult, Outcome
from rumbo.layouts.drawing.charts import Heat, Point

NBSP = "\N{NO-BREAK SPACE}"
KIT = Path(kit.__file__).parent
SCREENS = sorted(path.relative_to(KIT / "templates").as_posix() for path in (KIT / "templates").rglob("*.*"))


def drawn(source: str, language: str = "es", **values: object) -> str:
    with translation.override(language):
        return Template("{% load kit %}" + source).render(Context(values)).strip()


@pytest.mark.parametrize(
    ("source", "value", "spanish", "english"),
    [
        ("{{ v|figure }}", 778 * 10**9, f"77,8{NBSP}%", "77.8%"),
        ("{{ v|figure }}", 10**12, f"100{NBSP}%", "100%"),
        ("{{ v|figure }}", 10**12 // 3, f"33,33{NBSP}%", "33.33%"),
        ("{{ v|figure }}", 654_650_000_001, f"65,47{NBSP}%", "65.47%"),
        ("{{ v|exact_figure }}", 654_650_000_001, f"65,4650000001{NBSP}%", "65.4650000001%"),
        ("{{ v|quantity }}", Quantity(12_345_000), "1.234,5", "1,234.5"),
        ("{{ v|quantity }}", 3_000, "0,3", "0.3"),
        ("{{ v|counted }}", 10_000, "10.000", "10,000"),
        ("{{ v|file_size }}", 50 * 1024**2, f"50{NBSP}MB", f"50{NBSP}MB"),
        ("{{ v|file_size }}", 1_258_291, f"1,2{NBSP}MB", f"1.2{NBSP}MB"),
        ("{{ v|money }}", 123_456_700, "$1.234.567", "$1,234,567"),
        ("{{ v|day }}", date(2024, 6, 15), "15 de junio de 2024", "15 June 2024"),
        ("{{ v|day:'short' }}", date(2024, 6, 15), "15/06/2024", "2024-06-15"),
        ("{{ v|moment }}", datetime(2024, 6, 15, 20, 4, tzinfo=UTC), f"15 de junio de 2024, 3:04{NBSP}p. m.", None),
    ],
)
def test_values_are_written_in_the_language(source: str, value: object, spanish: str, english: str | None) -> None:
    assert drawn(source, v=value) == spanish
    if english:
        assert drawn(source, "en", v=value) == english


def test_the_nothings_stay_apart() -> None:
    values = [Quantity(0), NOT_REPORTED, NOT_PROGRAMMED, NotApplicable("x")]
    assert [drawn("{{ v|quantity }}", v=v) for v in values] == ["0", "no reportado", "no programado", "no aplica"]
    assert drawn("{{ v|figure }}", v=None) == "no calculable"


def test_a_body_is_markup_and_a_parameter_is_not() -> None:
    page = drawn("{% page_heading v %}<a href='#'>{{ v }}</a>{% endpage_heading %}", v="<b>")
    assert "<h1>&lt;b&gt;</h1>" in page
    assert "<a href='#'>&lt;b&gt;</a>" in page


def test_a_heading_without_actions_has_no_empty_row() -> None:
    assert "actions" not in drawn("{% page_heading 'x' %} \n {% endpage_heading %}")


@pytest.mark.parametrize(("many", "folded"), [(4, False), (5, True)])
def test_a_long_menu_can_be_folded_and_says_where_one_is(many: int, folded: bool) -> None:
    items = [Link(f"Sitio {n}", f"/{n}/", current=n == 1) for n in range(many)]
    menu = drawn('{% include "kit/part/nav.html" with items=v %}', v=items)
    assert ("<summary" in menu) is folded
    assert menu.count("Sitio 1") == 1 + folded
    assert menu.count("<a ") == many


def test_what_is_not_at_hand_stands_behind_one_word_that_says_where_one_is() -> None:
    items = [Link(f"Sitio {n}", f"/{n}/") for n in range(5)]
    more = [Link("Riesgos", "/r/", current=True), Link("Procesos", "/p/")]
    menu = drawn('{% include "kit/part/nav.html" with items=v more=m %}', v=items, m=more)
    folded = menu[menu.index('class="menu"') :]
    assert folded.startswith('class="menu"><summary>Más<span class="main-nav-here">')
    assert 'href="/r/" aria-current="page"' in folded
    assert "Sitio" not in folded
    assert 'class="menu"' not in drawn('{% include "kit/part/nav.html" with items=v %}', v=items)


def test_a_table_is_a_named_region_for_the_keyboard() -> None:
    table = drawn("{% data_table 'Metas' %}<tbody></tbody>{% enddata_table %}")
    assert 'role="group" aria-label="Metas" tabindex="0"' in table
    assert "<caption>Metas</caption>" in table


def test_pages_keep_the_query() -> None:
    request = RequestFactory().get("/?q=agua&pagina=2")
    page = Paginator(range(100), 10).get_page(2)
    links = drawn("{% pagination page %}", request=request, page=page)
    assert 'href="?q=agua&amp;pagina=3" rel="next"' in links
    assert links.count('aria-current="page"') == 1


def test_a_check_that_could_not_be_made_is_not_shown_as_passed() -> None:
    line = drawn("{% check_line r 'Suma' %}", r=CheckResult("x", Outcome.NOT_MADE, missing="el programa"))
    assert "No se pudo revisar" in line
    assert "Falta: el programa" in line
    assert "pill-done" not in line


def test_a_difference_marks_the_changed_words_only() -> None:
    shown = drawn("{% diff a b %}", a="diez <jornadas>", b="doce <jornadas>")
    assert "<del>diez</del> &lt;jornadas&gt;" in shown
    assert "<ins>doce</ins> &lt;jornadas&gt;" in shown


def test_an_unknown_tone_is_refused() -> None:
    with pytest.raises(ValueError, match="no such tone"):
        drawn("{% pill 'pink' 'x' %}")


def test_a_heat_map_tells_each_cell_by_word_shape_number_and_link() -> None:
    cells = [HeatCell("bad", "Extremo", 3, "/lista/?i=5", "en zona Extremo"), HeatCell("good", "Bajo")]
    drawn = HeatMap("Residual", "Residual, versión 7", "Probabilidad", "Impacto", ("Leve", "Mayor"), [("Alta", cells)])
    page = Template("{% load kit %}{% heat_map map %}").render(Context({"map": drawn}))
    assert 'aria-label="Residual, versión 7"' in page
    assert page.count("<svg") == page.count("heat-cell") == 2
    assert 'href="/lista/?i=5">3<span class="for-ear"> en zona Extremo</span>' in page
    assert page.count("<a ") == 1


def test_a_reckoning_shows_its_parts_to_the_last() -> None:
    tree = Reckoning("a", "1", parts=(Reckoning("b", "2", parts=(Reckoning("c", "3", source="Ley"),)),))
    shown = drawn("{% reckoning step %}", step=tree)
    assert shown.count("<details") == 2
    assert "Fuente: Ley" in shown


class Sample(forms.Form):
    name = forms.CharField(label="Nombre", help_text="Como en el acto")
    kind = forms.ChoiceField(label="Tipo", choices=[("a", "A")], widget=forms.RadioSelect)
    note = forms.CharField(label="Nota", required=False)


def test_a_form_binds_label_help_and_errors() -> None:
    with translation.override("es"):
        page = str(Sample({}, renderer=KitRenderer()))
    assert '<a href="#id_name">Nombre: ' in page
    assert 'aria-describedby="id_name_helptext id_name_error"' in page
    assert 'id="id_name_error"' in page
    assert '<a href="#id_kind_0">Tipo: ' in page
    assert 'id="id_kind_0"' in page
    assert len(set(re.findall(r' id="(.*?)"', page))) == page.count(' id="')
    assert page.count("(opcional)") == 1


@pytest.mark.parametrize("screen", SCREENS)
def test_no_template_breaks_the_policy(screen: str) -> None:
    text = (KIT / "templates" / screen).read_text(encoding="utf-8")
    assert " style=" not in text
    assert "<style" not in text
    assert " onclick" not in text
    assert text.count("<script") == text.count("<script src=")


@pytest.mark.parametrize("number", ["400", "403", "403_csrf", "404", "429", "500"])
def test_refusals_stand_without_a_request(number: str) -> None:
    with translation.override("es"):
        page = render_to_string(f"{number}.html")
    assert page.count("<h1>") == 1
    assert '<html lang="es"' in page


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["", "?errores=1&pagina=8"])
def test_the_gallery_shows_all(query: str) -> None:
    request = RequestFactory().get(f"/_kit/{query}")
    page = gallery(request).content.decode()
    assert " style=" not in page
    assert "<h1>" in page
    assert "&lt;a " not in page
    assert "&lt;p&gt;" not in page


@pytest.mark.parametrize(("columns", "dense"), [(8, False), (16, True)])
def test_a_wide_map_says_each_word_once_for_the_eye_and_in_each_cell_for_the_ear(columns: int, dense: bool) -> None:
    cells = tuple(Point(10**12, "", "/x/", "good", "Satisfactorio") for _ in range(columns))
    names = tuple(f"{n} trim." for n in range(columns))
    heat = Heat("mapa", "Mapa", "Dependencia", names, (("Oficina", "", cells),))
    page = drawn("{% load charts %}{% chart v %}", v=heat)
    assert ("heat-dense" in page) is dense
    assert page.count('<span class="for-ear">Satisfactorio') == (columns if dense else 0)
    assert page.count("Satisfactorio") == columns + dense
