"""The sentences of every finding code, declared beside the rule that speaks them and collected here."""

from dataclasses import dataclass

from rumbo.findings.types import Severity


@dataclass(frozen=True, slots=True)
class Sentences:
    """The Spanish source texts of a code: what is wrong, why it matters, how to go on.

    Placeholders are named, `{like_this}`, and filled from the facts of the finding. `source` names the norm, guide or
    document behind the rule. `passed` tells what was compared where nothing was found ("anunciados {announced},
    encontrados {found}"), filled from the facts of the result. Each text is wrapped in `marked` so that translation
    finds it.
    """

    code: str
    severity: Severity
    title: str
    what: str
    why: str
    how: str
    source: str = ""
    passed: str = ""


_declared: dict[str, Sentences] = {}


def declare(sentences: Sentences) -> Sentences:
    """Adds the sentences of a code. A code is declared once; twice is a mistake of the programmer."""
    if _declared.get(sentences.code, sentences) != sentences:
        raise ValueError(f"finding code declared twice: {sentences.code}")
    _declared[sentences.code] = sentences
    return sentences


def sentences_of(code: str) -> Sentences:
    """The sentences of a code; KeyError when nobody declared it (a house test makes sure nobody meets that)."""
    return _declared[code]


def declared() -> dict[str, Sentences]:
    """All declared sentences by code, in the order of the code."""
    return dict(sorted(_declared.items()))
