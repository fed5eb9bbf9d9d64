"""The translator between paper and plan, both ways: one declaration per known document."""

from rumbo.layouts.engine.declaration import Layout, layout, layouts
from rumbo.layouts.engine.drafting import Known
from rumbo.layouts.engine.reading import read_plan, rechecked

__all__ = ["Known", "Layout", "layout", "layouts", "read_plan", "rechecked"]
