"""How much a header says the same as a known name, word by word.

Headers are cut short ("PPTO INICIAL", "TOTAL ACUMUL OBLIGAC"), turned round and stuffed ("Meta de producto del
proyecto (Descripción)"), so that whole labels resemble too little. Here words count: those of the name that the header
has, and those of the header that the name explains. A word that opens the header counts most, as in Spanish it names
the thing and what follows only tells which.
"""

import re
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from rumbo.layouts.engine.folding import folded, unbracketed
from rumbo.layouts.engine.period_labels import taken_apart

EQUAL, SAME_WORDS = 100, 96
LINKS = frozenset(
    "a al con de del e el en la las lo los o para por que se su u un una y".split()  # noqa: SIM905 - a list of words
)
SHORT = {
    "acum": "acumulado",
    "apr": "apropiacion",
    "cant": "cantidad",
    "cod": "codigo",
    "dep": "dependencia",
    "desc": "descripcion",
    "fec": "fecha",
    "ind": "indicador",
    "no": "numero",
    "nro": "numero",
    "num": "numero",
    "obs": "observaciones",
    "porcentaje": "%",
    "porcentual": "%",
    "ppto": "presupuesto",
    "presupuestal": "presupuesto",
    "prog": "programa",
    "proy": "proyecto",
    "resp": "responsable",
    "und": "unidad",
    "valor": "valor",
    "vlr": "valor",
    "vr": "valor",
}
_INSIDE = re.compile(r"[(\[]([^)\]]{3,40})[)\]]")
_OPENS, _BURIED = 6, -6
_FEWEST_SHARED = 0.5
_IN_PART = 54
"""What a name is worth of which the header has only some words: not enough to be taken by itself."""
_SHORTEST_CUT = 4


@lru_cache(maxsize=8192)
def likeness(label: str, name: str) -> int:
    """How much a header, as written, says what a folded name says: 0, or up to 100 when they are equal."""
    if taken_apart(label).words == name or folded(label) == name:
        return EQUAL
    inside = [int(0.9 * _by_words(words_of(text), words_of(name))) for text in _INSIDE.findall(label)]
    bare = _by_words(words_of(unbracketed(label)), words_of(name))
    return max(_by_words(words_of(label), words_of(name)), bare, *inside)


@lru_cache(maxsize=8192)
def words_of(text: str) -> tuple[str, ...]:
    """The words that say something, with short forms written out."""
    words = taken_apart(text).words.replace("%", " % ").split()
    return tuple(SHORT.get(word, word) for word in words if word not in LINKS and not word.isdecimal())


def _by_words(label: tuple[str, ...], name: tuple[str, ...]) -> int:
    if not label or not name:
        return 0
    found = [next((at for at, word in enumerate(label) if same_word(word, wanted)), -1) for wanted in name]
    shared = len({at for at in found if at >= 0})
    if shared == len(label) == len(name):
        return SAME_WORDS
    known, explained = shared / len(name), shared / len(label)
    if known < _FEWEST_SHARED:
        return 0
    place = _OPENS if found[0] == 0 else _BURIED
    most = SAME_WORDS - 1 if known == 1 else _IN_PART
    return max(0, min(most, int(100 * known * (0.45 + 0.55 * explained)) + place))


@lru_cache(maxsize=16_384)
def same_word(one: str, other: str) -> bool:
    """Whether two words are one but for number, gender, a cut end or a slip."""
    if one == other or _stem(one) == _stem(other):
        return True
    short, long = sorted((one, other), key=len)
    if len(short) >= _SHORTEST_CUT and long.startswith(short):
        return len(short) >= len(long) // 2
    return len(short) >= 6 and Levenshtein.distance(one, other, score_cutoff=1) <= 1


def _stem(word: str) -> str:
    for ending in ("es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word.removesuffix(ending)
            break
    return word[:-1] if len(word) > 4 and word[-1] in "aoe" else word
