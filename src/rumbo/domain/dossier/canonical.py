"""The canonical JSON of a dossier and its digest: one text for one dossier, on every machine.

UTF-8, keys sorted, no space, texts in NFC with `\\n` line ends, integers and texts but no fraction of any kind.
Quantities are integers of ten-thousandths, figures of 10⁻¹², days ISO 8601; a state is an object with its name.
"""

import hashlib
import json
from typing import Any

from rumbo.domain.dossier.plain import NotPlain, from_plain, to_plain
from rumbo.domain.dossier.values import SCHEMA_EDITION, Dossier

__all__ = ["NotPlain", "digest", "from_json", "to_json"]


def to_json(dossier: Dossier) -> bytes:
    """The canonical JSON of a dossier; raises `NotPlain` when a trace holds something else than plain values."""
    return json.dumps(to_plain(dossier), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def from_json(content: bytes) -> Dossier:
    """The dossier that a canonical JSON tells; raises `NotPlain` when it is none or of another edition."""
    try:
        plain = json.loads(content, parse_float=_refuse, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise NotPlain(str(error)) from error
    if not isinstance(plain, dict) or plain.get("schema") != SCHEMA_EDITION:
        raise NotPlain("schema")
    dossier: Dossier = from_plain(Dossier, plain)
    return dossier


def digest(dossier: Dossier) -> str:
    """The sha-256 of the canonical JSON, hexadecimal."""
    return hashlib.sha256(to_json(dossier)).hexdigest()


def _refuse(text: str) -> Any:
    raise NotPlain(text)
