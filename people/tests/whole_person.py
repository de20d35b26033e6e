"""A person with a row of every kind that points to one: what a merge must carry over."""

import datetime as dt

from django.utils import timezone

from documents.models import Acknowledgement
from documents.tests.factories import DocumentFactory
from meetings.models import Answer, Fit, Meeting
from meetings.services.links import make_link
from organizations.tests.factories import MembershipFactory, OrganizationFactory
from pairs.models import Substitution
from pairs.tests.factories import PairFactory
from people.models import Absence, ConsentLink, Representation
from people.tests.factories import ConsentFactory, MenteeEntryFactory, MentorEntryFactory, PersonFactory
from selection.models import ChoiceMeeting, ChoiceSeat, HandChange, MatchRun, Proposal, Wish
from support.tests.factories import SearchCallFactory, SearchOfferFactory, SupportCaseFactory
from surveys.tests.factories import CampaignFactory, InvitationFactory, QuestionnaireFactory


def everything_of(person):
    """A row of every kind that points to a person."""
    organization = person.organization
    own = {"organization": organization}
    MenteeEntryFactory(person=person)
    MentorEntryFactory(person=person, left_on=dt.date(2026, 10, 1), leaving="asked")
    child = PersonFactory(organization=organization, kind="learner")
    ConsentFactory(person=person)
    ConsentFactory(person=child, representative=person)
    ConsentLink.objects.create(
        **own, addressee=person, token_hash=f"hash-{person.pk}", expires_at=timezone.now()
    )
    Representation.objects.create(**own, learner=child, representative=person)
    Representation.objects.create(
        **own,
        learner=person,
        representative=PersonFactory(organization=organization),
        ended_on=dt.date(2026, 9, 1),
    )
    Absence.objects.create(**own, person=person, starts_on=dt.date(2026, 9, 1))
    PersonFactory(organization=organization, manager=person)
    PairFactory(mentor=PersonFactory(organization=organization), mentees=[person])
    other = PairFactory(mentor=PersonFactory(organization=organization))
    days = {"starts_on": other.starts_on, "ends_on": other.ends_on}
    Substitution.objects.create(**own, pair=other, person=person, reason="leave", **days)
    words_of(person, PairFactory(mentor=person, mentees=[PersonFactory(organization=organization)]), own)
    Acknowledgement.objects.create(**own, document=DocumentFactory(organization=organization), person=person)
    wishes_of(person, own)
    selected(person, own)
    supported(person, own)
    asked(person)


def selected(person, own):
    """Proposed on each side, named as the second, and in a change by hand on each place."""
    run = MatchRun.objects.create(**own, name="Подбор", inputs={}, result={})
    others = PersonFactory.create_batch(3, organization=person.organization)
    Proposal.objects.create(**own, run=run, mentee=person, left="capacity")
    Proposal.objects.create(**own, run=run, mentee=others[0], mentor=person)
    Proposal.objects.create(**own, run=run, mentee=others[1], mentor=others[2], runner_up=person)
    who = {"made_by": MembershipFactory(organization=person.organization).user}
    HandChange.objects.create(**own, **who, run=run, kind="lock", mentee=person)
    HandChange.objects.create(
        **own, **who, run=run, kind="assign", mentee=others[0], before=person, after=others[2]
    )
    HandChange.objects.create(
        **own, **who, run=run, kind="assign", mentee=others[0], before=others[2], after=person
    )


def supported(person, own):
    """A case that is over, and an offer to a neighbour."""
    today = person.organization.today
    SupportCaseFactory(person=person, status="closed", closed_on=today, closing="found")
    asked = SearchCallFactory(case__person__organization=OrganizationFactory())
    by = MembershipFactory(organization=person.organization)
    SearchOfferFactory(call=asked, person=person, made_by=by)


def asked(person):
    sheet = QuestionnaireFactory(organization=person.organization, status="frozen")
    InvitationFactory(campaign=CampaignFactory(questionnaire=sheet), person=person)


def words_of(person, pair, own):
    """What was said about a meeting and a pair, and the link to say it by."""
    meeting = Meeting.objects.create(**own, pair=pair, on=person.organization.today)
    Answer.objects.create(**own, meeting=meeting, person=person, is_yes=True)
    Fit.objects.create(**own, pair=pair, person=person, word="fits")
    make_link(person)


def wishes_of(person, own):
    """A word about somebody, somebody's word, a seat at a meeting of choice."""
    others, today = PersonFactory.create_batch(2, organization=person.organization), person.organization.today
    Wish.objects.create(**own, person=person, about=others[0], made_on=today)
    Wish.objects.create(**own, person=others[1], about=person, made_on=today)
    meeting = ChoiceMeeting.objects.create(**own, held_on=today, starts_at=dt.time(14, 30))
    ChoiceSeat.objects.create(**own, meeting=meeting, person=person, side="mentee")
