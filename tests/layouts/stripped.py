"""A file without anything that a reader of its pages does not see, so that nothing but what is seen can come back."""

import io
import re
import zipfile

UNSEEN = ("docProps/", "customXml/", "xl/comments", "xl/threadedComments", "word/comments")


def stripped(content: bytes, form: str) -> bytes:
    """The same workbook or Word document without properties, custom parts, names and hidden sheets."""
    if form not in ("xlsx", "docx"):
        return content
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(held, "w") as made:
        for name in given.namelist():
            if not name.startswith(UNSEEN):
                made.writestr(name, _seen(name, given.read(name)))
    return held.getvalue()


def _seen(name: str, content: bytes) -> bytes:
    if name == "xl/workbook.xml":
        assert b'state="hidden"' not in content
        return re.sub(rb"<definedNames>.*?</definedNames>", b"", content, flags=re.DOTALL)
    if name.endswith((".rels", "[Content_Types].xml")):
        return re.sub(rb"<(Relationship|Override) [^>]*(docProps|customXml)[^>]*/>", b"", content)
    return content
