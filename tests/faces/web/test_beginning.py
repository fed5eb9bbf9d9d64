"""An entity in which only one document came in: every page that its planning office reaches opens and asks little."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from rumbo.apps.people.models import User
from tests.faces.web.walking import walk
from tests.journeys.mancomunidad import EXAMPLES, found_mancomunidad

PLAN = EXAMPLES / "plan-estrategico-2024.txt"


@pytest.mark.any_engine
def test_every_page_opens_where_there_is_only_a_document(client: Client, db: None) -> None:
    planning = found_mancomunidad().planning
    client.force_login(User.objects.get(email=planning))
    file = SimpleUploadedFile(PLAN.name, PLAN.read_bytes())
    came_in = client.post("/documentos/traer/", {"file": file}, follow=True).request["PATH_INFO"]
    pages = list(walk(client, "/", came_in, files={}))
    assert sum(page.path.startswith(came_in) for page in pages) > 5
    assert len({page.name for page in pages}) > 50
    assert [page.path for page in pages if page.asks_much] == []
