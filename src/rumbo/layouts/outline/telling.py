"""The draft of a document of several parts as plain data for json, in the shape of docs/schemas/read.schema.json.

The content is told by `as_plain`, in the shape that docs/schemas/contents.schema.json gives for its layout. A place is
named by the path of its value: "/objectives/0/targets/1/term".
"""

from typing import Any

from rumbo.domain.document import DocumentDraft, Path
from rumbo.domain.shapes import as_plain, schema_of
from rumbo.findings.wording import Translate, marked
from rumbo.layouts.engine.telling import Data, check_as_data, finding_as_data, where_as_data
from rumbo.layouts.outline.declaration import outlines


def document_as_data(draft: DocumentDraft[Any], translate: Translate = marked) -> Data:
    """Everything a draft holds; `findings` is an iterator, to be walked once."""
    recognition = draft.recognition
    return {
        "source": {"file": draft.source.file, "digest": draft.source.digest, "media_type": draft.source.media_type},
        "layout": recognition.layout,
        "recognition": {
            "title": translate(recognition.title),
            "confidence": recognition.confidence,
            "matched": list(recognition.matched),
            "missing": list(recognition.missing),
        },
        "content": as_plain(draft.content),
        "places": {
            pointer(path): {**where_as_data(where), "written": draft.written.get(path, "")}
            for path, where in draft.places.items()
        },
        "announced": [
            {
                "path": pointer(each.path),
                "named": each.named,
                "places": [where_as_data(where) for where in each.places],
                "filled": each.filled,
            }
            for each in draft.announced
        ],
        "kept": [{"text": kept.text, "where": where_as_data(kept.where)} for kept in draft.kept],
        "findings": (finding_as_data(found, translate) for found in draft.everything_found()),
        "checks": [check_as_data(result, translate) for result in draft.checks],
    }


def pointer(path: Path) -> str:
    """A path as a JSON Pointer (RFC 6901) into the content."""
    return "".join(f"/{step}" for step in path)


def contents_schema() -> Data:
    """The JSON Schema of the contents of all layouts of outlines, by layout."""
    shapes: dict[str, Any] = {}
    layouts = {found.key: schema_of(found.content, shapes) for found in outlines()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "rumbo/contents/1",
        "title": "What a document of several parts holds, by its layout",
        "description": "Quantities are decimal texts, money is pesos as a decimal text, days are ISO texts.",
        "type": "object",
        "additionalProperties": False,
        "properties": layouts,
        "$defs": dict(sorted(shapes.items())),
    }
