"""Write docs/schemas/contents.schema.json: what a document of several parts holds, drawn from the declared types.

python -m docs.build_contents_schema
"""

import json
from pathlib import Path

from rumbo.layouts.outline.telling import contents_schema

SCHEMA = Path(__file__).resolve().parent / "schemas" / "contents.schema.json"


def text() -> str:
    """The file as it should be."""
    return json.dumps(contents_schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    SCHEMA.write_text(text(), encoding="utf-8")
