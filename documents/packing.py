"""Names and index of an archive of papers. Pure: what is written where, the writing itself is a service."""

import re
from dataclasses import dataclass, field

from documents.kinds import file_name
from documents.models import FrozenFile
from documents.series import SERIES

NAME_MAX = 120  # letters: with the folder and a disk in front Windows still opens it
FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
NOTES = {
    FrozenFile.Kind.SEALED: "",
    FrozenFile.Kind.PRINT: " (для подписи)",
    FrozenFile.Kind.SCAN: " (скан)",
    FrozenFile.Kind.QUALIFIED: " (файл подписи)",
    FrozenFile.Kind.KNOWN: " (лист ознакомления)",
}
DAMAGED = "файл повреждён или потерян"
NOT_READY = "файл ещё готовится"


@dataclass
class Packed:
    """A paper in the archive: its line of the register and what of it lies inside."""

    line: object
    files: list = field(default_factory=list)  # (words, path inside the archive or "")
    problems: list = field(default_factory=list)


def safe(text, limit=NAME_MAX):
    """A name that every disk takes: no signs that Windows refuses, no dot or space at its end."""
    words = " ".join(FORBIDDEN.sub(" ", text.replace("/", "-").replace("\\", "-").replace('"', "")).split())
    return words[:limit].rstrip(" .") or "без названия"


def folder_of(paper):
    series = SERIES.get(paper.series)
    return safe(series.label if series else "Другие документы", 60)


def stem_of(paper, room):
    """«Приказ 12-од от 02.10.2026 О закреплении…»; a title that names the paper itself comes first, not twice."""
    name = file_name(paper).removesuffix(".pdf")
    word, _, reference = name.partition(" ")
    if not paper.title.startswith(word):
        return safe(f"{name} {paper.title}", room)
    reference = safe(reference)
    return f"{safe(paper.title, room - len(reference) - 1)} {reference}"


def path_of(paper, frozen, taken):
    """«Приказы по основной деятельности/Приказ 12-од от 02.10.2026 О закреплении… (скан).pdf», each once.

    `taken` holds the names given so far in small letters: Windows makes no difference between Приказ and приказ.
    """
    extension, end = frozen.file.name.rsplit(".", 1)[-1], NOTES.get(frozen.kind, "")
    stem = stem_of(paper, NAME_MAX - len(end) - len(extension) - 6)
    for again in range(1, 10_000):
        twin = f" {again}" if again > 1 else ""
        path = f"{folder_of(paper)}/{stem}{end}{twin}.{extension}"
        if path.casefold() not in taken:
            taken.add(path.casefold())
            return path
    raise ValueError(f"Too many files of one name: {stem}")
