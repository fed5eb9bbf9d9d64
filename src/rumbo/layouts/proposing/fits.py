"""How well a field suits a column: what its header says, corrected by what its values look like and stand under."""

from collections.abc import Mapping

from rumbo.findings import marked
from rumbo.layouts.engine.declaration import Field, Layout
from rumbo.layouts.engine.headers import HeaderCell, group_of
from rumbo.layouts.engine.unnamed import is_unnamed
from rumbo.layouts.proposing.looks import TOLD, Look, Looks
from rumbo.layouts.proposing.names import EQUAL, likeness, words_of
from rumbo.layouts.proposing.proposals import Choice, Why

FEWEST, SURE_ENOUGH, MOST_ALIKE, EMPTY_AT_MOST = 35, 55, 95, 85
GROUP, OTHER_GROUP, SERVED, WRONG_WORD, NOT_IN_CATALOGUE = 6, -10, -8, -30, -10
NUMBERS = (Look.NUMBER, Look.MONEY, Look.PERCENT, Look.SHARE)
TEXTS = (Look.TEXT, Look.LONG_TEXT)
MONEY_WORDS = frozenset(("presupuesto", "pesos", "recursos", "financiero", "financiera"))

EQUAL_NAME = marked("El encabezado es uno de los que se usan para «{field}».")
ALIKE_NAME = marked("El encabezado se parece a «{name}».")
UNDER_GROUP = marked("Está debajo de «{group}».")
UNLIKE = marked("Pero sus valores no parecen de este dato.")

_GOOD: Mapping[str, Mapping[Look, int]] = {
    "date": {Look.DATE: 12},
    "money": {Look.MONEY: 12, Look.NUMBER: 3},
    "percent": {Look.PERCENT: 12, Look.SHARE: 10},
    "progress": {Look.PERCENT: 12, Look.SHARE: 8, Look.NUMBER: 2},
    "programmed": {Look.PERCENT: 6, Look.SHARE: 4, Look.NUMBER: 4},
    "quantity": {Look.NUMBER: 8, Look.PERCENT: 4},
    "achieved": {Look.NUMBER: 8, Look.PERCENT: 4},
    "number": {Look.NUMBER: 8},
    "units": {Look.UNITS: 14},
    "code": {Look.CODE: 8, Look.BPIN: 4, Look.NUMBER: 2},
    "bpin": {Look.BPIN: 20},
    "zone": {Look.ZONE: 14, Look.SCALE: 6},
    "scale": {Look.SCALE: 14, Look.PERCENT: 4, Look.NUMBER: 2},
    "alignment": {},
    "text": {Look.LONG_TEXT: 4, Look.TEXT: 4},
}
_BAD: Mapping[str, Mapping[Look, int]] = {
    "date": dict.fromkeys((*NUMBERS, *TEXTS), -35) | {Look.MONEY: -50},
    "money": dict.fromkeys((*TEXTS, Look.DATE), -50) | {Look.PERCENT: -30, Look.SHARE: -20, Look.BPIN: -40},
    "percent": dict.fromkeys((*TEXTS, Look.DATE), -40) | {Look.MONEY: -40, Look.CODE: -20},
    "progress": dict.fromkeys((*TEXTS, Look.DATE), -40) | {Look.MONEY: -40, Look.CODE: -20},
    "programmed": dict.fromkeys((*TEXTS, Look.DATE), -40) | {Look.MONEY: -40, Look.CODE: -20},
    "quantity": {Look.LONG_TEXT: -40, Look.TEXT: -25, Look.DATE: -50, Look.MONEY: -12, Look.BPIN: -40, Look.CODE: -15},
    "achieved": {Look.LONG_TEXT: -40, Look.TEXT: -25, Look.DATE: -50, Look.MONEY: -30, Look.BPIN: -40, Look.CODE: -15},
    "number": dict.fromkeys((*TEXTS, Look.DATE), -40) | {Look.MONEY: -20},
    "units": dict.fromkeys((*NUMBERS, Look.DATE, Look.CODE), -40),
    "code": {Look.LONG_TEXT: -50, Look.TEXT: -35, Look.DATE: -40, Look.MONEY: -20, Look.PERCENT: -40},
    "bpin": dict.fromkeys((*NUMBERS, *TEXTS, Look.DATE, Look.CODE), -40),
    "zone": dict.fromkeys((*NUMBERS, Look.LONG_TEXT, Look.DATE), -40),
    "scale": {Look.LONG_TEXT: -40, Look.DATE: -40, Look.MONEY: -40},
    "alignment": dict.fromkeys((*NUMBERS, Look.DATE), -35),
    "text": dict.fromkeys((*NUMBERS, Look.DATE), -40) | {Look.CODE: -35, Look.BPIN: -45},
}
_BY_LOOK: Mapping[Look, tuple[tuple[str, int], ...]] = {
    Look.BPIN: (("bpin", 80),),
    Look.PERIODICITIES: (("periodicity", 72),),
    Look.ODS: (("ods", 75),),
    Look.MIPG_POLICIES: (("mipg_policies", 75),),
    Look.PND: (("pnd", 72),),
    Look.ASSOCIATED_PLANS: (("associated_plans", 70),),
    Look.EXPENSE_TYPES: (("expense_type", 65),),
    Look.UNITS_OF_MEASURE: (("measure_unit", 60),),
    Look.UNITS: (("units", 60), ("unit", 60)),
    Look.DATE: (("start", 50), ("end", 49)),
    Look.ORDINAL: (("number", 58),),
    Look.ZONE: (("inherent_level", 50), ("residual_level", 49)),
}
"""What a look alone may mean, by field, where no name says it."""
_MAY_NUMBER = frozenset({"number"})


def choices_of(cell: HeaderCell, looks: Looks, found: Layout) -> tuple[Choice, ...]:
    """The fields of a layout that a column may be, the surest first."""
    group = group_of(cell.group, found) if cell.group else ""
    every = (_choice(cell, looks, each, group) for each in found.fields)
    good = [choice for choice in every if choice.sureness >= FEWEST]
    return tuple(sorted(good, key=lambda choice: -choice.sureness))


def _choice(cell: HeaderCell, looks: Looks, found: Field, group: str) -> Choice:
    name, alike = ("", 0) if is_unnamed(cell.label) else best_name(cell, found)
    alone = _by_looks(looks, found.field)
    if alike < FEWEST and alone:
        return Choice(found.field, alone, (told_look(looks),))
    sureness = alike + _weight(cell, looks, found, group)
    if not looks.filled:
        sureness = min(sureness, EMPTY_AT_MOST)
    sureness = max(0, min(EQUAL if alike == EQUAL else MOST_ALIKE, max(sureness, alone)))
    return Choice(found.field, sureness, tuple(_why(cell, looks, found, group, name, alike)))


def best_name(cell: HeaderCell, found: Field) -> tuple[str, int]:
    """The name of a field that a header is most like, and how much."""
    names = [found.label.header, *found.label.names]
    scored = [(likeness(cell.label, name), name) for name in found.label.names]
    alike, name = max(scored, default=(0, names[0]))
    return name, alike


def _weight(cell: HeaderCell, looks: Looks, found: Field, group: str) -> int:
    return _looks_weight(looks, found) + _group_weight(found, group) + _words_weight(cell.label, found)


def _looks_weight(looks: Looks, found: Field) -> int:
    if found.field in _MAY_NUMBER:
        return 10 if looks.has(Look.ORDINAL) else -40 if looks.has(Look.LONG_TEXT) or looks.has(Look.DATE) else -4
    if any(look in TOLD and look.value == found.catalogue and looks.has(look) for look in Look):
        return 14
    if found.catalogue and looks.filled:
        return NOT_IN_CATALOGUE
    good = max((weight for look, weight in _GOOD.get(found.kind, {}).items() if looks.has(look)), default=0)
    if good:
        return good
    return min((weight for look, weight in _BAD.get(found.kind, {}).items() if looks.has(look)), default=0)


def _group_weight(found: Field, group: str) -> int:
    if group and found.group:
        return GROUP if group == found.group else OTHER_GROUP
    return SERVED if found.field.startswith("serves.") else 0


def _words_weight(label: str, found: Field) -> int:
    """What a word of the header forbids: a percentage is no amount, a name no code."""
    words = words_of(label)
    weight = -25 if found.field in _MAY_NUMBER and len(words) > 1 else 0
    if ("%" in words) != (found.kind in ("percent", "progress", "programmed")):
        weight += WRONG_WORD if "%" in words else -6 if found.kind == "percent" else 0
    if "codigo" in words and found.kind not in ("code", "bpin") and found.field not in _MAY_NUMBER:
        weight += WRONG_WORD
    if MONEY_WORDS & set(words) and found.kind in ("quantity", "programmed", "achieved"):
        weight += WRONG_WORD
    if words and words[0] == "nombre" and found.kind in ("code", "bpin"):
        weight += WRONG_WORD
    return weight


def _by_looks(looks: Looks, name: str) -> int:
    said = (sure for look, fields in _BY_LOOK.items() if looks.has(look) for field, sure in fields if field == name)
    return max(said, default=0)


def _why(cell: HeaderCell, looks: Looks, found: Field, group: str, name: str, alike: int) -> list[Why]:
    bare = " ".join(found.label.header.replace("{period}", "").replace("{fiscal_year}", "").split())
    why = [Why(EQUAL_NAME, {"field": bare}) if alike == EQUAL else Why(ALIKE_NAME, {"name": name})] if alike else []
    if group and group == found.group:
        why.append(Why(UNDER_GROUP, {"group": " ".join(cell.group.split())}))
    weight = _looks_weight(looks, found)
    if weight > 0 and looks.filled:
        why.append(told_look(looks, speaking_look(looks, found)))
    elif weight < NOT_IN_CATALOGUE:
        why.append(Why(UNLIKE))
    return why


def speaking_look(looks: Looks, found: Field) -> Look | None:
    """The look that speaks most for a field, of those that most values have."""
    good = _GOOD.get(found.kind, {})
    return max((look for look in good if looks.has(look)), key=lambda look: good[look], default=None)


def told_look(looks: Looks, speaking: Look | None = None) -> Why:
    """A look told with how many values have it; the most telling one where none is asked for."""
    look = speaking or looks.most or Look.TEXT
    return Why(TOLD[look], {"n": looks.counts[look], "of": looks.filled})
