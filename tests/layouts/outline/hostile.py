"""What people and programs paste into cells: each must come back from every form as it is, by the rule for texts."""

from contextvars import ContextVar
from typing import Any

from hypothesis import strategies as st

from rumbo.notation.text import clean_text

HOSTILE = (
    # What a spreadsheet would run.
    *("=SUMA(A1:A9)", "+57", "-5", "@usuario", "'=1", "=cmd|' /C calc'!A0", "+", "-", "=", "@"),
    # What a text, Markdown or html would take for a mark of its own.
    *("a|b", "| x | y |", "**negrita**", "_bajo_", "# Dos", "> cita", "`uno`", "[ver](http://a.co)", "\\*", "---"),
    *("<b>fuerte</b>", "<br>", "<script>1</script>", "&amp;", "&lt;", "<!-- no -->", '"comillas"', 'a""b', ";", ","),
    # Writing from right to left, marks that join and turn, letters beyond the first plane.
    *("שלום עולם", "مرحبا", "می\u200cخواهم", "\u200f12", "👩\u200d🌾", "𝒳", "é", "ﬁn"),
    # Looks of another kind of value.
    *("#N/A", "N/A", "1e5", "31/02/2024", "00123", "1.234,5", "VERDADERO", "_x000D_", "_x005F_"),
)
OPENINGS = (*[""] * 3, "=", "+", "-", "@", "'", "'=", "# ", "> ", "| ", "**", "<b>", "\u200f", "//", "&")
BULLETS = ("- ", "+ ", "* ", "• ", "1) ", "a) ")
TAILS = ("", "", " |", "**", "</b>", "\\", "\u200f", " agua" * 1500)
LINES = ("\nOtra línea", "\n=Otra", "\n- otra", "\n# otra", "\n| a | b |")
Texts = st.SearchStrategy[str]
_CALM = ContextVar("calm", default=False)


@st.composite
def calmly(draw: st.DrawFn, contents: st.SearchStrategy[Any]) -> Any:
    """Contents without anything pasted: what a pdf without its data can give back."""
    token = _CALM.set(True)
    try:
        return draw(contents)
    finally:
        _CALM.reset(token)


@st.composite
def words(draw: st.DrawFn, plain: tuple[str, ...]) -> str:
    """A word of those, or one that is pasted."""
    return draw(st.sampled_from(plain if _CALM.get() else (*plain, *HOSTILE)))


@st.composite
def pasted(
    draw: st.DrawFn, texts: Texts, openings: tuple[str, ...] = OPENINGS, tails: tuple[str, ...] = TAILS + LINES
) -> str:
    """Texts as people paste them: behind a sign that a program would take for its own, in several lines, very long."""
    text = draw(texts)
    return text if _CALM.get() else clean_text(draw(st.sampled_from(openings)) + text + draw(st.sampled_from(tails)))


def in_cells(texts: Texts) -> Texts:
    """The same in a cell of a table, where the bullet of a list is text as any other."""
    return pasted(texts, OPENINGS + BULLETS)


def as_items(texts: Texts) -> Texts:
    """The same for an item of a list, which is one line."""
    return pasted(texts, tails=TAILS)
