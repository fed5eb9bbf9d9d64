"""What users send is bounded while it arrives and has no address."""

from pathlib import Path

import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory, override_settings


@override_settings(UPLOAD_MAX_BYTES=100_000)
def test_a_file_too_large_is_stopped_on_its_way() -> None:
    request = RequestFactory().post("/", {"file": SimpleUploadedFile("a.xlsx", b"x" * 100_001)})
    with pytest.raises(RequestDataTooBig):
        request.FILES  # noqa: B018  (reading is what receives the body)


@override_settings(UPLOAD_MAX_BYTES=100_000)
def test_a_file_of_the_largest_size_arrives_whole() -> None:
    request = RequestFactory().post("/", {"file": SimpleUploadedFile("a.xlsx", b"x" * 100_000)})
    assert request.FILES["file"].size == 100_000


def test_a_kept_file_has_no_address_and_only_its_owner_reads_it() -> None:
    name = default_storage.save("probe.txt", ContentFile(b"x"))
    try:
        with pytest.raises(ValueError, match="no address"):
            default_storage.url(name)
        assert Path(default_storage.path(name)).stat().st_mode & 0o777 == 0o600
    finally:
        default_storage.delete(name)
