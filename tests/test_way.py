"""The way of the first papers in Chromium: from an empty system to a signed order that everybody knows.

A kindergarten walks it by the roadmap of set B, a school by set A; the teacher reads on a phone.
"""

import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest
from django.core.management import call_command
from django.db import connection
from pypdf import PdfReader

from audit.models import Entry
from common.sealing import check_seal
from documents.models import Document, FrozenFile
from documents.services.sealing import certificates_of
from organizations.models import Membership, Organization
from people.models import Person
from tests.corpus import xlsx
from tests.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.timeout(420), pytest.mark.django_db(transaction=True)]
PASSWORD = "длинный-пароль-2026"


@dataclass(frozen=True)
class Place:
    """An institution of the walk and what its papers must say."""

    kind: str
    full_name: str
    short_name: str
    head_title: str
    sample: str
    order_pattern: str
    first_number: str
    stamp: tuple


PLACES = {
    "kindergarten": Place(
        "kindergarten",
        "Государственное бюджетное дошкольное образовательное учреждение детский сад № 27 Приозёрного района",
        "ГБДОУ детский сад № 27",
        "заведующий",
        "Детский сад",
        "{n}-од",
        "1-од",
        ("УТВЕРЖДАЮ", "Заведующий"),
    ),
    "school": Place(
        "school",
        "Муниципальное бюджетное общеобразовательное учреждение «Средняя школа № 12» города Светлореченска",
        "МБОУ «СШ № 12»",
        "директор",
        "Школа",
        "134/{n}",
        "134/1",
        ("УТВЕРЖДАЮ", "Директор", "98-од"),
    ),
}
STAFF = [
    ["Список педагогических работников"],
    ["на 1 сентября"],
    ["№ п/п", "Ф.И.О.", "Занимаемая должность", "Стаж", "Эл. почта"],
    ["1", "Черных Пётр Ильич", "старший воспитатель", "22", "chernyh@example.org"],
    ["2", "Шевченко Ольга Львовна", "учитель-логопед", "18 лет", "shevchenko@example.org"],
    ["3", "Дюма Александр", "педагог-психолог", "12", ""],
    ["4", "Бегун-Петрова Алёна Юрьевна", "воспитатель", "1", "begun@example.org"],
    ["5", "Ли Ольга Сергеевна", "воспитатель", "0", "li@example.org"],
    ["6", "Алиев Мамед Гасан оглы", "инструктор по физической культуре", "2", ""],
    ["7", "Ермолова Лариса Викторовна", "воспитатель", "3", ""],
    ["8", "Громова Е. В.", "воспитатель", "3", "неправильный адрес"],
]
MENTORS = ["Черных Пётр Ильич", "Шевченко Ольга Львовна", "Дюма Александр"]
MENTEES = [
    "Бегун-Петрова Алёна Юрьевна",
    "Ли Ольга Сергеевна",
    "Алиев Мамед Гасан оглы",
    "Ермолова Лариса Викторовна",
]


@pytest.fixture
def visit(browser, live_server, settings):
    """Open browsers for people; the pages link to the address they are served from."""
    settings.SITE_URL = live_server.url
    return lambda **options: Visitor(browser, live_server.url, **options)


def elsewhere(function, *args, **kwargs):
    """Run in another thread, as the runner of jobs would: the browser keeps an event loop running in this one."""

    def work():
        try:
            return function(*args, **kwargs)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()


# Two minutes in Chromium each: the school goes its way on the one engine, the kindergarten on the other.
WALKED = {"sqlite": "school", "postgresql": "kindergarten"}[connection.vendor]


@pytest.mark.parametrize("place", [PLACES[WALKED]], ids=[WALKED])
def test_from_an_empty_system_to_an_order_that_everybody_knows(visit, place, tmp_path):
    administrator, curator = first_run(visit, place)
    open_the_year(curator, place)
    load_staff(curator, tmp_path)
    fill_banks(curator)
    refused_without_consents(curator)
    sign_consents(curator)
    form_the_other_pairs(curator)
    head = invited(visit, administrator, "Ветлугина Лариса Викторовна", "head@example.org", "head")
    draft_and_send(curator)
    sign_the_order(head, place)
    acquaint(visit, curator)
    the_roadmap_knows(curator, place)
    verified_by_a_stranger(visit)


def first_run(visit, place):
    """The administrator fills the one page of an empty system; the curator comes in by the link it shows."""
    administrator = visit().go("/").sees("Первый запуск")
    administrator.fill(
        administrator_name="Суханов Игорь Львович",
        administrator_email="admin@example.org",
        administrator_password=PASSWORD,
        full_name=place.full_name,
        short_name=place.short_name,
        city="г. Светлореченск",
        head_title=place.head_title,
        head_last_name="Ветлугина",
        head_first_name="Лариса",
        head_patronymic="Викторовна",
        curator_name="Астахова Ирина Викторовна",
        curator_email="curator@example.org",
    ).choose(kind=place.kind)
    administrator.press("Начать работу").sees("Система готова")
    curator = visit().go(administrator.page.input_value("#link")).press("Войти", exact=True)
    Organization.objects.update(order_number_pattern=place.order_pattern)
    return administrator, curator


def open_the_year(curator, place):
    curator.go("/roadmap/").press("Открыть новый год")
    curator.page.get_by_label(place.sample).first.check()
    curator.press("Создать").sees("Закрыто 0 из")


def load_staff(curator, tmp_path):
    """The same file twice: seven people and one bad row, then nothing new."""
    file = tmp_path / "Список работников.xlsx"
    file.write_bytes(xlsx(STAFF))
    for added, known in ((7, 0), (0, 7)):
        curator.go("/people/import/")
        curator.page.set_input_files("[name=file]", file)
        curator.press("Прочитать файл").sees(
            f"новых {added}, изменится 0, уже есть {known}, с ошибками 1", "ошибка"
        )
        curator.press("Загрузить" if added else "Завершить").sees(f"добавлено {added}")
    assert curator.download("Скачать строки с ошибками").startswith(b"PK")
    assert Person.objects.count() == 7


def fill_banks(curator):
    for path, names in (("/people/mentees/add/", MENTEES), ("/people/mentors/add/", MENTORS)):
        curator.go(path)
        curator.page.get_by_label("Отметить всех на странице").check()
        curator.press("Снять отметки")
        curator.tick(*names).press("Добавить в банк").sees(*names)
    Person.objects.get(last_name="Черных").mentor_entries.update(capacity=3)
    entry = Person.objects.get(last_name="Ли").mentee_entries.get()
    curator.go(f"/people/mentees/{entry.pk}/").page.locator("[name$=-text]").first.fill("Работа с родителями")
    curator.press("Сохранить").sees("Работа с родителями")


def refused_without_consents(curator):
    """A pair without consents cannot go on; the page says whose are missing."""
    form_pair(curator, "Черных", MENTEES[0])
    curator.press("Готова к приказу").sees("Бегун-Петрова А. Ю.: нет согласия", "Черных П. И.: нет согласия")
    curator.sees("предложена")


def form_pair(curator, mentor, *mentees):
    """Propose a pair by hand."""
    curator.go("/pairs/add/").choose(mentor=str(Person.objects.get(last_name=mentor).pk)).tick(*mentees)
    curator.press("Предложить пару").sees("Пара предложена")


def sign_consents(curator):
    """All forms as one PDF; then the signed ones are recorded, one of them with its scan."""
    curator.go("/people/consents/print/").press("Сделать бланки: 14 для 7")
    elsewhere(call_command, "runjobs", once=True)
    curator.page.reload()
    curator.sees("Согласия, 14 бланков.pdf")
    assert curator.download("Скачать").startswith(b"%PDF-")
    curator.go("/people/consents/").page.get_by_label("Отметить всех на странице").check()
    curator.press("Бланки подписаны").sees(
        "Обработка: 7 из 7", "Обязанности наставника: 3 из 3", "Участие: 4 из 4"
    )
    scan = {"name": "скан.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 scan"}
    curator.page.get_by_role("link", name="есть").first.click()
    curator.press("Приложить скан").page.set_input_files("[name=scan]", scan)
    curator.press("Приложить скан").sees("Скан приложен")


def form_the_other_pairs(curator):
    """A second pair and a group; all three are ready now."""
    form_pair(curator, "Шевченко", MENTEES[1])
    form_pair(curator, "Черных", *MENTEES[2:])
    for link in [row.get_attribute("href") for row in curator.go("/pairs/").page.locator("tbody th a").all()]:
        curator.go(link).press("Готова к приказу").sees("готова к приказу")


def draft_and_send(curator):
    """The order names everybody in the right case; a sentence is changed by hand; the head gets it."""
    curator.go("/documents/order-pairs/add/").press("Составить черновик")
    curator.sees("За воспитателем Ли Ольгой Сергеевной", "учителя-логопеда Шевченко Ольгу Львовну")
    curator.sees("старшего воспитателя Черных Петра Ильича", "ПРОЕКТ")
    curator.sees(
        "Алиева Мамеда Гасан оглы",
        "воспитателя Ермоловой Ларисы Викторовны",
        "Бегун-Петровой Алёной Юрьевной",
    )
    curator.press("Править текст")
    curator.page.get_by_label("Преамбула").fill("В целях профессионального развития педагогов")
    curator.press("Сохранить").sees("В целях профессионального развития педагогов")

    curator.press("Отправить на подпись").sees("ждёт подписи")


def invited(visit, administrator, name, email, role):
    """Give access, and come in by the personal link; a password is set for signing."""
    administrator.go("/organizations/members/add/").fill(name=name, email=email).choose(role=role)
    administrator.press("Открыть доступ").go("/organizations/members/")
    membership = Membership.objects.get(user__email=email, role=role)
    return by_link(visit, administrator, membership)


def by_link(visit, inviter, membership, **options):
    """The inviter makes a personal link, the person opens it and presses one button."""
    inviter.page.locator(f"form[action$='/members/{membership.pk}/invite/'] button").first.click()
    inviter.page.wait_for_load_state()
    membership.user.set_password(PASSWORD)
    membership.user.save()
    return visit(**options).go(inviter.check().page.input_value("#link")).press("Войти", exact=True)


def sign_the_order(head, place):
    """The head reads the paper in place; a wrong password changes nothing, the right one signs and numbers it."""
    head.go("/documents/to-sign/").sees("За воспитателем Ли Ольгой Сергеевной", place.first_number)
    head.fill(secret="не тот пароль").press("Подписать", exact=True)
    assert Document.objects.get().status == Document.Status.TO_SIGN
    head.fill(secret=PASSWORD).press("Подписать", exact=True).sees(f"№ {place.first_number}", "подписан")
    elsewhere(call_command, "runjobs", once=True)
    sealed = FrozenFile.objects.get()
    data = sealed.file.read()
    text = PdfReader(sealed.file.open()).pages[0].extract_text()
    assert elsewhere(check_seal, data, certificates_of(Organization.objects.get())).ok
    assert f"№ {place.first_number}" in " ".join(text.split())


def acquaint(visit, curator):
    """A mentee without a password reads and taps on the phone; the curator marks the others from the paper list."""
    person = Person.objects.get(last_name="Ли")
    curator.go(f"/people/{person.pk}/").press("Дать доступ").press("Дать доступ")
    person.refresh_from_db()
    curator.go("/organizations/members/")
    teacher = by_link(visit, curator, person.membership, screen="phone").sees(
        "Мои дела", "Ознакомиться с приказом"
    )
    teacher.press("Прочитать").press("Ознакомлена").sees("вы ознакомились")
    curator.go(Document.objects.get().get_absolute_url()).sees("Ознакомились 1 из 6", "Черных П. И.")
    for row in Document.objects.get().acknowledgements.filter(at__isnull=True):
        curator.tick(str(row.person))
    curator.press("Отмеченные расписались на бумаге").sees("Ознакомились 6 из 6")


def the_roadmap_knows(curator, place):
    """Lines have counted themselves to done; the print carries the stamp and every line."""
    roadmap = curator.go("/roadmap/").page.get_by_role("link", name="учебный год").first.get_attribute("href")
    curator.go(roadmap).sees("3 из 3")
    curator.press("Записать утверждение").fill(approved_on="2026-09-01")
    curator.fill(approval_number="98-од" if "98-од" in place.stamp else "").press("Записать утверждение")
    curator.go("/").sees("Рабочий стол")
    printed = curator.context.request.get(curator.address + roadmap + "print/").body()
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(printed)).pages)
    for words in (*place.stamp, "Формирование"):
        assert words in text
    assert Entry.objects.filter(action="document.signed").count() == 1
    call_command("verify_journal")
    call_command("check_integrity")


def verified_by_a_stranger(visit):
    """Anybody may check the paper by its code; no name is shown."""
    document = Document.objects.get()
    stranger = visit(screen="phone").go(f"/p/{document.code}/").sees(document.number, "подписан")
    assert "Шевченко" not in stranger.text()
