"""Which characters the PDF can print: those of the shipped fonts and of the fonts inside the PDF writer.

PDF/A refuses a character that no font holds, and one such character would refuse the whole plan. It is printed as □,
and told; the dossier attached to the PDF keeps the text as it was.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

from rumbo.findings import Finding, Sentences, Severity, declare, marked

FONTS = Path(__file__).parent / "fonts"
SUBSTITUTE = "□"
# Blocks that the PDF writer's own fonts (Libertinus, New Computer Modern, DejaVu Sans Mono) cover without a gap;
# a test prints every one of them.
INSIDE = ((0x391, 0x3A1), (0x3A3, 0x3C9), (0x410, 0x44F), (0x2190, 0x2193), (0x2264, 0x2265), (0x25A0, 0x25A1))

UNPRINTABLE = declare(
    Sentences(
        code="file.no_letter_in_pdf",
        severity=Severity.NOTICE,
        title=marked("El PDF no tiene letra para un carácter"),
        what=marked("El PDF muestra □ en lugar de estos caracteres: {characters}."),
        why=marked("Las letras tipográficas del documento no los contienen y un PDF de archivo no admite vacíos."),
        how=marked("El texto completo está en el archivo json adjunto; si se puede, escríbalo con letras comunes."),
    )
)


@cache
def covered() -> frozenset[int]:
    """The code points that can be printed."""
    points: set[int] = {0x0A, 0x20, 0xA0, 0x200B}
    for path in sorted(FONTS.glob("work-sans-400-normal.ttf")):
        points |= set(TTFont(path, lazy=True).getBestCmap())
    for first, last in INSIDE:
        points |= set(range(first, last + 1))
    return frozenset(points)


def legible(text: str) -> str:
    """The text with □ for each character that cannot be printed."""
    if text.isascii():
        return text.translate(_CONTROLS)
    return "".join(letter if ord(letter) in covered() else SUBSTITUTE for letter in text)


def unprintable(texts: Iterator[str]) -> tuple[Finding, ...]:
    """One finding that names the characters printed as □, or none."""
    missing = sorted({letter for text in texts for letter in text if ord(letter) not in covered()})
    if not missing:
        return ()
    named = ", ".join(f"U+{ord(letter):04X}" for letter in missing[:20])
    return (Finding(UNPRINTABLE.code, UNPRINTABLE.severity, None, {"characters": named}),)


_CONTROLS = {code: SUBSTITUTE for code in range(0x20) if code != 0x0A} | {0x7F: SUBSTITUTE}
