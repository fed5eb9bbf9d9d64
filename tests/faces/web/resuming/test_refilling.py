"""Filling a form of a page: its fields take what was said, and not a letter of anything else changes."""

import html
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumbo.faces.web.resuming.refilling import place_for, refilled

PAGE = """<!doctype html><p>Uno & <b>dos</b>\u2028tres</p>
<form method="post" action="/salir/"><input type="hidden" name="csrfmiddlewaretoken" value="a"></form>
<form method="post"><input type="hidden" name="csrfmiddlewaretoken" value="b"><input name="quantity" value="1" required>
<textarea name="narrative" rows="6">
antes &amp; después</textarea><input type="checkbox" name="units" value="1" checked><input type="checkbox" name="units"
value="2"><input type="radio" name="done" value="yes"><input type="radio" name="done" value="no" checked>
<select name="kind"><option value="">—</option><option value="sum" selected>Suma</option><option value="flow">Flujo
</option></select><input type="file" name="evidence"><input type="password" name="secret">
<button name="submit" value="1">Enviar</button></form><input name="loose" form="otro" value="x">
<form id="otro" method="post" action="/otro/"></form><p>fin</p>"""


def filled(values: dict[str, list[str]], action: str = "/aqui/", notice: str = "") -> str:
    place = place_for(PAGE, "/aqui/", action, values)
    assert place is not None
    return refilled(PAGE, place.form, values, notice)


def test_every_kind_of_field_takes_what_was_said() -> None:
    said = {"quantity": ['7 "y" <medio>'], "narrative": ["a\nb"], "units": ["2"], "done": ["yes"], "kind": ["flow"]}
    page = filled(said | {"csrfmiddlewaretoken": ["z"], "secret": ["s"], "evidence": ["x"]}, notice="<i>aviso</i>")
    assert '<form method="post"><i>aviso</i><input type="hidden" name="csrfmiddlewaretoken" value="b">' in page
    assert 'value="7 &quot;y&quot; &lt;medio&gt;"' in page
    assert '<textarea name="narrative" rows="6">\na\nb</textarea>' in page
    assert '<input type="checkbox" name="units" value="1">' in page
    assert '<input type="checkbox" name="units" value="2" checked>' in page
    assert '<input type="radio" name="done" value="yes" checked>' in page
    assert '<input type="radio" name="done" value="no">' in page
    assert '<option value="flow" selected>' in page
    assert '<option value="sum">' in page
    assert '<input type="password" name="secret">' in page


def test_what_was_not_said_of_a_text_stays_as_the_page_has_it() -> None:
    page = filled({"narrative": ["a"]})
    assert '<input name="quantity" value="1" required>' in page


def test_a_field_outside_its_form_belongs_to_it() -> None:
    page = filled({"loose": ["y"]}, "/otro/")
    assert '<input name="loose" form="otro" value="y">' in page


def test_what_has_no_field_any_more_is_told_and_the_button_is_not() -> None:
    place = place_for(PAGE, "/aqui/", "/aqui/", {"gone": ["texto", ""], "submit": ["1"], "empty": [""]})
    assert place is not None
    assert place.left == {"gone": ["texto"]}


@pytest.mark.parametrize("action", ["/nada/", "/aqui"])
def test_no_form_that_goes_elsewhere_is_filled(action: str) -> None:
    assert place_for(PAGE, "/aqui/", action, {"narrative": ["a"]}) is None


class _Text(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.inside, self.text, self.around = False, "", ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.inside = tag == "textarea"
        self.around += f"<{tag}>"

    def handle_endtag(self, tag: str) -> None:
        self.inside = False
        self.around += f"</{tag}>"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.text += data
        else:
            self.around += data


@given(st.text(st.characters(exclude_characters="\x00\r", exclude_categories=("Cs",))))
def test_whatever_is_said_is_text_and_stays_where_it_belongs(said: str) -> None:
    page = _Text(filled({"narrative": [said], "quantity": [said]}))
    assert page.text.removeprefix("\n") == said
    assert page.around == _Text(PAGE).around
    assert html.escape(said) in filled({"quantity": [said]})
