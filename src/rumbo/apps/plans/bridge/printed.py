"""A version of a document of several parts as the content that its layout prints."""

from collections.abc import Callable, Mapping
from typing import Any

from rumbo.apps.plans.bridge.strategic import strategic_of
from rumbo.apps.plans.models import PlanVersion

CONTENTS: Mapping[str, Callable[[PlanVersion], Any]] = {"strategic_plan": strategic_of}


def prints(version: PlanVersion) -> bool:
    """Whether a version is printed in a layout of several parts."""
    return version.layout in CONTENTS


def content_of(version: PlanVersion) -> Any:
    """The content of a version; KeyError for one of another layout."""
    return CONTENTS[version.layout](version)
