"""The translator between paper and plan, both ways: one declaration per known document."""

from rumbo.layouts.documents import Draft, outline_followed, read_document
from rumbo.layouts.engine.comparing import compare, similarity
from rumbo.layouts.engine.declaration import Layout, layout, layouts
from rumbo.layouts.engine.drafting import Known
from rumbo.layouts.engine.printing import (
    PrintedColumn,
    PrintedHeader,
    PrintedTable,
    print_matrix,
    print_template,
)
from rumbo.layouts.engine.reading import read_plan, rechecked
from rumbo.layouts.outline.declaration import Outline, outline, outlines
from rumbo.layouts.outline.printing import print_outline, print_outline_template

__all__ = [
    "Draft",
    "Known",
    "Layout",
    "Outline",
    "PrintedColumn",
    "PrintedHeader",
    "PrintedTable",
    "compare",
    "layout",
    "layouts",
    "outline",
    "outline_followed",
    "outlines",
    "print_matrix",
    "print_outline",
    "print_outline_template",
    "print_template",
    "read_document",
    "read_plan",
    "rechecked",
    "similarity",
]
