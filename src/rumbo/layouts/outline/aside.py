"""Sheets of a workbook that are around a document and no part of it: the lists behind its cells, the scales and the map
of colours of its method, how to fill it in. They are told once, by their name."""

import re
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from rumbo.findings import Where
from rumbo.layouts.engine.folding import folded

if TYPE_CHECKING:
    from rumbo.layouts.outline.reading import Reader

_NAMED = re.compile(
    r"^(?:lista|listado|parametro|tabla|catalogo|criterio|opcion|validacion|dato|escala|instruc|ayuda|convencion|"
    r"glosario|control de cambio|(?:mapa|matriz)(?: de)? calor|calor|heat|nivel|factor|"
    r"valoracion del? (?:impacto|probabilidad|control))"
)
_NEEDED = 0.5


def aside_sheets(reader: "Reader") -> Mapping[str, Where]:
    """The sheets that are only lists or help, by name, with the place of the first thing they say."""
    words = {folded(name) for names in reader.outline.offered(None).values() for name in names}
    said: dict[str, list[str]] = {}
    places: dict[str, Where] = {}
    for kept in (*reader.tables_kept, *reader.kept):
        part = kept.where.part
        places.setdefault(part, kept.where)
        said.setdefault(part, []).extend(re.split(r"\n| · ", kept.text))
    read = {where.part for where in reader.tree.places.values()}
    return {
        part: places[part]
        for part, texts in said.items()
        if part and part not in read and (_NAMED.match(folded(part)) or _are_words(texts, words))
    }


def _are_words(texts: Collection[str], words: Collection[str]) -> bool:
    """Whether most of the different texts of a sheet are words of the lists of the layout."""
    told = {name for text in texts if (name := re.sub(r"[\d%]+", " ", folded(text)).strip())}
    return bool(told) and len(told & set(words)) >= _NEEDED * len(told)
