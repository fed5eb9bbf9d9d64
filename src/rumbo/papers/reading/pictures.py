"""The pictures that a document shows, gathered while it is read: each once, by its digest, and no more than there is
room for."""

import hashlib
from dataclasses import dataclass, field

from rumbo.findings import Sentences, Severity, declare, marked
from rumbo.papers.pictures import MOST_BYTES, sized
from rumbo.papers.reading.told_texts import ToldTexts

MOST_PICTURES = 60
MOST_IN_ALL = 48 * 1024 * 1024
MEBIBYTE = 1024 * 1024

declare(
    Sentences(
        "file.pictures_left_out",
        Severity.NOTICE,
        marked("Imágenes que no se conservan"),
        marked("{count} de las imágenes de «{file}» no se conservan; de ellas queda solo su leyenda."),
        marked("Se conservan imágenes PNG y JPEG de hasta {most} MB: otras clases pueden traer programas o no verse."),
        marked("Guárdelas como PNG o JPEG y agréguelas en la página del proyecto, si hacen falta."),
    )
)


@dataclass(slots=True)
class Gathered:
    """The pictures met so far, by sha-256, and how many were left out."""

    contents: dict[str, bytes] = field(default_factory=dict)
    left_out: int = 0

    def take(self, content: bytes) -> str:
        """Keeps a picture; gives its digest, empty where it is left out."""
        digest = hashlib.sha256(content).hexdigest()
        if digest in self.contents:
            return digest
        room = MOST_IN_ALL - sum(map(len, self.contents.values()))
        if len(self.contents) >= MOST_PICTURES or len(content) > room or sized(content) is None:
            self.left_out += 1
            return ""
        self.contents[digest] = content
        return digest

    def tell(self, told: ToldTexts) -> None:
        """Tells how many were left out."""
        if self.left_out:
            told.tell("file.pictures_left_out", count=self.left_out, most=MOST_BYTES // MEBIBYTE)
