"""Everybody of an entity at once: each role follows the links of the pages they may see, again and again."""

import re
from itertools import cycle

LINK = re.compile(rb'href="(/[^"#?]*)"')
LEFT_ALONE = ("/static/", "/cuenta/logout/")


def visited(requests: int, slug: str) -> None:
    """So many requests by everybody of an entity in turn."""
    from django.test import Client

    from rumbo.apps.people.models import User

    browsers = []
    for user in User.objects.filter(is_active=True, email__endswith=f"@{slug}.gov.co").order_by("pk"):
        browser = Client(HTTP_HOST="localhost")
        browser.force_login(user)
        browsers.append((browser, ["/"]))
    for turn, (browser, known) in zip(range(requests), cycle(browsers), strict=False):
        answer = browser.get(known[turn // len(browsers) % len(known)])
        if answer.streaming:
            b"".join(answer)
        elif answer.get("Content-Type", "").startswith("text/html"):
            found = (each.decode() for each in LINK.findall(answer.content))
            known.extend(each for each in dict.fromkeys(found) if each not in known and not each.startswith(LEFT_ALONE))
