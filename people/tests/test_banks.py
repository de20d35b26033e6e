import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from audit.models import Entry
from people.models import Competence, MenteeEntry, MentorEntry, Person, Request
from people.services import add_mentees, add_mentors, fill_competences, leave_bank
from people.tests.factories import ConsentFactory, MenteeEntryFactory, MentorEntryFactory, PersonFactory

ON = dt.date(2026, 9, 7)


@pytest.fixture
def people(curator):
    return PersonFactory.create_batch(3, organization=curator.organization)


def test_people_enter_the_bank_once_and_the_list_of_competences_is_filled(curator, people):
    add_mentees(people[:1], on=ON, by=curator)

    entries = add_mentees(people, on=ON, by=curator)

    assert {entry.person for entry in entries} == set(people[1:])
    assert MenteeEntry.objects.filter(organization=curator.organization, entered_on=ON).count() == 3
    assert Competence.objects.filter(organization=curator.organization).count() > 5
    actions = list(Entry.objects.order_by("number").values_list("action", flat=True))
    assert actions == ["competences.filled", "mentees.added", "mentees.added"]


def test_mentors_get_the_usual_room_of_the_institution(curator, people):
    curator.organization.mentor_capacity = 2

    add_mentors(people, on=ON, by=curator)

    assert set(MentorEntry.objects.values_list("capacity", flat=True)) == {2}


@pytest.mark.parametrize(
    ("left_on", "on", "message"),
    [
        (ON, ON, "Выбыли из учреждения"),
        (None, dt.date(2099, 1, 1), "в будущем"),
    ],
)
def test_who_left_or_a_future_day_changes_nothing(curator, people, left_on, on, message):
    people[0].left_on = left_on
    people[0].save()

    with pytest.raises(ValidationError, match=message):
        add_mentees(people, on=on, by=curator)

    assert not MenteeEntry.objects.exists()
    assert not Entry.objects.exists()


def test_own_list_of_competences_is_left_alone(curator):
    Competence.objects.create(organization=curator.organization, name="Своя")

    fill_competences(curator.organization, by=curator)

    assert Competence.objects.count() == 1


@pytest.mark.parametrize("factory", [MenteeEntryFactory, MentorEntryFactory])
def test_stay_in_a_bank_ends_once_and_not_before_it_began(curator, people, factory):
    entry = factory(person=people[0])

    with pytest.raises(ValidationError, match="не раньше, чем вошёл"):
        leave_bank(entry, on=dt.date(2026, 8, 1), by=curator)
    leave_bank(entry, on=dt.date(2026, 10, 1), by=curator)
    with pytest.raises(ValidationError, match="уже не в банке"):
        leave_bank(entry, on=dt.date(2026, 10, 2), by=curator)

    entry.refresh_from_db()
    assert entry.left_on == dt.date(2026, 10, 1)
    assert Entry.objects.count() == 1


def test_ticked_people_enter_the_bank_from_the_list(client, curator, people):
    client.force_login(curator.user)
    answer = client.post(
        reverse("people:mentees_add"), {"person": [p.pk for p in people], "on": "2026-09-07"}, follow=True
    )

    assert "В банк наставляемых добавлено: 3" in answer.content.decode()
    assert MenteeEntry.objects.filter(entered_on=ON).count() == 3


@pytest.mark.parametrize("page", ["mentees_add", "mentors_add"])
def test_somebody_from_another_institution_is_not_found_and_nobody_enters(client, curator, people, page):
    client.force_login(curator.user)
    ids = [people[0].pk, PersonFactory().pk]

    answer = client.post(reverse(f"people:{page}"), {"person": ids})

    assert answer.status_code == 404
    assert not MenteeEntry.objects.exists()
    assert not MentorEntry.objects.exists()


def test_young_teachers_come_ticked_while_the_bank_is_empty(client, curator, people):
    client.force_login(curator.user)
    people[0].experience_years = 1
    people[0].save()

    first = client.get(reverse("people:mentees_add")).content.decode()
    add_mentees(people[1:2], on=ON, by=curator)
    later = client.get(reverse("people:mentees_add")).content.decode()

    assert first.count(" checked") == 1
    assert later.count(" checked") == 0


def request_data(entry, **changes):
    data = {"entered_on": "2026-09-04", "requests-TOTAL_FORMS": 1, "requests-INITIAL_FORMS": 0}
    new = {"text": "Методика урока", "source": "talk", "made_on": "2026-09-04"} | changes
    return data | {f"requests-0-{name}": value for name, value in new.items()}


def test_request_is_recorded_with_competences_of_the_own_list(client, curator, people):
    client.force_login(curator.user)
    entry = MenteeEntryFactory(person=people[0])
    own = Competence.objects.create(organization=curator.organization, name="Методика")
    url = reverse("people:mentee_edit", args=[entry.pk])

    client.post(url, request_data(entry, competences=[own.pk]))

    request = Request.objects.get()
    assert (request.entry, request.text, list(request.competences.all())) == (entry, "Методика урока", [own])


@pytest.mark.parametrize("text", ["Методика урока", ""])
def test_foreign_competence_or_a_request_without_words_is_refused(client, curator, stranger, people, text):
    client.force_login(curator.user)
    entry = MenteeEntryFactory(person=people[0])
    whose = stranger if text else curator
    competence = Competence.objects.create(organization=whose.organization, name="Методика")
    url = reverse("people:mentee_edit", args=[entry.pk])

    answer = client.post(url, request_data(entry, text=text, competences=[competence.pk]))

    assert answer.status_code == 422
    assert not Request.objects.exists()


def test_empty_new_request_is_no_request(client, curator, people):
    client.force_login(curator.user)
    entry = MenteeEntryFactory(person=people[0])

    client.post(reverse("people:mentee_edit", args=[entry.pk]), request_data(entry, text=""))

    entry.refresh_from_db()
    assert entry.entered_on == dt.date(2026, 9, 4)
    assert not Request.objects.exists()


def test_mentor_entry_is_described(client, curator, people):
    client.force_login(curator.user)
    entry = MentorEntryFactory(person=people[0])
    competence = Competence.objects.create(organization=curator.organization, name="Методика")
    data = {"competences": [competence.pk], "capacity": 2, "entered_on": "2026-09-01"}

    client.post(reverse("people:mentor_edit", args=[entry.pk]), data)
    refused = [
        client.post(reverse("people:mentor_edit", args=[entry.pk]), data | wrong).status_code
        for wrong in ({"capacity": 21}, {"entered_on": "2099-01-01"}, {"capacity": ""})
    ]

    entry.refresh_from_db()
    assert (entry.capacity, list(entry.competences.all())) == (2, [competence])
    assert entry.entered_on == dt.date(2026, 9, 1)
    assert refused == [422] * 3


@pytest.mark.parametrize(
    ("kind", "who", "mentee", "mentor"),
    [
        ("kindergarten", "employee", ["pedagogue_pedagogue"], ["pedagogue_pedagogue"]),
        ("school", "employee", ["teacher_teacher"], ["teacher_teacher"]),
        (
            "school",
            "learner",
            ["student_student", "college_student_pupil", "employer_pupil"],
            ["student_student"],
        ),
        (
            "college",
            "learner",
            ["student_student", "employer_student"],
            ["student_student", "college_student_pupil"],
        ),
        ("college", "partner", [], ["employer_student", "partner_pedagogue"]),
        ("kindergarten", "learner", [], []),
    ],
)
def test_entry_begins_with_the_usual_forms_of_the_institution(curator, kind, who, mentee, mentor):
    curator.organization.kind = kind
    curator.organization.save()
    person = PersonFactory(organization=curator.organization, kind=who)

    add_mentees([person], on=ON, by=curator)
    add_mentors([person], on=ON, by=curator)

    assert person.mentee_entries.get().forms == mentee
    assert person.mentor_entries.get().forms == mentor


@pytest.mark.parametrize(("kind", "names"), [("school", 10), ("college", 10), ("kindergarten", 0)])
def test_first_learner_brings_the_list_of_learners_once(curator, kind, names):
    curator.organization.kind = kind
    curator.organization.save()
    learners = PersonFactory.create_batch(2, organization=curator.organization, kind="learner")
    own = Competence.objects.filter(name__startswith="Обучающемуся: ")

    add_mentees(learners[:1], on=ON, by=curator)
    found = own.count()
    own.exclude(pk__in=own.values("pk")[:3]).delete()
    kept = own.count()
    add_mentees(learners[1:], on=ON, by=curator)

    assert found == names
    assert own.count() == kept


@pytest.mark.parametrize(
    ("role", "add", "other"),
    [("mentee_duty", add_mentees, add_mentors), ("mentor_duty", add_mentors, add_mentees)],
)
def test_who_withdrew_a_role_enters_the_other_bank_only(curator, people, role, add, other):
    ConsentFactory(person=people[0], kind=role, ended_on=ON, ending="withdrawn")

    with pytest.raises(
        ValidationError, match="Согласие отозвано, данные не обрабатываются: Лебедева|Шевченко|Бегун|Соколова"
    ):
        add(people, on=ON, by=curator)
    refused = MenteeEntry.objects.count() + MentorEntry.objects.count()
    other(people, on=ON, by=curator)

    assert refused == 0
    assert MenteeEntry.objects.count() + MentorEntry.objects.count() == 3


def test_nobody_enters_a_bank_whose_processing_is_stopped_and_no_representative(curator, people):
    Person.objects.filter(pk=people[0].pk).update(processing_stopped_on=ON)
    parent = PersonFactory(organization=curator.organization, kind="parent")

    for persons, words in (
        ([people[0]], "Согласие отозвано"),
        ([people[1], parent], "Законные представители"),
    ):
        for add in (add_mentees, add_mentors):
            with pytest.raises(ValidationError, match=words):
                add(persons, on=ON, by=curator)

    assert not MenteeEntry.objects.exists()
    assert not MentorEntry.objects.exists()


def test_mentor_who_comes_back_is_strong_in_the_same(curator, people):
    was = MentorEntryFactory(person=people[0], capacity=5, interests="Шахматы", left_on=ON, kinds=["group"])
    older = MentorEntryFactory(person=people[0], entered_on=dt.date(2025, 9, 1), left_on=dt.date(2026, 5, 1))
    competence = Competence.objects.create(organization=curator.organization, name="Методика")
    was.competences.add(competence)
    older.competences.add(Competence.objects.create(organization=curator.organization, name="Прежнее"))

    back, new = sorted(
        add_mentors(people[:2], on=dt.date(2026, 9, 8), by=curator),
        key=lambda entry: entry.person_id != people[0].pk,
    )

    back.refresh_from_db()
    new.refresh_from_db()
    assert (back.capacity, back.interests, back.kinds, list(back.competences.all())) == (
        5, "Шахматы", ["group"], [competence],
    )  # fmt: skip
    assert (new.capacity, new.interests, new.kinds, new.competences.count()) == (3, "", [], 0)
    assert (back.entered_on, back.left_on, back.leaving) == (dt.date(2026, 9, 8), None, "")


def test_page_to_add_offers_only_those_who_may_enter_and_young_teachers_first(client, curator, people):
    client.force_login(curator.user)
    organization = curator.organization
    Person.objects.filter(pk=people[0].pk).update(experience_years=organization.young_teacher_years)
    Person.objects.filter(pk=people[1].pk).update(experience_years=organization.young_teacher_years + 1)
    PersonFactory(organization=organization, kind="parent")
    PersonFactory(organization=organization, processing_stopped_on=ON)
    PersonFactory(organization=organization, left_on=ON)
    MenteeEntryFactory(person__organization=organization)

    everybody = client.get(reverse("people:mentees_add"))
    young = client.get(reverse("people:mentees_add"), {"bank": "young"})

    assert {person.pk for person in everybody.context["page"]} == {person.pk for person in people}
    assert (everybody.context["young"], everybody.context["tick_young"]) == (1, False)
    assert [person.pk for person in young.context["page"]] == [people[0].pk]
    assert young.content.decode().count(" checked") == 1
