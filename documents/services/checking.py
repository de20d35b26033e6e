"""The nightly comparison of registered papers with their fingerprints (PAP-1, sixth way: the disk)."""

from django.db import connection

from common import integrity
from documents import frozen
from documents.content import fingerprint
from documents.models import Document, FrozenFile
from documents.services.keeping import DamagedFile, read_frozen
from pairs import capacity


def damage():
    """(how many things were checked, sentences about what is wrong)."""
    guards = frozen.missing(connection) + capacity.missing(connection)
    checked, problems = 0, [f"Нет защиты базы данных: {name}" for name in guards]
    for check, rows in [(_content_problem, _papers()), (_file_problem, _files())]:
        for row in rows:
            checked += 1
            problems += check(row)
    for check in integrity.CHECKS:
        number, found = check()
        checked, problems = checked + number, problems + found
    return checked, problems


def _papers():
    registered = [Document.Status.ON_PAPER, Document.Status.SIGNED]
    return Document.objects.filter(status__in=registered).select_related("organization").iterator(100)


def _files():
    return FrozenFile.objects.select_related("document__organization").iterator(100)


def _content_problem(document):
    if fingerprint(document.content) == document.content_sha256:
        return []
    return [f"{document.organization}, {document}: содержание не совпадает с отпечатком."]


def _file_problem(frozen_file):
    try:
        read_frozen(frozen_file)
    except DamagedFile as error:
        return [f"{frozen_file.document.organization}, {frozen_file}: {error}"]
    return []
