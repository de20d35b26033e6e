"""Away for a time, gone for good, back again."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from people.forms.stays import AbsenceForm
from people.models import Absence, BankEntry
from people.services import end_absence, mark_left, remove_absence, save_absence, undo_leaving
from people.signals import person_left
from people.stays import absences_on
from people.tests.factories import MenteeEntryFactory, MentorEntryFactory, PersonFactory

FIRST, LAST = dt.date(2026, 9, 10), dt.date(2026, 9, 20)


@pytest.fixture
def person(curator):
    return PersonFactory(organization=curator.organization, joined_on=dt.date(2020, 9, 1))


def absent(person, curator, first=FIRST, last=LAST):
    data = {"reason": "illness", "starts_on": first, "ends_on": last or ""}
    form = AbsenceForm(
        data, instance=Absence(organization=person.organization, person=person), membership=curator
    )
    assert form.is_valid()
    return form


def test_absence_is_written_down_without_its_reason_in_the_journal(curator, person):
    save_absence(absent(person, curator), by=curator)

    absence = Absence.objects.get()
    assert (absence.person, absence.starts_on, absence.ends_on) == (person, FIRST, LAST)
    entry = Entry.objects.get()
    assert (entry.action, entry.subject_id) == ("absence.added", absence.pk)
    assert entry.details == {"person": person.pk, "starts_on": "2026-09-10", "ends_on": "2026-09-20"}


@pytest.mark.parametrize(
    ("first", "last", "message"),
    [
        (dt.date(2026, 9, 20), dt.date(2026, 9, 25), "уже записано отсутствие с 10"),
        (dt.date(2026, 9, 1), None, "уже записано отсутствие"),
        (dt.date(2026, 9, 12), dt.date(2026, 9, 13), "уже записано отсутствие"),
        (dt.date(2020, 8, 1), dt.date(2020, 8, 2), "в учреждении с"),
    ],
)
def test_absence_does_not_overlap_another_or_begin_before_the_person_came(
    curator, person, first, last, message
):
    save_absence(absent(person, curator), by=curator)

    with pytest.raises(ValidationError, match=message):
        save_absence(absent(person, curator, first, last), by=curator)

    assert Absence.objects.count() == 1


@pytest.mark.parametrize(
    ("first", "last"), [(dt.date(2026, 9, 21), None), (dt.date(2026, 9, 1), dt.date(2026, 9, 9))]
)
def test_absences_may_follow_each_other(curator, person, first, last):
    save_absence(absent(person, curator), by=curator)

    save_absence(absent(person, curator, first, last), by=curator)

    assert Absence.objects.count() == 2


def test_who_has_left_is_not_absent(curator, person):
    mark_left(person, on=FIRST, by=curator)

    with pytest.raises(ValidationError, match="выбыл"):
        save_absence(absent(person, curator), by=curator)

    assert not Absence.objects.exists()


def test_absence_ends_on_a_day_that_has_passed_and_only_earlier(curator, person):
    today = curator.organization.today
    absence = Absence.objects.create(organization=person.organization, person=person, starts_on=FIRST)

    for day, message in [
        (today + dt.timedelta(days=1), "не наступил"),
        (FIRST - dt.timedelta(days=1), "не раньше"),
    ]:
        with pytest.raises(ValidationError, match=message):
            end_absence(absence, on=day, by=curator)
    end_absence(absence, on=LAST, by=curator)
    with pytest.raises(ValidationError, match="закончилось раньше"):
        end_absence(absence, on=LAST + dt.timedelta(days=1), by=curator)

    absence.refresh_from_db()
    assert absence.ends_on == LAST


def test_absences_on_a_day_know_their_edges(curator, person):
    other = PersonFactory(organization=curator.organization)
    own = {"organization": curator.organization}
    first = Absence.objects.create(**own, person=person, starts_on=FIRST, ends_on=LAST)
    second = Absence.objects.create(**own, person=other, starts_on=LAST)

    found = [set(absences_on(FIRST + dt.timedelta(days=day))) for day in (-1, 0, 10, 11)]

    assert found == [set(), {first}, {first, second}, {second}]


def test_removed_absence_is_gone_and_noted(curator, person):
    absence = Absence.objects.create(organization=person.organization, person=person, starts_on=FIRST)

    remove_absence(absence, by=curator)

    assert not Absence.objects.exists()
    assert Entry.objects.get().action == "absence.removed"


def test_leaving_tells_the_other_rooms_within_the_deed(curator, person):
    told = []

    def listen(sender, **facts):
        told.append((sender, facts["person"].left_on, facts["on"], facts["by"]))
        raise ValidationError("Пару не остановить.")

    person_left.connect(listen)
    try:
        with pytest.raises(ValidationError, match="Пару"):
            mark_left(person, on=FIRST, by=curator)
    finally:
        person_left.disconnect(listen)

    person.refresh_from_db()
    assert told == [(type(person), FIRST, FIRST, curator)]
    assert person.left_on is None


def gone(person, curator):
    entries = [MenteeEntryFactory(person=person), MentorEntryFactory(person=person)]
    old = MentorEntryFactory(
        person=person, entered_on=dt.date(2026, 9, 1), left_on=dt.date(2026, 9, 15), leaving="asked"
    )
    mark_left(person, on=dt.date(2026, 9, 15), by=curator)
    return entries, old


def test_leaving_is_taken_back_with_the_banks_it_ended(curator, person):
    entries, old = gone(person, curator)
    assert {entry.leaving for entry in refreshed(entries)} == {BankEntry.Leaving.LEFT}

    undo_leaving(person, with_banks=True, by=curator)

    assert [(row.left_on, row.leaving) for row in refreshed(entries)] == [(None, ""), (None, "")]
    assert refreshed([old])[0].leaving == "asked"
    assert refreshed([person])[0].left_on is None
    assert Entry.objects.filter(action="person.returned").get().details == {"bank_entries_resumed": 2}


def refreshed(rows):
    for row in rows:
        row.refresh_from_db()
    return rows


def test_leaving_is_taken_back_without_the_banks(curator, person):
    entries, _ = gone(person, curator)

    undo_leaving(person, with_banks=False, by=curator)

    assert [row.left_on for row in refreshed([person, *entries])] == [None, *[dt.date(2026, 9, 15)] * 2]
    with pytest.raises(ValidationError, match="не числится"):
        undo_leaving(person, with_banks=False, by=curator)


def test_who_withdrew_the_consent_does_not_come_back_into_the_banks(curator, person):
    gone(person, curator)
    person.refresh_from_db()
    person.processing_stopped_on = timezone.localdate()
    person.save()

    with pytest.raises(ValidationError, match="отозвано"):
        undo_leaving(person, with_banks=True, by=curator)

    assert refreshed([person])[0].left_on is not None


def test_pages_of_a_stay(client, curator, person):
    client.force_login(curator.user)
    data = {"reason": "leave", "starts_on": "2026-09-10", "ends_on": "2099-01-01"}

    client.post(reverse("people:absence_add", args=[person.pk]), data)
    absence = Absence.objects.get()
    card = client.get(person.get_absolute_url()).content.decode()
    listed = client.get(reverse("people:list"), {"state": "away"}).content.decode()
    client.post(reverse("people:absence_edit", args=[absence.pk]), data | {"reason": "study"})
    client.post(reverse("people:absence_end", args=[absence.pk]), {"on": "2026-09-11"})
    wrong = client.post(reverse("people:absence_edit", args=[absence.pk]), data | {"ends_on": "2026-09-01"})
    absence.refresh_from_db()
    client.post(reverse("people:absence_remove", args=[absence.pk]))
    client.post(reverse("people:leave", args=[person.pk]), {"on": "2026-09-12"})
    client.post(reverse("people:return", args=[person.pk]), {"with_banks": "on"})

    assert "До 1\u00a0января 2099\u00a0г. отсутствует" in card
    assert "до 01.01.2099" in listed
    assert (absence.reason, absence.ends_on, wrong.status_code) == ("study", dt.date(2026, 9, 11), 422)
    assert not Absence.objects.exists()
    assert refreshed([person])[0].left_on is None
