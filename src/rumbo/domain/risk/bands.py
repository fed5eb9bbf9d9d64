"""Bands of exact numbers whose ends say whether they belong: [3, 25) holds 3 and not 25."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Band:
    """Numbers from `lower` to `upper` (None is without limit); the flags say whether the ends are held."""

    lower: Fraction
    upper: Fraction | None
    lower_held: bool = True
    upper_held: bool = False

    @classmethod
    def of(cls, text: str) -> "Band":
        """The band that a text writes: "[10, 50]", "(500, ∞)". Raises ValueError for anything else."""
        left, comma, right = text.strip().partition(",")
        if not comma or left[:1] not in "[(" or right[-1:] not in "])":
            raise ValueError(f"not a band: {text!r}")
        end = right[:-1].strip()
        return cls(Fraction(left[1:].strip()), None if end == "∞" else Fraction(end), left[0] == "[", right[-1] == "]")

    def holds(self, number: Fraction) -> bool:
        """Whether a number lies in the band."""
        if number < self.lower or (number == self.lower and not self.lower_held):
            return False
        return self.upper is None or number < self.upper or (number == self.upper and self.upper_held)


def cover(bands: Sequence[Band], lower: Fraction, upper: Fraction | None) -> bool:
    """Whether the bands, in order, hold every number from `lower` to `upper` (None: without end) exactly once."""
    if not bands or bands[0].lower != lower or not bands[0].lower_held or bands[-1].upper != upper:
        return False
    meeting = all(
        before.upper == after.lower and before.upper_held != after.lower_held for before, after in pairwise(bands)
    )
    return meeting and not any(_empty(band) for band in bands)


def _empty(band: Band) -> bool:
    if band.upper is None or band.lower < band.upper:
        return False
    return not (band.lower == band.upper and band.lower_held and band.upper_held)
