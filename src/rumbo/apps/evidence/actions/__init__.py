"""Every write on files and evidence, one verb a file."""

from rumbo.apps.evidence.actions.clear_away import clear_away
from rumbo.apps.evidence.actions.mark_public import mark_public
from rumbo.apps.evidence.actions.provide_evidence import provide_file, provide_link
from rumbo.apps.evidence.actions.store_file import store_file

__all__ = ["clear_away", "mark_public", "provide_file", "provide_link", "store_file"]
