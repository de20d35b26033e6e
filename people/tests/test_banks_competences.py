"""The institution's own list of competences: counts of use, merging, removing."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from audit.models import Entry
from organizations.models import Organization
from people.models import Competence, Request
from people.services import fill_competences, merge_competences, remove_competence
from people.services.competences import builtin_competences
from people.tests.factories import MenteeEntryFactory, MentorEntryFactory

ON = dt.date(2026, 10, 1)


@pytest.fixture
def lesson(school):
    return Competence.objects.create(organization=school, name="Методика урока")


@pytest.fixture
def lessons(school):
    return Competence.objects.create(organization=school, name="Методика уроков")


def ask(entry, *competences):
    request = Request.objects.create(entry=entry, text="Запрос", made_on=ON)
    request.competences.set(competences)
    return request


def test_ready_lists_hold_no_name_twice_and_fit_the_column():
    for kind, groups in builtin_competences().items():
        names = [name for group in groups.values() for name in group]

        assert kind in Organization.Kind.values
        assert len({name.casefold() for name in names}) == len(names)
        assert max(map(len, names)) <= 120


def test_lists_are_taken_ready_each_once(client, curator):
    client.force_login(curator.user)
    ready = builtin_competences()["school"]

    for group in ("", "learners", "learners", "teachers"):
        client.post(reverse("people:competence_fill"), {"group": group})

    names = Competence.objects.filter(organization=curator.organization).values_list("name", flat=True)
    assert sorted(names) == sorted(ready["teachers"] + ready["learners"])
    assert Entry.objects.count() == 2


def test_merged_competence_hands_over_mentors_and_requests(curator, lesson, lessons):
    own = {"person__organization": curator.organization}
    both, one = MentorEntryFactory(**own), MentorEntryFactory(**own)
    both.competences.set([lesson, lessons])
    one.competences.set([lessons])
    former = MenteeEntryFactory(**own, left_on=ON, leaving="done")
    request = ask(former, lessons)

    merge_competences(lesson, lessons, by=curator)

    assert [list(row.competences.all()) for row in (both, one, request)] == [[lesson]] * 3
    assert list(Competence.objects.all()) == [lesson]
    entry = Entry.objects.get()
    assert (entry.action, entry.subject_id) == ("competences.merged", lesson.pk)
    assert (entry.details["mentors"], entry.details["requests"]) == (1, 1)


def test_competence_is_not_merged_with_itself_or_a_foreign_one(curator, stranger, lesson):
    foreign = Competence.objects.create(organization=stranger.organization, name="Чужая")
    own = MentorEntryFactory(person__organization=curator.organization)
    own.competences.add(lesson)

    for other in (lesson, foreign):
        with pytest.raises(ValidationError, match="Выберите другую"):
            merge_competences(other, lesson, by=curator)

    assert set(Competence.objects.all()) == {lesson, foreign}
    assert list(own.competences.all()) == [lesson]
    assert not Entry.objects.exists()


def test_merging_page_offers_the_others_of_the_own_list(client, curator, stranger, lesson, lessons):
    client.force_login(curator.user)
    foreign = Competence.objects.create(organization=stranger.organization, name="Чужая")
    url = reverse("people:competence_merge", args=[lessons.pk])

    offered = list(client.get(url).context["form"].fields["into"].queryset)
    refused = [client.post(url, {"into": pk}).status_code for pk in (foreign.pk, lessons.pk, "")]
    client.post(url, {"into": lesson.pk})

    assert offered == [lesson]
    assert refused == [422] * 3
    assert set(Competence.objects.all()) == {lesson, foreign}


@pytest.mark.parametrize("left_on", [None, ON])
def test_competence_in_use_stays_and_says_where(client, curator, lesson, left_on):
    own = {"person__organization": curator.organization, "left_on": left_on}
    mentor, mentee = MentorEntryFactory(**own), MenteeEntryFactory(**own)
    mentor.competences.add(lesson)
    ask(mentee, lesson)
    ask(mentee, lesson)
    client.force_login(curator.user)

    page = client.post(reverse("people:competence_remove", args=[lesson.pk]), follow=True).content.decode()

    assert Competence.objects.filter(pk=lesson.pk).exists()
    assert f"указана у 1\u00a0наставника ({mentor.person})" in page
    assert f"о ней просят 1\u00a0наставляемый ({mentee.person})" in page
    assert not Entry.objects.exists()


def test_many_who_use_it_are_not_all_named(curator, lesson):
    for entry in MentorEntryFactory.create_batch(7, person__organization=curator.organization):
        entry.competences.add(lesson)

    with pytest.raises(ValidationError) as refused:
        remove_competence(lesson, by=curator)

    words = refused.value.messages[0]
    assert "указана у 7\u00a0наставников" in words
    assert (words.count("О.\u00a0Н."), words.count(" и другие")) == (5, 1)


def test_unused_competence_goes(client, curator, lesson):
    client.force_login(curator.user)

    client.post(reverse("people:competence_remove", args=[lesson.pk]))

    assert not Competence.objects.exists()
    assert Entry.objects.get().action == "competence.removed"


def test_list_counts_people_who_are_in_the_banks_and_is_sorted_by_use(client, curator, lesson, lessons):
    client.force_login(curator.user)
    own = {"person__organization": curator.organization}
    yo = Competence.objects.create(organization=curator.organization, name="Ёлка в детском саду")
    zoo = Competence.objects.create(organization=curator.organization, name="Живой уголок")
    MentorEntryFactory(**own).competences.add(lessons)
    MentorEntryFactory(**own, left_on=ON).competences.add(lesson)
    mentee = MenteeEntryFactory(**own)
    ask(mentee, zoo)
    ask(mentee, zoo)

    pages = {
        sort: client.get(reverse("people:competences"), {"sort": sort}).context["competences"]
        for sort in ("", "mentors", "mentees")
    }

    assert pages[""] == [yo, zoo, lesson, lessons]
    assert pages["mentors"] == [lessons, yo, zoo, lesson]
    assert pages["mentees"] == [zoo, yo, lesson, lessons]
    counts = {row.name: (row.mentor_count, row.mentee_count) for row in pages[""]}
    assert list(counts.values()) == [(0, 0), (0, 1), (0, 0), (1, 0)]


def test_own_list_is_left_alone(curator, lesson):
    fill_competences(curator.organization, by=curator)

    assert list(Competence.objects.all()) == [lesson]
