"""Fields for files. One that is too large was left out on its way: the field tells it, and what was typed stays."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from rumbo.faces.kit.written import written_size


class SentFile(forms.FileField):
    """One file. `how` says what to do with one that is too large; its content is judged by the action that keeps it."""

    def __init__(self, *, how: str | Promise, **more: Any) -> None:
        super().__init__(**more)
        self.how = how

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The file, refused where it was left out."""
        refuse_left_out([data], self.how)
        return super().clean(data, initial)


class SeveralFiles(forms.ClearableFileInput):
    """A choice of several files at once."""

    allow_multiple_selected = True


class FilesField(SentFile):
    """Several files; their content is judged by the action that keeps them."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """The files that came, none where none did."""
        # An empty file is refused by its action, which says what to do.
        files = [file for file in data or [] if file]
        if len(files) > settings.FORM_FILES:
            told = _("Eligió {count} archivos; en un mismo envío caben {most}. Envíelos en varias veces.")
            raise forms.ValidationError(told.format(count=len(files), most=settings.FORM_FILES))
        refuse_left_out(files, self.how)
        return files


def refuse_left_out(files: list[Any], how: str | Promise) -> None:
    """Refuses the files that were too large, each with its size and the limit."""
    errors = [_left_out_words(file, how) for file in files if getattr(file, "left_out", False)]
    if errors and len(files) > 1:
        errors.append(_("Lo que escribió sigue aquí; vuelva a elegir los demás archivos."))
    if errors:
        raise forms.ValidationError(errors)


def most_words() -> str:
    """The size of the largest file, in words."""
    return written_size(settings.UPLOAD_MAX_BYTES)


def _left_out_words(file: Any, how: str | Promise) -> str:
    if getattr(file, "no_room", False):
        told = _(
            "«{name}» no se recibió: el disco del sistema está lleno. Avise a quien lo administra y vuelva a elegirlo."
        )
        return told.format(name=file.name)
    told = _("«{name}» pesa {size} y cada archivo puede pesar hasta {most}. {how}")
    return told.format(name=file.name, size=written_size(file.size), most=most_words(), how=how)
