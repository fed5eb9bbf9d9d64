"""Turns the web fonts of npm's @fontsource into the TTF files beside this one (run by hand when the fonts change).

    npm install --ignore-scripts @fontsource/work-sans@5.3.0 @fontsource/montserrat@5.3.0
    python -m rumbo.papers.writing.fonts.vendor node_modules/@fontsource

The browser files come in pieces by script; the PDF needs one file per weight, so the pieces are joined. The licence of
both families (SIL OFL 1.1) is copied with them.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools.merge import Merger, Options
from fontTools.ttLib import TTFont

FACES = {
    "work-sans": ("400-normal", "400-italic", "600-normal"),
    "montserrat": ("600-normal", "700-normal"),
}
SCRIPTS = ("latin", "latin-ext")


def vendor(source: Path, target: Path) -> None:
    """Writes `<family>-<weight>-<style>.ttf` and `<family>-OFL.txt` into the target folder."""
    for family, faces in FACES.items():
        (target / f"{family}-OFL.txt").write_bytes((source / family / "LICENSE").read_bytes())
        for face in faces:
            join(source / family / "files", family, face).save(target / f"{family}-{face}.ttf")


def join(files: Path, family: str, face: str) -> TTFont:
    """One font of the pieces by script, its date taken from the pieces so that the file is the same each time."""
    with TemporaryDirectory() as folder:
        pieces = [flat(files / f"{family}-{script}-{face}.woff2", Path(folder)) for script in SCRIPTS]
        font = Merger(options=Options(drop_tables=["GDEF", "GPOS", "GSUB", "STAT"])).merge(pieces)
        font.recalcTimestamp = False
        font["head"].modified = font["head"].created
        return font


def flat(path: Path, folder: Path) -> str:
    """The path of an uncompressed copy of a web font."""
    font = TTFont(path, recalcTimestamp=False)
    font.flavor = None
    copy = folder / f"{path.stem}.ttf"
    font.save(copy)
    return str(copy)


if __name__ == "__main__":
    vendor(Path(sys.argv[1]), Path(__file__).parent)
