"""The pages: what the list says, one happy way through each form, who reads the notes."""

import datetime as dt
import io

import openpyxl
import pytest
from django.urls import reverse

from audit.models import Entry
from jobs.models import Job
from jobs.work import run
from organizations.models import Role
from organizations.tests.factories import MembershipFactory
from pairs.models import Pair
from pairs.rooms import history_of
from pairs.tests.factories import PairFactory
from people.extract import extract_of
from people.models import Competence, Person, Request
from people.tests.factories import ConsentFactory, MenteeEntryFactory, MentorEntryFactory, PersonFactory
from support.health import health_words
from support.models import SearchCall, SearchOffer, SupportCase, SupportContact
from support.queries import call_draft
from support.tests.factories import SearchCallFactory, SupportCaseFactory, SupportContactFactory

pytestmark = pytest.mark.django_db


def text(answer):
    return answer.content.decode().replace("\u00a0", " ")


def mentee(school, days=40, request="Ведение журнала", **card):
    person = PersonFactory(organization=school, **card)
    entry = MenteeEntryFactory(person=person, entered_on=school.today - dt.timedelta(days=days))
    Request.objects.create(entry=entry, text=request, made_on=entry.entered_on)
    return person


def test_the_list_names_who_waits_longest_first_with_and_without_a_case(client, curator):
    school = curator.organization
    SupportCaseFactory(person=mentee(school, 40, last_name="Давняя"), specialist=curator)
    mentee(school, 3, last_name="Новая")
    PairFactory(mentor__organization=school, mentees=[mentee(school, last_name="Впаре")])
    client.force_login(curator.user)

    page = text(client.get(reverse("support:list")))

    assert page.index("Давняя") < page.index("Новая")
    assert "Впаре" not in page
    assert "2 наставляемых, без специалиста 1; дольше всех ждёт Давняя О. Н., 40 дней." in page
    assert "откроется" in page


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("state=free", {"Ничья"}),
        ("state=mine", {"Своя"}),
        ("state=due", {"Своя"}),
        ("state=soon", {"Новая"}),
        ("state=closed", {"Закрытая"}),
        ("q=сво", {"Своя"}),
        ("kind=methodical", {"Своя"}),
        ("state=odd&page=x", {"Ничья", "Своя", "Новая"}),
    ],
)
def test_the_list_can_be_narrowed(client, curator, query, names):
    school = curator.organization
    people = {name: mentee(school, last_name=name) for name in ("Ничья", "Своя", "Новая", "Закрытая")}
    SupportCaseFactory(person=people["Ничья"])
    own = SupportCaseFactory(person=people["Своя"], specialist=curator, kind="methodical")
    SupportCase.objects.filter(pk=own.pk).update(next_search_on=school.today)
    SupportCaseFactory(person=people["Закрытая"], status="closed", closing="asked", closed_on=school.today)
    people["Закрытая"].mentee_entries.update(left_on=school.today, leaving="asked")
    client.force_login(curator.user)

    page = text(client.get(f"{reverse('support:list')}?{query}"))

    assert {name for name in people if name in page} == names


@pytest.mark.parametrize("count", [1, 3])
def test_pages_cost_the_same_however_long_they_are(client, curator, count, django_assert_num_queries):
    for _ in range(count):
        case = SupportCaseFactory(person=mentee(curator.organization), specialist=curator)
        mentee(curator.organization, 2)
        SupportContactFactory.create_batch(count, case=case, made_by=curator)
        SearchCallFactory(case=case, opened_by=curator)
    client.force_login(curator.user)
    client.get(reverse("support:detail", args=[case.pk]))  # the first look of the day is written down

    with django_assert_num_queries(
        9
    ):  # session, user, membership; cases, their pairs and requests; the same alone
        client.get(reverse("support:list"))
    with django_assert_num_queries(9):
        client.get(reverse("support:detail", args=[case.pk]))
    with django_assert_num_queries(5):
        client.get(reverse("support:calls"))


def test_from_the_list_to_a_closed_case(client, curator):
    person, day = mentee(curator.organization), curator.organization.today.isoformat()
    client.force_login(curator.user)

    client.post(reverse("support:open", args=[person.pk]))
    case = SupportCase.objects.get()
    deeds = [
        ("take", {}),
        ("contact_add", {"on": day, "kind": "lesson", "note": "Разобрали план урока"}),
        ("plan", {"kind": "methodical", "next_contact_on": day, "next_search_on": day}),
        ("hand_over", {"specialist": curator.pk}),
    ]
    answers = [client.post(reverse(f"support:{name}", args=[case.pk]), data) for name, data in deeds]
    page = text(client.get(case.get_absolute_url()))
    closed = client.post(reverse("support:close", args=[case.pk]), {"closing": "done", "on": day})

    assert [answer.status_code for answer in [*answers, closed]] == [302] * 5
    assert "Разобрали план урока" in page
    case.refresh_from_db()
    assert (case.closing, case.specialist) == ("done", curator)


def test_a_mentee_in_a_pair_is_sent_back_with_a_sentence(client, curator):
    person = mentee(curator.organization)
    PairFactory(mentor__organization=curator.organization, mentees=[person])
    client.force_login(curator.user)

    page = client.post(reverse("support:open", args=[person.pk]), follow=True)

    assert "уже в паре" in text(page)
    assert not SupportCase.objects.exists()


def test_words_about_health_are_warned_of_once_and_let_through(client, curator):
    case = SupportCaseFactory(person=mentee(curator.organization))
    url, day = reverse("support:contact_add", args=[case.pk]), curator.organization.today.isoformat()
    said = {"on": day, "kind": "talk", "note": "Говорили о депрессии героя в рассказе"}
    client.force_login(curator.user)

    warned = client.post(url, said)
    again = client.post(url, said | {"is_sure": "on"})

    assert (warned.status_code, again.status_code) == (422, 302)
    assert "Не пишите диагнозы" in text(warned)
    assert 'name="is_sure" value="on"' in text(warned)
    assert SupportContact.objects.count() == 1


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("Диагноз F32.1, принимает антидепрессанты", ["диагноз", "f32.1", "антидепрессанты"]),
        ("У неё СДВГ и РАС", ["сдвг", "рас"]),
        ("Рассказала о классе, разобрали расписание и расстановку парт", []),
        ("", []),
    ],
)
def test_words_about_health(note, words):
    assert health_words(note) == words


@pytest.mark.parametrize(
    ("role", "reads"), [(Role.PSYCHOLOGIST, True), (Role.CURATOR, True), (Role.HEAD, False)]
)
def test_the_head_reads_dates_and_kinds_and_no_notes(client, school, role, reads):
    contact = SupportContactFactory(case__person=mentee(school), note="Личное", kind="visit")
    client.force_login(MembershipFactory(organization=school, role=role).user)

    page = text(client.get(contact.case.get_absolute_url()))

    assert "Посещение урока" in page
    assert ("Личное" in page) is reads


def test_a_line_is_removed_by_its_writer_only(client, curator):
    contact = SupportContactFactory(case__person=mentee(curator.organization))
    url = reverse("support:contact_remove", args=[contact.pk])
    client.force_login(curator.user)
    refused = client.post(url).status_code
    client.force_login(contact.made_by.user)

    assert (refused, client.post(url).status_code) == (403, 302)
    assert not SupportContact.objects.exists()


def test_neighbours_are_asked_with_words_from_the_request(client, district):
    person = mentee(district.ours, last_name="Жаворонкова", position="Воспитатель", experience_years=1)
    competence = Competence.objects.create(organization=district.ours, name="Логопедия")
    Request.objects.get().competences.add(competence)
    case = SupportCaseFactory(person=person)
    client.force_login(district.curator.user)

    draft = call_draft(case).replace("\u00a0", " ")
    sent = client.post(
        reverse("support:call_add", args=[case.pk]), {"form": "pedagogue_pedagogue", "text": draft}
    )

    assert draft == ("Воспитатель, стаж 1 год. С чем помочь: ведение журнала. Компетенции: логопедия.")
    assert sent.url == SearchCall.objects.get().get_absolute_url()
    assert "Имени человека" in text(client.get(reverse("support:call_add", args=[case.pk])))


def test_an_offer_goes_there_and_its_answer_comes_back(client, district):
    call = SearchCallFactory(case__person=mentee(district.ours), opened_by=district.curator)
    mentor = PersonFactory(organization=district.next_door, last_name="Синичкина")
    MentorEntryFactory(person=mentor)
    for person in (mentor, call.case.person):
        ConsentFactory(person=person)
    client.force_login(district.neighbour.user)
    client.post(
        reverse("support:offer_add", args=[call.pk]), {"text": "Логопед, 14 лет", "person": mentor.pk}
    )
    offer = SearchOffer.objects.get()
    client.force_login(district.curator.user)
    client.post(reverse("support:offer_accept", args=[offer.pk]))
    named = client.post(reverse("support:offer_name", args=[offer.pk]), {"allowed_on": "2026-10-01"})
    client.force_login(district.neighbour.user)
    client.post(
        reverse("support:offer_name", args=[offer.pk]), {"allowed_on": "2026-10-02", "person": mentor.pk}
    )

    offer.refresh_from_db()
    assert named.url == call.get_absolute_url()
    assert (offer.status, offer.mentee_allowed_on.day, offer.mentor_allowed_on.day) == ("accepted", 1, 2)
    client.force_login(district.curator.user)
    page = text(client.get(call.get_absolute_url()))
    assert "Синичкина" in page
    assert "kind=partner&amp;workplace=" in page


def test_a_methodologist_reads_the_calls_and_may_end_one(client, district):
    call = SearchCallFactory(
        case__person=mentee(district.ours, last_name="Жаворонкова"), opened_by=district.curator
    )
    client.force_login(district.methodologist.user)

    page = text(client.get(reverse("support:calls")))
    client.post(reverse("support:call_close", args=[call.pk]))

    call.refresh_from_db()
    assert "Наша школа" in page
    assert "Жаворонкова" not in page
    assert call.status == "closed"


def test_the_file_names_who_waits_without_notes_and_without_those_who_withdrew(client, curator):
    school = curator.organization
    contact = SupportContactFactory(case__person=mentee(school, last_name="Давняя"), note="Личное")
    stopped = SupportCaseFactory(person=mentee(school, last_name="Отозвала"))
    Person.objects.filter(pk=stopped.person_id).update(processing_stopped_on=school.today)
    client.force_login(curator.user)

    client.post(reverse("people:export"), {"register": "support", "format": "xlsx", "query": ""})
    job = Job.objects.get()
    run(job.pk)

    job.refresh_from_db()
    book = openpyxl.load_workbook(io.BytesIO(job.result.read()))
    said = " ".join(str(cell.value) for row in book.active.iter_rows() for cell in row)
    assert "Давняя" in said
    assert f"беседа {contact.on.day}" in said
    assert "Личное" not in said
    assert "Отозвала" not in said
    assert Entry.objects.get(action="people.exported").details["persons"] == [contact.case.person_id]


def test_extract_and_history_tell_of_the_support(curator, head):
    contact = SupportContactFactory(case__person=mentee(curator.organization), note="Личное")
    person = contact.case.person
    SearchCallFactory(case=contact.case, opened_by=curator)
    pair = PairFactory(mentor__organization=curator.organization, mentees=[person])

    told = extract_of(person)
    moments = history_of(Pair.objects.filter(pk=pair.pk), head)

    assert told["Поддержка без пары"][0]["открыта"] == contact.case.opened_on
    assert told["Встречи со специалистом"][0]["о чём говорили"] == "Личное"
    assert len(told["Поиск наставника в других учреждениях"]) == 1
    words = [moment.words for moment in moments]
    assert any("открыта поддержка" in one for one in words)
    assert not any("Личное" in one for one in words)
