"""Rooms have names that say what is in them, and no file names the machine it was written on."""

import re

import pytest

from tests.house.sources import ROOT, SRC, named, project_files

NAMELESS = {"utils", "helpers", "common", "misc", "core", "base", "manager", "managers", "service", "services"}
# Written apart so that this file does not find itself.
MACHINE = re.compile(r"(?<![\w.:/])/(?:" + "work|root" + r")/\w|(?<![\w.:/])/(?:home|Users)/\w+/")
REGISTRIES = ("pypi" + ".org", "python" + "hosted", "registry." + "npmjs", "deb." + "debian.org")
TEXTS = {".py", ".md", ".html", ".css", ".js", ".toml", ".yaml", ".yml", ".lock", ".po", ".json", ".txt", ".typ", ""}


def test_no_room_is_called_after_nothing() -> None:
    rooms = {part for path in project_files() if path.is_relative_to(SRC) and path.suffix == ".py"
             for part in (*path.relative_to(SRC).parts[:-1], path.stem)}  # fmt: skip
    assert not rooms & NAMELESS


@pytest.mark.parametrize("kind", ["machine paths", "registry hosts"])
def test_no_file_names_a_machine(kind: str) -> None:
    found = []
    for path in project_files():
        if path.suffix not in TEXTS or "vendor" in path.parts or path.stat().st_size > 2_000_000:
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        bad = MACHINE.search(text) if kind == "machine paths" else any(host in text for host in REGISTRIES)
        if bad:
            found.append(named(path))
    assert not found


def test_the_lock_files_carry_a_digest_for_everything() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        for block in re.split(r"\n(?=\S)", (ROOT / name).read_text().strip()):
            assert "--hash=sha256:" in block, f"{name}: {block.splitlines()[0]}"
