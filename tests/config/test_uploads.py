"""What users send is bounded while it arrives, told when it is too much, and has no address."""

import socket
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, UnreadablePostError
from django.test import Client, RequestFactory
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse

from rumbo.config.uploads import whole_body
from tests.characters import House
from tests.config.serving import installed, served

MOST = 100_000
Address = tuple[str, int]


@pytest.fixture(autouse=True)
def small_bounds(settings: Any) -> None:
    settings.UPLOAD_MAX_BYTES, settings.FORM_FILES = MOST, 3
    settings.FORM_FILES_MAX_BYTES, settings.REQUEST_MAX_BYTES = 3 * MOST, 6 * MOST


def _sent(*sizes: int) -> HttpRequest:
    files = [SimpleUploadedFile(f"{number}.xlsx", b"x" * size) for number, size in enumerate(sizes)]
    return RequestFactory().post("/", {"file": files, "told": "lo que se escribió"})


def test_a_file_too_large_is_left_out_and_what_was_typed_arrives() -> None:
    request = _sent(MOST + 1, 7)
    large, small = request.FILES.getlist("file")
    assert (large.left_out, large.size, small.size, small.read()) == (True, MOST + 1, 7, b"x" * 7)
    assert request.POST["told"] == "lo que se escribió"


def test_the_content_of_a_file_left_out_is_never_taken_for_an_empty_one() -> None:
    large = _sent(MOST + 1).FILES["file"]
    for read in (large.read, large.open, lambda: list(large.chunks()), large.file.read):
        with pytest.raises(RequestDataTooBig):
            read()


def test_nothing_of_a_file_left_out_stays_on_the_disk(settings: Any) -> None:
    room = Path(settings.FILE_UPLOAD_TEMP_DIR)
    before = set(room.iterdir())
    request = _sent(MOST + 1, MOST)
    assert len(request.FILES.getlist("file")) == 2
    assert sum(each.stat().st_size for each in set(room.iterdir()) - before) == MOST
    request.close()
    assert set(room.iterdir()) <= before


def test_a_file_of_the_largest_size_arrives_whole() -> None:
    assert len(_sent(MOST).FILES["file"].read()) == MOST


def test_files_that_fit_one_by_one_may_be_too_much_together() -> None:
    files = _sent(MOST, MOST, MOST, 1).FILES.getlist("file")
    assert [getattr(file, "left_out", False) for file in files] == [False, False, False, True]


def test_a_kept_file_has_no_address_and_only_its_owner_reads_it() -> None:
    name = default_storage.save("probe.txt", ContentFile(b"x"))
    try:
        with pytest.raises(ValueError, match="no address"):
            default_storage.url(name)
        assert Path(default_storage.path(name)).stat().st_mode & 0o777 == 0o600
    finally:
        default_storage.delete(name)


# --- What the person is told


def _upload(house: House, data: dict[str, Any], **more: Any) -> Any:
    return house.pilar.browser().post(reverse("web:intake-upload"), data, **more)


def test_a_document_too_large_is_told_beside_its_field(house: House) -> None:
    answer = _upload(house, {"file": SimpleUploadedFile("plan.xlsx", b"x" * (MOST + 1))})
    assert answer.status_code == 422
    told = str(answer.context["form"].errors["file"])
    assert "plan.xlsx" in told
    assert "97,7" in told
    assert "KB" in told


def test_a_form_too_large_to_be_read_is_answered_in_the_frame_of_the_site(house: House) -> None:
    came_from = "http://testserver" + reverse("web:intake-upload")
    answer = _upload(house, {"file": SimpleUploadedFile("a.xlsx", b"x" * 7 * MOST)}, headers={"Referer": came_from})
    page = answer.content.decode()
    assert answer.status_code == 413
    assert "demasiado grande" in page
    assert "enlace" in page
    assert f'href="{came_from}"' in page
    assert house.entity.name in page, "the frame of who is asking"


def test_the_way_back_never_leads_to_another_site(house: House) -> None:
    elsewhere = {"Referer": "https://malo.test/"}
    answer = _upload(house, {"file": SimpleUploadedFile("a.xlsx", b"x" * 7 * MOST)}, headers=elsewhere)
    assert b"malo.test" not in answer.content


@pytest.mark.parametrize("bound", ["DATA_UPLOAD_MAX_NUMBER_FIELDS", "DATA_UPLOAD_MAX_NUMBER_FILES"])
def test_too_many_of_anything_is_told_too(house: House, settings: Any, bound: str) -> None:
    setattr(settings, bound, 1)
    data = {"a": "1", "b": "2", "file": [SimpleUploadedFile("a.csv", b"x"), SimpleUploadedFile("b.csv", b"x")]}
    assert _upload(house, data).status_code == 413


def test_words_without_end_are_told_too(house: House, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000
    for kind in ({}, {"content_type": "application/x-www-form-urlencoded"}):
        data: Any = "objective=" + "x" * 2_000 if kind else {"objective": "x" * 2_000}
        assert house.pilar.browser().post(reverse("web:intake-upload"), data, **kind).status_code == 413


@pytest.mark.parametrize("kind", ["multipart/form-data", "multipart/form-data; boundary=" + "ñ" * 3])
def test_a_form_without_its_boundaries_is_answered_as_incomplete(house: House, kind: str) -> None:
    answer = house.pilar.browser().post(reverse("web:intake-upload"), b"x" * 50, content_type=kind)
    assert answer.status_code == 400
    assert "no llegó completo" in answer.content.decode()


def test_what_is_no_form_at_all_says_nothing_to_a_form(house: House) -> None:
    answer = house.pilar.browser().post(reverse("web:intake-upload"), b"[1]", content_type="application/json")
    assert answer.status_code == 422


@pytest.mark.django_db
def test_the_file_of_a_stranger_never_touches_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room(*told: Any, **more: Any) -> None:
        raise AssertionError("a temporary file for a stranger")

    monkeypatch.setattr("django.core.files.uploadhandler.TemporaryUploadedFile", no_room)
    answer = Client().post(reverse("web:intake-upload"), {"file": SimpleUploadedFile("a.csv", b"x")})
    assert answer.status_code == 302


# --- On its way through a server


def test_a_body_cut_in_the_middle_is_not_taken_for_a_whole_one() -> None:
    body = encode_multipart(BOUNDARY, {"file": SimpleUploadedFile("a.csv", b"x" * 1_000)})
    request = RequestFactory().generic("POST", "/", body, content_type=MULTIPART_CONTENT)
    environ = request.environ | {"wsgi.input": BytesIO(body[:500])}
    seen: list[Any] = []

    def application(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        from django.core.handlers.wsgi import WSGIRequest

        with pytest.raises(UnreadablePostError):
            seen.append(WSGIRequest(environ).FILES)
        return []

    whole_body(application)(environ, None)
    assert seen == []


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    with served(installed(tmp_path_factory.mktemp("served"), RUMBO_UPLOAD_MAX_MB="1")) as address:
        yield address


def test_a_server_answers_a_form_too_large_before_it_has_come(server: Address) -> None:
    with socket.create_connection(server, timeout=20) as line:
        line.sendall(_head(server, 10**9) + b"--b\r\n")
        assert b" 413 " in line.recv(4096).split(b"\r\n")[0]


def test_a_server_never_takes_a_cut_form_for_a_whole_one(server: Address) -> None:
    with socket.create_connection(server, timeout=20) as line:
        line.sendall(_head(server, 5_000) + b'--b\r\nContent-Disposition: form-data; name="login"\r\n\r\nana')
        line.shutdown(socket.SHUT_WR)
        answer = line.recv(4096)
    assert answer == b"" or b" 400 " in answer.split(b"\r\n")[0]


def _head(server: Address, length: int) -> bytes:
    told = ["POST /cuenta/login/ HTTP/1.1", f"Host: {server[0]}:{server[1]}", f"Content-Length: {length}"]
    return "\r\n".join([*told, "Content-Type: multipart/form-data; boundary=b", "", ""]).encode()
