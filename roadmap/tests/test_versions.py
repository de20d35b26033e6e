"""Versions: prepared beside the one in force, taking over its work when approved, compared in words."""

import datetime as dt
import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from audit.models import Entry
from organizations.tests.factories import MembershipFactory
from roadmap import services
from roadmap.changes import Change, Row, Version, compare
from roadmap.models import Activity, Evidence, Note, Roadmap, Stage
from roadmap.services.copying import HEADING, SAME
from roadmap.services.versions import TICK
from roadmap.tests.factories import ActivityFactory, RoadmapFactory


@pytest.fixture
def current(curator):
    """An approved roadmap of one stage and two lines; the first is ticked, proved and noted."""
    return approved_roadmap(curator)


def approved_roadmap(by):
    roadmap = RoadmapFactory(organization=by.organization, intro="Вводный текст")
    stage = Stage.objects.create(roadmap=roadmap, number=1, title="Подготовка", lead="Готовим:")
    first = ActivityFactory(
        roadmap=roadmap,
        stage=stage,
        number="1.1",
        order=1,
        title="Банк",
        responsible="Куратор",
        term="Май 2027",
    )
    ActivityFactory(roadmap=roadmap, stage=stage, number="1.2", order=2, title="Пары")
    first.members.add(by)
    services.approve_roadmap(roadmap, approved_on=roadmap.organization.today, by=by)
    first.closed_on, first.closed_by, first.closed_note = dt.date(2026, 10, 1), by.user, "Готово"
    first.save()
    own = {"organization": by.organization, "activity": first}
    Note.objects.create(text="Договорились", written_by=by.user, **own)
    Evidence.objects.create(title="Список", url="https://example.org/", added_by=by.user, **own)
    Entry.objects.all().delete()
    return Roadmap.objects.get(pk=roadmap.pk)


def draft_of(current, by):
    return services.start_version(current, reason="Новые сроки", by=by)


def approve(roadmap, by):
    return services.approve_roadmap(roadmap, approved_on=roadmap.organization.today, by=by)


def line(roadmap, title="Банк"):
    return roadmap.activities.get(title=title)


def actions():
    return list(Entry.objects.order_by("number").values_list("action", flat=True))


def test_start_version_copies_everything_but_the_work(curator, current):
    draft = draft_of(current, curator)

    assert (draft.version, draft.is_draft_version, draft.based_on) == (2, True, current)
    assert (draft.intro, draft.change_note, str(draft.stages.get())) == (
        "Вводный текст",
        "Новые сроки",
        "1. Подготовка",
    )
    was, now = line(current), line(draft)
    assert (now.uid, now.term, list(now.members.all())) == (was.uid, was.term, [curator])
    assert (now.closed_on, now.notes.count(), now.evidence.count()) == (None, 0, 0)
    assert (was.closed_note, was.notes.count(), was.evidence.count()) == ("Готово", 1, 1)
    assert current.organization == draft.organization
    assert Roadmap.objects.current(current.organization) == current
    assert (actions(), Entry.objects.get().details) == (
        ["roadmap.version_started"],
        {"version": 2, "based_on": current.pk},
    )


def test_every_column_is_copied_or_left_on_purpose():
    """A new column must be thought about: does it go into the next version and into the next year?"""
    activity = {field.name for field in Activity._meta.concrete_fields}
    roadmap = {field.name for field in Roadmap._meta.concrete_fields}
    own = {"id", "organization", "roadmap", "stage", "changed_at", "uid"}
    approval = {"approved_on", "approval_number", "approver_position", "approver_name", "is_in_order"}
    version = {"version", "is_current", "based_on", "change_note", "id", "organization"}

    assert activity - set(SAME) - own == {name.removesuffix("_id") for name in TICK}
    assert roadmap - set(HEADING) - approval - version == {"starts_on", "ends_on"}


def test_start_version_refuses_a_draft_an_unapproved_one_and_a_second_one(curator, current):
    draft = draft_of(current, curator)
    fresh = RoadmapFactory(
        organization=curator.organization, starts_on=dt.date(2027, 9, 1), ends_on=dt.date(2028, 8, 31)
    )

    with pytest.raises(ValidationError, match="уже начата"):
        draft_of(current, curator)
    for wrong in (draft, fresh):
        with pytest.raises(ValidationError, match="с действующей утверждённой"):
            draft_of(wrong, curator)

    assert Roadmap.objects.count() == 3


def test_approved_version_takes_over_ticks_notes_and_evidence(curator, current):
    draft = draft_of(current, curator)
    services.edit_activity(line(draft), term="Июнь 2027", by=curator)

    approve(draft, curator)

    was, now = line(current), line(draft)
    assert (now.closed_on, now.closed_by, now.closed_note) == (dt.date(2026, 10, 1), curator.user, "Готово")
    assert (now.term, now.notes.get().text, now.evidence.get().title) == (
        "Июнь 2027",
        "Договорились",
        "Список",
    )
    assert (was.closed_on, was.closed_by, was.closed_note) == (None, None, "")
    assert (was.notes.count(), was.evidence.count()) == (0, 0)
    assert Roadmap.objects.current(current.organization) == draft
    assert Roadmap.objects.get(pk=current.pk).is_replaced


def test_line_that_vanished_keeps_its_work_in_the_replaced_version(curator, current):
    draft = draft_of(current, curator)
    services.remove_activity(line(draft), by=curator)

    approve(draft, curator)

    was = line(current)
    assert (was.closed_note, was.notes.count(), was.evidence.count()) == ("Готово", 1, 1)
    assert [row.title for row in draft.activities.all()] == ["Пары"]


def test_people_and_counter_chosen_meanwhile_go_along(curator, current):
    draft = draft_of(current, curator)
    other = MembershipFactory(organization=curator.organization)
    services.assign_activity(line(current), by=curator, roles=["head"], members=[other], counter="pairs")

    approve(draft, curator)

    now = line(draft)
    assert (now.roles, list(now.members.all()), now.counter) == (["head"], [other], "pairs")


def test_people_stay_where_the_new_version_names_others(curator, current):
    draft = draft_of(current, curator)
    services.edit_activity(line(draft), responsible="Педагог-психолог", by=curator)
    line(current).members.add(MembershipFactory(organization=curator.organization))

    approve(draft, curator)

    assert list(line(draft).members.all()) == [curator]


def test_remove_version_throws_a_draft_away_only(curator, current):
    draft = draft_of(current, curator)
    with pytest.raises(ValidationError, match="Утверждённую карту не удаляют"):
        services.remove_version(current, by=curator)

    assert services.remove_version(draft, by=curator) == current

    assert list(Roadmap.objects.all()) == [current]
    assert actions()[-1] == "roadmap.version_removed"
    assert draft_of(current, curator).version == 2


def test_first_version_goes_only_while_nothing_was_done_on_it(curator):
    year = curator.organization.school_year
    plan = services.create_roadmap(curator.organization, template="s1", start_year=year, by=curator)
    note = services.add_note(plan.activities.first(), text="Ждём протокол", by=curator)

    with pytest.raises(ValidationError, match="уже есть отметки"):
        services.remove_version(plan, by=curator)
    assert plan.activities.count() == 16
    services.remove_note(note, by=curator)

    assert services.remove_version(plan, by=curator) is None
    assert not Roadmap.objects.exists()
    services.create_roadmap(curator.organization, template="s3", start_year=year, by=curator)


def test_version_in_an_order_is_not_thrown_away(curator, current):
    draft = services.take_into_order(draft_of(current, curator), by=curator)

    with pytest.raises(ValidationError, match="Сначала удалите черновик приказа"):
        services.remove_version(draft, by=curator)

    assert Roadmap.objects.count() == 2


def test_third_version_grows_from_the_second(curator, current):
    second = draft_of(current, curator)
    approve(second, curator)

    third = draft_of(Roadmap.objects.get(pk=second.pk), curator)

    assert (third.version, third.based_on) == (3, second)
    with pytest.raises(ValidationError, match="с действующей"):
        draft_of(Roadmap.objects.get(pk=current.pk), curator)


@pytest.mark.django_db(transaction=True)
def test_two_curators_at_once_begin_one_version():
    by = MembershipFactory(role="curator")
    current = approved_roadmap(by)

    refused = at_once(lambda: draft_of(current, by), lambda: draft_of(current, by))

    assert ["уже начата" in words for words in refused] == [True]
    assert Roadmap.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_moves_and_an_approval_at_once_lose_nothing():
    by = MembershipFactory(role="curator")
    draft = draft_of(approved_roadmap(by), by)
    first, second = line(draft), line(draft, "Пары")

    refused = at_once(
        lambda: approve(draft, by),
        lambda: services.step_activity(first, step=1, by=by),
        lambda: services.step_activity(second, step=1, by=by),
    )

    assert [words for words in refused if "утверждена" not in words and "последним" not in words] == []
    assert [row.number for row in draft.activities.all()] == ["1.1", "1.2"]
    assert {row.title for row in draft.activities.all()} == {"Банк", "Пары"}
    assert line(draft).closed_note == "Готово"


def at_once(*deeds):
    """Run the deeds in threads of their own that start together; the sentences of those that were refused."""
    gate, refused = threading.Barrier(len(deeds)), []

    def run(deed):
        gate.wait()
        try:
            with transaction.atomic():
                deed()
        except ValidationError as error:
            refused.append(" ".join(error.messages))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused


def row(uid, **fields):
    return Row(**{"uid": uid, "number": uid, "title": f"Дело {uid}", "stage": "Этап", **fields})


def version(*rows, stages=("Этап",), **heading):
    return Version(heading=tuple(heading.items()), stages=stages, rows=rows)


def test_compare_says_nothing_of_equal_versions_and_of_new_numbers():
    old = version(row("а"), row("б"))

    assert compare(old, version(row("а"), row("б"))) == []
    assert compare(old, version(row("а"), row("б", number="1.2"))) == []


def test_compare_names_added_and_removed_lines():
    found = compare(version(row("а"), row("б")), version(row("а"), row("в")))

    assert found == [
        Change("added", "в Дело в", "добавлено, этап «Этап»"),
        Change("removed", "б Дело б", "убрано"),
    ]


def test_compare_names_the_one_line_that_moved():
    old = version(row("а"), row("б"), row("в"), row("г"))

    found = compare(old, version(row("г", number="1"), row("а"), row("б"), row("в")))

    assert found == [Change("moved", "1 Дело г", "переставлено", "г", "1")]


def test_compare_names_words_before_and_after():
    old = version(row("а", term="Май", content=("раз", "два"), days="01.05 – 31.05"), title="Карта")
    new = version(
        row("а", term="Июнь", content=("раз", "три"), days="01.06 – 30.06", title="Новое"), title="Иная карта"
    )

    assert compare(old, new) == [
        Change("heading", "title", "изменено", "Карта", "Иная карта"),
        Change("words", "а Новое", "название", "Дело а", "Новое"),
        Change("term", "а Новое", "срок", "Май", "Июнь"),
        Change("words", "а Новое", "добавлен пункт", "", "три"),
        Change("words", "а Новое", "убран пункт", "два", ""),
    ]


def test_compare_names_days_that_moved_under_the_same_words():
    found = compare(version(row("а", days="1")), version(row("а", days="2")))

    assert found == [Change("term", "а Дело а", "дни срока", "1", "2")]


def test_compare_knows_a_stage_that_was_moved_renamed_added_or_left():
    old = version(
        row("а", stage="Один"), row("б", stage="Два"), row("в", stage="Два"), stages=("Один", "Два")
    )
    new = version(
        row("б", stage="Второй"),
        row("в", stage="Три"),
        row("а", stage="Один"),
        stages=("Второй", "Три", "Один"),
    )

    assert compare(old, new) == [
        Change("heading", "Этап «Второй»", "переименован", "Два", "Второй"),
        Change("heading", "Этап «Три»", "добавлен"),
        Change("moved", "Этап «Второй»", "переставлен"),
        Change("moved", "в Дело в", "перенесено в другой этап", "Второй", "Три"),
    ]
