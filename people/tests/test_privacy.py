"""Who sees the data of a person: what the page says is what the pages of the house show (152-ФЗ ст. 14)."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from audit.models import Entry, Sight
from audit.services import note_sight, record
from documents.models import Acknowledgement, Document
from documents.tests.factories import DocumentFactory
from meetings.tests.factories import MeetingFactory
from organizations.models import Organization, Role
from organizations.tests.factories import MembershipFactory, OrganizationFactory
from pairs.models import Pair
from pairs.tests.factories import PairFactory
from people.models import Absence, MenteeEntry, Person, Request, Withdrawal
from people.tests.factories import ConsentFactory, MenteeEntryFactory, PersonFactory
from people.visibility import ABOVE, FIELDS_BY_ROLE, PARTNER, PUBLIC, READERS, privacy_context
from support.tests.factories import SearchCallFactory, SupportCaseFactory, SupportContactFactory
from tests.access import PUBLIC as PUBLIC_ROUTES
from tests.access import ROUTES
from tests.stage import kwargs_of

pytestmark = pytest.mark.django_db
# A word for each group of the table, planted into the columns that the group names.
MARKS = {
    "name": "Журавлёнкова",
    "contacts": "+79001234567",
    "birth": "17 мая 1999",
    "work": "филигранология",
    "stay": "12 марта 2026",
    "banks": "Запрос-Ромашка",
    "pairs": "Тема-Василёк",
    "meetings": "Разговор-Незабудка",
    "support": "3 октября 2026",
    "support_notes": "Записка-Лютик",
    "search": "Поиск-Мимоза",
    "consents": "ABCD-WXYZ",
    "orders": "777-журавль",
    "access": "zhuravl@example.org",
    "reading": "Читательница Зоркая",
}


@pytest.fixture
def scene(school):
    """A person with something of each group, and a reader of each kind."""
    members = {
        role: MembershipFactory(organization=school, role=role) for role in READERS if role in Role.values
    }
    own = MembershipFactory(organization=school, role=Role.PARTICIPANT, user__email=MARKS["access"])
    person = PersonFactory(
        organization=school, membership=own, last_name=MARKS["name"], phone=MARKS["contacts"],
        birth_date=dt.date(1999, 5, 17), subject=MARKS["work"],
    )  # fmt: skip
    Absence.objects.create(organization=school, person=person, starts_on=dt.date(2026, 3, 12))
    entry = MenteeEntryFactory(person=person)
    Request.objects.create(entry=entry, text=MARKS["banks"], made_on=dt.date(2026, 9, 1))
    partner = MembershipFactory(organization=school, role=Role.PARTICIPANT)
    mentor = PersonFactory(organization=school, membership=partner, last_name="Второва")
    pair = PairFactory(mentor=mentor, mentees=[person], theme=MARKS["pairs"], status=Pair.Status.ACTIVE)
    meeting = MeetingFactory(pair=pair, status="held", topic=MARKS["meetings"])
    consent = ConsentFactory(person=person, code=MARKS["consents"])
    paper = order(members[Role.CURATOR], pair, mentor)
    reader = MembershipFactory(organization=school, role=Role.PSYCHOLOGIST, user__name=MARKS["reading"])
    note_sight(person, by=reader)
    case = SupportCaseFactory(person=person)
    SupportContactFactory(case=case, on=dt.date(2026, 10, 3), note=MARKS["support_notes"])
    call = SearchCallFactory(case=case, text=MARKS["search"])
    readers = {**members, PARTNER: partner, ABOVE: above(school), "own": own}
    return person, readers, {
        "person": person, "mentee_entry": entry, "pair": pair, "consent": consent, "paper": paper,
        "organization": school, "member": own, "meeting": meeting,
        "support_case": case, "search_call": call,
    }  # fmt: skip


def order(curator, pair, mentor):
    """A registered order that names the pair, to be known by the mentor."""
    person = pair.members.get().person
    paper = DocumentFactory(created_by=curator)
    paper.pairs.add(pair)
    rows = paper.content["appendices"][0]["rows"]
    content = {
        **paper.content,
        "appendices": [{**paper.content["appendices"][0], "rows": [*rows, ["2", person.full_name]]}],
    }
    Acknowledgement.objects.create(organization=paper.organization, document=paper, person=mentor)
    Document.objects.filter(pk=paper.pk).update(
        status="signed", number=MARKS["orders"], dated=dt.date(2026, 10, 2), series="orders", year=2026,
        sequence=1, content_sha256="a" * 64, content=content,
    )  # fmt: skip
    paper.refresh_from_db()
    return paper


def above(school):
    body = OrganizationFactory(kind=Organization.Kind.DEPARTMENT)
    Organization.objects.filter(pk=school.pk).update(parent=body)
    return MembershipFactory(organization=body, role=Role.DEPARTMENT_HEAD)


def shown_to(membership, rows):
    """All that the pages of the house answer this reader by GET, in one text."""
    client, texts = Client(raise_request_exception=False), []
    if membership:
        client.force_login(membership.user)
    for name in [*ROUTES, *PUBLIC_ROUTES]:
        values = {}
        for kwarg in kwargs_of(name):
            row = rows.get(ROUTES[name].of) if name in ROUTES and kwarg == "pk" else None
            values[kwarg] = row.pk if row else rows["consent"].code if kwarg == "code" else None
        if None in values.values() or name in ELSEWHERE:
            continue
        answer = client.get(reverse(name, kwargs=values))
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            texts.append(answer.content.decode().replace("\u00a0", " "))
    return "\n".join(texts)


# Pages of no person, and files drawn from rows that the pages show: drawing them takes a minute.
ELSEWHERE = {"desk:components", "accounts:invitation", "calendar_feed", "people:consent_pdf", "documents:pdf"}
ELSEWHERE |= {"documents:acknowledgement_sheet", *(name for name in ROUTES if name.startswith("roadmap:"))}


@pytest.mark.parametrize("reader", READERS)
def test_the_table_says_what_the_pages_show(scene, reader):
    _, readers, rows = scene

    text = shown_to(readers.get(reader), rows)

    assert reader != PUBLIC or reader not in readers
    assert {key for key, mark in MARKS.items() if mark in text} == told(reader)


def told(reader):
    return {group.key for group in FIELDS_BY_ROLE if reader in group.readers}


def test_every_group_has_its_mark():
    assert {group.key for group in FIELDS_BY_ROLE} == set(MARKS)


def test_the_person_reads_the_names_of_those_who_see(client, scene):
    person, readers, _ = scene
    client.force_login(readers["own"].user)

    page = client.get(reverse("people:privacy"), follow=True).content.decode().replace("\u00a0", " ")

    assert [
        str(readers[role].user) for role in (Role.CURATOR, Role.HEAD) if str(readers[role].user) not in page
    ] == []
    assert "Второва О. Н." in page
    assert MARKS["reading"] in page
    assert MARKS["orders"] in page


def test_who_closed_the_access_is_not_named_any_more(scene):
    person, readers, _ = scene
    readers[Role.HEAD].is_active = False
    readers[Role.HEAD].save()

    assert dict(privacy_context(person)["holders"])["Руководитель"] == []


def test_a_curator_reads_the_same_of_a_person(client, scene, curator):
    person, _, _ = scene
    client.force_login(curator.user)

    page = client.get(reverse("people:privacy_of", args=[person.pk]))

    assert page.context["privacy"]["person"] == person
    assert [reader.user.name for reader in page.context["privacy"]["looked"]] == [MARKS["reading"]]


def test_exports_name_the_person_when_it_stood_in_the_file(school, curator, scene):
    person, _, _ = scene
    facts = {"register": "mentees", "format": "xlsx"}
    record("people.exported", school, by=curator, persons=[person.pk, 1], **facts)
    record("people.exported", school, by=curator, persons=[person.pk + 1000], **facts)

    (one,) = privacy_context(person)["exports"]

    assert (one.who, one.register, one.format) == (str(curator.user), "база наставляемых", "XLSX")


def test_exports_of_a_merged_card_are_told_too(school, curator, scene):
    person, _, _ = scene
    old = PersonFactory(organization=school, merged_into=person)
    record("people.exported", school, by=curator, persons=[old.pk], register="people", format="csv")
    note_sight(old, by=curator)

    context = privacy_context(person)

    assert len(context["exports"]) == 1
    assert str(curator.user) in [str(reader.user) for reader in context["looked"]]


def test_what_is_older_than_a_year_is_in_the_extract_only(school, curator, scene):
    person, _, _ = scene
    record("people.exported", school, by=curator, persons=[person.pk], register="people", format="csv")
    Entry.objects.filter(action="people.exported").update(at_us=1_700_000_000_000_000)
    Sight.objects.update(day=dt.date(2024, 1, 1))

    context = privacy_context(person)

    assert (context["exports"], context["looked"]) == ([], [])


def test_publication_tells_fields_and_pages(scene):
    person, _, _ = scene
    ConsentFactory(
        person=person, kind="distribution", fields=["name", "photo"], addresses="https://school.example/"
    )

    published = privacy_context(person)["published"]

    assert published["fields"] == ["фамилия, имя, отчество", "фотография"]
    assert published["addresses"] == ["https://school.example/"]


def test_withdrawals_are_told(scene):
    person, _, _ = scene
    day = dt.date(2026, 10, 1)
    Withdrawal.objects.create(
        organization=person.organization, person=person, number=1, kinds=["processing"], channel="letter",
        received_on=day, stop_by=day,
    )  # fmt: skip

    assert [str(row) for row in privacy_context(person)["withdrawals"]] == ["Отзыв № 1"]


def test_page_costs_the_same_for_one_row_and_for_three(
    client, scene, school, curator, django_assert_max_num_queries
):
    person, readers, _ = scene
    client.force_login(readers["own"].user)
    url = reverse("people:privacy_of", args=[person.pk])
    with django_assert_max_num_queries(12) as one:
        client.get(url)
    for _ in range(3):
        note_sight(person, by=MembershipFactory(organization=school))
        record("people.exported", school, by=curator, persons=[person.pk], register="people", format="csv")
        ConsentFactory(person=person, ended_on=dt.date(2026, 10, 1), ending="replaced")
        PairFactory(mentor=PersonFactory(organization=school), mentees=[person])

    with django_assert_max_num_queries(12) as three:
        client.get(url)

    assert len(three) == len(one)


def test_opened_pages_note_who_looked(client, scene, curator, school):
    person, _, rows = scene
    entry = MenteeEntry.objects.get(person=person)
    Sight.objects.all().delete()
    client.force_login(curator.user)
    addresses = [reverse("people:detail", args=[person.pk]), reverse("people:mentee_edit", args=[entry.pk])]

    noted = []
    for address in addresses:
        client.get(address)
        noted.append(list(Sight.objects.values_list("subject_id", "user_id")))
        Sight.objects.all().delete()

    assert noted == [[(person.pk, curator.user_id)]] * len(addresses)


def test_somebody_without_a_card_is_told_so(client, curator):
    client.force_login(curator.user)

    page = client.get(reverse("people:privacy"))

    assert (page.status_code, "Вашей карточки нет" in page.content.decode()) == (200, True)


def test_the_page_writes_nothing(client, scene):
    person, readers, _ = scene
    client.force_login(readers["own"].user)
    before = Entry.objects.count(), Sight.objects.count()

    client.get(reverse("people:privacy_of", args=[person.pk]))

    assert (Entry.objects.count(), Sight.objects.count()) == before
    assert Person.objects.get(pk=person.pk).last_name == MARKS["name"]
