"""What users send: bounded while it arrives, kept where no address leads."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class PrivateFiles(FileSystemStorage):
    """Files on disk that have no address; a view that asks who is asking hands them out."""

    def url(self, name: str | None) -> str:
        """Refused always."""
        raise ValueError("A file sent by a user has no address of its own.")


class BoundedUpload(TemporaryFileUploadHandler):
    """Writes to the temporary folder and stops at the first byte beyond UPLOAD_MAX_BYTES (answer 400)."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write one piece; `start` counts from the beginning of this file."""
        if start + len(raw_data) > settings.UPLOAD_MAX_BYTES:
            self.upload_interrupted()
            raise RequestDataTooBig(f"A file may have {settings.UPLOAD_MAX_BYTES} bytes at most.")
        super().receive_data_chunk(raw_data, start)
