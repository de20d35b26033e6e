"""The pages of the roadmap."""

import datetime as dt

import pytest
from django.urls import reverse

from organizations.models import Role
from organizations.tests.factories import MembershipFactory, OrganizationFactory
from roadmap import services
from roadmap.models import Roadmap
from roadmap.tests.factories import ActivityFactory, RoadmapFactory

OF_ROADMAP = ["detail", "due", "responsible", "edit", "approve", "print", "activity_add"]
OF_ACTIVITY = [
    "activity",
    "activity_edit",
    "activity_people",
    "activity_remove",
    "activity_close",
    "activity_reopen",
    "evidence_add",
]
READ = {"detail", "due", "responsible", "print", "activity"}
LINK = "https://school.example/protokol"
POSTED = {"activity_remove", "activity_reopen"}


@pytest.fixture
def roadmap(curator):
    return services.create_roadmap(curator.organization, template="s1", start_year=2026, by=curator)


def page(client, me, name, *args, **query):
    client.force_login(me.user)
    return client.get(reverse(f"roadmap:{name}", args=args), query)


def send(client, me, name, *args, **data):
    client.force_login(me.user)
    return client.post(reverse(f"roadmap:{name}", args=args), data)


def text(response):
    return response.content.decode().replace("\u00a0", " ").replace("&nbsp;", " ")


def visit(client, me, name, row):
    pk = row.pk if name in OF_ROADMAP else row.activities.first().pk
    return (send if name in POSTED else page)(client, me, name, pk)


def test_empty_list_offers_the_samples_to_the_curator_only(client, curator, head):
    assert "Начните с готового образца" in text(page(client, curator, "list"))
    assert "Её создаёт куратор" in text(page(client, head, "list"))


def test_list_shows_years_and_figures_of_the_current_one(client, curator, roadmap):
    shown = text(page(client, curator, "list"))

    assert "2026/27" in shown
    assert "закрыто 0 из 16" in shown


def test_add_proposes_the_sample_of_the_own_kind_and_creates(client, curator):
    form = page(client, curator, "add").context["form"]
    year = curator.organization.school_year

    response = send(client, curator, "add", template="s0", start_year=year)

    roadmap = Roadmap.objects.get()
    assert form["template"].value() == "s1"
    assert response.url == roadmap.get_absolute_url()
    assert (roadmap.template, roadmap.starts_on.year) == ("s0", year)


def test_add_refuses_a_second_roadmap_for_the_year(client, curator):
    services.create_roadmap(
        curator.organization, template="s1", start_year=curator.organization.school_year, by=None
    )

    response = send(client, curator, "add", template="s1", start_year=curator.organization.school_year)

    assert (response.status_code, Roadmap.objects.count()) == (422, 1)
    assert "На этот учебный год дорожная карта уже есть" in text(response)


def test_table_shows_every_line_with_term_people_and_state(client, curator, roadmap):
    shown = text(page(client, curator, "detail", roadmap.pk))

    assert "1. Подготовка условий для запуска программы наставничества" in shown
    for row in roadmap.activities.all():
        assert row.title in shown
    assert "Октябрь 2026 по май 2027" in shown
    assert "Кураторы целевой модели наставничества" in shown


def test_finished_stage_is_folded_until_asked_for(client, curator, roadmap):
    for row in roadmap.activities.filter(stage__number=1):
        services.close_activity(row, note="приказ № 3", url=LINK, by=curator)
    folded = text(page(client, curator, "detail", roadmap.pk))

    unfolded = text(page(client, curator, "detail", roadmap.pk, stage="1"))

    assert "Показать 4 строки" in folded
    assert "Информирование педагогов" not in folded
    assert "Информирование педагогов" in unfolded


@pytest.mark.parametrize(
    ("show", "shown"),
    [
        ("all", {"late", "open"}),
        ("attention", {"late"}),
        ("open", {"late", "open"}),
        ("odd", {"late", "open"}),
    ],
)
def test_filters_narrow_the_table(client, curator, show, shown):
    roadmap = RoadmapFactory(organization=curator.organization)
    ActivityFactory(roadmap=roadmap, title="Строка late", due_on=dt.date(2020, 1, 1))
    ActivityFactory(roadmap=roadmap, title="Строка open")

    found = text(page(client, curator, "detail", roadmap.pk, show=show))

    assert {word for word in ("late", "open") if f"Строка {word}" in found} == shown


def test_closed_line_leaves_the_open_ones(client, curator, roadmap):
    row = services.close_activity(roadmap.activities.first(), note="приказ № 3", url=LINK, by=curator)

    assert row.title not in text(page(client, curator, "detail", roadmap.pk, show="open"))


@pytest.mark.parametrize("count", [1, 3])
def test_table_costs_the_same_for_one_line_and_for_three(client, curator, count, django_assert_num_queries):
    roadmap = RoadmapFactory(organization=curator.organization)
    ActivityFactory.create_batch(count, roadmap=roadmap)
    client.force_login(curator.user)

    with django_assert_num_queries(6):  # session, user, membership, roadmap, lines with stages, evidence
        client.get(roadmap.get_absolute_url())


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_for_one_roadmap_and_for_three(client, curator, count, django_assert_num_queries):
    year = curator.organization.school_year
    for start in range(year, year - count, -1):
        RoadmapFactory(
            organization=curator.organization,
            starts_on=dt.date(start, 8, 1),
            ends_on=dt.date(start + 1, 7, 31),
        )
    client.force_login(curator.user)

    with django_assert_num_queries(7):  # session, user, membership, current, its lines, roadmaps, readings
        client.get(reverse("roadmap:list"))


def test_table_of_a_whole_roadmap_stays_within_the_budget(
    client, curator, roadmap, django_assert_max_num_queries
):
    client.force_login(curator.user)

    with django_assert_max_num_queries(12):
        client.get(roadmap.get_absolute_url())


def test_line_opens_in_place_and_as_a_page_of_its_own(client, curator, roadmap):
    row = roadmap.activities.get(number="5.1")
    address = reverse("roadmap:activity", args=[row.pk])

    whole = text(page(client, curator, "activity", row.pk))
    opened = text(client.get(address, headers={"HX-Request": "true"}))
    closed = text(client.get(address, {"closed": ""}, headers={"HX-Request": "true"}))

    assert "<html" in whole
    assert "<html" not in opened
    for shown in (whole, opened):
        assert "Соединение наставников и наставляемых в пары/группы" in shown
        assert "Закрыть вручную" in shown
    assert "row-detail" not in closed
    assert row.title in closed


def test_curator_edits_the_heading(client, curator, roadmap):
    data = {"title": "Дорожная карта\r\n\r\nшколы", "stamp": "order", "appendix_number": 2}

    response = send(client, curator, "edit", roadmap.pk, **data)

    roadmap.refresh_from_db()
    assert response.url == roadmap.get_absolute_url()
    assert roadmap.title == "Дорожная карта\nшколы"


def test_curator_writes_down_the_approval_and_takes_it_back(client, curator, roadmap):
    roadmap.stamp = "order"
    roadmap.save()

    response = send(client, curator, "approve", roadmap.pk, approved_on="2026-08-31", approval_number="98-од")
    shown = text(client.get(response.url))
    send(client, curator, "unapprove", roadmap.pk)

    assert "приказом от 31 августа 2026 г. № 98-од" in shown
    assert "не утверждена" in text(client.get(response.url))


def test_head_of_the_page_offers_what_the_state_allows(client, curator, head, roadmap):
    draft = text(page(client, curator, "detail", roadmap.pk))
    services.approve_roadmap(roadmap, by=curator, approved_on=dt.date(2026, 8, 31))
    approved = text(page(client, curator, "detail", roadmap.pk))
    for_head = text(page(client, head, "detail", roadmap.pk))

    assert "Записать утверждение" in draft
    assert "Начать новую редакцию" not in draft
    assert "Начать новую редакцию" in approved
    assert "Записать утверждение" not in approved
    assert "Начать новую редакцию" not in for_head
    for shown in (draft, approved, for_head):
        assert "Печать с грифом" in shown


def test_versions_say_by_which_the_work_goes(client, curator, roadmap):
    services.approve_roadmap(roadmap, by=curator, approved_on=dt.date(2026, 8, 31))
    draft = services.start_version(roadmap, reason="Новые сроки", by=curator)
    shown = text(page(client, curator, "detail", draft.pk))
    row = text(page(client, curator, "activity", draft.activities.first().pk))
    services.approve_roadmap(draft, by=curator, approved_on=dt.date(2026, 9, 30))
    replaced = text(page(client, curator, "detail", roadmap.pk))

    assert "Готовится редакция 2. Работа идёт по" in shown
    assert "редакции от 31 августа 2026 г." in shown
    assert "Закрыть вручную" not in row
    assert "Приложить файл" not in row
    assert "Это прежняя редакция" in replaced
    assert "редакции от 30 сентября 2026 г." in replaced


def test_other_versions_show_the_ticks_of_the_one_in_force(client, curator, roadmap):
    services.approve_roadmap(roadmap, by=curator, approved_on=dt.date(2026, 8, 31))
    draft = services.start_version(roadmap, reason="Новые сроки", by=curator)
    services.close_activity(roadmap.activities.first(), note="протокол № 1", url=LINK, by=curator)
    shown = text(page(client, curator, "detail", draft.pk))
    row = text(page(client, curator, "activity", draft.activities.first().pk))
    services.approve_roadmap(draft, by=curator, approved_on=dt.date(2026, 9, 30))
    replaced = text(page(client, curator, "detail", roadmap.pk))

    for found in (shown, row, replaced):
        assert "закрыто вручную" in found
        assert "Вернуть в работу" not in found


def test_opened_line_of_an_approved_version_offers_no_change_of_words(client, curator, roadmap):
    row = roadmap.activities.first()
    before = text(page(client, curator, "activity", row.pk))
    services.approve_roadmap(roadmap, by=curator, approved_on=dt.date(2026, 8, 31))

    after = text(page(client, curator, "activity", row.pk))

    assert "Изменить срок и текст" in before
    assert "Изменить срок и текст" not in after
    assert "Кто отвечает и чем закрывается" in after


def test_curator_adds_a_line_to_a_stage(client, curator, roadmap):
    stage = roadmap.stages.get(number=7)

    response = send(client, curator, "activity_add", roadmap.pk, stage=stage.pk, title="Слёт", content="а\nб")

    row = roadmap.activities.get(title="Слёт")
    assert (row.number, row.content) == ("7.3", ["а", "б"])
    assert response.url == row.place


def test_curator_changes_words_and_the_days_follow(client, curator, roadmap):
    row = roadmap.activities.first()
    data = {"title": "Новые слова", "content": "один\n\n два ", "term": "Октябрь 2026"}
    data |= {"starts_on": row.starts_on, "due_on": row.due_on, "responsible": "Куратор\r\n\r\nДиректор"}

    response = send(client, curator, "activity_edit", row.pk, **data)

    row.refresh_from_db()
    assert response.url == row.place
    assert (row.title, row.content, row.due_on) == ("Новые слова", ["один", "два"], dt.date(2026, 10, 31))
    assert (row.responsible, row.roles) == ("Куратор\nДиректор", ["curator", "head"])


@pytest.mark.parametrize(("due_on", "status"), [("2026-10-20", 302), ("2026-11-20", 422)])
def test_day_outside_the_words_of_the_term_is_refused(client, curator, roadmap, due_on, status):
    row = roadmap.activities.first()
    data = {"title": row.title, "term": "Октябрь 2026", "starts_on": "2026-10-01", "due_on": due_on}

    response = send(client, curator, "activity_edit", row.pk, **data)

    row.refresh_from_db()
    assert response.status_code == status
    assert (row.term == "Октябрь 2026") is (status == 302)
    assert ("не подходит" in text(response)) is (status == 422)


def test_edit_shows_the_content_line_by_line(client, curator, roadmap):
    row = roadmap.activities.get(number="5.1")

    assert "\n".join(row.content) in text(page(client, curator, "activity_edit", row.pk))


def test_curator_closes_reopens_and_removes_a_line(client, curator, roadmap):
    row = roadmap.activities.first()

    closed = send(client, curator, "activity_close", row.pk, note="протокол № 1", url=LINK)
    assert "закрыто вручную" in text(client.get(closed.url))
    opened = send(client, curator, "activity_reopen", row.pk)
    send(client, curator, "evidence_remove", row.evidence.get().pk)
    send(client, curator, "activity_remove", row.pk)

    assert (closed.url, opened.url) == (row.place, row.place)
    assert not roadmap.activities.filter(pk=row.pk).exists()


def test_closing_without_words_asks_for_them(client, curator, roadmap):
    row = roadmap.activities.first()

    response = send(client, curator, "activity_close", row.pk, note="")

    row.refresh_from_db()
    assert (response.status_code, row.closed_on) == (422, None)


@pytest.mark.parametrize("name", OF_ROADMAP + OF_ACTIVITY)
def test_roadmap_of_another_institution_does_not_exist(client, stranger, roadmap, name):
    assert visit(client, stranger, name, roadmap).status_code == 404


@pytest.mark.parametrize("name", OF_ROADMAP + OF_ACTIVITY)
def test_participant_is_refused(client, mentor, roadmap, name):
    assert visit(client, mentor, name, roadmap).status_code == 403


@pytest.mark.parametrize("name", OF_ROADMAP + OF_ACTIVITY)
def test_head_reads_but_does_not_change(client, head, roadmap, name):
    expected = 200 if name in READ else 403

    assert visit(client, head, name, roadmap).status_code == expected


@pytest.mark.parametrize("role", [Role.METHODOLOGIST, Role.DEPARTMENT_HEAD])
@pytest.mark.parametrize("name", OF_ROADMAP + OF_ACTIVITY)
def test_body_above_reads_and_does_not_change(client, school, roadmap, role, name):
    school.parent = OrganizationFactory(kind="department")
    school.save()
    above = MembershipFactory(organization=school.parent, role=role)
    expected = 200 if name in READ else 403

    assert visit(client, above, name, roadmap).status_code == expected


def test_methodologist_keeps_the_district_roadmap(client, db):
    centre = OrganizationFactory(kind="methodical_centre", parent=OrganizationFactory(kind="department"))
    methodologist = MembershipFactory(organization=centre, role=Role.METHODOLOGIST)

    response = send(client, methodologist, "add", template="s2", start_year=centre.school_year)

    assert Roadmap.objects.get().organization == centre
    shown = text(client.get(response.url))
    assert "Семинар-практикум для наставников молодых учителей" in shown
    assert "Добавить мероприятие" in shown


def test_roadmap_of_two_years_is_opened_by_one_choice(client, curator):
    client.force_login(curator.user)
    year = curator.organization.school_year

    client.post(reverse("roadmap:add"), {"template": "s1", "start_year": year, "years": 2})

    roadmap = Roadmap.objects.get()
    assert (roadmap.starts_on.year, roadmap.ends_on.year) == (year, year + 2)
    assert str(roadmap).endswith("учебные годы")
    assert roadmap.activities.get(number="6.1").due_on.year == year + 2
