"""All data of a person as a file, at once: the answer to a request for access (152-ФЗ ст. 14, 20)."""

from django.db import transaction

from audit.services import record
from common.pdf import render_pdf
from people.extract import as_json, extract_of, paper_content

TYPES = {"pdf": "application/pdf", "json": "application/json"}


def make_extract(person, kind, *, by):
    """(bytes, name of the file) of everything kept about the person; `by` None: asked for by a personal link."""
    parts = gather_extract(person, kind=kind, by=by)
    made = {"json": as_json, "pdf": as_pdf}[kind](person, parts)
    return made, f"Выписка персональных данных, {person}, {person.organization.today:%d.%m.%Y}.{kind}"


def as_pdf(person, parts) -> bytes:
    return render_pdf("papers/extract.html", paper_content(person, parts))


@transaction.atomic
def gather_extract(person, *, kind, by):
    """The journal comes first, so that the extract tells of itself. Drawn afterwards: that takes its time."""
    record("person.extracted", person, by=by, format=kind)
    return extract_of(person)
