"""A production that is not safe does not start, and what is served says so in its headers."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.template.loader import get_template
from django.test import Client, override_settings

from rumbo.config.checks import secure_production

SAFE = {
    "RUMBO_DEBUG": "0", "RUMBO_HTTPS": "1", "RUMBO_STATIC_COLLECTED": "0", "RUMBO_ALLOWED_HOSTS": "rumbo.gov.co",
    "RUMBO_SECRET_KEY": "x" * 40, "RUMBO_EMAIL_URL": "smtp://mail",
}  # fmt: skip


def _start(folder: str, changes: dict[str, str]) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("RUMBO_")}
    environment |= {**SAFE, "RUMBO_DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "rumbo.config.settings", **changes}
    return subprocess.run(
        [sys.executable, "-c", "import rumbo.config.wsgi"], env=environment, capture_output=True, text=True
    )


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"RUMBO_SECRET_KEY": ""}, "RUMBO_SECRET_KEY"),
        ({"RUMBO_SECRET_KEY": "short"}, "RUMBO_SECRET_KEY"),
        ({"RUMBO_ALLOWED_HOSTS": "*"}, "RUMBO_ALLOWED_HOSTS"),
        ({"RUMBO_HTTPS": "0"}, "RUMBO_HTTPS"),
        ({"RUMBO_STATIC_COLLECTED": "1"}, "RUMBO_STATIC_COLLECTED"),
    ],
)
def test_an_unsafe_production_does_not_start(tmp_path, changes: dict[str, str], named: str) -> None:  # type: ignore[no-untyped-def]
    answer = _start(str(tmp_path), changes)
    assert answer.returncode != 0
    assert named in answer.stderr.splitlines()[-1]


def test_a_safe_production_starts(tmp_path) -> None:  # type: ignore[no-untyped-def]
    answer = _start(str(tmp_path), {})
    assert answer.returncode == 0, answer.stderr


@override_settings(ALLOWED_HOSTS=["rumbo.gov.co"], HTTPS=True, STATIC_COLLECTED=False)
def test_mail_that_goes_nowhere_is_told() -> None:
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.console.EmailBackend"):
        assert [message.id for message in secure_production()] == ["rumbo.W001"]


def test_the_policy_has_no_exception() -> None:
    assert "unsafe" not in json.dumps(settings.CONTENT_SECURITY_POLICY)


@pytest.mark.django_db
def test_the_watcher_is_answered_with_every_header() -> None:
    answer = Client().get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok")
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("name", ["400.html", "403.html", "404.html", "500.html"])
def test_every_failure_has_its_page(name: str) -> None:
    get_template(name)
