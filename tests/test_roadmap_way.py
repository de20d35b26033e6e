"""The way of a roadmap in Chromium: the school's own Word file, corrected, approved by an order, kept all year."""

import json

import icalendar
import pytest
from django.core.management import call_command

from documents.models import Document
from organizations.models import Role
from organizations.tests.factories import MembershipFactory, OrganizationFactory
from roadmap.items import needs_proof
from roadmap.models import Roadmap
from roadmap.tests.layouts import lay_out
from roadmap.tests.test_reading_corpus import FOLDER
from tests.test_way import elsewhere
from tests.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300), pytest.mark.django_db(transaction=True)]
PASSWORD = "длинный-пароль-2026"


@pytest.fixture
def visit(browser, live_server, settings):
    """A signed-in person at a browser."""
    settings.SITE_URL = live_server.url

    def sign_in(membership, **options):
        visitor = Visitor(browser, live_server.url, **options).go("/accounts/login/")
        visitor.fill(login=membership.user.email, password=PASSWORD)
        return visitor.press("Войти", exact=True)

    return sign_in


@pytest.fixture
def people(db):
    """A curator and a head who sign in with a password."""
    school = OrganizationFactory(short_name="МБОУ «СОШ № 12»", order_number_pattern="134/{n}")
    members = [MembershipFactory(organization=school, role=role) for role in (Role.CURATOR, Role.HEAD)]
    for member in members:
        member.user.set_password(PASSWORD)
        member.user.save()
    return members


@pytest.fixture
def word_file(tmp_path):
    """The five-column roadmap of a school as it lies in its folder: a Word table with merged stage rows."""
    document = json.loads((FOLDER / "seed_s1.json").read_text(encoding="utf-8"))
    path = tmp_path / "Дорожная карта.docx"
    path.write_bytes(lay_out(document["parts"], "docx"))
    return path


def test_from_an_own_document_to_an_approved_roadmap_that_is_kept(visit, people, word_file):
    curator = visit(people[0])
    roadmap = read_own_document(curator, word_file)
    approve_by_order(curator, visit(people[1], screen="phone"), roadmap)
    keep(curator, roadmap)
    subscribe(curator, roadmap)
    change_by_a_new_version(curator, roadmap)


def read_own_document(curator, word_file):
    """Upload, look, correct one cell, create: the year of the document is moved to the running one."""
    curator.go("/roadmap/read/").page.set_input_files("[name=file]", word_file)
    curator.press("Прочитать").sees("7 этапов, 16 мероприятий", "Все слова документа разложены по местам")
    title = curator.page.locator("textarea[name$=title]").nth(1)
    title.fill("Изучение опыта наставничества в школах города")
    curator.press("Создать карту").sees("сдвинутся", "Не переносится: приказ от 08.09.2022 № 134/4")
    curator.press("Создать дорожную карту").sees("Изучение опыта наставничества в школах города")
    roadmap = Roadmap.objects.get()
    assert (roadmap.activities.count(), len(roadmap.columns), roadmap.stamp) == (16, 5, "order")
    assert roadmap.starts_on.year == roadmap.organization.school_year
    return roadmap


def approve_by_order(curator, head, roadmap):
    """The map is an appendix of the order; the head signs it on the phone, and the words stand still from then on."""
    curator.go(roadmap.get_absolute_url()).press("Изменить", exact=True).press("Приказ об утверждении")
    curator.press("Составить черновик").sees("Утвердить дорожную карту", "Изучение опыта наставничества")
    curator.press("Отправить на подпись")
    head.go("/documents/to-sign/").sees("134/1").fill(secret=PASSWORD).press("Подписать", exact=True)
    elsewhere(call_command, "runjobs", once=True)
    roadmap.refresh_from_db()
    assert (roadmap.approval_number, Document.objects.get().status) == ("134/1", "signed")
    curator.go(roadmap.get_absolute_url()).sees("утверждена приказом", "Начать новую редакцию")


def keep(curator, roadmap):
    """A line that no fact closes is ticked by hand with a link; the plan is one press away."""
    line = next(line for line in roadmap.activities.all() if needs_proof(line))
    curator.go(line.get_absolute_url()).press("Закрыть вручную")
    curator.fill(note="Протокол совещания № 1").press("Закрыть вручную").sees("Приложите файл")
    curator.fill(note="Протокол совещания № 1", url="https://school12.example/protokol-1")
    curator.press("Закрыть вручную").sees("закрыто вручную")
    curator.press("Календарный план").sees("закрыто: сплошная полоса")
    curator.press("Ближайшие 30 дней").press("По ответственным").press("Изменения").sees("Редакция 1")
    assert line.evidence.count() == 1


def subscribe(curator, roadmap):
    """The private address is shown once and opens in a calendar program without a session."""
    curator.go("/roadmap/calendar/").press("Создать адрес календаря")
    address = curator.page.input_value("#link")
    calendar = icalendar.Calendar.from_ical(curator.context.request.get(address).body())
    assert any("2.1" in str(event["SUMMARY"]) for event in calendar.walk("VEVENT"))


def change_by_a_new_version(curator, roadmap):
    """A copy is changed and approved on paper; the tick of the first version is found in it."""
    curator.go(roadmap.get_absolute_url()).press("Начать новую редакцию")
    curator.fill(change_note="Перенос обучения").press("Начать новую редакцию")
    second = Roadmap.objects.get(version=2)
    curator.go(f"/roadmap/{second.pk}/arrange/").press("Ниже")
    curator.go(second.get_absolute_url()).press("Записать утверждение")
    curator.fill(approved_on=f"{roadmap.organization.today:%Y-%m-%d}", approval_number="140/2")
    curator.press("Записать утверждение").sees("редакция 2", "140/2")
    assert Roadmap.objects.current(roadmap.organization) == second
    assert second.activities.exclude(closed_on=None).count() == 1
