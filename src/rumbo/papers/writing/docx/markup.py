"""The smallest pieces of a Word document: texts, paragraphs, fields, measures."""

from xml.sax.saxutils import escape, quoteattr

from rumbo.notation.text import without_refused

TWIPS_PER_MM = 1440 / 25.4
_BREAK, _TAB = "<w:br/>", "<w:tab/>"


def twips(millimetres: float) -> int:
    """A measure as Word keeps it: twentieths of a point."""
    return round(millimetres * TWIPS_PER_MM)


def attribute(text: str) -> str:
    """A text as the quoted value of an attribute; line ends are kept."""
    return quoteattr(without_refused(text), {"\n": "&#10;"})


def run(text: str, properties: str = "") -> str:
    """A stretch of text with properties of letters; nothing for no text. Line ends and tabs are Word's own."""
    if not text:
        return ""
    looks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    lines = (_TAB.join(_words(each) for each in line.split("\t")) for line in without_refused(text).split("\n"))
    return f"<w:r>{looks}{_BREAK.join(lines)}</w:r>"


def _words(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>' if text else ""


def paragraph(content: str, style: str = "", properties: str = "") -> str:
    """A paragraph of runs in a style; `properties` follow the style in the order of the standard."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    looks = f"<w:pPr>{named}{properties}</w:pPr>" if named or properties else ""
    return f"<w:p>{looks}{content}</w:p>"


def number_field(instruction: str, properties: str = "") -> str:
    """A number that Word counts itself: PAGE or NUMPAGES."""
    return f'<w:fldSimple w:instr=" {instruction} ">{run("1", properties)}</w:fldSimple>'


def linked(content: str, address: str) -> str:
    """Runs that lead to an address; Word keeps it as a field, so that no part of the file has to list it."""
    if not address:
        return content
    instruction = attribute(f' HYPERLINK "{address}" ')
    return f"<w:fldSimple w:instr={instruction}>{content}</w:fldSimple>"
