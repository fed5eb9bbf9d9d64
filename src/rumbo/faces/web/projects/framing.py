"""What every page of a version of a project shows around its own: name, state, way through the bank, views, verbs."""

from typing import Any

from django.http import HttpRequest

from rumbo.faces.kit.pieces import Link
from rumbo.faces.web.projects import showing
from rumbo.faces.web.projects.deciding import verbs_of
from rumbo.faces.web.projects.pages import can_edit, crumbs, tabs
from rumbo.faces.web.projects.words import STATES, TONES


def framed(request: HttpRequest, version: Any, current: str, *further: Link) -> dict[str, Any]:
    """The context of a page of a version; `current` is the view it is, `further` the way below the sheet."""
    return {
        "version": version,
        "tone": TONES[version.state],
        "state": STATES[version.state],
        "crumbs": crumbs(version, *further),
        "tabs": tabs(version, current),
        "way": showing.steps_of(version.state),
        "editable": can_edit(request, version),
        "verbs": verbs_of(request, version),
    }
