"""Every write on publications, one verb a file."""

from rumbo.apps.publishing.actions.discard_publication import discard_publication
from rumbo.apps.publishing.actions.prepare_publication import prepare_publication
from rumbo.apps.publishing.actions.publish import publish
from rumbo.apps.publishing.actions.resume_publication import resume_publication

__all__ = ["discard_publication", "prepare_publication", "publish", "resume_publication"]
