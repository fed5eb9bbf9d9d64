"""The bell of sizes: it rings, and a waiver with its reason in waivers.yaml answers it."""

import ast

from tests.house.sources import SRC, WAIVERS, files, named, tree

MODULE, FUNCTION, TEMPLATE, SCRIPT, ALL_SCRIPTS = 400, 60, 120, 60, 500


def test_nothing_is_larger_than_its_bell_but_for_a_reason() -> None:
    ringing = {**_files_over(".py", MODULE), **_files_over(".html", TEMPLATE), **_files_over(".js", SCRIPT)}
    ringing.update(_functions_over(FUNCTION))
    waived = WAIVERS["sizes"]
    assert not {name: lines for name, lines in ringing.items() if name not in waived}
    assert not set(waived) - set(ringing), "a waiver nobody needs any more"


def test_our_own_scripts_stay_few() -> None:
    assert sum(_lines(path) for path in files(SRC, ".js")) <= ALL_SCRIPTS


def _lines(path) -> int:  # type: ignore[no-untyped-def]
    return len(path.read_text(encoding="utf-8").splitlines())


def _files_over(suffix: str, bell: int) -> dict[str, int]:
    return {named(path): _lines(path) for path in files(SRC, suffix) if _lines(path) > bell}


def _functions_over(bell: int) -> dict[str, int]:
    return {
        f"{named(path)}::{node.name}": node.end_lineno - node.lineno + 1
        for path in files(SRC, ".py")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > bell
    }
