"""The way of a personal link on a phone: letter, text, code, signature, PDF, withdrawal, receipt (PDN-2, AUT-1…3)."""

import io

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from pypdf import PdfReader

from audit.models import Entry
from organizations.models import Role
from organizations.tests.factories import MembershipFactory, OrganizationFactory
from people.models import Consent, PublishedField, Withdrawal
from people.services.consents import print_consents
from people.tests.by_link import code_in, letters_to, secret_in, teacher
from tests.test_way import elsewhere
from tests.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240), pytest.mark.django_db(transaction=True)]
PASSWORD = "длинный-пароль-2026"
FORBIDDEN = "photo"


@pytest.fixture
def visit(browser, live_server, settings):
    settings.SITE_URL = live_server.url
    return lambda **options: Visitor(browser, live_server.url, **options)


@pytest.fixture
def person():
    """A teacher who is to agree to processing and to publication; nobody has given him or her an access."""
    school = OrganizationFactory(phone="8 (900) 000-00-12", site="https://school.example")
    curator = MembershipFactory(organization=school, role=Role.CURATOR, user__email="curator@school.example")
    curator.user.set_password(PASSWORD)
    curator.user.save()
    person = teacher(school)
    print_consents([(person, "distribution")], by=curator, channel="electronic")
    return person


def test_from_the_letter_to_the_receipt_on_a_phone(visit, person):
    curator = curator_sends_the_link(visit, person)
    phone = the_link_opens_by_its_button(visit, person)
    processing_is_read_and_signed(phone, person)
    publication_is_answered_category_by_category(phone, person)
    signed_paper_is_a_file(phone, person)
    curator_sees_that_nothing_waits(curator)
    consent_is_withdrawn_with_a_receipt(phone, person)
    call_command("verify_journal")


def curator_sends_the_link(visit, person):
    curator = visit().go("/accounts/login/").fill(login="curator@school.example", password=PASSWORD)
    curator.press("Войти", exact=True).go(reverse("people:links")).sees("Ссылок пока нет")
    curator.press("Отправить ссылки тем, кто не подписал").sees(
        person.full_name, "Часть согласий остаётся на бумаге"
    )
    curator.press("Отправить 1 письмо").sees("Отправляем 1 письмо")
    elsewhere(call_command, "runjobs", once=True)
    return curator.go(reverse("people:links")).sees("не открыта", "обработка данных, распространение данных")


def the_link_opens_by_its_button(visit, person):
    """The secret is in the address for one step only; a strange browser with the clean address sees nothing."""
    (letter,) = letters_to(person.email)
    secret = secret_in(letter)
    phone = visit(screen="phone").go(f"/c/{secret}/").sees("Елена Викторовна, здравствуйте")
    assert secret not in phone.page.url + phone.page.content()
    phone.press("Открыть мои согласия").sees("Мои согласия", "ждём вашего решения")
    assert phone.page.url.endswith("/c/")
    visit(screen="phone").open("/c/").sees("Откройте ссылку из письма")
    return phone


def processing_is_read_and_signed(phone, person):
    phone.press("Прочитать и решить").sees("Цель обработки", "Согласие добровольное")
    targets_are_big(phone)
    phone.press("Получить код").sees("Письмо с кодом ушло на g•••@school.example")
    phone.page.reload()  # back from the mail: a phone may load the page again
    right = code_in(mail.outbox[-1])
    phone.fill(code=f"{(int(right) + 1) % 10**6:06}").press("Подписать", exact=True).sees(
        "Осталось попыток: 4"
    )
    phone.fill(code=right).press("Подписать", exact=True).sees("Подписано: согласие на обработку")


def publication_is_answered_category_by_category(phone, person):
    phone.press("Прочитать и решить").sees("https://school.example")
    assert phone.page.locator("input:checked").count() == 0
    phone.press("Получить код").sees("Ответьте: разрешаете или нет.")
    for field in PublishedField.values:
        phone.page.click(f"label[for=id_{field}_{int(field == FORBIDDEN)}]")
    phone.fill(limits="Только на сайте школы").press("Получить код").sees("запрещаю", "Только на сайте школы")
    phone.fill(code=code_in(mail.outbox[-1])).press("Подписать", exact=True).sees(
        "Подписано: согласие на распространение"
    )
    paper = Consent.objects.get(kind="distribution")
    assert paper.fields == [field for field in PublishedField.values if field != FORBIDDEN]


def signed_paper_is_a_file(phone, person):
    elsewhere(call_command, "runjobs", once=True)
    phone.press("Посмотреть, скачать, отозвать").sees("электронно, по личной ссылке")
    text = PdfReader(io.BytesIO(phone.download("Скачать лист"))).pages[0].extract_text()
    assert "ПОДПИСАНО ПРОСТОЙ" in text
    assert "g•••@school.example" in text
    assert "Вы подписали согласие" in letters_to(person.email)[-1].body


def curator_sees_that_nothing_waits(curator):
    curator.go(reverse("people:links")).sees("ответили на всё")


def consent_is_withdrawn_with_a_receipt(phone, person):
    phone.go(reverse("personal:consent", args=[Consent.objects.get(kind="processing").pk]))
    phone.press("Отозвать согласие").sees("Что произойдёт", "данные уничтожат")
    phone.press("Отозвать согласие").sees("Расписка № 1", "Данные уничтожат")
    assert phone.download("Скачать расписку").startswith(b"%PDF-")
    elsewhere(call_command, "runjobs", once=True)
    assert letters_to(person.email)[-1].attachments
    person.refresh_from_db()
    assert person.processing_stopped_on is not None
    assert Withdrawal.objects.get().kinds == ["processing"]
    phone.go("/c/").sees("Действующих согласий нет").press("Закончить").sees("больше не открыты")
    assert Entry.objects.filter(action="consents.withdrawn").count() == 1


def targets_are_big(phone):
    """What is pressed on a phone is at least 48 px high."""
    boxes = [button.bounding_box() for button in phone.page.locator("main .btn").all()]
    assert min(box["height"] for box in boxes) >= 48
