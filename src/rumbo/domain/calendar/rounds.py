"""How often a plan is followed up, and when: derived from how often its own targets report.

A round takes up every target one of whose own periods ends in it, so the rounds of a plan must be short enough for the
most frequent of its targets, and each of its periods must be a whole number of rounds.
"""

from collections.abc import Iterable
from math import gcd

from rumbo.domain.calendar.periods import PERIODICITIES, QUARTERLY, Periodicity


def round_periodicity(periodicities: Iterable[Periodicity | None]) -> Periodicity:
    """The longest periodicity in which every period of every target ends with a round.

    A target that does not say how often (None) is followed up every quarter, as the committee must follow the plan
    (Decreto 1083 de 2015, art. 2.2.22.3.8); once and on demand ask for no round of their own.
    """
    months = gcd(*(each.months for each in (one or QUARTERLY for one in periodicities) if each.months))
    by_length = {each.months: each for each in PERIODICITIES.values() if each.months}
    return by_length.get(months, QUARTERLY)
