"""Destruction by two persons: proposed, confirmed, acted (РКН № 179). What is left: tests/test_destroyed.py."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.urls import reverse

from audit.models import Entry
from desk.todo import tasks_for
from documents.kinds import file_name
from documents.models import Document, NumberSeries
from documents.services.destroying import destroy
from documents.services.sealing import render_paper
from jobs.models import Job
from organizations.models import Role
from organizations.tests.factories import MembershipFactory
from pairs.tests.factories import PairFactory
from people.models import Destruction, Person, Representation
from people.services import withdraw_consents
from people.services.destroying import cancel_destruction, propose_destruction
from people.services.expired_papers import remove_expired_papers
from people.tests.factories import ConsentFactory, PersonFactory

pytestmark = pytest.mark.django_db
PASSWORD = "длинный пароль 12"


@pytest.fixture
def person(school):
    """Somebody who took the consent back."""
    person = PersonFactory(organization=school, last_name="Ермолова", position="учитель физики")
    ConsentFactory(person=person)
    withdraw_consents(person, ["processing"], channel="letter", received_on=school.today, by=None)
    person.refresh_from_db()
    return person


@pytest.fixture
def proposal(person, curator):
    return propose_destruction(person, reason="withdrawn", paper_media="анкета", paper_sheets=2, by=curator)


def assert_nothing_destroyed(person):
    person.refresh_from_db()
    assert (person.last_name, person.destroyed_on) == ("Ермолова", None)
    assert not Document.objects.filter(kind="destruction_act").exists()


def test_two_persons_destroy_and_the_act_goes_into_its_own_series(proposal, person, head, school):
    act = destroy(proposal, by=head)

    proposal.refresh_from_db()
    person.refresh_from_db()
    assert (person.last_name, person.destroyed_on, str(person)) == ("", school.today, "данные уничтожены")
    assert (proposal.confirmed_by, proposal.act) == (head, act)
    assert (act.series, act.number, act.status) == ("acts", "1", Document.Status.ON_PAPER)
    assert proposal.withdrawal.outcome == "destroyed"
    assert Entry.objects.get(action="destruction.done").details["person"] == person.pk
    assert Job.objects.filter(kind="seal_document").exists()


def test_act_has_every_field_of_the_order_179(proposal, head, curator):
    act = destroy(proposal, by=head)

    facts = {row[1]: row[2] for row in act.content["table"]["rows"]}
    assert list(facts) == [
        "Оператор и его адрес", "Лицо, обрабатывающее данные по поручению оператора", "Субъект персональных данных",
        "Кто уничтожил", "Категории уничтоженных данных", "Материальные носители", "Информационная система",
        "Способ уничтожения", "Причина уничтожения", "Дата уничтожения", "Не уничтожены, хранятся по закону",
    ]  # fmt: skip
    assert all(facts.values())
    assert facts["Субъект персональных данных"] == "Ермолова Ольга Николаевна, учитель физики"
    assert facts["Материальные носители"] == "анкета, 2\u00a0листа"
    assert [signer["post"] for signer in act.content["signers"]] == ["Куратор наставничества", "Директор"]


def test_extract_of_the_log_shows_withdrawal_and_destruction(proposal, head):
    act = destroy(proposal, by=head)

    extract = act.content["appendices"][0]
    assert [row[2] for row in extract["rows"]] == [
        "отозваны согласия", "предложено уничтожить данные", "данные уничтожены, составлен акт"
    ]  # fmt: skip
    assert extract["head_lines"][1] == f"от {act.dated:%d.%m.%Y} № 1"


def test_act_is_drawn(proposal, head):
    act = destroy(proposal, by=head)

    assert render_paper(act).startswith(b"%PDF")
    assert file_name(act) == f"Акт 1 от {act.dated:%d.%m.%Y}.pdf"


def test_orders_keep_their_own_numbers(proposal, head, school):
    destroy(proposal, by=head)

    assert list(NumberSeries.objects.values_list("series", "last")) == [("acts", 1)]


def test_one_person_with_two_roles_is_one_person(proposal, person, curator, school):
    same = MembershipFactory(organization=school, user=curator.user, role=Role.ADMINISTRATOR)

    with pytest.raises(ValidationError, match="другой человек"):
        destroy(proposal, by=same)

    assert_nothing_destroyed(person)


@pytest.mark.parametrize("role", [Role.CURATOR, Role.PSYCHOLOGIST, Role.PARTICIPANT])
def test_only_head_or_administrator_confirms(proposal, person, school, role):
    with pytest.raises(PermissionDenied):
        destroy(proposal, by=MembershipFactory(organization=school, role=role))

    assert_nothing_destroyed(person)


def test_head_of_another_institution_confirms_nothing(proposal, person):
    with pytest.raises(PermissionDenied):
        destroy(proposal, by=MembershipFactory(role=Role.HEAD))

    assert_nothing_destroyed(person)


def test_nobody_is_destroyed_who_has_neither_withdrawn_nor_left(school, curator):
    with pytest.raises(ValidationError, match="Сначала запишите"):
        propose_destruction(PersonFactory(organization=school), reason="reached", by=curator)


def test_proposal_of_who_gave_the_consent_again_is_not_carried_out(proposal, person, head):
    Person.objects.filter(pk=person.pk).update(processing_stopped_on=None)

    with pytest.raises(ValidationError):
        destroy(proposal, by=head)

    assert_nothing_destroyed(person)


def test_called_off_or_done_is_not_done_again(proposal, person, curator, head):
    with pytest.raises(ValidationError, match="уже предложено"):
        propose_destruction(person, reason="withdrawn", by=curator)
    cancel_destruction(proposal, by=curator)
    with pytest.raises(ValidationError, match="отменено"):
        destroy(proposal, by=head)
    assert_nothing_destroyed(person)

    again = propose_destruction(person, reason="withdrawn", by=curator)
    destroy(again, by=head)
    with pytest.raises(ValidationError, match="уже уничтожены"):
        destroy(again, by=head)
    assert Document.objects.filter(kind="destruction_act").count() == 1


def test_a_fall_in_the_middle_leaves_everything(proposal, person, head, monkeypatch):
    def fall(*args, **more):
        raise MemoryError

    monkeypatch.setattr("documents.services.destroying.make_act", fall)

    with pytest.raises(MemoryError):
        destroy(proposal, by=head)

    assert_nothing_destroyed(person)
    assert not Job.objects.filter(kind="remove_files").exists()


def test_parent_who_represents_nobody_else_goes_too(school, curator, head):
    child = PersonFactory(organization=school, kind="learner", left_on=school.today)
    alone, of_two = PersonFactory.create_batch(2, organization=school, kind="parent", last_name="Родителева")
    sibling = PersonFactory(organization=school, kind="learner")
    for learner, parent in ((child, alone), (child, of_two), (sibling, of_two)):
        Representation.objects.create(organization=school, learner=learner, representative=parent)

    destroy(propose_destruction(child, reason="reached", by=curator), by=head)

    left = [Person.objects.get(pk=parent.pk).last_name for parent in (alone, of_two)]
    assert left == ["", "Родителева"]


def test_user_with_another_role_keeps_the_account(school, curator, head, mentor):
    other = MembershipFactory(user=mentor.user, role=Role.CURATOR)
    Person.objects.filter(membership=mentor).update(left_on=school.today)
    name = mentor.user.name

    destroy(propose_destruction(mentor.person, reason="reached", by=curator), by=head)

    for row in (mentor, mentor.user, other):
        row.refresh_from_db()
    assert (mentor.is_active, other.is_active, mentor.user.name) == (False, True, name)


def test_namesake_and_the_order_stay(school, curator, head, person, proposal):
    namesake = PersonFactory(organization=school, last_name="Ермолова", first_name="Анна")
    draft = Document.objects.create(
        organization=school, kind="order_pairs", title="О назначении Ермоловой Анны", created_by=curator
    )

    destroy(proposal, by=head)

    namesake.refresh_from_db()
    draft.refresh_from_db()
    assert (namesake.last_name, draft.title) == ("Ермолова", "О назначении Ермоловой Анны")


def test_pair_of_the_destroyed_is_over(school, curator, head):
    pair = PairFactory(mentor__organization=school, status="active", mentor__left_on=school.today)

    destroy(propose_destruction(pair.mentor, reason="reached", by=curator), by=head)

    pair.refresh_from_db()
    assert (pair.status, pair.theme) == ("ended", "")


def test_head_reads_confirms_with_password_and_gets_the_act(client, proposal, head):
    head.user.set_password(PASSWORD)
    head.user.save()
    client.force_login(head.user)
    url = reverse("documents:destruction_confirm", args=[proposal.pk])

    page = client.get(url).content.decode()
    wrong = client.post(url, {"secret": "не тот"})
    answer = client.post(url, {"secret": PASSWORD})

    act = Document.objects.get(kind="destruction_act")
    assert "Ермолова Ольга Николаевна" in page
    assert (wrong.status_code, answer.url) == (422, act.get_absolute_url())
    shown = client.get(answer.url).content.decode()
    assert "приказом Роскомнадзора" in shown
    assert client.get(url).url == proposal.get_absolute_url()
    assert client.get(proposal.get_absolute_url()).status_code == 200


def test_task_waits_for_the_second_person_only(proposal, curator, head):
    told = {me.role: [t.title for t in tasks_for(me) if "Подтвердить" in t.title] for me in (curator, head)}

    assert told == {"curator": [], "head": ["Подтвердить уничтожение данных: Ермолова\u00a0О.\u00a0Н."]}


def test_proposal_page_names_the_papers_with_their_sheets(client, curator, person):
    client.force_login(curator.user)
    url = reverse("people:person_destroy", args=[person.pk])

    refused = client.post(url, {"reason": "withdrawn", "paper_media": "анкета"})
    client.post(url, {"reason": "withdrawn", "paper_media": "анкета", "paper_sheets": 3})

    assert refused.status_code == 422
    assert Destruction.objects.get().paper_sheets == 3


def test_kept_papers_go_when_their_term_is_over(proposal, person, head, school):
    destroy(proposal, by=head)
    consent = person.consents.get()
    consent.scan.save("consents/expired.pdf", ContentFile(b"%PDF"))
    three_years = consent.ended_on + dt.timedelta(days=3 * 365 + 2)

    early = remove_expired_papers(school, three_years - dt.timedelta(days=5))
    late = [remove_expired_papers(school, three_years) for _ in range(2)]

    consent.refresh_from_db()
    assert (early, late, consent.content, consent.scan.name) == (0, [1, 0], {}, "")
    assert Job.objects.get(kind="remove_files").payload == {"files": ["consents/expired.pdf"]}


def test_pages_stay_within_twelve_queries_for_one_and_three(
    client, school, curator, head, person, django_assert_max_num_queries
):
    client.force_login(head.user)
    costs = []
    for _ in range(2):
        row = propose_destruction(person, reason="withdrawn", by=curator)
        pages = ["people:destruction", "documents:destruction_confirm"]
        urls = [reverse(name, args=[row.pk]) for name in pages]
        urls += [reverse("people:destructions"), row.withdrawal.get_absolute_url()]
        with django_assert_max_num_queries(12 * len(urls)) as captured:
            assert [client.get(url).status_code for url in urls] == [200] * len(urls)
        costs.append(len(captured))
        cancel_destruction(row, by=curator)

    assert costs[0] == costs[1]
