"""Word documents made by hand, so that a test says exactly which elements it means."""

from tests.papers.workbooks import PACKAGE, RELATIONS, zipped

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = f'xmlns:w="{W}" xmlns:r="{RELATIONS}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
STYLES = (
    '<w:style w:styleId="Ttulo1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:styleId="Mio"><w:name w:val="Mio"/><w:basedOn w:val="Ttulo1"/></w:style>'
    '<w:style w:styleId="Lista"><w:name w:val="Lista"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    '<w:style w:styleId="Oculto"><w:name w:val="Oculto"/><w:rPr><w:vanish/></w:rPr></w:style>'
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="5"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1.%2."/></w:lvl><w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>'
    '<w:lvlText w:val="%3)"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/>'
    "</w:lvl>"
    "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
    "</w:lvlOverride></w:num>"
)


def relation(number: str, kind: str, target: str, outside: bool = False) -> str:
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationship Id="{number}" Type="{RELATIONS}/{kind}" Target="{target}"{mode}/>'


def docx_parts(body: str, relations: str = "", **parts: str) -> dict[str, str | bytes]:
    """The parts of a document; `header`, `footnotes` and the like are the insides of these parts."""
    inside = "".join(relation(f"x{name}", name.rstrip("123"), f"{name}.xml") for name in parts)
    known = relation("s", "styles", "styles.xml") + relation("n", "numbering", "numbering.xml")
    return {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}">'
        f"{relation('d', 'officeDocument', 'word/document.xml')}</Relationships>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}">{known}{inside}{relations}</Relationships>',
        "word/styles.xml": f"<w:styles {SPACES}>{STYLES}</w:styles>",
        "word/numbering.xml": f"<w:numbering {SPACES}>{NUMBERING}</w:numbering>",
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
    } | {f"word/{name}.xml": f"<w:part {SPACES}>{xml}</w:part>" for name, xml in parts.items()}


def docx(body: str, relations: str = "", **parts: str) -> bytes:
    return zipped(docx_parts(body, relations, **parts))


def paragraph(text: str = "", properties: str = "", run: str = "") -> str:
    written = f"<w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r>" if text else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{written}</w:p>"


def numbered(text: str, number: int, level: int = 0) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def cell(content: str = "", properties: str = "") -> str:
    inside = content if content.startswith("<") else paragraph(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def table(*rows: str | list[str]) -> str:
    return "<w:tbl>" + "".join(map(table_row, rows)) + "</w:tbl>"


def table_row(cells: str | list[str], properties: str = "") -> str:
    inside = (
        cells if isinstance(cells, str) else "".join(each if each.startswith("<") else cell(each) for each in cells)
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def across(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


FIRST, NEXT = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
