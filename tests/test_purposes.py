"""No deed without its ground: after a withdrawal a deed reaches the person no more, all others go on (PDN-1)."""

import datetime as dt

import pytest

from documents.forms.paper import PeopleField
from documents.models import Acknowledgement, Document
from documents.services.acknowledging import remind
from documents.tests.steps import signed_paper
from meetings.models import Meeting
from meetings.services.links import write_letters
from pairs.forms import PairForm
from pairs.models import Pair
from pairs.progress import running_rows
from pairs.tests.factories import PairFactory
from people.analysis import taking_part
from people.exports import contents_of
from people.gate import STOPPED_BY, Deed, allowed, may_publish
from people.link_plan import plan_links
from people.models import ConsentKind, MenteeEntry, Person
from people.registers import entries_shown
from people.services import withdraw_consents
from people.tests.factories import ConsentFactory, MenteeEntryFactory, MentorEntryFactory, PersonFactory
from selection.wishing import people_of
from support.naming import may_be_named
from surveys.audience import asked_people
from surveys.services.letters import remind as remind_of_questionnaires
from surveys.tests.factories import CampaignFactory, InvitationFactory, QuestionnaireFactory

pytestmark = pytest.mark.django_db
OTHER_SIDE = ConsentKind.MENTOR_DUTY


@pytest.fixture
def world(school, curator, head):
    """Two mentees with every consent, in the bank, in running pairs, named in a signed order."""
    paper = signed_paper(head)
    for name in ("Отзывова", "Соседова"):
        mentor = PersonFactory(organization=school, last_name=f"Наставник{name}")
        MentorEntryFactory(person=mentor)
        person = PersonFactory(organization=school, last_name=name, email=f"{len(name)}@example.org")
        MenteeEntryFactory(person=person)
        PairFactory(mentor=mentor, mentees=[person], consents=True, status="active")
        ConsentFactory(person=person, kind="distribution", fields=["name"])
        Acknowledgement.objects.create(organization=school, document=paper, person=person)
    return curator


def mentees(me):
    return Person.objects.filter(organization=me.organization, mentee_entries__isnull=False)


def reminded(me):
    return [row.person for row in remind(Document.objects.get(), by=me)]


def asked(me):
    ticked = [person.pk for person in mentees(me)]
    return [one.person for one in asked_people(fresh(me), {"people": ticked})]


def exported(me):
    return Person.objects.filter(pk__in=contents_of("people", me).persons)


# What each deed does in the house today: function(acting membership) -> people it reaches.
DOINGS = {
    Deed.BANK: lambda me: [entry.person for entry in entries_shown(MenteeEntry, me).open()],
    Deed.MATCHING: lambda me: PairForm(membership=me).fields["mentees"].queryset,
    Deed.PAIR: lambda me: [person for row in running_rows(fresh(me)) for person in row.mentees],
    Deed.MAIL: lambda me: [letter.addressee for letter in plan_links(list(mentees(me)), by=me).letters],
    Deed.REMINDER: reminded,
    Deed.SURVEY: asked,
    Deed.PAPER: lambda me: PeopleField().rows_for(me),
    Deed.EXPORT: exported,
    Deed.STATISTICS: lambda me: [entry.person for entry in taking_part(MenteeEntry, me)],
    Deed.DISTRICT: lambda me: may_be_named(mentees(me)),
    Deed.PUBLIC_PAGE: lambda me: [person for person in mentees(me) if may_publish(person, "name")],
}


def asked_by_letter(me):
    """Those who get a letter "Встретились?" the day after a planned meeting (Deed.PAIR)."""
    for pair in Pair.objects.filter(organization=me.organization):
        on = me.organization.today - dt.timedelta(days=1)
        Meeting.objects.create(organization=me.organization, pair=pair, on=on)
    write_letters(fresh(me), me.organization.today)
    return mentees(me).filter(meeting_links__isnull=False)


def reminded_of_questionnaire(me):
    """Those who get a letter on the last day of a campaign; they were invited before anything was withdrawn."""
    today = me.organization.today
    frozen = QuestionnaireFactory(organization=me.organization, status="frozen")
    campaign = CampaignFactory(questionnaire=frozen, closes_on=today)
    for person in mentees(me):
        InvitationFactory(campaign=campaign, person=person)
    remind_of_questionnaires(fresh(me), today)
    return mentees(me).filter(survey_invitations__told_on=today)


# What else a room does under the same purpose: {its name: (deed, function)}.
MORE_DOINGS = {
    "letters about meetings": (Deed.PAIR, asked_by_letter),
    "reminders of questionnaires": (Deed.REMINDER, reminded_of_questionnaire),
    "people of a choice": (Deed.MATCHING, lambda me: people_of(me.organization, "mentee")),
}


def fresh(me):
    """The institution as the next request reads it: counters keep what they have read on the row."""
    return type(me.organization).objects.get(pk=me.organization_id)


def reached(deed, me):
    return {person.last_name for person in DOINGS[deed](me)} & {"Отзывова", "Соседова"}


def test_every_deed_has_its_line_in_both_tables():
    assert set(DOINGS) == set(STOPPED_BY) == set(Deed)
    assert all(ConsentKind.PROCESSING in kinds for kinds in STOPPED_BY.values())


@pytest.mark.parametrize("deed", Deed)
def test_with_consent_the_deed_happens(deed, world):
    assert reached(deed, world) == {"Отзывова", "Соседова"}


@pytest.mark.parametrize("kind", [kind for kind in ConsentKind if kind != OTHER_SIDE])
@pytest.mark.parametrize("deed", Deed)
def test_after_a_withdrawal_deeds_of_the_purpose_stop_and_no_others(deed, kind, world):
    person = Person.objects.get(last_name="Отзывова")

    withdraw_consents(person, [kind], channel="letter", received_on=world.organization.today, by=world)

    expected = {"Соседова"} if kind in STOPPED_BY[deed] else {"Отзывова", "Соседова"}
    assert reached(deed, world) == expected


@pytest.mark.parametrize("kind", ["", *(kind for kind in ConsentKind if kind != OTHER_SIDE)])
@pytest.mark.parametrize("name", MORE_DOINGS)
def test_other_doings_of_a_purpose_stop_with_it(name, kind, world):
    deed, doing = MORE_DOINGS[name]
    if kind:
        person = Person.objects.get(last_name="Отзывова")
        withdraw_consents(person, [kind], channel="letter", received_on=world.organization.today, by=world)

    found = {person.last_name for person in doing(world)} & {"Отзывова", "Соседова"}

    assert found == ({"Соседова"} if kind in STOPPED_BY[deed] else {"Отзывова", "Соседова"})


def test_the_gate_knows_no_side_of_a_deed_that_has_none(world):
    with pytest.raises(ValueError, match="no"):
        allowed(mentees(world), Deed.EXPORT, role=ConsentKind.MENTEE_DUTY)
