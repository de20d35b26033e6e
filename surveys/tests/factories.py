import datetime as dt

import factory
from factory.django import DjangoModelFactory

from common.codes import digest
from organizations.tests.factories import OrganizationFactory
from people.tests.factories import PersonFactory
from surveys.links import new_salt, secret_of
from surveys.models import Campaign, Invitation, Questionnaire, Response

#: One question of most kinds, two screens: what tests answer.
CONTENT = {
    "sections": [
        {
            "key": "s1",
            "title": "О работе пары",
            "questions": [
                {"key": "comfort", "kind": "scale", "words": "Насколько вам комфортно?", "low": 1, "high": 10,
                 "is_required": True, "measure": "comfort"},
                {"key": "often", "kind": "single", "words": "Как часто встречаетесь?",
                 "options": [{"key": "week", "words": "Каждую неделю"}, {"key": "month", "words": "Раз в месяц"}]},
            ],
        },
        {
            "key": "s2",
            "title": "Что дальше",
            "questions": [
                {"key": "more", "kind": "yes_no", "words": "Хотите продолжить?", "is_required": True},
                {"key": "wish", "kind": "long", "words": "Что изменить?", "show_if": {"question": "more",
                 "answers": ["no"]}},
            ],
        },
    ]
}  # fmt: skip
ANSWERS = {"comfort": 8, "often": "week", "more": "yes"}


class QuestionnaireFactory(DjangoModelFactory):
    class Meta:
        model = Questionnaire

    organization = factory.SubFactory(OrganizationFactory)
    title = factory.Sequence(lambda n: f"Анкета о работе пары {n}")
    content = CONTENT


class CampaignFactory(DjangoModelFactory):
    """A campaign that is open today, of a questionnaire that stands still."""

    class Meta:
        model = Campaign

    questionnaire = factory.SubFactory(QuestionnaireFactory, status="frozen")
    organization = factory.SelfAttribute("questionnaire.organization")
    title = factory.Sequence(lambda n: f"Опрос {n}")
    status = "open"
    opens_on = factory.LazyAttribute(lambda row: row.organization.today)
    closes_on = factory.LazyAttribute(lambda row: row.organization.today + dt.timedelta(days=14))
    school_year = factory.LazyAttribute(lambda row: row.organization.school_year)


class InvitationFactory(DjangoModelFactory):
    class Meta:
        model = Invitation

    campaign = factory.SubFactory(CampaignFactory)
    organization = factory.SelfAttribute("campaign.organization")
    person = factory.SubFactory(PersonFactory, organization=factory.SelfAttribute("..organization"))
    side = "mentee"

    @factory.lazy_attribute
    def link_salt(self):
        return new_salt()

    @factory.lazy_attribute
    def link_hash(self):
        return digest(secret_of(self.link_salt))


class ResponseFactory(DjangoModelFactory):
    """An answer that has been sent."""

    class Meta:
        model = Response

    invitation = factory.SubFactory(InvitationFactory)
    campaign = factory.SelfAttribute("invitation.campaign")
    organization = factory.SelfAttribute("invitation.organization")
    answers = ANSWERS
    status = "done"
    done_at = factory.LazyFunction(lambda: dt.datetime.now(dt.UTC))
