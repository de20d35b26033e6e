"""Answers into the banks: what is new, what is written, what stops it."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from audit.models import Entry
from people.models import Competence, Consent, MenteeEntry, MentorEntry, Request
from people.services import withdraw_consents
from people.tests.factories import ConsentFactory, MenteeEntryFactory, MentorEntryFactory, PersonFactory
from surveys.bank_facts import MENTEE, facts_of, request_words
from surveys.services.flowing import decline_answer, return_answer, take_answer, take_answers
from surveys.sheet import load
from surveys.taking import looked_at, takings, waiting
from surveys.tests.banks import ASKED, ORDER, OWN, PLAN, REQUESTS, answered

pytestmark = pytest.mark.django_db
PLAN_WORDS = "Составить рабочую программу; выбрать темы"


def lines(response):
    """{title: words} of what is new."""
    found = takings([response], response.organization)[0]
    return [(line.title, line.words) for line in found.lines]


def withdraw(person):
    kind = Consent.Kind.PROCESSING
    ConsentFactory(person=person, kind=kind)
    withdraw_consents(person, [kind], channel="letter", received_on=person.organization.today, by=None)


def test_the_highest_marks_are_requests_by_competence():
    facts = facts_of(load(REQUESTS), ASKED, MENTEE)

    assert facts.asked == {
        PLAN: ["Составить рабочую программу", "Выбрать темы"],
        OWN: ["Поставить спектакль"],
    }
    assert facts.columns == {"forms": ["head_pedagogue"], "wishes": "Удобнее по средам"}
    assert facts.request == "Открытый урок в декабре"


def test_a_reversed_row_asks_from_the_other_end():
    sheet = load({"sections": [{"key": "s", "questions": [
        {"key": "g", "kind": "grid", "words": "?", "low": 1, "high": 5, "rows": [
            {"key": "a", "words": "Справляюсь", "competence": PLAN, "is_reversed": True}]},
    ]}]})  # fmt: skip

    assert facts_of(sheet, {"g": {"a": 1}}, MENTEE).asked == {PLAN: ["Справляюсь"]}
    assert facts_of(sheet, {"g": {"a": 5}}, MENTEE).asked == {}


def test_what_does_not_fit_into_a_request_is_left_out_whole():
    assert request_words(["а" * 290, "Бегать быстрее", "Вы"]) == "а" * 290 + "; вы"


def test_take_answer_puts_the_person_into_the_bank_with_requests(school, curator):
    Competence.objects.create(organization=school, name=PLAN.upper())
    response = answered(school)

    take_answer(response, by=curator)
    entry = MenteeEntry.objects.get(person=response.invitation.person)
    response.refresh_from_db()

    said = {one.text: [c.name for c in one.competences.all()] for one in entry.requests.all()}
    assert said == {
        "Открытый урок в декабре": [],
        PLAN_WORDS: [PLAN.upper()],
        "Поставить спектакль": [OWN],
    }
    assert {one.source for one in entry.requests.all()} == {Request.Source.QUESTIONNAIRE}
    assert {one.made_on for one in entry.requests.all()} == {school.today}
    assert (entry.forms, entry.wishes) == (["head_pedagogue"], "Удобнее по средам")
    assert (response.taken_on, response.taken_by, response.is_declined) == (school.today, curator, False)
    assert Entry.objects.filter(action="response.taken", subject_id=response.pk).count() == 1


def test_taken_twice_nothing_is_doubled(school, curator):
    response = answered(school)
    take_answer(response, by=curator)
    before = list(Request.objects.values_list("pk", flat=True))

    take_answer(response, by=curator)

    assert list(Request.objects.values_list("pk", flat=True)) == before
    assert Competence.objects.filter(name=OWN).count() == 1
    assert MenteeEntry.objects.count() == 1
    assert lines(response) == []


def test_a_request_in_the_same_words_gets_the_competence_and_no_twin(school, curator):
    response = answered(school)
    entry = MenteeEntryFactory(person=response.invitation.person)
    Request.objects.create(entry=entry, text="поставить спектакль", made_on=school.today)

    take_answer(response, by=curator)

    (request,) = entry.requests.filter(text__endswith="спектакль")
    assert [one.name for one in request.competences.all()] == [OWN]


def test_only_what_is_new_is_shown(school, curator):
    response = answered(school)
    entry = MenteeEntryFactory(
        person=response.invitation.person, wishes="По вторникам", forms=["head_pedagogue"]
    )
    request = Request.objects.create(entry=entry, text="поставить спектакль", made_on=school.today)
    request.competences.add(Competence.objects.create(organization=school, name=OWN))

    found = takings([response], school)[0]

    assert [(line.words, line.was) for line in found.lines] == [
        ("Открытый урок в декабре", ""), (PLAN_WORDS, ""), ("Удобнее по средам", "По вторникам"),
    ]  # fmt: skip
    assert [line.is_new_competence for line in found.lines] == [False, True, False]


def test_only_ticked_lines_are_written(school, curator):
    response = answered(school)
    chosen = [line.key for line in takings([response], school)[0].lines if line.words == PLAN_WORDS]

    take_answer(response, lines=chosen, by=curator)
    entry = MenteeEntry.objects.get()

    assert [one.text for one in entry.requests.all()] == [PLAN_WORDS]
    assert (entry.wishes, entry.forms) == ("", ["teacher_teacher"])
    assert not Competence.objects.filter(name__in=[OWN, ORDER.upper()]).exists()


def test_a_candidate_becomes_a_mentor_with_strengths_and_room(school, curator):
    response = answered(school, "candidate")

    take_answer(response, by=curator)
    entry = MentorEntry.objects.get(person=response.invitation.person)

    assert {one.name for one in entry.competences.all()} == {PLAN, OWN}
    assert (entry.capacity, entry.time_resource) == (2, "2 часа в неделю")
    assert (entry.mentee_ages, entry.interests) == ("до 18 лет, 18–25 лет", "Походы")


def test_strengths_are_added_to_those_known(school, curator):
    response = answered(school, "candidate")
    entry = MentorEntryFactory(person=response.invitation.person)
    entry.competences.add(Competence.objects.create(organization=school, name=ORDER))

    take_answer(response, by=curator)

    assert {one.name for one in entry.competences.all()} == {PLAN, OWN, ORDER}


def test_who_withdrew_is_refused_by_name_and_nothing_changes(school, curator):
    person = PersonFactory(organization=school, last_name="Отозванная")
    response = answered(school, person=person)
    withdraw(person)

    with pytest.raises(ValidationError, match="Отозванная"):
        take_answer(response, by=curator)

    response.refresh_from_db()
    assert not MenteeEntry.objects.exists()
    assert not Competence.objects.filter(name=OWN).exists()
    assert response.taken_on is None


def test_of_all_the_refused_one_stays_and_the_others_go(school, curator):
    stopped, fine = answered(school), answered(school)
    withdraw(stopped.invitation.person)

    taken, refused = take_answers([(stopped, 0), (fine, 0)], by=curator)

    assert [one.pk for one in taken] == [fine.pk]
    assert len(refused) == 1
    assert str(stopped.invitation.person) in refused[0]
    assert set(waiting(school)) == {stopped}


def test_a_mark_that_the_bank_refuses_names_the_person(school, curator):
    person = PersonFactory(organization=school, last_name="Широкая")
    response = answered(school, "candidate", person, answers={"capacity": 99, "interests": "Походы"})

    with pytest.raises(ValidationError, match="Широкая"):
        take_answer(response, by=curator)

    assert not MentorEntry.objects.exists()


def test_answers_changed_since_they_were_read_are_refused(school, curator):
    response = answered(school, revision=3)

    with pytest.raises(ValidationError, match="изменились"):
        take_answer(response, revision=2, by=curator)
    with pytest.raises(ValidationError, match="изменились"):
        decline_answer(response, revision=2, by=curator)

    assert not MenteeEntry.objects.exists()


@pytest.mark.parametrize("change", ["anonymous", "draft", "other"])
def test_what_is_not_for_the_banks_is_refused(school, curator, change):
    response = answered(school)
    if change == "anonymous":
        type(response.campaign).objects.update(is_anonymous=True)
    elif change == "draft":
        type(response).objects.update(status="draft", done_at=None)
    else:
        type(response.campaign.questionnaire).objects.update(purpose="entry")

    with pytest.raises(ValidationError):
        take_answer(response, by=curator)

    assert not MenteeEntry.objects.exists()
    assert not waiting(school).exists()


def test_a_declined_answer_waits_no_more_until_it_is_returned_or_changed(school, curator):
    response = answered(school)

    decline_answer(response, by=curator)
    assert not waiting(school).exists()
    assert [one.is_declined for one in looked_at(school)] == [True]

    return_answer(response, by=curator)
    assert set(waiting(school)) == {response}

    decline_answer(response, by=curator)
    type(response).objects.update(revision=5)
    assert set(waiting(school)) == {response}
    assert not looked_at(school).exists()
    assert not MenteeEntry.objects.exists()


def test_answers_of_those_who_left_do_not_wait(school):
    response = answered(school)
    type(response.invitation.person).objects.update(left_on=dt.date(2026, 10, 1))

    assert not waiting(school).exists()
