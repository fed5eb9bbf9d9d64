"""No sentence of a document that was read for this project stands under src/: it works for entities, not for one."""

import re
from pathlib import Path

from tests.house.sources import SRC, files, named

# Eight words in a row are no accident, except in the names of norms that everybody writes alike.
WORDS = 8
TEXTS = (".py", ".html", ".yaml", ".yml", ".json", ".po", ".txt", ".js", ".css", ".typ", ".csv", ".toml")


def test_no_sentence_of_a_seed_is_under_src(shared: Path) -> None:
    seeds = _runs(path for path in (shared / "seeds").rglob("*") if path.is_file())
    official = _runs(path for path in (shared / "catalogs").rglob("*") if path.is_file())
    assert seeds, "the folder of the seeds is empty"
    ours = {" ".join(run): named(path) for path in files(SRC, *TEXTS) for run in _ours(path) & seeds - official}
    assert not ours


def _runs(paths) -> set[tuple[str, ...]]:  # type: ignore[no-untyped-def]
    return set().union(*(_runs_of(path) for path in paths))


def _ours(path: Path) -> set[tuple[str, ...]]:
    """In a document of the demonstration a line is a paragraph or a heading of the form, and none goes on in the next;
    what stands between brackets is said beside it."""
    if path.suffix != ".txt":
        return _runs_of(path)
    return set().union(*map(_runs_in, re.split(r"[\n()]", path.read_text(encoding="utf-8"))))


def _runs_of(path: Path) -> set[tuple[str, ...]]:
    return _runs_in(path.read_text(encoding="utf-8", errors="replace"))


def _runs_in(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return set(zip(*(words[start:] for start in range(WORDS)), strict=False))
