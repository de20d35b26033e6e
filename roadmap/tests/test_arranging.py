"""Lines and stages moved, added, split, taken out and put back; numbers follow."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.models import Entry
from roadmap import services
from roadmap.models import Activity, Note, Stage
from roadmap.paper import build
from roadmap.renumbering import Style, numbers_of, style_of
from roadmap.tests.factories import ActivityFactory, RoadmapFactory


@pytest.fixture
def roadmap(curator):
    """Two stages, three lines and one: 1.1 A, 1.2 B, 1.3 C, 2.1 D."""
    roadmap = RoadmapFactory(organization=curator.organization)
    stages = [Stage.objects.create(roadmap=roadmap, number=n, title=f"Этап {n}") for n in (1, 2)]
    for order, (stage, number, title) in enumerate(
        [(0, "1.1", "A"), (0, "1.2", "B"), (0, "1.3", "C"), (1, "2.1", "D")], 1
    ):
        ActivityFactory(roadmap=roadmap, stage=stages[stage], number=number, order=order, title=title)
    return roadmap


def table(roadmap):
    return [str(row) for row in roadmap.activities.all()]


def line(roadmap, title):
    return roadmap.activities.get(title=title)


def stage(roadmap, number):
    return roadmap.stages.get(number=number)


def actions():
    return list(Entry.objects.order_by("number").values_list("action", flat=True))


def approve(roadmap, by):
    services.approve_roadmap(roadmap, approved_on=roadmap.organization.today, by=by)
    Entry.objects.all().delete()


@pytest.mark.parametrize(
    ("title", "number", "position", "expected"),
    [
        ("C", 1, 0, ["1.1 C", "1.2 A", "1.3 B", "2.1 D"]),
        ("A", 1, 1, ["1.1 B", "1.2 A", "1.3 C", "2.1 D"]),
        ("B", 2, 0, ["1.1 A", "1.2 C", "2.1 B", "2.2 D"]),
        ("D", 1, 99, ["1.1 A", "1.2 B", "1.3 C", "1.4 D"]),
    ],
)
def test_move_activity_puts_the_line_there_and_numbers_follow(
    curator, roadmap, title, number, position, expected
):
    services.move_activity(line(roadmap, title), stage=stage(roadmap, number), position=position, by=curator)

    assert table(roadmap) == expected
    assert line(roadmap, title).stage.number == number
    assert list(roadmap.activities.values_list("order", flat=True)) == [1, 2, 3, 4]
    assert actions() == ["activity.moved"]


def test_move_activity_to_where_it_stands_writes_nothing(curator, roadmap):
    services.move_activity(line(roadmap, "B"), stage=stage(roadmap, 1), position=1, by=curator)

    assert actions() == []


def test_move_activity_refuses_a_foreign_stage_and_no_stage(curator, roadmap):
    other = Stage.objects.create(roadmap=RoadmapFactory(), number=1, title="Чужой")

    for wrong in (other, None):
        with pytest.raises(ValidationError, match="Выберите этап"):
            services.move_activity(line(roadmap, "A"), stage=wrong, position=0, by=curator)

    assert (table(roadmap)[0], actions()) == ("1.1 A", [])


def test_step_activity_passes_the_edge_of_its_stage(curator, roadmap):
    services.step_activity(line(roadmap, "C"), step=1, by=curator)
    assert table(roadmap) == ["1.1 A", "1.2 B", "2.1 C", "2.2 D"]

    services.step_activity(line(roadmap, "C"), step=-1, by=curator)
    assert table(roadmap) == ["1.1 A", "1.2 B", "1.3 C", "2.1 D"]


@pytest.mark.parametrize(
    ("title", "step", "message"), [("A", -1, "уже стоит первым"), ("D", 1, "уже стоит последним")]
)
def test_step_activity_refuses_beyond_the_table(curator, roadmap, title, step, message):
    with pytest.raises(ValidationError, match=message):
        services.step_activity(line(roadmap, title), step=step, by=curator)

    assert actions() == []


def test_lines_without_stages_move_too(curator):
    roadmap = RoadmapFactory(organization=curator.organization)
    rows = [ActivityFactory(roadmap=roadmap, order=n, title=t) for n, t in enumerate("ABC", 1)]

    services.step_activity(rows[2], step=-1, by=curator)

    assert table(roadmap) == ["A", "C", "B"]
    with pytest.raises(ValidationError, match="уже стоит первым"):
        services.step_activity(rows[0], step=-1, by=curator)


def test_numbers_of_the_documents_own_kind_are_left_alone(curator, roadmap):
    roadmap.activities.filter(title="A").update(number="1-а")

    services.step_activity(line(roadmap, "A"), step=1, by=curator)

    assert table(roadmap) == ["1.2 B", "1-а A", "1.3 C", "2.1 D"]


def test_move_activities_sends_the_chosen_ones_to_the_end_of_a_stage(curator, roadmap):
    chosen = [line(roadmap, "C"), line(roadmap, "A")]

    services.move_activities(roadmap, activities=chosen, stage=stage(roadmap, 2), by=curator)

    assert table(roadmap) == ["1.1 B", "2.1 D", "2.2 A", "2.3 C"]
    assert actions() == ["roadmap.activities_moved"]


def test_move_activities_refuses_lines_of_another_roadmap(curator, roadmap):
    with pytest.raises(ValidationError, match="уже нет"):
        services.move_activities(roadmap, activities=[ActivityFactory()], stage=stage(roadmap, 2), by=curator)

    assert actions() == []


def test_move_stage_takes_its_lines_along(curator, roadmap):
    services.move_stage(stage(roadmap, 2), position=0, by=curator)

    assert [str(row) for row in roadmap.stages.all()] == ["1. Этап 2", "2. Этап 1"]
    assert table(roadmap) == ["1.1 D", "2.1 A", "2.2 B", "2.3 C"]
    assert actions() == ["roadmap.stage_moved"]


def test_step_stage_moves_by_one_and_stops_at_the_edges(curator, roadmap):
    services.step_stage(stage(roadmap, 1), step=1, by=curator)
    assert [row.title for row in roadmap.stages.all()] == ["Этап 2", "Этап 1"]

    with pytest.raises(ValidationError, match="последним"):
        services.step_stage(stage(roadmap, 2), step=1, by=curator)
    with pytest.raises(ValidationError, match="первым"):
        services.step_stage(stage(roadmap, 1), step=-1, by=curator)
    assert len(actions()) == 1


def test_stage_numbers_with_gaps_keep_them(curator, roadmap):
    roadmap.stages.filter(number=2).update(number=7)

    services.move_stage(stage(roadmap, 7), position=0, by=curator)

    assert [str(row) for row in roadmap.stages.all()] == ["1. Этап 2", "7. Этап 1"]


def test_add_stage_stands_at_the_end(curator, roadmap):
    services.add_stage(roadmap, title="Итоги", is_continuous=True, by=curator)

    assert [str(row) for row in roadmap.stages.all()][-1] == "3. Итоги"
    assert (stage(roadmap, 3).is_continuous, actions()) == (True, ["roadmap.stage_added"])


def test_first_stage_takes_in_all_lines(curator):
    roadmap = RoadmapFactory(organization=curator.organization)
    for order in (1, 2):
        ActivityFactory(roadmap=roadmap, order=order)

    added = services.add_stage(roadmap, title="Подготовка", by=curator)

    assert [(row.stage, row.number) for row in roadmap.activities.all()] == [(added, "1.1"), (added, "1.2")]


def test_edit_stage_changes_words_and_number(curator, roadmap):
    services.edit_stage(
        stage(roadmap, 1), title="Новое имя", number=5, lead="", is_continuous=False, by=curator
    )

    assert [str(row) for row in roadmap.stages.all()] == ["2. Этап 2", "5. Новое имя"]
    assert table(roadmap) == ["2.1 D", "5.1 A", "5.2 B", "5.3 C"]
    assert Entry.objects.get().details["fields"] == ["title", "number"]


def test_edit_stage_refuses_a_number_twice(curator, roadmap):
    with pytest.raises(ValidationError, match="Этап 2 уже есть"):
        services.edit_stage(stage(roadmap, 1), number=2, by=curator)

    assert (stage(roadmap, 1).title, actions()) == ("Этап 1", [])


def test_remove_stage_without_lines_moves_the_rest_up(curator, roadmap):
    services.move_activities(
        roadmap, activities=list(roadmap.activities.all()), stage=stage(roadmap, 2), by=curator
    )

    services.remove_stage(stage(roadmap, 1), by=curator)

    assert [str(row) for row in roadmap.stages.all()] == ["1. Этап 2"]
    assert table(roadmap) == ["1.1 A", "1.2 B", "1.3 C", "1.4 D"]


def test_remove_stage_with_lines_only_when_that_is_said(curator, roadmap):
    with pytest.raises(ValidationError, match="В этапе есть мероприятия"):
        services.remove_stage(stage(roadmap, 1), by=curator)
    assert (len(table(roadmap)), actions()) == (4, [])

    kept = services.remove_stage(stage(roadmap, 1), with_activities=True, by=curator)
    assert table(roadmap) == ["1.1 D"]

    services.restore_removed(roadmap, kept=kept, by=curator)
    assert table(roadmap) == ["1.1 A", "1.2 B", "1.3 C", "2.1 D"]
    assert [row.title for row in roadmap.stages.all()] == ["Этап 1", "Этап 2"]
    assert actions() == ["roadmap.stage_removed", "roadmap.restored"]


def whole(row):
    """Every column; a moment loses its microseconds on the way."""
    values = Activity.objects.filter(uid=row.uid).values().get()
    return values | {"changed_at": values["changed_at"].replace(microsecond=0)}


def test_removed_line_comes_back_with_all_it_had(curator, roadmap):
    row = line(roadmap, "B")
    row.members.add(curator)
    Activity.objects.filter(pk=row.pk).update(
        content=["раз", "два"], term="Май 2027", due_on=dt.date(2027, 5, 31)
    )
    before = whole(row)

    kept = services.remove_activity(row, by=curator)
    assert table(roadmap) == ["1.1 A", "1.2 C", "2.1 D"]
    services.restore_removed(roadmap, kept=kept, by=curator)

    assert table(roadmap) == ["1.1 A", "1.2 B", "1.3 C", "2.1 D"]
    assert whole(row) == before
    assert list(line(roadmap, "B").members.all()) == [curator]


def test_restore_refuses_twice_elsewhere_and_into_a_stage_that_is_gone(curator, roadmap):
    kept = services.remove_activity(line(roadmap, "D"), by=curator)
    other = RoadmapFactory(
        organization=curator.organization, starts_on=dt.date(2020, 9, 1), ends_on=dt.date(2021, 8, 31)
    )
    with pytest.raises(ValidationError, match="Возвращать нечего"):
        services.restore_removed(other, kept=kept, by=curator)
    services.remove_stage(stage(roadmap, 2), by=curator)
    with pytest.raises(ValidationError, match="больше нет"):
        services.restore_removed(roadmap, kept=kept, by=curator)
    kept = services.remove_activity(line(roadmap, "A"), by=curator)
    services.restore_removed(roadmap, kept=kept, by=curator)
    with pytest.raises(ValidationError, match="Уже возвращено"):
        services.restore_removed(roadmap, kept=kept, by=curator)

    assert table(roadmap) == ["1.1 A", "1.2 B", "1.3 C"]


def test_line_with_work_on_it_stays(curator, roadmap):
    row = line(roadmap, "A")
    Note.objects.create(organization=row.organization, activity=row, text="Ждём", written_by=curator.user)

    with pytest.raises(ValidationError, match="подтверждения или заметки"):
        services.remove_activity(row, by=curator)
    with pytest.raises(ValidationError, match="подтверждения или заметки"):
        services.remove_stage(stage(roadmap, 1), with_activities=True, by=curator)

    assert (len(table(roadmap)), actions()) == (4, [])


@pytest.mark.parametrize("style", Style)
def test_renumber_gives_numbers_of_the_chosen_way(curator, roadmap, style):
    roadmap.activities.update(number="х")

    services.renumber_roadmap(roadmap, style=style, by=curator)

    expected = {"by_stage": ["1.1", "1.2", "1.3", "2.1"], "through": ["1", "2", "3", "4"], "none": [""] * 4}
    assert list(roadmap.activities.values_list("number", flat=True)) == expected[style]
    assert Entry.objects.get().details == {"style": style}


def test_style_is_known_by_the_numbers_alone():
    sections = [(1, ["1.1", "1.2"]), (2, ["2.1"])]

    assert style_of(sections) == Style.BY_STAGE
    assert style_of([(1, ["1", "2"]), (2, ["3"])]) == Style.THROUGH
    assert style_of([(1, ["", ""]), (2, [""])]) == Style.NONE
    assert style_of([(1, ["1.1", "1.3"]), (2, ["2.1"])]) is None
    assert numbers_of([(None, 2)], Style.BY_STAGE) == [["", ""]]


def test_approved_version_refuses_every_change_of_order(curator, roadmap):
    approve(roadmap, curator)
    row, first = line(roadmap, "B"), stage(roadmap, 1)
    deeds = [
        lambda: services.step_activity(row, step=1, by=curator),
        lambda: services.move_activity(row, stage=first, position=0, by=curator),
        lambda: services.move_activities(roadmap, activities=[row], stage=first, by=curator),
        lambda: services.move_stage(first, position=1, by=curator),
        lambda: services.step_stage(first, step=1, by=curator),
        lambda: services.add_stage(roadmap, title="Ещё", by=curator),
        lambda: services.edit_stage(first, title="Иначе", by=curator),
        lambda: services.remove_stage(first, with_activities=True, by=curator),
        lambda: services.remove_activity(row, by=curator),
        lambda: services.split_activity(row, items=[0], by=curator),
        lambda: services.renumber_roadmap(roadmap, style="none", by=curator),
        lambda: services.change_terms(roadmap, activities=[row], way="words", term="Май", by=curator),
    ]

    for deed in deeds:
        with pytest.raises(ValidationError, match="утверждена. Чтобы изменить"):
            deed()

    assert (table(roadmap), actions()) == (["1.1 A", "1.2 B", "1.3 C", "2.1 D"], [])


def with_items(roadmap, title, *items, **fields):
    row = line(roadmap, title)
    Activity.objects.filter(pk=row.pk).update(content=list(items), **fields)
    return line(roadmap, title)


def test_split_makes_lines_of_the_chosen_items(curator, roadmap):
    row = with_items(
        roadmap, "A", "раз", "два", "три", term="Май 2027", responsible="Куратор", counter="items"
    )
    row.members.add(curator)

    services.split_activity(row, items=[1, 2], by=curator)

    assert table(roadmap) == ["1.1 A", "1.2 два", "1.3 три", "1.4 B", "1.5 C", "2.1 D"]
    new = line(roadmap, "три")
    assert (line(roadmap, "A").content, new.content) == (["раз"], [])
    assert (new.term, new.responsible, list(new.members.all())) == ("Май 2027", "Куратор", [curator])
    assert new.uid != row.uid
    assert actions() == ["activity.split"]


def test_split_of_all_items_keeps_the_print_of_a_one_cell_stage(curator, roadmap):
    row = with_items(roadmap, "D", "раз", "два")
    paper = build(roadmap)

    services.split_activity(row, items=[0, 1], by=curator)

    assert stage(roadmap, 2).lead == "D:"
    assert table(roadmap)[3:] == ["2.1 раз", "2.2 два"]
    assert line(roadmap, "раз").uid == row.uid
    assert build(roadmap) == paper


def test_split_of_all_items_beside_other_lines_needs_no_lead(curator, roadmap):
    services.split_activity(with_items(roadmap, "B", "раз", "два"), items=[0, 1], by=curator)

    assert table(roadmap) == ["1.1 A", "1.2 раз", "1.3 два", "1.4 C", "2.1 D"]
    assert stage(roadmap, 1).lead == ""


def test_split_refuses_a_closed_line_and_one_item(curator, roadmap):
    closed = {"closed_on": dt.date(2026, 9, 1), "closed_note": "Готово"}
    row = with_items(roadmap, "A", "раз", "два", **closed)
    with pytest.raises(ValidationError, match="Сначала верните"):
        services.split_activity(row, items=[0], by=curator)
    with pytest.raises(ValidationError, match="Отметьте пункты"):
        services.split_activity(with_items(roadmap, "B", "раз"), items=[0], by=curator)

    assert (len(table(roadmap)), actions()) == (4, [])


def test_move_costs_the_same_for_three_lines_and_three_hundred(curator, roadmap):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            services.step_activity(line(roadmap, "A"), step=1, by=curator)
            services.step_activity(line(roadmap, "A"), step=-1, by=curator)
        return len(queries)

    services.step_activity(line(roadmap, "B"), step=1, by=curator)  # opens the journal
    few = cost()
    for order in range(5, 301):
        ActivityFactory(roadmap=roadmap, stage=stage(roadmap, 2), number=f"2.{order - 3}", order=order)

    assert cost() == few
