"""The language of the terminal does not depend on whose terminal runs the tests."""

import pytest


@pytest.fixture(autouse=True)
def _a_terminal_in_spanish(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
