"""Lines that do not add up to the total printed below them: which single digit would make them.

A total that differs is most often one key pressed too much, too little or wrongly. Each repair is a proposal with its
evidence; a person decides.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rumbo.domain.budget.amounts import PESO, agreed, sum_of
from rumbo.domain.numbers import Money


@dataclass(frozen=True, slots=True)
class Repair:
    """A line (its place from 0; None is the total itself) that holds `proposed` in place of `written`. `slip` says what
    happened to the digit: changed, added (one too many was written) or missing. `backed` is true when the budget lines
    of the project say the same total."""

    line: int | None
    written: Money
    proposed: Money
    slip: str
    backed: bool


def repairs(lines: Sequence[Money | None], printed: Money | None, in_codes: Money | None = None) -> tuple[Repair, ...]:
    """Every repair by one digit that makes the lines add up, those that the budget lines back first.

    `in_codes` is the sum of the budget lines, None when it is not known. Nothing is proposed while a line lacks its
    value: there the missing value explains the difference.
    """
    total = sum_of(lines)
    if total is None or printed is None or total == printed:
        return ()
    found = [
        Repair(at, line, proposed, slip, agreed(printed, in_codes))
        for at, line in enumerate(lines)
        if line is not None
        and (proposed := Money(line.centavos - total.centavos + printed.centavos)).centavos > 0
        and (slip := slip_between(line, proposed))
    ]
    if slip := slip_between(printed, total):
        found.append(Repair(None, printed, total, slip, agreed(total, in_codes)))
    return tuple(sorted(found, key=lambda repair: not repair.backed))


def slip_between(written: Money, meant: Money) -> str:
    """Which slip of one digit turns what was meant into what was written; empty when one digit does not explain it."""
    one, other = _digits(written, meant), _digits(meant, written)
    if written.centavos < 0 or meant.centavos < 0 or one == other:
        return ""
    if len(one) == len(other):
        return "changed" if sum(a != b for a, b in zip(one, other, strict=True)) == 1 else ""
    if len(one) == len(other) + 1:
        return "added" if _without_one(one, other) else ""
    return "missing" if len(one) + 1 == len(other) and _without_one(other, one) else ""


def _digits(amount: Money, beside: Money) -> str:
    """The digits that somebody types: pesos, with centavos only where one of both amounts has any."""
    in_pesos = amount.centavos % PESO == 0 and beside.centavos % PESO == 0
    return str(amount.centavos // PESO if in_pesos else amount.centavos)


def _without_one(longer: str, shorter: str) -> bool:
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
