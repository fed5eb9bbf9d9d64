"""A catalogue made ready to be asked: names, aliases and codes found by what people write."""

from collections.abc import Mapping
from functools import cached_property

from rumbo.content.load import Catalogue, Entry
from rumbo.layouts.engine.folding import folded, unbracketed


class CatalogueIndex:
    """The entries of one edition by folded name (official names go before aliases) and by code."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.by_code: Mapping[str, Entry] = {entry.code: entry for entry in catalogue.entries}

    @cached_property
    def by_name(self) -> Mapping[str, Entry]:
        """The entry of each folded name."""
        found: dict[str, Entry] = {}
        for pick in (slice(0, 1), slice(1, None)):
            for entry in self.catalogue.entries:
                for name in entry.names[pick]:
                    found.setdefault(folded(name), entry)
        return found

    def entry(self, name: str) -> Entry | None:
        """The entry of a name as written, with or without what stands between brackets ("Plan … (POAI)")."""
        return self.by_name.get(folded(name)) or self.by_name.get(folded(unbracketed(name)))

    def is_official(self, code: str, name: str) -> bool:
        """Whether a name is the official one of a code, whatever its case, accents and bracketed acronym."""
        entry = self.by_code.get(code)
        if entry is None:
            return False
        return folded(entry.name) in (folded(name), folded(unbracketed(name)))

    def near(self, name: str) -> Entry | None:
        """The entry whose name a text resembles, for a proposal; never taken as certain."""
        from_words = set(folded(name).split())
        best = max(self.by_name, key=lambda known: _shared(from_words, known), default="")
        return self.by_name[best] if best and _shared(from_words, best) >= 0.75 else None


def _shared(words: set[str], known: str) -> float:
    """The share of words that two names have in common, of all the words they have."""
    others = set(known.split())
    return len(words & others) / len(words | others)
