"""What users send: bounded while it arrives, kept where no address leads.

What is too large is left out on its way and told, so that the rest of the form, what the person typed, still arrives.
"""

import errno
from collections.abc import Callable
from typing import IO, Any, NoReturn, cast

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

Wsgi = Callable[[dict[str, Any], Any], Any]


class PrivateFiles(FileSystemStorage):
    """Files on disk that have no address; a view that asks who is asking hands them out."""

    def url(self, name: str | None) -> str:
        """Refused always."""
        raise ValueError("A file sent by a user has no address of its own.")


class TooLarge(UploadedFile):
    """A file that was left out: it has its name and its size, and no content. A form knows it by `left_out`, and by
    `no_room` that the disk was full and not the file too large."""

    left_out = True

    def __init__(self, name: str | None, size: int, *, no_room: bool = False) -> None:
        super().__init__(cast(IO[bytes], _LeftOut()), name, size=size)
        self.no_room = no_room


class _LeftOut:
    """Where the content would be. Whoever reads it without asking first whether it came is stopped."""

    closed = False

    def read(self, size: int = -1) -> NoReturn:
        """Stopped."""
        raise RequestDataTooBig(f"A file may have {settings.UPLOAD_MAX_BYTES} bytes at most.")

    def seek(self, *place: int) -> NoReturn:
        """Stopped, as reading is."""
        self.read()

    def close(self) -> None:
        """Nothing is open."""


class BoundedUpload(TemporaryFileUploadHandler):
    """Writes to the temporary folder what fits in UPLOAD_MAX_BYTES a file and FORM_FILES_MAX_BYTES a form.

    The bytes of a larger file are thrown away as they come and it arrives as `TooLarge`. Nothing of REQUEST_MAX_BYTES
    or more is read at all, and no file of somebody who has not signed in.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.kept = 0

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803  (Django's name)
        content_length: int,
        boundary: Any,
        encoding: str | None = None,
    ) -> None:
        """Refuse a body that is too large to be read through."""
        if content_length >= settings.REQUEST_MAX_BYTES:
            raise RequestDataTooBig(f"A form may have {settings.REQUEST_MAX_BYTES} bytes at most.")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Make room for one file; none for that of a stranger."""
        user = getattr(self.request, "user", None)
        if user is not None and not user.is_authenticated:
            raise SkipFile
        super().new_file(*args, **kwargs)
        self.left_out = self.no_room = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write one piece; `start` counts from the beginning of this file."""
        received = start + len(raw_data)
        if received > settings.UPLOAD_MAX_BYTES or self.kept + received > settings.FORM_FILES_MAX_BYTES:
            self.left_out = True
            self.file.truncate(0)
        if self.left_out:
            return
        try:
            super().receive_data_chunk(raw_data, start)
        except OSError as error:
            if error.errno not in (errno.ENOSPC, errno.EDQUOT):
                raise
            self.left_out = self.no_room = True
            self.file.truncate(0)

    def file_complete(self, file_size: int) -> UploadedFile | None:
        """The file, or what is told of one that was left out."""
        if not self.left_out:
            self.kept += file_size
            return super().file_complete(file_size)
        self.file.close()
        return TooLarge(self.file_name, file_size, no_room=self.no_room)


class FormsArrive:
    """Reads the whole form before anybody asks for a part of it; one that cannot be read is answered in kind words."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing yet: what is read depends on who is asking, which is known when the view is."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        """Stand before the guard against forged requests, which is who reads the form otherwise."""
        try:
            request.POST  # noqa: B018  (asking for it is what reads)
        except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent):
            return _told(request, "413.html", 413)
        except (MultiPartParserError, UnreadablePostError):
            return _told(request, "kit/incomplete.html", 400)
        return None


def whole_body(application: Wsgi) -> Wsgi:
    """A WSGI application that never takes a body cut in the middle for a whole one."""

    def checked(environ: dict[str, Any], start_response: Any) -> Any:
        environ["wsgi.input"] = _Announced(environ["wsgi.input"])
        return application(environ, start_response)

    return checked


class _Announced:
    """A body of which Django never asks more than was announced: its end comes too early or not at all."""

    def __init__(self, body: Any) -> None:
        self.body = body
        self.readline = body.readline

    def read(self, size: int) -> bytes:
        """Exactly so many bytes."""
        pieces = []
        while size > 0:
            piece = self.body.read(size)
            if not piece:
                raise OSError("the body of the request ended before its announced length")
            pieces.append(piece)
            size -= len(piece)
        return b"".join(pieces)


def _told(request: HttpRequest, template: str, status: int) -> HttpResponse:
    """A page in the frame of who is asking, with a way back to where they were."""
    came_from = request.headers.get("Referer", "")
    here = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
    context = {
        "frame_page": "kit/page.html" if request.user.is_authenticated else "kit/entrance.html",
        "back": came_from if here else "/",
        "sent": int(length) if (length := request.META.get("CONTENT_LENGTH", "")).isdigit() else None,
        "most": settings.UPLOAD_MAX_BYTES,
        "most_files": settings.FORM_FILES,
        "most_words": settings.DATA_UPLOAD_MAX_MEMORY_SIZE,
    }
    return render(request, template, context, status=status)
