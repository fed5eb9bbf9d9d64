"""Everything is written by an action, and every action passes the doorway with a verb somebody answers for."""

import ast
from pathlib import Path

from rumbo.apps.audit import doorway
from tests.house.sources import SRC, WAIVERS, Place, files, named, nodes, tree

ALWAYS = {"save", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
WITH_KEYWORDS = {"create", "update"}  # a dictionary and a digest are updated with positions, a table with columns


def test_only_actions_write() -> None:
    writers = {
        named(place.path): str(place)
        for floor in ("apps", "faces", "config")
        for place in nodes(SRC / floor)
        if _writes(place) and not _in_actions(place.path)
    }
    waived = WAIVERS["writes"]
    assert not {name: place for name, place in writers.items() if name not in waived}
    assert not set(waived) - set(writers), "a waiver nobody needs any more"


def test_every_action_passes_the_doorway() -> None:
    """What a room of actions offers is a verb; the steps that verbs share stay inside of it."""
    bare = [
        f"{named(path)}::{name}"
        for path in files(SRC / "apps", ".py")
        if _in_actions(path)
        for name, function in _offered(path).items()
        if not _verb(function)
    ]
    assert not bare


def test_faces_take_only_verbs_from_actions() -> None:
    steps = {
        node.name
        for path in files(SRC / "apps", ".py")
        if _in_actions(path)
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef) and not _verb(node)
    }
    taken = [
        f"{place}: {alias.name}"
        for place in nodes(SRC / "faces")
        if isinstance(place.node, ast.ImportFrom) and ".actions" in (place.node.module or "")
        for alias in place.node.names
        if alias.name in steps
    ]
    assert not taken


def test_somebody_answers_for_every_verb() -> None:
    used = {
        verb
        for path in files(SRC / "apps", ".py")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef) and (verb := _verb(node))
    }
    assert not used - doorway.verbs()


def _offered(path: Path) -> dict[str, ast.FunctionDef]:
    """The functions of `actions.py`, or those that `actions/__init__.py` hands on from its own files."""
    if path.stem == "actions":
        return {name: function for name, function in _functions(path).items() if not name.startswith("_")}
    if path.stem != "__init__":
        return {}
    inside = {name: function for one in path.parent.glob("*.py") for name, function in _functions(one).items()}
    names = {alias.name for node in tree(path).body if isinstance(node, ast.ImportFrom) for alias in node.names}
    return {name: function for name, function in inside.items() if name in names}


def _functions(path: Path) -> dict[str, ast.FunctionDef]:
    return {node.name: node for node in tree(path).body if isinstance(node, ast.FunctionDef)}


def _in_actions(path: Path) -> bool:
    return path.stem == "actions" or path.parent.name == "actions"


def _writes(place: Place) -> bool:
    call = place.node
    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)):
        return False
    if isinstance(call.func.value, ast.Call) and ast.unparse(call.func.value) == "super()":
        return False
    return call.func.attr in ALWAYS or (call.func.attr in WITH_KEYWORDS and bool(call.keywords))


def _verb(function: ast.FunctionDef) -> str:
    for decorator in function.decorator_list:
        if isinstance(decorator, ast.Call) and ast.unparse(decorator.func).endswith("doorway"):
            (verb,) = decorator.args
            return ast.literal_eval(verb) if isinstance(verb, ast.Constant) else ast.unparse(verb)
    return ""
