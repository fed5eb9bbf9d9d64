"""Codes of risks (V05): none twice, and none left out where they count up ("R1, R2, R4", "GC-01, GC-03")."""

import re
from collections import defaultdict
from collections.abc import Iterator

from rumbo.domain.checks.documents.risks.asking import Draft, Told, asking
from rumbo.domain.checks.reference import Reference
from rumbo.findings import Sentences, Severity, declare, marked

TWICE = declare(
    Sentences(
        "risk.code_twice",
        Severity.WARNING,
        marked("Código de riesgo repetido"),
        marked("El código {code} está en más de un riesgo."),
        marked("El código identifica al riesgo en los documentos; repetido, no identifica a ninguno."),
        marked("Dé a cada riesgo un código propio."),
    )
)
GAP = declare(
    Sentences(
        "risk.code_gap",
        Severity.NOTICE,
        marked("Falta un código en la numeración de los riesgos"),
        marked("Los códigos llegan a {last} y no está {missing}."),
        marked("Un código que falta hace pensar en un riesgo borrado o perdido al copiar."),
        marked("Recupere el riesgo que falta, o diga que se retiró y por qué."),
    )
)
NO_CODES = marked("los códigos de los riesgos")
NUMBERED = re.compile(r"(.*?)(\d{1,4})")


def _twice(draft: Draft, reference: Reference) -> Iterator[Told]:
    """A bare number may stand once in each process, and in each sheet: there the count begins anew."""
    seen: set[tuple[str, str, str]] = set()
    for at, entry in enumerate(draft.content.entries):
        code = reference.fold(entry.code)
        key = (*(_whose(draft, reference, at) if code.isdecimal() else ("", "")), code)
        if code and key in seen:
            yield ("entries", at, "code"), {"code": entry.code}
        seen.add(key)


def _gaps(draft: Draft, reference: Reference) -> Iterator[Told]:
    """Only of series that begin with 1 and have more numbers than holes: others are codes, and count nothing."""
    for begins, numbers in _series(draft, reference).items():
        last = max(numbers)
        missing = [number for number in range(1, last) if number not in numbers]
        if missing and 1 in numbers and len(numbers) > len(missing):
            first, after = numbers[1][1], min(number for number in numbers if number > missing[0])
            told = ", ".join(f"{begins[-1]}{number:0{len(first)}}" for number in missing)
            yield ("entries", numbers[after][0], "code"), {"last": f"{begins[-1]}{numbers[last][1]}", "missing": told}


def _series(draft: Draft, reference: Reference) -> dict[tuple[str, str, str], dict[int, tuple[int, str]]]:
    """By whose they are, where bare numbers begin anew, and how they begin: each number with its risk and digits."""
    entries = draft.content.entries
    bare = [reference.fold(each.code) for each in entries if each.code.strip().isdecimal()]
    anew = len(set(bare)) < len(bare)
    series: defaultdict[tuple[str, str, str], dict[int, tuple[int, str]]] = defaultdict(dict)
    for at, entry in enumerate(entries):
        if found := NUMBERED.fullmatch(entry.code.strip()):
            whose = _whose(draft, reference, at) if anew and not found[1] else ("", "")
            series[*whose, found[1]].setdefault(int(found[2]), (at, found[2]))
    return series


def _whose(draft: Draft, reference: Reference, at: int) -> tuple[str, str]:
    """Whose count the bare number of a risk belongs to: its process or project, and the sheet it stands in."""
    entry = draft.content.entries[at]
    place = draft.where(("entries", at, "code"))
    return reference.fold(entry.process or entry.project), place.part if place else ""


def _no_codes(draft: Draft, _reference: Reference) -> str | None:
    return None if any(each.code for each in draft.content.entries) else NO_CODES


CHECKS = (asking(TWICE, _twice, lacks=_no_codes), asking(GAP, _gaps, lacks=_no_codes))
