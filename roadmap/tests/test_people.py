"""Who answers for a line: roles, people, bodies; the pages by date and by who answers; the desks of those named."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from audit.models import Entry
from desk.todo import tasks_for
from organizations.tests.factories import MembershipFactory, OrganizationFactory
from roadmap import services
from roadmap.answering import groups_of, people_of
from roadmap.overview import due_lines, overview
from roadmap.tests.factories import ActivityFactory, RoadmapFactory
from roadmap.todo import lines_that_press


@pytest.fixture
def roadmap(school):
    return RoadmapFactory(
        organization=school, starts_on=dt.date(school.school_year, 8, 1), ends_on=dt.date(2090, 7, 31)
    )


def due_in(roadmap, days, **fields):
    due_on = roadmap.organization.today + dt.timedelta(days=days)
    return ActivityFactory(roadmap=roadmap, due_on=due_on, **fields)


def get(client, me, name, *args, **query):
    client.force_login(me.user)
    return client.get(reverse(f"roadmap:{name}", args=args), query)


def text(response):
    return response.content.decode().replace("\u00a0", " ")


# Saying who answers


def test_assign_activity_says_who_answers_and_what_closes_it(curator, head, roadmap):
    row = ActivityFactory(roadmap=roadmap, roles=["curator"])

    services.assign_activity(row, roles=["head"], members=[curator, head], counter="order_pairs", by=curator)

    row.refresh_from_db()
    assert (row.roles, row.counter, set(row.members.all())) == (["head"], "order_pairs", {curator, head})
    entry = Entry.objects.get()
    assert entry.action == "activity.assigned"
    assert entry.details == {
        "fields": ["roles", "counter", "members"],
        "members": sorted([curator.pk, head.pk]),
    }


def test_assign_activity_refuses_people_of_another_institution(curator, stranger, roadmap):
    row = ActivityFactory(roadmap=roadmap)

    with pytest.raises(ValidationError, match="в этом учреждении"):
        services.assign_activity(row, roles=[], members=[stranger], counter="pairs", by=curator)

    row.refresh_from_db()
    assert (row.members.count(), row.counter, Entry.objects.count()) == (0, "", 0)


def test_people_are_said_on_an_approved_version_too(client, curator, head, roadmap):
    row = ActivityFactory(roadmap=roadmap)
    services.approve_roadmap(roadmap, by=curator, approved_on=dt.date(2026, 9, 1))
    client.force_login(curator.user)

    response = client.post(
        reverse("roadmap:activity_people", args=[row.pk]), {"members": [head.pk], "counter": "training"}
    )

    row.refresh_from_db()
    assert (response.url, row.counter) == (row.get_absolute_url(), "training")
    assert list(row.members.all()) == [head]


def test_people_of_a_version_in_preparation_are_refused(curator, school):
    row = ActivityFactory(roadmap=RoadmapFactory(organization=school, is_current=False))

    with pytest.raises(ValidationError, match="не действующая редакция"):
        services.assign_activity(row, roles=["head"], members=[], counter="", by=curator)


def test_form_offers_open_accesses_and_counters_of_this_kind_of_institution(client, curator, roadmap):
    gone = MembershipFactory(organization=curator.organization, is_active=False)
    row = ActivityFactory(roadmap=roadmap, counter="weather")

    form = get(client, curator, "activity_people", row.pk).context["form"]

    offered = [key for _, key in form.fields["counter"].choices if isinstance(key, list)]
    keys = {key for group in offered for key, _ in group}
    assert gone not in form.fields["members"].queryset
    assert curator in form.fields["members"].queryset
    assert {"order_pairs", "training", "weather"} <= keys
    assert "district_pairs" not in keys


# By who answers


def groups(roadmap):
    found = groups_of(overview(roadmap), people_of(roadmap))
    return {group.title: [line.activity.title for line in group.lines] for group in found}


def test_line_stands_under_each_of_those_who_answer(roadmap, curator, head):
    row = ActivityFactory(
        roadmap=roadmap,
        title="Слёт",
        responsible="Куратор\nТипография «Буква»",
        roles=["curator", "psychologist"],
    )
    row.members.set([head])
    ActivityFactory(roadmap=roadmap, title="Ничьё")

    assert groups(roadmap) == {
        "Куратор": ["Слёт"],
        "Психолог": ["Слёт"],
        head.user.name: ["Слёт"],
        "Типография «Буква»": ["Слёт"],
        "Ответственный не указан": ["Ничьё"],
    }


def test_body_above_names_those_who_answer_as_its_document_does(school):
    school.kind = "department"
    school.save()
    roadmap = RoadmapFactory(organization=school)
    ActivityFactory(
        roadmap=roadmap, title="Семинар", responsible="ОУ\nИМЦ", roles=["curator", "methodologist"]
    )

    assert groups(roadmap) == {"ОУ": ["Семинар"], "ИМЦ": ["Семинар"]}


def test_page_counts_each_group(client, head, roadmap):
    ActivityFactory(roadmap=roadmap, roles=["curator"], due_on=dt.date(2020, 1, 1))
    ActivityFactory(roadmap=roadmap, roles=["curator"])

    assert "Закрыто 0 из 2, ждут 1, просрочено 1" in text(get(client, head, "responsible", roadmap.pk))


# By date


@pytest.mark.parametrize(("days", "is_due"), [(-3, True), (0, True), (30, True), (31, False)])
def test_due_is_what_is_late_and_what_ends_in_thirty_days(roadmap, days, is_due):
    due_in(roadmap, days)

    assert bool(due_lines(overview(roadmap), roadmap.organization.today)) is is_due


def test_due_leaves_out_what_is_closed_and_what_runs_all_the_time(roadmap, curator):
    closed = due_in(roadmap, 3)
    services.close_activity(closed, note="приказ", url="https://school.example/", by=curator)
    due_in(roadmap, 3, is_continuous=True)

    assert due_lines(overview(roadmap), roadmap.organization.today) == []


def test_due_page_stands_by_date_with_those_who_answer(client, curator, head, roadmap):
    due_in(roadmap, 20, title="Позднее")
    row = due_in(roadmap, -2, title="Раньше", responsible="Администрация")
    row.members.set([head])

    shown = text(get(client, curator, "due", roadmap.pk))

    assert shown.index("Раньше") < shown.index("Позднее")
    assert "просрочено на 2 дня" in shown
    assert "Ковалёва М. С." in shown


@pytest.mark.parametrize("name", ["due", "responsible"])
@pytest.mark.parametrize("number", [1, 3])
def test_pages_cost_the_same_for_one_line_and_for_three(
    client, curator, roadmap, name, number, django_assert_num_queries
):
    for _ in range(number):
        due_in(roadmap, 3).members.set(
            MembershipFactory.create_batch(number, organization=roadmap.organization)
        )
    client.force_login(curator.user)

    with django_assert_num_queries(6):  # session, user, membership, roadmap, lines, people
        client.get(reverse(f"roadmap:{name}", args=[roadmap.pk]))


@pytest.mark.parametrize("name", ["due", "responsible"])
def test_body_above_reads_no_names(client, school, roadmap, name):
    school.parent = OrganizationFactory(kind="department")
    school.save()
    above = MembershipFactory(organization=school.parent, role="department_head")
    named = MembershipFactory(organization=school, user__name="Журавлёва Анна Ильинична")
    due_in(roadmap, 3, title="Слёт").members.set([named])

    shown = text(get(client, above, name, roadmap.pk))

    assert "Слёт" in shown
    assert "Журавлёва" not in shown


# The table


@pytest.mark.parametrize(
    ("show", "shown"), [("mine", {"моё", "лично"}), ("unproven", {"моё", "чужое", "лично"})]
)
def test_table_shows_own_lines_and_those_without_a_paper(client, head, curator, roadmap, show, shown):
    ActivityFactory(roadmap=roadmap, title="Строка моё", roles=["head"])
    ActivityFactory(roadmap=roadmap, title="Строка чужое", roles=["curator"])
    ActivityFactory(roadmap=roadmap, title="Строка лично").members.set([head])
    ActivityFactory(roadmap=roadmap, title="Строка впереди", starts_on=dt.date(2089, 9, 1))
    proved = ActivityFactory(roadmap=roadmap, title="Строка доказано")
    services.add_evidence(proved, url="https://school.example/", by=curator)

    found = text(get(client, head, "detail", roadmap.pk, show=show))

    words = ("моё", "чужое", "лично", "впереди", "доказано")
    assert {word for word in words if f"Строка {word}" in found} == shown


# Desks


@pytest.mark.parametrize(("days", "waits"), [(-4, True), (14, True), (15, False)])
@pytest.mark.parametrize("how", ["role", "person"])
def test_desk_of_the_head_names_the_own_lines(roadmap, head, days, waits, how):
    row = due_in(roadmap, days, roles=["head"] if how == "role" else [])
    row.members.set([head] if how == "person" else [])
    due_in(roadmap, -1, roles=["curator"])

    assert [task.url for task in lines_that_press(head)] == ([row.get_absolute_url()] if waits else [])


def test_participant_gets_lines_in_person_only_with_a_page_that_opens(client, mentor, roadmap):
    due_in(roadmap, 3, roles=["participant"], title="Всем наставникам")
    row = due_in(roadmap, 3, title="Круглый стол", content=["Подготовить выступление"])
    row.members.set([mentor])

    (task,) = tasks_for(mentor)
    shown = text(get(client, mentor, "mine"))

    assert (task.title, task.url) == ("Круглый стол", f"/roadmap/mine/#a{row.pk}")
    assert "Подготовить выступление" in shown
    assert "Всем наставникам" not in shown


def test_participant_sees_the_own_notes_only(client, curator, mentor, roadmap):
    row = due_in(roadmap, 3)
    row.members.set([mentor])
    services.add_note(row, text="Не успевает", by=curator)
    services.add_note(row, text="Готовлю", by=mentor)

    shown = text(get(client, mentor, "mine"))

    assert "Готовлю" in shown
    assert "Не успевает" not in shown


def test_lines_of_a_version_in_preparation_are_nobodys_yet(client, mentor, school):
    row = due_in(RoadmapFactory(organization=school, is_current=False), 3)
    row.members.set([mentor])

    assert tasks_for(mentor) == []
    assert get(client, mentor, "note_add", row.pk).status_code == 404


def test_own_lines_of_the_staff_stand_in_the_table(client, head, roadmap):
    shown = get(client, head, "mine")

    assert shown.url == f"{roadmap.get_absolute_url()}?show=mine"


def test_without_a_roadmap_the_list_says_what_to_do(client, head):
    assert get(client, head, "mine").url == reverse("roadmap:list")
