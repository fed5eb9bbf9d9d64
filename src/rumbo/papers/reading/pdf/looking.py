"""A page of PDFium looked at: letters with their boxes, and lines that are level or upright, wherever they are drawn.

What a page holds beyond any reason (150,000 letters, 50,000 drawings) is not looked at.

Text that is drawn invisibly is what recognition of letters laid under a picture of a page, or something that no reader
should see. It is taken only where the page shows no other text.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterator
from ctypes import byref, c_float, c_int
from itertools import pairwise
from typing import Any

from rumbo.papers.reading.pdf.clusters import said_once
from rumbo.papers.reading.pdf.images import content_of
from rumbo.papers.reading.pdf.shapes import Letter, Rule, Sheet, turned, turned_box

_INVISIBLE = (3, 7)
_MARKED_HYPHENS = (0x02, 0xAD, 0xFFFE)
_BOLD_FROM = 600
_FARTHEST = 20_000.0
_THIN = 3.0
_STRAIGHT = 0.75
_MOST_SEGMENTS = 100_000
_MOST_OBJECTS = 50_000
_MOST_LETTERS = 150_000
_SMALLEST_PICTURE = 0.03
_DEEPEST_FORM = 8
_QUARTER = math.pi / 2
Matrix = tuple[float, float, float, float, float, float]


def look_at(page: Any, number: int, keep: Callable[[bytes], str]) -> Sheet:
    """The page, turned so that most of its text can be read, however the page or its text is turned. `keep` takes the
    bytes of a picture and gives its digest."""
    left, bottom, right, top = page.get_cropbox()
    width, height = right - left, top - bottom
    looking = _Looking(page, number, (left, top), (width, height), keep)
    looking.see_letters()
    looking.see_objects()
    sheet = looking.sheet
    turns = Counter(letter.turn for letter in sheet.letters)
    return _turned(sheet, -turns.most_common(1)[0][0] % 4 if turns else page.get_rotation() // 90)


def _turned(sheet: Sheet, turn: int) -> Sheet:
    if turn == 0:
        return sheet
    width, height = sheet.width, sheet.height
    size = (height, width) if turn % 2 else (width, height)
    other = Sheet(sheet.number, *size, hidden=sheet.hidden)
    for letter in sheet.letters:
        x0, y0, x1, y1 = turned_box((letter.x0, letter.y0, letter.x1, letter.y1), turn, width, height)
        other.letters.append(Letter(x0, y0, x1, y1, letter.text, (letter.turn + turn) % 4, letter.bold))
    other.pictures = [turned_box(box, turn, width, height) for box in sheet.pictures]
    # A picture of a turned page would lie on its side.
    other.shown = [""] * len(sheet.pictures)
    lines = [((rule.start, rule.at), (rule.end, rule.at), rule.soft) for rule in sheet.levels]
    lines += [((rule.at, rule.start), (rule.at, rule.end), rule.soft) for rule in sheet.uprights]
    for first, last, soft in lines:
        _add_line(other, turned(*first, turn, width, height), turned(*last, turn, width, height), soft)
    return other


def _add_line(sheet: Sheet, first: tuple[float, float], last: tuple[float, float], soft: bool = False) -> None:
    """Keeps a line that is level or upright and within the page."""
    (x0, y0), (x1, y1) = first, last
    if not all(abs(edge) < _FARTHEST for edge in (x0, y0, x1, y1)):
        return
    if abs(y1 - y0) <= _STRAIGHT and abs(x1 - x0) > _THIN:
        sheet.levels.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1), soft))
    elif abs(x1 - x0) <= _STRAIGHT and abs(y1 - y0) > _THIN:
        sheet.uprights.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1), soft))


class _Looking:
    def __init__(
        self,
        page: Any,
        number: int,
        corner: tuple[float, float],
        size: tuple[float, float],
        keep: Callable[[bytes], str],
    ) -> None:
        from pypdfium2 import raw

        self.raw, self.page, self.corner, self.keep = raw, page, corner, keep
        self.sheet = Sheet(number, *size)
        self.segments = self.objects = 0

    def see_letters(self) -> None:
        """Every letter that is drawn, with the box of its font; blanks too."""
        raw, text_page = self.raw, self.page.get_textpage()
        handle, box = text_page.raw, raw.FS_RECTF()
        unseen: list[Letter] = []
        for at in range(min(raw.FPDFText_CountChars(handle), _MOST_LETTERS)):
            code = raw.FPDFText_GetUnicode(handle, at)
            if raw.FPDFText_IsGenerated(handle, at) == 1 or not raw.FPDFText_GetLooseCharBox(handle, at, byref(box)):
                continue
            turn = round(raw.FPDFText_GetCharAngle(handle, at) / _QUARTER) % 4
            left, top = self.corner
            boxed = (box.left - left, top - box.top, box.right - left, top - box.bottom)
            bold = raw.FPDFText_GetFontWeight(handle, at) >= _BOLD_FROM
            if not all(abs(edge) < _FARTHEST for edge in boxed):
                continue
            letter = Letter(*boxed, _shown(code), turn, bold)
            (unseen if self._is_invisible(handle, at) else self.sheet.letters).append(letter)
        text_page.close()
        unseen, self.sheet.letters = said_once(unseen), said_once(self.sheet.letters)
        self.sheet.hidden = sum(not letter.text.isspace() for letter in unseen)
        if not any(not letter.text.isspace() for letter in self.sheet.letters):
            self.sheet.letters = unseen

    def _is_invisible(self, handle: Any, at: int) -> bool:
        drawn = self.raw.FPDFText_GetTextObject(handle, at)
        return bool(drawn) and self.raw.FPDFTextObj_GetTextRenderMode(drawn) in _INVISIBLE

    def see_objects(self) -> None:
        """Drawn lines and pictures, those within forms too."""
        raw, page = self.raw, self.page.raw
        for at in range(min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
            self._see(raw.FPDFPage_GetObject(page, at), (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), 0)

    def _see(self, drawn: Any, outer: Matrix, depth: int) -> None:
        self.objects += 1
        raw, kind = self.raw, self.raw.FPDFPageObj_GetType(drawn)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            self._see_path(drawn, _times(self._matrix(drawn), outer))
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            self._see_picture(drawn, _times(self._matrix(drawn), outer))
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
            inner = _times(self._matrix(drawn), outer)
            for at in range(min(raw.FPDFFormObj_CountObjects(drawn), _MOST_OBJECTS)):
                if self.objects > _MOST_OBJECTS:
                    return
                self._see(raw.FPDFFormObj_GetObject(drawn, at), inner, depth + 1)

    def _matrix(self, drawn: Any) -> Matrix:
        matrix = self.raw.FS_MATRIX()
        if not self.raw.FPDFPageObj_GetMatrix(drawn, byref(matrix)):
            return (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)

    def _see_picture(self, drawn: Any, matrix: Matrix) -> None:
        corners = [self._point(matrix, x, y) for x, y in ((0, 0), (1, 0), (0, 1), (1, 1))]
        x0, x1 = min(x for x, _ in corners), max(x for x, _ in corners)
        y0, y1 = min(y for _, y in corners), max(y for _, y in corners)
        reached = all(abs(edge) < _FARTHEST for edge in (x0, y0, x1, y1))
        if reached and (x1 - x0) * (y1 - y0) > _SMALLEST_PICTURE * self.sheet.width * self.sheet.height:
            self.sheet.pictures.append((x0, y0, x1, y1))
            # The picture of a whole scanned page is no picture of the document.
            a, b, c, d, *_ = matrix
            upright = bool(self.sheet.letters) and a > 0 and d > 0 and abs(b) < _THIN and abs(c) < _THIN
            self.sheet.shown.append(self._kept(drawn) if upright else "")

    def _kept(self, drawn: Any) -> str:
        content = content_of(self.raw, drawn)
        return self.keep(content) if content else ""

    def _point(self, matrix: Matrix, x: float, y: float) -> tuple[float, float]:
        a, b, c, d, e, f = matrix
        return a * x + c * y + e - self.corner[0], self.corner[1] - (b * x + d * y + f)

    def _see_path(self, drawn: Any, matrix: Matrix) -> None:
        """A stroked path shows its lines; a filled one that is thin is a line, and a broad one shows its edges."""
        fill, stroke = c_int(), c_int()
        self.raw.FPDFPath_GetDrawMode(drawn, byref(fill), byref(stroke))
        if not fill.value and not stroke.value:
            return
        for figure in self._figures(drawn, matrix):
            xs, ys = [x for x, _ in figure], [y for _, y in figure]
            wide, high = max(xs) - min(xs), max(ys) - min(ys)
            if len(figure) > 2 and high <= _THIN < wide:
                middle = (min(ys) + max(ys)) / 2
                _add_line(self.sheet, (min(xs), middle), (max(xs), middle))
            elif len(figure) > 2 and wide <= _THIN < high:
                middle = (min(xs) + max(xs)) / 2
                _add_line(self.sheet, (middle, min(ys)), (middle, max(ys)))
            else:
                for first, last in pairwise(figure):
                    _add_line(self.sheet, first, last, soft=not stroke.value)

    def _figures(self, drawn: Any, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
        """The figures of a path, each the points it goes through; curves are left out."""
        raw, x, y = self.raw, c_float(), c_float()
        figure: list[tuple[float, float]] = []
        for at in range(raw.FPDFPath_CountSegments(drawn)):
            self.segments += 1
            if self.segments > _MOST_SEGMENTS:
                break
            segment = raw.FPDFPath_GetPathSegment(drawn, at)
            kind = raw.FPDFPathSegment_GetType(segment)
            raw.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
            if kind != raw.FPDF_SEGMENT_LINETO and figure:
                yield figure
                figure = []
            figure.append(self._point(matrix, x.value, y.value))
            if raw.FPDFPathSegment_GetClose(segment) and len(figure) > 1:
                figure.append(figure[0])
        if figure:
            yield figure


def _shown(code: int) -> str:
    """The letter of a code; a hyphen at the end of a line comes marked as one."""
    if code in _MARKED_HYPHENS:
        return "-"
    return chr(code) if code < 0x110000 else "\ufffd"


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)
