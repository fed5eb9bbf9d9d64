"""Lines of a budget that sum up others: their codes nest (2, 2.1, 2.1.1 …) and each stands right above what it sums.

Printed executions list the levels among the lines, so that adding every row would count the same money several times.
A code alone is not believed: levels are levels where most of them are the sum of what stands below.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

_PARTED = re.compile(r"[.\-\s/_]+")


def parents_of(codes: Sequence[str]) -> tuple[int | None, ...]:
    """For each line the index of the one whose code its own extends, standing above it; None where there is none."""
    parents: list[int | None] = []
    standing: list[int] = []
    for at, code in enumerate(codes):
        while standing and not extends_code(code, codes[standing[-1]]):
            standing.pop()
        parents.append(standing[-1] if standing and code else None)
        if code:
            standing.append(at)
    return tuple(parents)


def extends_code(code: str, above: str) -> bool:
    """Whether a code goes on where another ends: part by part, or digit by digit where it has no parts."""
    one, other = (_PARTED.split(text.strip()) for text in (code, above))
    if not other[0] or len(one) == len(other) == 1:
        return bool(other[0]) and len(code) > len(above) and code.startswith(above) and code[len(above) :].isdigit()
    return len(one) > len(other) and one[: len(other)] == other


def levels_among(codes: Sequence[str], amounts: Sequence[int | None]) -> Mapping[int, tuple[int, ...]]:
    """The lines that sum others, each with the indices of the lines right below it, by codes and one column of
    amounts; empty where fewer than half of them add up, for then the codes say something else."""
    below = defaultdict[int, list[int]](list)
    for at, parent in enumerate(parents_of(codes)):
        if parent is not None:
            below[parent].append(at)
    told = [at for at in below if amounts[at] is not None]
    holds = sum(sum(amounts[child] or 0 for child in below[at]) == amounts[at] for at in told)
    return {at: tuple(children) for at, children in below.items()} if told and 2 * holds >= len(told) else {}
