"""Pictures: each as PNG or JPEG in a part of its own, with the words that stand for it."""

from rumbo.papers.document import Picture
from rumbo.papers.writing.docx.markup import TWIPS_PER_MM, attribute
from rumbo.papers.writing.raster import FORMATS, raster_of

EMU_PER_MM = 36_000
PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"


class Pictures:
    """The pictures of one document; one drawn twice is kept once. `named` are the parts by name."""

    def __init__(self) -> None:
        self.named: dict[str, bytes] = {}
        self._drawn = 0

    def drawn(self, picture: Picture, room: int) -> str:
        """A run with the picture, never wider than `room` (twips)."""
        content, known = raster_of(picture)
        fresh = f"image{len(self.named) + 1}.{FORMATS[known.media_type]}"
        name = next((each for each, kept in self.named.items() if kept == content), fresh)
        self.named[name] = content
        self._drawn += 1
        across = min(picture.width_mm * EMU_PER_MM, int(room / TWIPS_PER_MM * EMU_PER_MM))
        size = f'cx="{across}" cy="{across * known.height // known.width}"'
        named = f'id="{self._drawn}" name="{name}" descr={attribute(picture.alt)}'
        return (
            f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/><wp:docPr {named}/>'
            f'<a:graphic><a:graphicData uri="{PICTURE}"><pic:pic><pic:nvPicPr><pic:cNvPr {named}/><pic:cNvPicPr/>'
            f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{name}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
            "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )
