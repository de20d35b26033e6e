"""The way of a year's papers in Chromium: from the catalogue over the editor and the lawyer to a batch that is signed,
cancelled by another paper and checked by a stranger with its code.
"""

import os

import pytest
from playwright.sync_api import sync_playwright

from organizations.tests.factories import MembershipFactory, OrganizationFactory
from people.tests.factories import PersonFactory
from tests.visitor import QUIET, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240), pytest.mark.django_db(transaction=True)]
PASSWORD = "длинный-пароль-2026"


@pytest.fixture
def visit(live_server, settings):
    settings.SITE_URL = live_server.url
    settings.SECOND_FACTOR_REQUIRED = False
    with sync_playwright() as playwright:
        chromium = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        yield lambda **options: Visitor(browser, live_server.url, **options)
        browser.close()


@pytest.fixture
def people():
    """A curator with a card, the head, a colleague who agrees to drafts."""
    school = OrganizationFactory()
    members = {
        role: MembershipFactory(organization=school, role=role)
        for role in ("curator", "head", "psychologist")
    }
    for member in members.values():
        member.user.set_password(PASSWORD)
        member.user.save()
    PersonFactory(
        organization=school, membership=members["curator"], last_name="Громова", first_name="Елена",
        patronymic="Викторовна", position="методист",
    )  # fmt: skip
    return members


def come(visit, member, **options):
    visitor = visit(**options)
    visitor.go("/accounts/login/").fill(login=member.user.email, password=PASSWORD).press("Войти", exact=True)
    return visitor
