"""«Подходите друг другу?»: after the first meeting, read with discretion, asked again of who was not sure."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from audit.models import Entry
from meetings.models import Fit
from meetings.questions import fits_asked
from meetings.services.fitting import say_fit, settle_fit
from meetings.tests.cast import held, mentee_of, running_pair
from organizations.models import Organization, Role
from organizations.tests.factories import MembershipFactory
from pairs.models import Pair, Substitution
from people.services import withdraw_consents
from people.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(mentor):
    return running_pair(mentor, consents=True)


@pytest.fixture
def psychologist(school):
    return MembershipFactory(organization=school, role=Role.PSYCHOLOGIST)


def asked(pair):
    found = fits_asked(Organization.objects.get(pk=pair.organization_id))
    return {person.pk for _, person in found}


def test_both_sides_are_asked_after_the_first_meeting(pair):
    before = asked(pair)
    held(pair)
    after = asked(pair)
    say_fit(pair, pair.mentor, word="fits", by=None)

    assert (before, after) == (set(), {pair.mentor.pk, mentee_of(pair).pk})
    assert asked(pair) == {mentee_of(pair).pk}


def test_journal_tells_that_somebody_answered_and_never_what(mentor, pair):
    held(pair)

    say_fit(pair, pair.mentor, word="no", by=mentor)

    told = Entry.objects.get(action="fit.said")
    assert (told.user, told.subject_id, told.details) == (mentor.user, pair.pk, {})


def test_second_press_and_a_new_word(pair):
    held(pair)
    for word in ("no", "no", "fits"):
        say_fit(pair, pair.mentor, word=word, by=None)

    assert Fit.objects.get().word == "fits"
    assert Entry.objects.filter(action="fit.said").count() == 2


def test_before_the_first_meeting_nobody_judges(pair):
    with pytest.raises(ValidationError, match="после первой встречи"):
        say_fit(pair, pair.mentor, word="no", by=None)

    assert not Fit.objects.exists()


@pytest.mark.parametrize("who", ["stranger", "substitute", "left"])
def test_only_its_own_people_judge_a_pair(school, pair, who):
    held(pair)
    person = mentee_of(pair) if who == "left" else PersonFactory(organization=school)
    if who == "substitute":
        term = {"starts_on": school.today, "ends_on": school.today}
        Substitution.objects.create(organization=school, pair=pair, person=person, reason="health", **term)
    if who == "left":
        pair.members.update(left_on=school.today)

    with pytest.raises(ValidationError, match="кто сейчас состоит"):
        say_fit(pair, person, word="no", by=None)

    assert not Fit.objects.exists()


def test_no_word_from_a_pair_at_rest_or_without_consent(school, pair):
    held(pair)
    Pair.objects.update(status="paused", paused_on=school.today, paused_for="away")
    with pytest.raises(ValidationError, match="не работает"):
        say_fit(pair, pair.mentor, word="no", by=None)
    person = mentee_of(pair)
    withdraw_consents(person, ["mentee_duty"], channel="letter", received_on=school.today, by=None)
    Pair.objects.update(status="active", paused_on=None, paused_for="")

    with pytest.raises(ValidationError, match="Согласие отозвано"):
        say_fit(pair, person, word="no", by=None)

    assert not Fit.objects.exists()


@pytest.mark.parametrize(("meetings", "again"), [(2, False), (3, True)])
def test_who_was_unsure_is_asked_again_after_three_meetings(school, pair, meetings, again):
    held(pair, 20)
    fit = say_fit(pair, pair.mentor, word="unsure", by=None)
    Fit.objects.filter(pk=fit.pk).update(at=fit.at - dt.timedelta(days=15))
    held(pair, 1, count=meetings)

    assert (pair.mentor.pk in asked(pair)) is again


def test_no_is_not_asked_again_until_it_was_talked_over(curator, pair):
    held(pair, 20)
    fit = say_fit(pair, pair.mentor, word="no", by=None)
    held(pair, 1, count=3)
    waits = pair.mentor.pk in asked(pair)
    settle_fit(fit, by=curator)
    Fit.objects.update(settled_on=pair.organization.today - dt.timedelta(days=10))

    assert (waits, pair.mentor.pk in asked(pair)) == (False, True)


def test_settled_twice_is_settled_once_and_a_good_word_needs_no_settling(curator, pair):
    held(pair)
    no = say_fit(pair, pair.mentor, word="no", by=None)
    fits = say_fit(pair, mentee_of(pair), word="fits", by=None)
    for _ in range(2):
        settle_fit(no, by=curator)

    with pytest.raises(ValidationError, match="пара подходит"):
        settle_fit(fits, by=curator)
    assert Entry.objects.filter(action="fit.settled").count() == 1
    assert Entry.objects.get(action="fit.settled").details == {}


def test_other_side_head_and_administrator_never_see_it(
    client, school, head, curator, psychologist, mentor, pair
):
    held(pair)
    say_fit(pair, mentee_of(pair), word="no", by=None)
    administrator = MembershipFactory(organization=school, role=Role.ADMINISTRATOR)

    say_fit(pair, pair.mentor, word="fits", by=mentor)  # nothing is asked any more
    people = (curator, psychologist, head, administrator, mentor)

    seen = {me.role: Fit.objects.visible_to(me).filter(word="no").count() for me in people}

    assert seen == {"curator": 1, "psychologist": 1, "head": 0, "administrator": 0, "participant": 0}
    for me in (head, administrator, mentor):
        client.force_login(me.user)
        assert client.get(reverse("meetings:fits")).status_code == 403
        assert "не подходит" not in client.get(reverse("pairs:detail", args=[pair.pk])).text.lower()


def test_curator_goes_from_the_word_to_the_selection(client, curator, psychologist, pair):
    held(pair)
    say_fit(pair, mentee_of(pair), word="no", by=None)
    link = f"{reverse('selection:add')}?mentee={mentee_of(pair).pk}"

    pages = {}
    for me in (curator, psychologist):
        client.force_login(me.user)
        pages[me.role] = client.get(reverse("meetings:fits")).text

    assert link in pages["curator"]
    assert link not in pages["psychologist"]
    assert all("Поговорили, пара остаётся" in page for page in pages.values())
    client.post(reverse("meetings:fit_settle", args=[Fit.objects.get().pk]))
    assert "Никто не ответил" in client.get(reverse("meetings:fits")).text


def test_word_is_said_and_changed_on_its_page(client, mentor, pair):
    held(pair)
    client.force_login(mentor.user)
    url = reverse("meetings:fit", args=[pair.pk])

    answers = [client.post(url, {"word": word}).status_code for word in ("unsure", "fits", "perhaps", "")]

    assert answers == [302, 302, 422, 422]
    assert Fit.objects.get().word == "fits"
    assert "Передумали?" in client.get(url).text


@pytest.mark.parametrize("count", [1, 3])
def test_page_of_words_asks_the_database_little(
    client, curator, mentor, count, django_assert_max_num_queries
):
    for _ in range(count):
        pair = running_pair(mentor)
        held(pair)
        say_fit(pair, mentee_of(pair), word="no", by=None)
    client.force_login(curator.user)

    with django_assert_max_num_queries(8):
        page = client.get(reverse("meetings:fits")).text

    assert page.count("Подобрать другого наставника") == count
