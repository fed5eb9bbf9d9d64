"""Responsible units in one cell, even with nothing but a blank between them: "Dirección General Oficina Jurídica".

Names known to the entity come first; then the names that stand alone in other cells of the same document; then the
words with which names of units begin (Dirección, Oficina, Secretaría …). Nothing is settled here: names that nobody
knows yet, and names that nearly equal another, come out as proposals.
"""

import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping

from rapidfuzz import fuzz, process

from rumbo.layouts.engine.folding import folded
from rumbo.notation.lists import names_in_a_row

_HEAD_WORDS = """
alcaldia alta area asesoria comite consejeria coordinacion delegada departamento despacho direccion division equipo
gerencia gobernacion grupo inspeccion jefatura ministerio nucleo oficina presidencia procuraduria proceso rectoria
seccion secretaria subdireccion subgerencia subsecretaria superintendencia unidad vicepresidencia vicerrectoria
viceministerio
"""
HEADS = frozenset(_HEAD_WORDS.split())
_LINKS = frozenset(["a", "al", "con", "de", "del", "e", "el", "en", "la", "las", "los", "o", "para", "por", "u", "y"])
_MARKS = re.compile(r"\s*;\s*|\s*[•●▪]\s*|\s+/\s+")
_NUMBERING = re.compile(r"^(?:\d{1,2}\s*[.)]|[-–*])\s+")
ALMOST = 90
MOST_NAMES = 1500


class UnitNames:
    """The names of units that a document uses. `known` gives the official name of each folded name or alias."""

    def __init__(self, known: Mapping[str, str], cells: Iterable[str]) -> None:
        self.known = {folded(name): official for name, official in known.items()}
        self.learned = self._learn(cells)
        self.known_or_learned = self.known.keys() | self.learned.keys()

    def _learn(self, cells: Iterable[str]) -> dict[str, str]:
        """The names that stand alone in a cell, and the pieces that begin with a head word and hold no other."""
        learned: dict[str, str] = {}
        for cell in cells:
            for piece in _final_pieces(cell) if cell.endswith(";") else self._marked_pieces(cell):
                if len(_at_heads(piece)) == 1:
                    learned.setdefault(folded(piece), piece)
        return learned

    def split(self, text: str) -> tuple[str, ...]:
        """The units of a cell, as written, in their order, each once."""
        if text.endswith(";"):
            return tuple(dict.fromkeys(_final_pieces(text)))
        names = (name for piece in self._marked_pieces(text) for name in self._piece(piece))
        return tuple(dict.fromkeys(names))

    def _marked_pieces(self, text: str) -> list[str]:
        """A cell cut where somebody marked it: semicolons, bullets, and line ends or commas before a name's start."""
        pieces: list[str] = []
        for part in _MARKS.split(text):
            lines = part.split("\n")
            for at, line in enumerate(lines):
                bare = _NUMBERING.sub("", line.strip())
                opens = self._opens(bare) or bare != line.strip()
                if at and not opens and pieces:
                    pieces[-1] = f"{pieces[-1]} {bare}"
                else:
                    pieces.append(bare)
        return [name for piece in pieces for name in self._comma_pieces(piece) if name]

    def _comma_pieces(self, piece: str) -> list[str]:
        """Commas separate when a unit begins after each of them; else they belong to the name."""
        parts = re.split(r"\s*,\s*(?:y\s+)?", piece)
        if len(parts) == 1 or not all(self._opens(part) for part in parts):
            return [piece]
        last = re.split(r"\s+[ye]\s+", parts[-1], maxsplit=1)
        return [*parts[:-1], *last] if len(last) == 2 and self._opens(last[1]) else parts

    def _opens(self, text: str) -> bool:
        words = folded(text).split()
        return bool(words) and (words[0] in HEADS or folded(text) in self.known)

    def _piece(self, piece: str) -> list[str]:
        if folded(piece) in self.known:
            return [piece]
        return _covered(piece, self.known) or _covered(piece, self.known_or_learned) or _at_heads(piece)

    def official(self, name: str) -> str:
        """The entity's own name for a name as written, empty when it is not known."""
        return self.known.get(folded(name), "")


def _covered(piece: str, names: Container[str]) -> list[str]:
    """The names that make up a piece without a rest; else an empty list."""
    return [name for name, _ in names_in_a_row(piece, lambda part: True if folded(part) in names else None)]


def _final_pieces(text: str) -> list[str]:
    """The pieces of a cell that closes with a semicolon: whoever wrote it said where each name ends."""
    return [" ".join(piece.split()) for piece in text.split(";") if piece.strip()]


def _at_heads(piece: str) -> list[str]:
    """A piece cut before each capital head word that no link word ("de", "y") precedes."""
    words = piece.split()
    cuts = [0]
    for at in range(1, len(words)):
        is_head = words[at][0].isupper() and folded(words[at]) in HEADS
        begins_well = folded(words[cuts[-1]]) in HEADS
        if is_head and begins_well and folded(words[at - 1]) not in _LINKS and at - cuts[-1] > 1:
            cuts.append(at)
    return [" ".join(words[start:end]) for start, end in zip(cuts, [*cuts[1:], len(words)], strict=True)]


def near_equal(names: Counter[str]) -> list[tuple[str, str]]:
    """(name, the name it nearly equals) pairs: the one used more often stays, the other may be its alias."""
    ordered = [name for name, _ in names.most_common(MOST_NAMES)]
    keys = [folded(name) for name in ordered]
    pairs: list[tuple[str, str]] = []
    for at in range(1, len(keys)):
        match = process.extractOne(keys[at], keys[:at], scorer=fuzz.ratio, score_cutoff=ALMOST)
        if match and _same_but_for_links(keys[at], match[0]):
            pairs.append((ordered[at], ordered[match[2]]))
    return pairs


def _same_but_for_links(one: str, other: str) -> bool:
    """Whether two names differ only in link words or by a slip of letters, never in a number or a whole word."""
    first, second = ([word for word in name.split() if word not in _LINKS] for name in (one, other))
    if len(first) != len(second):
        return False
    return all(a == b or _slip(a, b) for a, b in zip(first, second, strict=True))


def _slip(one: str, other: str) -> bool:
    return not re.search(r"\d", one + other) and fuzz.ratio(one, other) >= 80
