"""A number that a document says it does not have ("N/D", "Sin línea base"): its words have a field of their own."""

from collections.abc import Mapping

from rumbo.findings import Finding
from rumbo.layouts.outline import sentences as say
from rumbo.layouts.outline.tree import Tree

LONGEST = 120


def put_unsaid(tree: Tree, findings: list[Finding], unsaid: Mapping[str, str]) -> None:
    """Moves the words that stand in place of a number, and takes back the finding that they could not be read. A text
    with a digit in it is a number written badly: it stays told."""
    for path, text in list(tree.written.items()):
        field = ".".join(step for step in path if isinstance(step, str))
        other = unsaid.get(field)
        if other is None or tree.get(path) is not None or any(map(str.isdigit, text)) or len(text) > LONGEST:
            continue
        where, into = tree.places[path], other.rpartition(".")[2]
        if tree.get((*path[:-1], into)) is None:
            tree.set(path[:-1], into, text.strip(), where)
        del tree.written[path]
        findings[:] = [f for f in findings if f.where != where or f.code != say.VALUE_UNREADABLE.code]
