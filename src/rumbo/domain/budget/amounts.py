"""Exact sums of money, where an amount that is not known is never taken for zero."""

from collections.abc import Iterable

from rumbo.domain.numbers import Money

PESO = 100


def sum_of(amounts: Iterable[Money | None]) -> Money | None:
    """The sum in centavos; None when there is nothing to add or one of the amounts is not known."""
    listed = list(amounts)
    known = [amount.centavos for amount in listed if amount is not None]
    return Money(sum(known)) if listed and len(known) == len(listed) else None


def agreed(one: Money | None, other: Money | None) -> bool:
    """Whether two amounts are known and the same."""
    return one is not None and one == other


def printed_pesos(amount: Money) -> str:
    """An amount as a Colombian document prints it, with centavos only where there are any: $199.290.000."""
    pesos, centavos = divmod(abs(amount.centavos), PESO)
    whole = f"{pesos:,}".replace(",", ".")
    sign = "-" if amount.centavos < 0 else ""
    return f"{sign}${whole},{centavos:02d}" if centavos else f"{sign}${whole}"
