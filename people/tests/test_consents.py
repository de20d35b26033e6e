import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.models import Entry
from people.consents import needs_of
from people.models import Consent
from people.services import attach_scan, print_consents, sign_consent, sign_consents
from people.tests.factories import ConsentFactory, MenteeEntryFactory, MentorEntryFactory, PersonFactory

PDF = b"%PDF-1.7 scan"
KIND = Consent.Kind


@pytest.fixture
def mentee(curator):
    return MenteeEntryFactory(person__organization=curator.organization).person


@pytest.fixture
def printed(curator, mentee):
    return ConsentFactory(person=mentee, signed_on=None)


def scan(data=PDF, name="скан.pdf"):
    return SimpleUploadedFile(name, data)


def test_people_of_the_banks_need_processing_and_the_duty_of_their_side(curator, mentee):
    mentor = MentorEntryFactory(person__organization=curator.organization).person
    PersonFactory(organization=curator.organization)
    ConsentFactory(person=mentor)

    needs = {(need.person, need.kind): need.state for need in needs_of(curator)}

    assert needs == {
        (mentee, KIND.PROCESSING): "missing",
        (mentee, KIND.MENTEE_DUTY): "missing",
        (mentor, KIND.PROCESSING): "signed",
        (mentor, KIND.MENTOR_DUTY): "missing",
    }


def test_printing_makes_new_papers_and_takes_open_ones_again(curator, mentee, printed):
    wanted = [(mentee, KIND.PROCESSING), (mentee, KIND.MENTEE_DUTY)]

    papers = print_consents(wanted, by=curator)
    again = print_consents(wanted, by=curator)

    assert papers == again
    assert papers[0] == printed
    assert (papers[1].printed_on, papers[1].signed_on) == (curator.organization.today, None)
    assert Entry.objects.get().details == {"consents": [papers[1].pk]}


def test_signature_is_recorded_with_its_scan(curator, printed):
    signed = sign_consent(printed, on=dt.date(2026, 9, 3), scan=scan(), by=curator)

    signed.refresh_from_db()
    assert signed.signed_on == dt.date(2026, 9, 3)
    assert signed.scan.read() == PDF
    assert signed.scan.name.startswith(f"consents/{curator.organization_id}/")
    assert signed.scan.name.endswith(".pdf")
    assert "скан" not in signed.scan.name
    assert len(signed.scan_sha256) == 64
    assert Entry.objects.get().action == "consent.signed"


@pytest.mark.parametrize(
    ("state", "on", "message"),
    [
        ({}, dt.date(2099, 1, 1), "в будущем"),
        ({}, dt.date(2026, 8, 31), "подписать его раньше нельзя"),
        ({"signed_on": dt.date(2026, 9, 2)}, dt.date(2026, 9, 3), "уже подписано"),
        ({"ended_on": dt.date(2026, 9, 2), "ending": "withdrawn"}, dt.date(2026, 9, 3), "отозвано"),
    ],
)
def test_impossible_signature_changes_nothing(curator, printed, state, on, message):
    Consent.objects.filter(pk=printed.pk).update(**state)
    other = ConsentFactory(person=printed.person, kind=KIND.MENTEE_DUTY, signed_on=None)

    with pytest.raises(ValidationError, match=message):
        sign_consent(printed, on=on, scan=scan(), by=curator)
    with pytest.raises(ValidationError, match=message):
        sign_consents([other, printed], on=on, by=curator)

    printed.refresh_from_db()
    other.refresh_from_db()
    assert (printed.signed_on, printed.scan.name) == (state.get("signed_on"), "")
    assert other.signed_on is None
    assert not Entry.objects.exists()


def test_many_signatures_on_one_day(client, curator, mentee, printed):
    client.force_login(curator.user)
    duty = ConsentFactory(person=mentee, kind=KIND.MENTEE_DUTY, signed_on=None)
    data = {"need": [f"{mentee.pk}:processing", f"{mentee.pk}:mentee_duty"], "on": "2026-09-05"}

    client.post(reverse("people:consents_sign"), data)

    for consent in (printed, duty):
        consent.refresh_from_db()
        assert consent.signed_on == dt.date(2026, 9, 5)
    assert Entry.objects.get().details["consents"] == [printed.pk, duty.pk]


def test_blank_that_was_not_printed_cannot_be_signed(client, curator, mentee, printed):
    client.force_login(curator.user)
    data = {"need": [f"{mentee.pk}:processing", f"{mentee.pk}:mentee_duty"], "on": "2026-09-05"}

    answer = client.post(reverse("people:consents_sign"), data, follow=True)

    assert "Бланк ещё не напечатан" in answer.content.decode()
    printed.refresh_from_db()
    assert printed.signed_on is None


@pytest.mark.parametrize("field", ["need", "person"])
def test_signing_for_another_institution_is_not_found(client, stranger, mentee, printed, field):
    client.force_login(stranger.user)
    value = f"{mentee.pk}:processing" if field == "need" else mentee.pk

    answer = client.post(reverse("people:consents_sign"), {field: value, "on": "2026-09-05"})

    assert answer.status_code == 404
    printed.refresh_from_db()
    assert printed.signed_on is None


@pytest.mark.parametrize("need", ["x:processing", "1", "1:nonsense", "9" * 30 + ":processing"])
def test_odd_line_of_the_form_is_not_found(client, curator, mentee, need):
    client.force_login(curator.user)

    assert client.post(reverse("people:consents_sign"), {"need": need}).status_code == 404


def test_scan_comes_by_the_page_and_goes_out_only_to_the_own(client, curator, stranger, printed):
    client.force_login(curator.user)
    url = reverse("people:consent_sign", args=[printed.pk])
    client.post(url, {"on": "2026-09-03", "scan": scan(name="../../x.html")})

    answer = client.get(reverse("people:consent_scan", args=[printed.pk]))
    client.force_login(stranger.user)
    foreign = client.get(reverse("people:consent_scan", args=[printed.pk]))

    assert (answer.content, answer["Content-Type"]) == (PDF, "application/pdf")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert foreign.status_code == 404


def test_what_is_no_scan_is_refused(client, curator, printed):
    client.force_login(curator.user)
    url = reverse("people:consent_sign", args=[printed.pk])

    answer = client.post(url, {"on": "2026-09-03", "scan": scan(b"<svg onload=alert(1)>")})

    assert answer.status_code == 422
    printed.refresh_from_db()
    assert (printed.signed_on, printed.scan.name) == (None, "")


def test_scan_is_laid_beside_a_signed_consent_once(curator, mentee, printed):
    with pytest.raises(ValidationError, match="подписанному"):
        attach_scan(printed, scan=scan(), by=curator)
    sign_consent(printed, on=dt.date(2026, 9, 3), by=curator)

    attach_scan(printed, scan=scan(), by=curator)
    with pytest.raises(ValidationError, match="уже приложен"):
        attach_scan(printed, scan=scan(b"%PDF-2"), by=curator)

    printed.refresh_from_db()
    assert printed.scan.read() == PDF
