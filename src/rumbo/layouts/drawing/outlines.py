"""A document of several parts as it is printed: its content in its own layout, which reads back as the same content."""

from datetime import datetime
from typing import Any

from rumbo.findings import marked
from rumbo.layouts.drawing.manner import FORM_LANGUAGE, Manner
from rumbo.layouts.outline.declaration import outline
from rumbo.layouts.outline.printing import print_outline
from rumbo.papers.document import Document, Header, Section, page_for

SPANISH = Manner()


def draw_outline(content: Any, key: str, issuer: str, moment: datetime, manner: Manner = SPANISH) -> Document:
    """The content of a layout of several parts as a document; KeyError for an unknown layout. `moment` is the day that
    its files carry. The form stays as its layout says it, whatever the language."""
    blocks = print_outline(content, key)
    title = outline(key).title
    return Document(
        title=title,
        language=FORM_LANGUAGE,
        header=Header(issuer, page_label=manner.say(marked("Página {page} de {pages}"))),
        moment=moment,
        sections=(Section(title, manner.say(marked("Documento")), blocks, opens=True),),
        page=page_for(blocks),
    )
