"""The way of a year's papers in Chromium: from the catalogue over the editor and the lawyer to a batch that is signed,
cancelled by another paper and checked by a stranger with its code.
"""

import pytest

from documents.models import Document
from organizations.tests.factories import MembershipFactory, OrganizationFactory
from people.tests.factories import PersonFactory
from tests.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240), pytest.mark.django_db(transaction=True)]
PASSWORD = "длинный-пароль-2026"


@pytest.fixture
def visit(browser, live_server, settings):
    settings.SITE_URL = live_server.url
    settings.DEMO = True  # a head signs in without a second factor here
    return lambda **options: Visitor(browser, live_server.url, **options)


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


def test_from_the_catalogue_to_a_cancelled_order(visit, people):
    curator = come(visit, people["curator"])
    first = order_is_drawn_up_and_corrected(curator)
    lawyer_agrees(visit, people["psychologist"], curator, first)
    head = both_are_signed_at_once(visit, people["head"], curator)
    order_is_cancelled_by_another(curator, head, first)
    stranger_reads_that_it_is_cancelled(visit, first)


def order_is_drawn_up_and_corrected(curator):
    """By its form; the words changed by hand are marked, the preview follows."""
    curator.go("/documents/").press("Составить документ").press("Приказ о назначении куратора")
    curator.page.select_option("[name=person]", index=1)
    curator.press("Составить черновик").sees("методиста Громову Елену Викторовну", "ПРОЕКТ")
    curator.press("Править текст")
    curator.page.get_by_label("Преамбула").fill("В целях поддержки молодых педагогов")
    curator.page.locator(".editor-paper").get_by_text("В целях поддержки молодых педагогов").wait_for()
    curator.press("Сохранить черновик").sees("В целях поддержки молодых педагогов")
    curator.press("Править текст").sees("изменено вручную")
    return Document.objects.get()


def lawyer_agrees(visit, lawyer, curator, document):
    curator.go(f"/documents/{document.pk}/steps/add/").fill(who="юрист")
    curator.page.select_option("[name=membership]", str(lawyer.pk))
    curator.press("Добавить").sees("юрист")
    curator.press("Отправить").sees("на согласовании")
    visitor = come(visit, lawyer, screen="phone")
    visitor.go("/").press("Согласовать").sees("В целях поддержки молодых педагогов")
    visitor.press("Согласовать", exact=True)
    document.refresh_from_db()
    assert document.status == Document.Status.TO_SIGN


def both_are_signed_at_once(visit, head, curator):
    """A second draft follows; the head signs both with one password, on a phone."""
    curator.go("/documents/add/order_curator/")
    curator.page.select_option("[name=person]", index=1)
    curator.press("Составить черновик").press("Отправить")
    visitor = come(visit, head, screen="phone")
    visitor.go("/documents/to-sign/").tick("Отметить все").press("Подписать отмеченные")
    visitor.fill(secret=PASSWORD).press("Подписать 2 документа").sees("1-од", "2-од")
    assert Document.objects.signed().count() == 2
    return visitor


def order_is_cancelled_by_another(curator, head, first):
    """Both papers show the other; the cancelled one keeps its number."""
    curator.go("/documents/add/order_cancelling/")
    curator.page.select_option("[name=target]", str(first.pk))
    curator.fill(reason="изданием нового приказа").press("Составить черновик")
    curator.sees("Признать утратившим силу").press("Отправить")
    head.go("/documents/to-sign/").fill(secret=PASSWORD).press("Подписать", exact=True)
    curator.go(f"/documents/{first.pk}/").sees("1-од", "3-од")
    curator.go("/documents/?state=cancelled").sees("1-од")


def stranger_reads_that_it_is_cancelled(visit, first):
    first.refresh_from_db()
    stranger = visit(screen="phone").go(f"/p/{first.code}/")
    stranger.sees("1-од", "отменён", "3-од")
    assert "Громов" not in stranger.text()
