"""The way of a pair in Chromium: proposals become pairs, a programme is proposed, handed in and approved, the mentor
tells of a meeting on the phone. How many presses and typed signs that takes is counted, not guessed.
"""

import pytest

from meetings.models import Meeting
from organizations.models import Role
from organizations.tests.factories import OrganizationFactory
from pairs.models import Pair
from people.models import Competence, Request
from people.tests.factories import ConsentFactory, MenteeEntryFactory, MentorEntryFactory, PersonFactory
from programmes.models import Programme
from tests.visitor import PASSWORD, Counting, access, come

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240), pytest.mark.django_db(transaction=True)]


@pytest.fixture
def visit(browser, live_server, settings):
    settings.SITE_URL = live_server.url
    settings.DEMO = True  # a head signs in without a second factor here
    return lambda member, **options: come(Counting(browser, live_server.url, **options), member)


def in_bank(school, bank, last_name, duty, competence, **more):
    person = PersonFactory(organization=school, last_name=last_name, **more)
    for kind in ("processing", duty):
        ConsentFactory(person=person, kind=kind)
    entry = bank(person=person)
    if duty == "mentor_duty":
        entry.competences.add(competence)
    else:
        request = Request.objects.create(entry=entry, text="Приёмы на уроке", made_on=entry.entered_on)
        request.competences.add(competence)
    return person


@pytest.fixture
def school():
    """Two mentors, two mentees who ask for what one of them is strong in; the first mentor has an access."""
    school = OrganizationFactory()
    strong, other = (
        Competence.objects.create(organization=school, name=name)
        for name in ("Методика урока", "Классное руководство")
    )
    old = {"experience_years": 20, "first_name": "Нина", "patronymic": "Борисовна"}
    mentor = in_bank(school, MentorEntryFactory, "Ковалёва", "mentor_duty", strong, **old)
    in_bank(school, MentorEntryFactory, "Шевченко", "mentor_duty", other, **old)
    young = {"experience_years": 1, "first_name": "Егор", "patronymic": "Алексеевич"}
    in_bank(school, MenteeEntryFactory, "Панов", "mentee_duty", strong, **young)
    in_bank(school, MenteeEntryFactory, "Лосев", "mentee_duty", other, **young)
    mentor.membership = access(school, Role.PARTICIPANT)
    mentor.save()
    return school


def test_from_the_proposals_to_a_line_of_the_journal(visit, school):
    curator, head = visit(access(school, Role.CURATOR)), access(school, Role.HEAD)
    pairs_come_out_of_a_selection(curator)
    # An order in Chromium is walked by test_way: here it has been signed.
    Pair.objects.update(status=Pair.Status.ACTIVE)
    pair = Pair.objects.get(mentor__last_name="Ковалёва")
    programme_is_made_and_approved(curator, visit, head, pair)
    mentor_tells_of_a_meeting(visit, pair)
    curator.go(pair.get_absolute_url()).sees("выполняется", "Встречи")


def pairs_come_out_of_a_selection(curator):
    curator.go("/selection/add/").press("Подобрать", exact=True)
    curator.sees("Панов", "Ковалёва", "методика урока")
    curator.start_counting()
    curator.press("Создать пары").press("Создать пары")
    assert curator.presses <= 3
    found = {(pair.mentor.last_name, pair.members.get().person.last_name) for pair in Pair.objects.all()}
    assert found == {("Ковалёва", "Панов"), ("Шевченко", "Лосев")}


def programme_is_made_and_approved(curator, visit, head, pair):
    curator.go(pair.get_absolute_url()).start_counting()
    curator.press("Составить программу").press("Составить программу").press("Передать на проверку")
    assert curator.presses <= 10
    assert curator.typed <= 100
    programme = Programme.objects.get(pair=pair)
    assert programme.status == Programme.Status.SUBMITTED
    assert programme.rows.count() > 5
    curator.press("На утверждение")
    signer = visit(head, screen="phone")
    signer.go("/documents/to-sign/").sees("Методика урока").fill(secret=PASSWORD)
    signer.press("Подписать", exact=True)
    programme.refresh_from_db()
    assert programme.status == Programme.Status.APPROVED


def mentor_tells_of_a_meeting(visit, pair):
    meeting = Meeting.objects.create(
        organization=pair.organization, pair=pair, on=pair.organization.today, starts_at="00:00"
    )
    phone = visit(pair.mentor.membership, screen="phone")
    phone.go("/").sees("Встретились").press("Да", exact=True)
    meeting.refresh_from_db()
    assert meeting.status == Meeting.Status.HELD
    assert phone.presses <= 2
