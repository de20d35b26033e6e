"""Wishes: who may be named, what a participant answers, who reads it."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from audit.models import Entry
from desk.todo import tasks_for
from people.models import MenteeEntry, Person
from people.services import merge_persons, withdraw_consents
from people.tests.factories import ConsentFactory, MenteeEntryFactory, MentorEntryFactory, PersonFactory
from selection.models import ChoiceSeat, MatchRun, Wish
from selection.services.wishes import add_wish, avoid, choose, remove_wish
from selection.tests.choosing import access_of, meeting_of, mentees_of, mentors_of
from selection.wishing import people_of_banks, sheet_of

pytestmark = pytest.mark.django_db
WANTS, AVOIDS, KNOWS = Wish.Kind.WANTS, Wish.Kind.AVOIDS, Wish.Kind.KNOWS


@pytest.fixture
def mentors(school):
    return mentors_of(school, 4)


@pytest.fixture
def mentee(school):
    return mentees_of(school, 1)[0]


def said(person):
    return [(wish.kind, wish.rank, wish.about.last_name) for wish in Wish.objects.filter(person=person)]


# --- The curator's list --------------------------------------------------------------------------------------


def test_curator_writes_a_wish_down_and_takes_it_back(curator, mentee, mentors):
    wish = add_wish(mentee, about=mentors[0], kind=AVOIDS, by=curator)

    assert said(mentee) == [(AVOIDS, None, "Наставник01")]
    assert Entry.objects.get(action="wish.added").details == {"person": mentee.pk}
    assert str(wish) == f"Пожелание: {mentee}"  # what is said stands in no journal and no list of others

    remove_wish(wish, by=curator)
    assert said(mentee) == []


def test_one_word_about_a_person_and_none_about_oneself(curator, mentee, mentors):
    add_wish(mentee, about=mentors[0], kind=WANTS, by=curator)

    with pytest.raises(ValidationError, match="уже записано"):
        add_wish(mentee, about=mentors[0], kind=AVOIDS, by=curator)
    with pytest.raises(ValidationError, match="о другом человеке"):
        add_wish(mentee, about=mentee, kind=WANTS, by=curator)
    assert said(mentee) == [(WANTS, None, "Наставник01")]


def test_wishes_are_about_people_of_the_banks_whom_the_gate_lets_through(curator, school, mentee, mentors):
    outside = PersonFactory(organization=school, last_name="Безбанков")
    foreign = MentorEntryFactory().person
    ConsentFactory(person=mentors[0], kind="mentor_duty")
    withdraw_consents(mentors[0], ["mentor_duty"], channel="letter", received_on=school.today, by=curator)
    paused = MenteeEntryFactory(person=mentors[1], status=MenteeEntry.Status.PAUSED).person

    for about in (outside, foreign, mentors[0]):
        with pytest.raises(ValidationError, match="из банков"):
            add_wish(mentee, about=about, kind=WANTS, by=curator)
    assert said(mentee) == []
    assert paused in people_of_banks(school)  # still a mentor
    assert [person.last_name for person in sheet_of(mentee).others] == [
        "Наставник02", "Наставник03", "Наставник04",
    ]  # fmt: skip


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_for_one_wish_and_three(
    client, curator, mentee, mentors, count, django_assert_num_queries
):
    for mentor in mentors[:count]:
        add_wish(mentee, about=mentor, kind=WANTS, by=curator)
    client.force_login(curator.user)

    with django_assert_num_queries(5):  # session, user, membership, count, rows
        page = client.get(reverse("selection:wishes"), {"q": ""})

    assert page.content.decode().count("Убрать") == count


def test_filters_narrow_the_list(client, curator, mentee, mentors):
    add_wish(mentee, about=mentors[0], kind=WANTS, by=curator)
    add_wish(mentors[1], about=mentee, kind=AVOIDS, by=curator)
    client.force_login(curator.user)

    def shown(**chosen):
        return len(client.get(reverse("selection:wishes"), chosen).context["page"])

    assert [shown(), shown(kind="avoids"), shown(source="sheet"), shown(q="наставник01")] == [2, 1, 0, 1]


def test_form_writes_a_wish_and_refuses_oneself(client, curator, mentee, mentors):
    client.force_login(curator.user)
    url = reverse("selection:wish_add")

    refused = client.post(url, {"person": mentee.pk, "about": mentee.pk, "kind": "wants"})
    taken = client.post(url, {"person": mentee.pk, "about": mentors[0].pk, "kind": "knows"})

    assert (refused.status_code, taken.status_code) == (422, 302)
    assert said(mentee) == [(KNOWS, None, "Наставник01")]


# --- A participant's answers ---------------------------------------------------------------------------------


def test_three_choices_in_their_order_and_one_chosen_again_moves(mentee, mentors):
    me = access_of(mentee)
    for number, mentor in enumerate(mentors[:3], 1):
        choose(mentee, number, about=mentor, meeting=None, by=me)

    choose(mentee, 1, about=mentors[2], meeting=None, by=me)

    assert said(mentee) == [(WANTS, 1, "Наставник03"), (WANTS, 2, "Наставник02")]
    choose(mentee, 2, about=None, meeting=None, by=me)
    assert said(mentee) == [(WANTS, 1, "Наставник03")]


def test_with_whom_not_takes_the_place_of_a_choice_and_the_other_way_round(mentee, mentors):
    me = access_of(mentee)
    choose(mentee, 1, about=mentors[0], meeting=None, by=me)

    avoid(mentee, others=[mentors[0], mentors[1]], meeting=None, by=me)
    choose(mentee, 1, about=mentors[1], meeting=None, by=me)

    assert sorted(said(mentee), key=str) == [(AVOIDS, None, "Наставник01"), (WANTS, 1, "Наставник02")]


def test_what_the_curator_wrote_down_about_others_stays(curator, mentee, mentors):
    add_wish(mentee, about=mentors[3], kind=KNOWS, by=curator)
    add_wish(mentee, about=mentors[2], kind=KNOWS, by=curator)

    choose(mentee, 1, about=mentors[2], meeting=None, by=access_of(mentee))

    assert sorted(said(mentee)) == [(KNOWS, None, "Наставник04"), (WANTS, 1, "Наставник03")]


def test_nobody_of_the_own_side_or_of_another_school_is_chosen(school, mentee, mentors):
    me, peer, foreign = access_of(mentee), mentees_of(school, 1)[0], MentorEntryFactory().person

    for about in (peer, foreign, mentee):
        with pytest.raises(ValidationError, match="уже нет среди участников"):
            choose(mentee, 1, about=about, meeting=None, by=me)
    with pytest.raises(ValidationError, match="уже нет среди участников"):
        avoid(mentee, others=[foreign], meeting=None, by=me)
    assert said(mentee) == []


def test_four_questions_on_the_phone(client, mentee, mentors):
    client.force_login(access_of(mentee).user)
    home = reverse("selection:my_wishes")

    empty = client.post(reverse("selection:my_question", args=[1]), {})
    first = client.post(reverse("selection:my_question", args=[1]), {"about": mentors[0].pk})
    enough = client.post(reverse("selection:my_question", args=[2]), {"enough": "on"})
    last = client.post(enough.url, {"others": [mentors[1].pk], "answered": "True"})

    assert (empty.status_code, first.url, last.url) == (422, reverse("selection:my_question", args=[2]), home)
    assert sorted(said(mentee)) == [(AVOIDS, None, "Наставник02"), (WANTS, 1, "Наставник01")]
    page = client.get(home).content.decode()
    assert "Наставник01" in page
    assert "прочтёт только куратор" in page
    assert client.get(reverse("selection:my_question", args=[5])).status_code == 404


def test_a_foreign_number_in_the_answer_is_refused(client, mentee, mentors):
    client.force_login(access_of(mentee).user)
    foreign = MentorEntryFactory().person

    for odd in (foreign.pk, "x", "9" * 30):
        assert client.post(reverse("selection:my_question", args=[1]), {"about": odd}).status_code == 422
    assert said(mentee) == []


def test_question_comes_to_the_tasks_while_a_selection_is_under_way(curator, school, mentee, mentors):
    me = access_of(mentee)

    def asked():
        return [task.title for task in tasks_for(me) if "выбрали бы" in task.title]

    assert asked() == []
    run = MatchRun.objects.create(organization=school, name="Осень", inputs={}, result={})
    assert asked() == ["Кого вы выбрали бы в пару?"]
    choose(mentee, 1, about=mentors[0], meeting=None, by=me)
    assert asked() == []
    Wish.objects.all().delete()
    MatchRun.objects.filter(pk=run.pk).update(status="applied", applied_on=school.today)
    MatchRun.objects.create(organization=school, name="Что, если", inputs={}, result={}, source=run)
    assert asked() == []


def test_participants_read_their_own_wishes_only(curator, mentee, mentors):
    me, other = access_of(mentee), access_of(mentors[0])
    add_wish(mentee, about=mentors[0], kind=AVOIDS, by=curator)

    assert Wish.objects.visible_to(me).count() == 1
    assert Wish.objects.visible_to(other).count() == 0


# --- Two cards of one person ---------------------------------------------------------------------------------


def test_merge_carries_wishes_and_seats(curator, school, mentee, mentors):
    double = PersonFactory(organization=school, last_name=mentee.last_name)
    Wish.objects.create(organization=school, person=double, about=mentors[0], made_on=school.today)
    meeting = meeting_of(curator, mentors[:1], [mentee])
    ChoiceSeat.objects.filter(person=mentee).update(person=double)

    merge_persons(mentee, double, by=curator)

    assert said(mentee) == [(WANTS, None, "Наставник01")]
    assert meeting.seats.filter(person=mentee).exists()


@pytest.mark.parametrize("case", ["same", "each other", "seats"])
def test_merge_that_would_say_a_thing_twice_is_refused_with_what_to_do(
    curator, school, mentee, mentors, case
):
    double = PersonFactory(organization=school, last_name=mentee.last_name)
    facts = {"organization": school, "made_on": school.today}
    if case == "same":
        for person in (mentee, double):
            Wish.objects.create(person=person, about=mentors[0], **facts)
    elif case == "each other":
        Wish.objects.create(person=mentee, about=double, **facts)
    else:
        meeting = meeting_of(curator, mentors[:1], [mentee])
        ChoiceSeat.objects.create(organization=school, meeting=meeting, person=double, side="mentee")

    with pytest.raises(ValidationError, match="Уберите лишние"):
        merge_persons(mentee, double, by=curator)
    assert Person.objects.get(pk=double.pk).merged_into is None
