"""Papers of the year: drawn up by their forms as a curator does, sent, signed, registered on paper."""

import datetime as dt

from django.core.files.uploadedfile import SimpleUploadedFile

from documents.kinds import KINDS
from documents.models import Document, Signature
from documents.services.agreeing import add_step, agree_step
from documents.services.drafts import draft_paper
from documents.services.number_deeds import continue_numbers
from documents.services.registering import attach_scan, register_on_paper, shown_of, sign_document
from documents.services.sending import send_to_sign
from mentorship.demo.sources import FOLDER
from pairs.models import Pair
from selection.models import MatchRun


def draw_papers(cast, wave):
    """The papers of a wave, in the order of the file, each as far on its way as the file says."""
    for said in cast.data["papers"][wave]:
        document = draw(cast, said)
        for step in said.get("steps", []):
            add_step(document, by=cast.keeper, **step)
        WAYS[said.get("way", "draft")](cast, document, said)


def draw(cast, said):
    """One draft: the answers of the file over those that the form itself offers."""
    kind = KINDS[said["kind"]]
    empty = kind.form(me=cast.keeper)
    answers = {name: empty.get_initial_for_field(field, name) for name, field in empty.fields.items()}
    answers |= {name: answer(cast, value) for name, value in said["facts"].items()}
    form = kind.form({name: value for name, value in answers.items() if value is not None}, me=cast.keeper)
    if not form.is_valid():
        raise ValueError(f"{kind.label}: {dict(form.errors)}")
    return draft_paper(kind, form.cleaned_data, by=cast.keeper)


def answer(cast, value):
    """What the file says as a browser would send it; a row is {"person": name}, {"pair": mentor}, {"day": part}…"""
    if not isinstance(value, dict):
        return value
    ((what, said),) = value.items()
    return FINDERS[what](cast, said)


def end_of_work(cast, weeks):
    """The end of the school year, or so many weeks ahead when that is near."""
    return max(dt.date(cast.organization.school_year + 1, 5, 31), cast.today + dt.timedelta(weeks=weeks))


def pair_of(cast, mentor):
    return (
        Pair.objects.filter(organization=cast.organization, mentor=cast.people([mentor])[0]).latest("pk").pk
    )


def paper_of(cast, kind):
    return Document.objects.filter(organization=cast.organization, kind=kind).latest("pk").pk


def run_of(cast, name):
    return MatchRun.objects.get(organization=cast.organization, name=name).pk


FINDERS = {
    "person": lambda cast, name: cast.people([name])[0].pk,
    "people": lambda cast, names: [person.pk for person in cast.people(names)],
    "pair": pair_of,
    "paper": paper_of,
    "run": run_of,
    "day": lambda cast, part: cast.clock.day(part).isoformat(),
    "end": lambda cast, weeks: end_of_work(cast, weeks).isoformat(),
}


def leave(cast, document, said):
    """It stays a draft."""


def send(cast, document, said):
    """To those who agree, who do agree, and on to the head."""
    document = send_to_sign(document, by=cast.keeper)
    for step in document.steps.all():
        protocol = {"protocol_number": "2", "protocol_on": cast.today} if step.kind != "visa" else {}
        agree_step(step, by=cast.keeper, **protocol)


def sign(cast, document, said):
    send(cast, document, said)
    document.refresh_from_db()
    sign_document(document, shown_sha256=shown_of(document), method=Signature.Method.PASSWORD, by=cast.signer)


def register(cast, document, said):
    """A number, a print for hands, and for some the scan that came back."""
    shown = shown_of(document)
    document = register_on_paper(document, on=cast.today, shown_sha256=shown, by=cast.keeper)
    if said.get("scan"):
        scan = SimpleUploadedFile(f"{document}.pdf", (FOLDER / said["scan"]).read_bytes())
        attach_scan(document, scan, by=cast.keeper)


WAYS = {"draft": leave, "sent": send, "signed": sign, "registered": register}


def continue_books(cast):
    """The office's own books of numbers go on in the system."""
    for series, last in cast.data["numbers_given"].items():
        continue_numbers(cast.organization, series=series, year=cast.today.year, last=last, by=cast.keeper)
