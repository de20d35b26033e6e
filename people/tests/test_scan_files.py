"""Files that are no scans at the door of the pile (UPL-1): a sentence, no row, no file; a bad sheet is only named."""

import io

import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from common import guarded, sheet_reading
from common.sheet_limits import BROKEN, LOCKED, TOO_HEAVY, TOO_MANY
from common.sheet_reading import PileError, read_sheets
from jobs.models import Job
from jobs.work import run
from people.models import ScanBatch
from people.tests.piles import empty, pile_pdf
from tests import pdf_corpus

BLANK = Image.new("L", (600, 850), 250)
NO_SCANS = [b"", b"MZ\x90\x00", b"<svg onload='x()'/>", b"PK\x03\x04", b"GIF89a", b"<html>", b"\x00" * 20]


def locked():
    writer = pypdf.PdfWriter(io.BytesIO(pile_pdf(BLANK)))
    writer.encrypt("secret")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def huge_png():
    """Ten thousand pixels a side in a few kilobytes."""
    out = io.BytesIO()
    Image.new("1", (10_000, 10_000)).save(out, "PNG")
    return out.getvalue()


def huge_page():
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200_000, 200_000)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize("data", NO_SCANS)
def test_what_is_no_scan_is_refused_at_the_door(client, curator, data):
    client.force_login(curator.user)
    body = {"on": curator.organization.today.isoformat(), "files": SimpleUploadedFile("скан.pdf", data)}

    answer = client.post(reverse("people:scan_add"), body)

    assert answer.status_code == 422
    assert answer.context["form"].errors["files"]
    assert not ScanBatch.objects.exists()
    assert not Job.objects.exists()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7 cut", BROKEN),
        (b"\x89PNG\r\n\x1a\ncut", BROKEN),
        (b"\xff\xd8\xff", BROKEN),
        (locked(), LOCKED),
        (huge_png(), TOO_HEAVY),
    ],
)
def test_broken_pile_says_what_to_do(client, curator, data, words):
    client.force_login(curator.user)
    body = {"on": curator.organization.today.isoformat(), "files": SimpleUploadedFile("скан.pdf", data)}

    client.post(reverse("people:scan_add"), body)
    run(Job.objects.get().pk)

    batch = ScanBatch.objects.get()
    page = client.get(batch.get_absolute_url()).content.decode()
    assert (batch.status, batch.error, Job.objects.get().status) == ("failed", words, "done")
    assert words in page


# Of the corpus those that a reader of pictures meets in another way than a reader of text.
DANGEROUS = ["pdf_endless_drawing", "pdf_stream_bomb", "pdf_cyclic_pages"]


@pytest.mark.parametrize("name", DANGEROUS)
def test_hostile_pdf_ends_in_sheets_or_in_a_sentence(name, monkeypatch):
    make, _ = pdf_corpus.HOSTILE[name]
    monkeypatch.setattr(guarded, "SECONDS", 1)

    assert ended(make()) in {BROKEN, LOCKED, TOO_HEAVY, TOO_MANY, "sheets"}


def ended(data):
    """How the reading of a file ends: its sheets, or the sentence about it."""
    try:
        return "sheets" if list(read_sheets([data])) else "nothing"
    except PileError as error:
        return str(error)


def test_endless_page_is_drawn_small():
    sheets = [sheet for sheet, _ in read_sheets([huge_page()])]

    assert [(sheet.is_broken, sheet.is_empty) for sheet in sheets] == [(False, True)]


def test_sheet_that_breaks_the_child_is_named_and_the_others_are_read(monkeypatch):
    data = pile_pdf(*[empty(BLANK)] * 3)
    real = sheet_reading.ask_child

    def falls_on_the_second(module, sent, **words):
        head = sent[: sent.index(b"\n")]
        first, count = (int(part.split(b":")[1].strip(b" }")) for part in head.split(b","))
        return {"error": BROKEN} if first <= 1 < first + count else real(module, sent, **words)

    monkeypatch.setattr(sheet_reading, "ask_child", falls_on_the_second)

    assert [sheet.is_broken for sheet, _ in read_sheets([data])] == [False, True, False]


def test_first_sheet_may_be_the_broken_one(monkeypatch):
    data = pile_pdf(*[empty(BLANK)] * 2)
    real = sheet_reading.ask_child

    def falls_on_the_first(module, sent, **words):
        return {"error": BROKEN} if b'"first": 0, "count": 1' in sent[:40] else real(module, sent, **words)

    monkeypatch.setattr(sheet_reading, "ask_child", falls_on_the_first)

    assert [sheet.is_broken for sheet, _ in read_sheets([data])] == [True, False]


def test_pile_of_which_nothing_can_be_read_is_given_up(monkeypatch):
    data, asked = pile_pdf(*[empty(BLANK)] * 30), []
    real = sheet_reading.ask_child

    def falls(module, sent, **words):
        asked.append(sent[:40])
        return real(module, sent, **words) if b'"count": 0' in sent[:40] else {"error": BROKEN}

    monkeypatch.setattr(sheet_reading, "ask_child", falls)

    with pytest.raises(PileError, match="повреждён"):
        list(read_sheets([data]))
    assert len(asked) <= 9


def test_pile_is_not_longer_than_it_may_be(monkeypatch):
    monkeypatch.setattr(sheet_reading, "MAX_SHEETS", 3)
    two = pile_pdf(*[empty(BLANK)] * 2)

    assert len(list(read_sheets([two]))) == 2
    with pytest.raises(PileError, match=TOO_MANY):
        list(read_sheets([two, two]))


def test_job_that_is_begun_again_leaves_one_set_of_sheets(curator):
    from people.services.scan_reading import files_of, keep_sheet, read_scans  # noqa: PLC0415
    from people.services.scans import take_pile  # noqa: PLC0415

    batch = take_pile(
        [SimpleUploadedFile("a.pdf", pile_pdf(BLANK))], on=curator.organization.today, by=curator
    )
    sheet = next(read_sheets(files_of(batch)))[0]
    keep_sheet(batch, 1, sheet)  # what a killed worker left
    job = Job.objects.get()
    Job.objects.filter(pk=job.pk).update(status="running")
    job.refresh_from_db()

    read_scans(job)
    read_scans(job)

    batch.refresh_from_db()
    assert (batch.status, len(batch.pages)) == ("read", 1)
