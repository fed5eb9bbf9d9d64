"""What a Word file says of itself: title, subject, who issues it, language, and the moment of the document."""

from datetime import UTC
from xml.sax.saxutils import escape

from rumbo.notation.text import without_refused
from rumbo.papers.document import Document

SPACES = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)


def core_properties(document: Document) -> str:
    """docProps/core.xml."""
    moment = f"{document.moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    told = {
        "dc:title": document.title,
        "dc:subject": document.subject,
        "dc:creator": document.header.issuer,
        "dc:language": document.language,
    }
    texts = "".join(f"<{name}>{escape(without_refused(text))}</{name}>" for name, text in told.items() if text)
    days = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>' for name in ("created", "modified")
    )
    return f"<cp:coreProperties {SPACES}>{texts}{days}</cp:coreProperties>"
