"""From a ready-made questionnaire to requests in the bank, in Chromium: the curator asks, a teacher answers on a phone
by the link of the slip, the curator takes the answer over and sees who needs what. Presses are counted.
"""

import pytest
from django.urls import reverse

from organizations.models import Role
from organizations.tests.factories import OrganizationFactory
from people.models import MenteeEntry, Request
from people.tests.factories import ConsentFactory, MenteeEntryFactory, PersonFactory
from surveys.links import personal_url
from surveys.models import Campaign, Invitation
from tests.visitor import Counting, access, come

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240), pytest.mark.django_db(transaction=True)]


@pytest.fixture
def visit(browser, live_server, settings):
    settings.SITE_URL = live_server.url
    return lambda member: come(Counting(browser, live_server.url), member)


@pytest.fixture
def teacher():
    school = OrganizationFactory()
    person = PersonFactory(organization=school, last_name="Вишнякова")
    ConsentFactory(person=person)
    MenteeEntryFactory(person=person)
    return person


def test_from_a_ready_made_questionnaire_to_requests_in_the_bank(visit, teacher):
    curator = visit(access(teacher.organization, Role.CURATOR))
    curator.go(reverse("surveys:campaign_add") + "?ready=requests_teacher").sees(
        "Спросим 1 человека", "Вишнякова"
    )
    curator.press("Дальше: проверить список").sees("готовится, никто ещё ничего не получил")
    curator.press("Начать опрос").sees("Опрос начат", "0 из 1", "нет почты дайте листок с кодом")
    assert curator.presses <= 2

    answer_on_the_phone(curator, personal_url(Invitation.objects.get()))

    curator.go(reverse("surveys:taking")).sees("Вишнякова", "Провести родительское собрание")
    curator.press("Внести отмеченное").sees("ответы внесены в банк")
    assert curator.presses <= 3
    entry = MenteeEntry.objects.get(person=teacher)
    asked = Request.objects.filter(entry=entry)
    assert {one.name for row in asked for one in row.competences.all()} == {"Взаимодействие с родителями"}
    curator.go(reverse("surveys:results", args=[Campaign.objects.get().pk])).sees(
        "Ответили меньше пяти человек"
    )


def answer_on_the_phone(curator, link):
    """A stranger to the system: no account, one thumb; what gives no trouble and one thing that does."""
    phone = Counting(curator.context.browser, curator.address, screen="phone")
    phone.go(link)
    while True:
        for row in phone.page.locator("[data-row]:visible").all():
            needs_help = "родительское собрание" in row.inner_text()
            row.locator("label.tile").nth(2 if needs_help else 0).click()
        if not phone.page.locator("[data-next]").is_visible():
            break
        phone.press("Дальше")
    phone.press("Отправить ответы").sees("Спасибо, ответы приняты")
