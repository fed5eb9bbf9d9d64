"""A worker of its own process: how long until its first page, and what it weighs then and after many requests to an
entity with a plan of some size."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from benchmarks import entity
from benchmarks.rounds import Amount

SIZES = {"small": 200, "full": 2_000}
ROUNDS, TARGETS, SLUG = 5, 500, "obrero"
FIRST_PAGE = """
import io, sys
from {module} import application
environ = {{"REQUEST_METHOD": "GET", "PATH_INFO": "{path}", "SERVER_NAME": "localhost", "SERVER_PORT": "80",
           "wsgi.input": io.BytesIO(), "wsgi.errors": sys.stderr, "wsgi.url_scheme": "http"}}
answer = application(environ, lambda status, headers: sys.exit(status) if not status.startswith("200") else None)
page = b"".join(answer)
"""
EMPTY = """
from django.conf import settings
settings.configure(SECRET_KEY="x", ALLOWED_HOSTS=["localhost"], ROOT_URLCONF="empty", INSTALLED_APPS=[
    "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "django.contrib.staticfiles"])
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path
urlpatterns = [path("", lambda request: HttpResponse("empty"))]
application = get_wsgi_application()
"""
WEIGHED = """
def held():
    line = next(line for line in open("/proc/self/status") if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024
print(held())
"""
MIXED = """
from benchmarks.crowd import visited
visited({requests}, {slug!r})
print(held())
"""


def run(size: str) -> Iterator[Amount]:
    """Against an empty Django project, best of some starts; memory as the machine counts what is resident."""
    import tempfile
    from pathlib import Path

    house = entity.house(SLUG)
    entity.opened(house, entity.plan_of(house, TARGETS), 1)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "empty.py").write_text(EMPTY)
        ours = FIRST_PAGE.format(module="rumbo.config.wsgi", path="/cuenta/login/")
        empty = f"import sys; sys.path.insert(0, {folder!r})\n" + FIRST_PAGE.format(module="empty", path="/")
        # As installed: compiled once, by the first of the rounds, and never again.
        compiled = {"PYTHONPYCACHEPREFIX": folder, "PYTHONDONTWRITEBYTECODE": ""}
        times = [(_started(ours, compiled)[0], _started(empty, compiled)[0]) for _ in range(ROUNDS)]
    more = min(mine for mine, _ in times) - min(theirs for _, theirs in times)
    yield Amount("from start to first page, beyond an empty Django project", more, 1, "s of processor")
    weighed = _started(ours + WEIGHED + MIXED.format(requests=SIZES[size], slug=SLUG))[1].split()
    yield Amount("a worker after its first page", float(weighed[0]), 160, "MiB")
    yield Amount(f"a worker after {SIZES[size]} mixed requests", float(weighed[1]), 250, "MiB")


def _started(code: str, more: Mapping[str, str] = MappingProxyType({})) -> tuple[float, str]:
    before = _spent()
    # A production that serves this machine only: it would refuse the name that Django's test client gives itself.
    env = os.environ | {"RUMBO_ALLOWED_HOSTS": "localhost", **more}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=env)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return _spent() - before, done.stdout


def _spent() -> float:
    """Processor seconds of the processes that have ended: on a machine with nothing else to do, the seconds waited."""
    times = os.times()
    return times.children_user + times.children_system
