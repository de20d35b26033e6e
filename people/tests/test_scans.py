"""A pile of scanned blanks: read, matched, put right, recorded in one go, and nothing of it left behind."""

import datetime as dt

import pypdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import ImageFilter

from audit.models import Entry
from jobs.models import Job
from jobs.work import run
from people.models import Consent, ConsentText, PublishedField, ScanBatch
from people.scans import pile_of, sheet_files
from people.services import print_consents, sign_consents
from people.services.scan_reading import folder_of
from people.services.scans import (
    answer_sheet,
    assign_sheet,
    drop_old_piles,
    drop_rest,
    record_pile,
    skip_sheet,
    take_pile,
)
from people.tests.factories import PersonFactory
from people.tests.piles import empty, paper_of, picture, pile_pdf, sheet_of, without_code

KIND = Consent.Kind


def upload(data, name="Пачка.pdf"):
    return SimpleUploadedFile(name, data)


def blanks(curator, count=1, kind=KIND.MENTEE_DUTY):
    persons = PersonFactory.create_batch(count, organization=curator.organization)
    return print_consents([(person, kind) for person in persons], by=curator)


def read(curator, *files, on=None):
    uploads = [upload(data) for data in files]
    batch = take_pile(uploads, on=on or curator.organization.today, by=curator)
    run(Job.objects.get(kind="read_scans", payload__batch=batch.pk).pk)
    batch.refresh_from_db()
    return batch


def states(batch):
    return [line.state for line in pile_of(batch).lines]


def files_in(folder):
    return default_storage.listdir(folder)[1] if default_storage.exists(folder) else []


def test_sheets_find_their_blanks_however_they_lie(curator):
    own = blanks(curator, 3)
    a, b = (sheet_of(blank) for blank in own[:2])
    bent = paper_of(own[2], dots=150).rotate(2, fillcolor=255)

    batch = read(curator, pile_pdf(b.rotate(180), a.rotate(90, expand=True)), pile_pdf(bent, dots=150))

    assert [page["consent"] for page in batch.pages] == [own[1].pk, own[0].pk, own[2].pk]
    assert states(batch) == ["sign"] * 3


@pytest.mark.parametrize("way", ["png", "jpeg", "1 bit", "300", "blurred"])
def test_every_usual_scan_is_read(curator, way):
    blank = blanks(curator)[0]
    data = {
        "png": lambda: picture(sheet_of(blank), "PNG"),
        "jpeg": lambda: picture(sheet_of(blank).convert("RGB")),
        "1 bit": lambda: pile_pdf(paper_of(blank, dots=150).convert("1"), dots=150),
        "300": lambda: pile_pdf(paper_of(blank, dots=300), dots=300),
        "blurred": lambda: pile_pdf(paper_of(blank, dots=150).filter(ImageFilter.GaussianBlur(1)), dots=150),
    }[way]()

    assert states(read(curator, data)) == ["sign"]


def test_signatures_and_scans_are_recorded_at_once_and_the_pile_goes(client, curator):
    own = blanks(curator, 2)
    batch = read(curator, pile_pdf(*(sheet_of(blank) for blank in own)))
    client.force_login(curator.user)

    client.post(reverse("people:scan_record", args=[batch.pk]))

    batch.refresh_from_db()
    for blank in own:
        blank.refresh_from_db()
        assert (blank.signed_on, blank.taken_by, blank.channel) == (batch.signed_on, curator, "paper")
        assert blank.scan.read()[:5] == b"%PDF-"
        assert len(blank.scan_sha256) == 64
    assert (batch.status, batch.file.name) == ("done", "")
    assert set(batch.pages[0]) == {"page", "consent", "problem"}
    assert Entry.objects.get(action="scans.recorded").details["consents"] == [blank.pk for blank in own]


@pytest.mark.django_db(transaction=True)
def test_no_file_of_a_pile_is_left_when_it_is_done(curator):
    blank = blanks(curator)[0]
    before = files_in(f"scans/{curator.organization_id}")
    batch = read(curator, pile_pdf(sheet_of(blank)))
    assert sorted(name.rpartition("/")[2] for name in sheet_files(batch)) == sorted(
        files_in(folder_of(batch))
    )
    assert len(sheet_files(batch)) == 2
    assert files_in(f"scans/{curator.organization_id}") == before

    record_pile(batch, by=curator)

    assert files_in(folder_of(batch)) == []
    with pytest.raises(ValidationError, match="уже разложена"):
        record_pile(batch, by=curator)


def test_what_cannot_be_matched_is_told_and_put_right_by_hand(client, curator, stranger):
    own, foreign = blanks(curator, 2), blanks(stranger)[0]
    sheets = [sheet_of(blank) for blank in own]
    batch = read(
        curator,
        pile_pdf(without_code(sheets[0]), empty(sheets[0]), sheets[1], sheet_of(foreign), sheets[1]),
    )
    assert states(batch) == ["unread", "empty", "sign", "unknown", "repeated"]
    assert batch.pages[3]["consent"] is None
    client.force_login(curator.user)
    url = reverse("people:scan_sheet", args=[batch.pk, 1])

    wrong = [
        client.post(url, {"code": foreign.code}),
        client.post(url, {"consent": foreign.pk}),
        client.post(url),
    ]
    client.post(url, {"code": own[0].code.lower().replace("-", " ")})
    client.post(reverse("people:scan_skip", args=[batch.pk, 4]))
    client.post(reverse("people:scan_record", args=[batch.pk]))

    batch.refresh_from_db()
    assert [answer.status_code for answer in wrong] == [422] * 3
    assert batch.status == "done"
    assert Consent.objects.in_force().filter(pk__in=[blank.pk for blank in own]).count() == 2


def test_unread_sheet_is_never_laid_to_the_blank_before_it(curator):
    own = blanks(curator, 2)

    batch = read(curator, pile_pdf(sheet_of(own[0]), without_code(sheet_of(own[1]))))

    assert states(batch) == ["sign", "unread"]


def test_second_sheet_of_a_long_blank_goes_with_it(curator):
    person = PersonFactory(organization=curator.organization)
    text = ConsentText.objects.create(
        organization=curator.organization, kind=KIND.PROCESSING, number=1, status="current", title="долгое",
        body="\n".join(f"{number}. Пункт: {'слова ' * 60}" for number in range(1, 18)),
    )  # fmt: skip
    blank = print_consents([(person, KIND.PROCESSING)], by=curator)[0]
    sheets = [paper_of(blank, page) for page in range(2)]

    batch = read(curator, pile_pdf(*sheets, empty(sheets[0])))
    told = states(batch)
    record_pile(batch, by=curator)

    blank.refresh_from_db()
    assert blank.text == text
    assert told == ["sign", "next", "empty"]
    assert pages_of(blank) == 2


def pages_of(consent):
    with consent.scan.open() as file:
        return len(pypdf.PdfReader(file).pages)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"ended_on": dt.date(2026, 9, 3), "ending": "spoilt"}, "бланк отменён"),
        ({"expires_on": dt.date(2026, 9, 3)}, "истёк"),
        ({"signed_on": "today", "scan": "consents/x.pdf"}, "уже подписано"),
    ],
)
def test_blank_that_may_not_be_signed_is_refused_with_the_reason(curator, change, words):
    blank = blanks(curator)[0]
    batch = read(curator, pile_pdf(sheet_of(blank)))
    today = curator.organization.today
    Consent.objects.filter(pk=blank.pk).update(
        **{name: today if value == "today" else value for name, value in change.items()}
    )

    line = pile_of(batch).lines[0]
    with pytest.raises(ValidationError, match="Записывать нечего"):
        record_pile(batch, by=curator)

    assert (line.state, words in line.words) == ("refused", True)


def test_date_before_the_printing_is_refused(curator):
    batch = read(curator, pile_pdf(sheet_of(blanks(curator)[0])), on=dt.date(2026, 9, 1))

    assert "позже даты подписи" in pile_of(batch).lines[0].words
    with pytest.raises(ValidationError, match="в будущем"):
        take_pile([upload(b"%PDF-")], on=dt.date(2099, 1, 1), by=curator)


def test_signature_recorded_before_gets_its_scan(curator):
    blank = blanks(curator)[0]
    batch = read(curator, pile_pdf(sheet_of(blank)))
    sign_consents([blank], on=curator.organization.today, by=curator)

    assert states(batch) == ["scan"]
    record_pile(batch, by=curator)

    blank.refresh_from_db()
    assert blank.scan
    assert blank.signed_on == curator.organization.today


def test_publication_waits_for_its_marks(client, curator):
    blank = blanks(curator, kind=KIND.DISTRIBUTION)[0]
    batch = read(curator, pile_pdf(sheet_of(blank)))
    client.force_login(curator.user)
    url = reverse("people:scan_answers", args=[batch.pk, 1])
    marks = {f"field_{value}": "no" for value in PublishedField.values} | {"field_photo": "yes"}

    before = states(batch)
    halfway = client.post(url, {"field_photo": "yes"})
    client.post(url, marks | {"limits": "только до мая"})
    batch.refresh_from_db()
    record_pile(batch, by=curator)

    blank.refresh_from_db()
    assert (before, halfway.status_code) == (["answers"], 422)
    assert (blank.fields, blank.limits, bool(blank.scan)) == (["photo"], "только до мая", True)


def test_one_torn_step_records_nothing(curator, monkeypatch):
    own = blanks(curator, 2)
    batch = read(curator, pile_pdf(*(sheet_of(blank) for blank in own)))
    kept = set(files_in(f"consents/{curator.organization_id}"))
    monkeypatch.setattr("people.services.scans.settle", lambda *args: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        record_pile(batch, by=curator)

    assert not Consent.objects.in_force().filter(pk__in=[blank.pk for blank in own]).exists()
    assert set(files_in(f"consents/{curator.organization_id}")) == kept


def test_rest_goes_away_and_an_unfinished_pile_after_a_month(curator):
    old, fresh = (read(curator, pile_pdf(sheet_of(blank))) for blank in blanks(curator, 2))
    ScanBatch.objects.filter(pk=old.pk).update(created_at=timezone.now() - dt.timedelta(days=31))

    dropped = drop_old_piles(curator.organization, curator.organization.today)
    drop_rest(fresh, by=curator)

    old.refresh_from_db()
    fresh.refresh_from_db()
    assert (dropped, old.status, old.pages) == (1, "done", [])
    assert (fresh.status, fresh.pages[0]["problem"]) == ("done", "skipped")
    assert not Consent.objects.in_force().exists()


def test_sheet_that_is_recorded_or_of_a_closed_pile_is_not_touched(curator):
    own = blanks(curator, 2)
    batch = read(curator, pile_pdf(sheet_of(own[0]), without_code(sheet_of(own[1]))))
    record_pile(batch, by=curator)

    deeds = [
        lambda: assign_sheet(batch, 1, consent=own[1], by=curator),
        lambda: skip_sheet(batch, 1, by=curator),
        lambda: answer_sheet(batch, 9, fields=[], limits="", by=curator),
    ]

    for deed in deeds:
        with pytest.raises(ValidationError, match="уже записан"):
            deed()
    assert states(batch.__class__.objects.get(pk=batch.pk)) == ["recorded", "unread"]


def test_sheets_of_a_pile_are_seen_by_the_curator_of_the_house(client, curator, stranger, head):
    batch = read(curator, pile_pdf(sheet_of(blanks(curator)[0])))
    url = reverse("people:scan_file", args=[batch.pk, 1])
    answers = []
    for member in (curator, stranger, head):
        client.force_login(member.user)
        answers.append(client.get(url).status_code)
    client.force_login(curator.user)
    shown = client.get(url + "?picture")

    assert answers == [200, 404, 403]
    assert (shown["Content-Type"], shown["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
