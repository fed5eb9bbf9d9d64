"""The translator between paper and plan, both ways: one declaration per known document."""

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

__all__ = [
    "Known",
    "Layout",
    "PrintedColumn",
    "PrintedHeader",
    "PrintedTable",
    "compare",
    "layout",
    "layouts",
    "print_matrix",
    "print_template",
    "read_plan",
    "rechecked",
    "similarity",
]
