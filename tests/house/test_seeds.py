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
    ours = {" ".join(run): named(path) for path in files(SRC, *TEXTS) for run in _runs_of(path) & seeds - official}
    assert not ours


def _runs(paths) -> set[tuple[str, ...]]:  # type: ignore[no-untyped-def]
    return set().union(*(_runs_of(path) for path in paths))


def _runs_of(path: Path) -> set[tuple[str, ...]]:
    words = re.findall(r"[^\W\d_]+", path.read_text(encoding="utf-8", errors="replace").casefold())
    return set(zip(*(words[start:] for start in range(WORDS)), strict=False))
