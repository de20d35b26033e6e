"""Deeds over many people of a bank, and what the pages of an entry do."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from audit.models import Entry
from pairs.tests.factories import PairFactory
from people.models import Competence, MenteeEntry, MentorEntry, Request
from people.services import add_strength, leave_bank, leave_banks, pause_entries, resume_entries, set_forms
from people.tests.factories import MenteeEntryFactory, MentorEntryFactory, PersonFactory

ON = dt.date(2026, 10, 1)


@pytest.fixture(params=[MenteeEntryFactory, MentorEntryFactory], ids=["mentees", "mentors"])
def factory(request):
    return request.param


@pytest.fixture
def entries(curator, factory):
    return factory.create_batch(2, person__organization=curator.organization)


@pytest.fixture
def bank(factory):
    return factory._meta.model


def persons_of(entries):
    return [entry.person for entry in entries]


def facts(entries):
    for entry in entries:
        entry.refresh_from_db()
    return [(entry.status, entry.left_on, entry.leaving, entry.forms) for entry in entries]


def actions():
    return [entry.action for entry in Entry.objects.order_by("number")]


def test_people_leave_a_bank_together_with_the_reason(curator, bank, entries):
    leave_banks(bank, persons_of(entries), on=ON, leaving="done", by=curator)

    assert facts(entries) == [("active", ON, "done", [])] * 2
    line = Entry.objects.get()
    assert line.action == f"{'mentees' if bank is MenteeEntry else 'mentors'}.left"
    assert sorted(line.details["persons"]) == sorted(entry.person_id for entry in entries)
    assert (line.details["on"], line.details["leaving"]) == ("2026-10-01", "done")


@pytest.mark.parametrize(
    ("on", "leaving", "words"),
    [
        (dt.date(2099, 1, 1), "done", "ещё не наступила"),
        (dt.date(2026, 8, 31), "done", "Вошли в банк позже этого дня: Лебедева|Шевченко|Бегун|Соколова"),
        (ON, "", "Выберите, почему"),
        (ON, "moved", "Выберите, почему"),
    ],
)
def test_wrong_day_or_no_reason_lets_nobody_out(curator, bank, entries, on, leaving, words):
    with pytest.raises(ValidationError, match=words):
        leave_banks(bank, persons_of(entries), on=on, leaving=leaving, by=curator)

    assert facts(entries) == [("active", None, "", [])] * 2
    assert actions() == []


def test_participation_is_paused_and_resumed_once(curator, bank, entries):
    first = pause_entries(bank, persons_of(entries[:1]), by=curator)
    both = pause_entries(bank, persons_of(entries), by=curator)
    paused = [row[0] for row in facts(entries)]
    again = pause_entries(bank, persons_of(entries), by=curator)
    resumed = resume_entries(bank, persons_of(entries), by=curator)

    assert [len(rows) for rows in (first, both, again, resumed)] == [1, 1, 0, 2]
    assert paused == ["paused", "paused"]
    assert [row[0] for row in facts(entries)] == ["active", "active"]
    assert [action.split(".")[1] for action in actions()] == ["paused", "paused", "resumed"]


def test_forms_are_set_in_place_of_the_old(curator, bank, entries):
    bank.objects.update(forms=["student_student"])

    set_forms(bank, persons_of(entries), forms=["teacher_teacher"], by=curator)
    for wrong in ([], ["no_such_form"]):
        with pytest.raises(ValidationError, match="Выберите форму"):
            set_forms(bank, persons_of(entries), forms=wrong, by=curator)

    assert [row[3] for row in facts(entries)] == [["teacher_teacher"]] * 2
    assert len(actions()) == 1


@pytest.mark.parametrize(
    "deed",
    [
        lambda bank, persons, by: leave_banks(bank, persons, on=ON, leaving="done", by=by),
        lambda bank, persons, by: pause_entries(bank, persons, by=by),
        lambda bank, persons, by: set_forms(bank, persons, forms=["teacher_teacher"], by=by),
    ],
    ids=["leave", "pause", "forms"],
)
def test_who_is_not_in_the_bank_any_more_stops_the_deed_for_all(
    curator, stranger, bank, entries, factory, deed
):
    outside = factory(person__organization=stranger.organization)
    leave_bank(entries[1], on=ON, by=curator)
    before, written = facts([*entries, outside]), actions()

    for persons in (persons_of(entries), persons_of([entries[0], outside])):
        with pytest.raises(ValidationError, match="Уже не в банке: .+ Обновите список"):
            deed(bank, persons, curator)
    with pytest.raises(ValidationError, match="Отметьте хотя бы одного"):
        deed(bank, [], curator)

    assert facts([*entries, outside]) == before
    assert actions() == written


def test_competence_is_added_to_those_who_have_it_not(curator):
    entries = MentorEntryFactory.create_batch(2, person__organization=curator.organization)
    competence = Competence.objects.create(organization=curator.organization, name="Методика")
    entries[0].competences.add(competence)

    new = add_strength(persons_of(entries), competence, by=curator)
    none = add_strength(persons_of(entries), competence, by=curator)

    assert (new, none) == ([entries[1]], [])
    assert [list(entry.competences.all()) for entry in entries] == [[competence]] * 2
    assert Entry.objects.get().details == {"persons": [entries[1].person_id], "competence": competence.pk}


BULK = {
    "leave": {"left_on": "2026-10-01", "leaving": "asked"},
    "pause": {},
    "forms": {"form": "teacher_teacher"},
}
CHANGED = {
    "leave": ("active", ON, "asked", []),
    "pause": ("paused", None, "", []),
    "forms": ("active", None, "", ["teacher_teacher"]),
}


@pytest.mark.parametrize("deed", BULK)
def test_ticked_people_and_back_to_the_same_filter(client, curator, entries, bank, deed):
    client.force_login(curator.user)
    page = "mentees" if bank is MenteeEntry else "mentors"
    data = {"person": [entry.person_id for entry in entries], "query": "young=yes&q=а", **BULK[deed]}

    answer = client.post(reverse(f"people:{page}_{deed}"), data)

    assert answer.url == f"{reverse(f'people:{page}')}?young=yes&q=%D0%B0"
    assert facts(entries) == [CHANGED[deed]] * 2
    assert len(actions()) == 1


@pytest.mark.parametrize("missing", ["left_on", "leaving", "form", "competence"])
def test_deed_that_lacks_its_choice_says_so_and_changes_nothing(client, curator, missing):
    client.force_login(curator.user)
    entry = MentorEntryFactory(person__organization=curator.organization)
    deed = {"form": "forms", "competence": "strength"}.get(missing, "leave")
    data = {"person": entry.person_id, "left_on": "2026-10-01", "leaving": "done"} | {missing: ""}

    answer = client.post(reverse(f"people:mentors_{deed}"), data, follow=True)

    assert [str(message)[:8] for message in answer.context["messages"]][0] in {"Поставьт", "Выберите"}
    assert facts([entry]) == [("active", None, "", [])]
    assert actions() == []


def test_foreign_person_or_competence_does_nothing(client, curator, stranger):
    client.force_login(curator.user)
    entry = MentorEntryFactory(person__organization=curator.organization)
    foreign = PersonFactory(organization=stranger.organization)
    competence = Competence.objects.create(organization=stranger.organization, name="Чужая")

    one = client.post(reverse("people:mentors_pause"), {"person": [entry.person_id, foreign.pk]})
    two = client.post(
        reverse("people:mentors_strength"), {"person": entry.person_id, "competence": competence.pk}
    )

    assert (one.status_code, two.status_code) == (404, 302)
    assert facts([entry])[0][0] == "active"
    assert not entry.competences.exists()


def test_request_is_added_from_the_line_and_an_empty_one_is_refused(client, curator):
    client.force_login(curator.user)
    entry = MenteeEntryFactory(person__organization=curator.organization)
    url = reverse("people:request_add", args=[entry.pk])
    data = {"text": "Открытый урок", "source": "attestation", "made_on": "2026-09-10"}

    row = client.get(url, headers={"HX-Request": "true"}).content.decode()
    answers = [client.post(url, data | change) for change in ({}, {"text": ""}, {"made_on": "2099-01-01"})]

    assert row.lstrip().startswith("<tr")
    assert [answer.status_code for answer in answers] == [302, 422, 422]
    request = Request.objects.get()
    assert (request.entry, request.text, request.source, request.made_on) == (
        entry, "Открытый урок", "attestation", dt.date(2026, 9, 10),
    )  # fmt: skip
    assert actions() == ["mentee.request_added"]


def test_who_left_gets_no_new_request(client, curator):
    client.force_login(curator.user)
    entry = MenteeEntryFactory(person__organization=curator.organization, left_on=ON, leaving="done")
    data = {"text": "Урок", "source": "talk", "made_on": "2026-09-10"}

    answer = client.post(reverse("people:request_add", args=[entry.pk]), data)

    assert answer.status_code == 422
    assert "уже не в банке" in answer.content.decode()
    assert not Request.objects.exists()


def test_leaving_page_asks_the_reason_and_names_open_pairs(client, curator):
    client.force_login(curator.user)
    mentee, mentor = PersonFactory.create_batch(2, organization=curator.organization)
    pair = PairFactory(mentor=mentor, mentees=[mentee])
    PairFactory(mentor=mentor, mentees=[mentee], status="ended")
    member = pair.members.get()
    sides = [
        (MenteeEntryFactory(person=member.person), "mentee"),
        (MentorEntryFactory(person=pair.mentor), "mentor"),
    ]
    for entry, side in sides:
        url = reverse(f"people:{side}_leave", args=[entry.pk])

        page = client.get(url)
        refused = client.post(url, {"on": "2026-10-01"})
        client.post(url, {"on": "2026-10-01", "leaving": "asked"})

        assert page.context["pairs"] == [pair]
        assert refused.status_code == 422
        assert facts([entry]) == [("active", ON, "asked", [])]


def test_day_of_entering_is_not_moved_past_the_leaving(client, curator):
    client.force_login(curator.user)
    entry = MentorEntryFactory(person__organization=curator.organization, left_on=ON, leaving="done")
    data = {"capacity": 3, "entered_on": "2026-10-02"}

    answer = client.post(reverse("people:mentor_edit", args=[entry.pk]), data)

    assert answer.status_code == 422
    assert MentorEntry.objects.get().entered_on == dt.date(2026, 9, 1)
