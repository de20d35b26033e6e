"""From a document to a roadmap: reading, correcting, creating."""

import copy
import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from audit.models import Entry
from common.blocks import Paragraph, Table
from common.document_reading import blocks_of_text
from organizations.models import Role
from organizations.tests.factories import MembershipFactory
from roadmap import services
from roadmap.correcting.draft import line_of
from roadmap.models import Activity, Reading, Roadmap, Stage
from roadmap.services.from_reading import printed_columns
from roadmap.tests.factories import RoadmapFactory
from roadmap.tests.own_documents import APPROVED, UNKNOWN, long_document

pytestmark = pytest.mark.django_db


def read(me, text=APPROVED, **options):
    return services.read_roadmap(
        me.organization, blocks=blocks_of_text(text), name="Карта.docx", by=me, **options
    )


@pytest.fixture
def reading(curator):
    return read(curator)


def create(reading, me, year=2026, years=1, **options):
    return services.create_from_reading(reading, start_year=year, years=years, by=me, **options)


def changed(reading, **fields):
    return copy.deepcopy(reading.draft) | fields


def test_reading_keeps_the_source_what_was_read_and_a_draft(curator, reading):
    assert (reading.version, reading.roadmap, reading.created_by) == (1, None, curator.user)
    assert [len(stage["activities"]) for stage in reading.draft["stages"]] == [2, 3]
    assert (reading.draft["stamp"], reading.draft["approval_order"]) == (
        "order", {"number": "98-од", "date": "2026-09-01"},
    )  # fmt: skip
    assert Entry.objects.filter(action="roadmap.read").count() == 1


def test_document_that_is_no_roadmap_is_kept_whole_as_not_understood(curator):
    reading = read(curator, UNKNOWN)

    said = " ".join([*reading.draft["unrecognised"], *reading.draft["title_lines"], reading.draft["intro"]])
    assert {"Протокол", "человек", "собрание"} <= set(said.split())


def test_same_document_sent_twice_is_read_once_until_it_is_corrected(curator, reading):
    again = read(curator)
    services.edit_reading(reading, version=1, draft=changed(reading, intro="Вступление"), by=curator)
    another = read(curator)

    assert again == reading
    assert another != reading
    assert Reading.objects.count() == 2


def test_document_with_too_many_lines_is_refused(curator):
    with pytest.raises(ValidationError, match="больше 500 мероприятий"):
        read(curator, long_document(501))

    assert not Reading.objects.exists()


@pytest.mark.parametrize(
    "blocks",
    [
        [Paragraph("а")] * 6001,
        [Table([["а"]] * 6001)],
        [Table([["а\n" * 24_001]])],
        [Paragraph("а" * 1_000_001)],
    ],
    ids=["paragraphs", "rows", "lines of a cell", "letters"],
)
def test_document_that_would_take_minutes_is_refused(curator, blocks):
    with pytest.raises(ValidationError, match="слишком много"):
        services.read_roadmap(curator.organization, blocks=blocks, name="Всё сразу.docx", by=curator)

    assert not Reading.objects.exists()


def test_reading_again_leaves_the_correction_alone(curator, reading):
    services.edit_reading(reading, version=1, draft=changed(reading, intro="Моё"), by=curator)

    again = services.read_again(reading, by=curator)

    reading.refresh_from_db()
    assert (reading.draft["intro"], again.draft["intro"], again.pk == reading.pk) == ("Моё", "", False)
    assert again.source == reading.source


def test_reading_again_believes_a_person_about_the_columns(curator):
    table = Table([
        ["№", "Мероприятие", "Форма проведения", "Исполнитель"],
        ["1", "Анкетирование", "Сентябрь 2026", "Куратор"],
        ["2", "Обучение", "Октябрь 2026", "Завуч"],
    ])  # fmt: skip
    reading = services.read_roadmap(curator.organization, blocks=[table], name="Карта.xlsx", by=curator)

    again = services.read_again(reading, columns=["number", "activity", "term", "responsible"], by=curator)

    lines = [line for stage in again.draft["stages"] for line in stage["activities"]]
    assert reading.draft["columns"][2] == ["other", "Форма проведения"]
    assert again.draft["columns"][2] == ["term", "Форма проведения"]
    assert [line["term"] for line in lines] == ["Сентябрь 2026", "Октябрь 2026"]
    assert reading != again


def test_stale_correction_is_refused_and_nothing_is_overwritten(curator, reading):
    services.edit_reading(reading, version=1, draft=changed(reading, intro="Первая"), by=curator)

    with pytest.raises(ValidationError, match="этот документ изменили"):
        services.edit_reading(reading, version=1, draft=changed(reading, intro="Вторая"), by=curator)

    reading.refresh_from_db()
    assert (reading.draft["intro"], reading.version) == ("Первая", 2)


def test_same_correction_sent_twice_is_kept_once(curator, reading):
    draft = changed(reading, intro="Вступление")

    for _ in range(2):
        services.edit_reading(reading, version=1, draft=draft, by=curator)

    reading.refresh_from_db()
    assert reading.version == 2
    assert Entry.objects.filter(action="roadmap.reading_edited").count() == 1


def test_roadmap_has_the_words_dates_and_people_of_the_document(curator, reading):
    roadmap = create(reading, curator)

    assert (roadmap.template, roadmap.stamp, roadmap.year_label) == ("own", "order", "2026/27")
    assert [field for field, _ in roadmap.columns] == ["number", "activity", "content", "term", "responsible"]
    assert roadmap.title.split("\n")[0] == "Дорожная карта"
    assert [str(stage) for stage in roadmap.stages.all()] == ["1. Подготовка", "2. Работа"]
    rows = roadmap.activities.values_list("number", "starts_on", "due_on", "is_continuous", "responsible")
    assert list(rows) == [
        ("1.1", dt.date(2026, 8, 1), dt.date(2026, 9, 30), False, "Директор"),
        ("1.2", dt.date(2026, 9, 1), dt.date(2026, 9, 30), False, "Куратор"),
        ("2.1", None, None, False, "Наставники"),
        ("2.2", None, None, True, "Куратор"),
        ("2.3", None, dt.date(2027, 5, 15), False, "Наставники"),
    ]
    assert list(roadmap.activities.values_list("only_with_mentees", flat=True)) == [
        False,
        True,
        False,
        False,
        False,
    ]
    assert roadmap.approved_on is None


def test_periods_are_days_of_the_term(curator, reading):
    roadmap = create(reading, curator)

    assert [row.periods for row in roadmap.activities.all()] == [
        [["2026-08-01", "2026-09-30"]], [["2026-09-01", "2026-09-30"]], [], [], [["2027-05-15", "2027-05-15"]],
    ]  # fmt: skip


def test_lines_know_what_closes_them_and_whose_they_are(curator, reading):
    roadmap = create(reading, curator)

    rows = {row.number: row for row in roadmap.activities.all()}
    assert rows["1.1"].counter == "items"
    assert rows["2.1"].counter == "meetings"
    assert (rows["1.1"].roles, rows["1.2"].roles) == (["head"], ["curator"])


def test_other_years_move_terms_and_the_title(curator, reading):
    roadmap = create(reading, curator, year=2027)

    rows = list(roadmap.activities.all())
    assert roadmap.title.endswith("на 2027/2028 учебный год")
    assert (rows[0].term, rows[0].starts_on) == ("Август-сентябрь 2027", dt.date(2027, 8, 1))
    assert (rows[1].term, rows[1].starts_on) == ("Сентябрь", dt.date(2027, 9, 1))
    assert (rows[4].term, rows[4].due_on) == ("до 15.05.2028", dt.date(2028, 5, 15))


def test_two_years_are_one_roadmap(curator, reading):
    roadmap = create(reading, curator, years=2)

    assert (roadmap.starts_on, roadmap.ends_on) == (dt.date(2026, 8, 1), dt.date(2028, 7, 31))


def test_pressed_twice_one_roadmap_is_made(curator, reading):
    first, second = create(reading, curator), create(reading, curator)

    assert first == second
    assert (Roadmap.objects.count(), Activity.objects.count()) == (1, 5)
    assert Entry.objects.filter(action="roadmap.created").count() == 1


def test_finished_reading_is_neither_corrected_nor_deleted(curator, reading):
    create(reading, curator)

    with pytest.raises(ValidationError, match="карта уже создана"):
        services.edit_reading(reading, version=1, draft=changed(reading, intro="Поздно"), by=curator)
    with pytest.raises(ValidationError, match="карта уже создана"):
        services.delete_reading(reading, by=curator)

    reading.refresh_from_db()
    assert reading.draft["intro"] == ""


@pytest.mark.parametrize(("asked", "number"), [(True, "98-од"), (False, "")])
def test_approval_is_written_down_only_when_asked(curator, reading, asked, number):
    roadmap = create(reading, curator, with_approval=asked)

    roadmap.refresh_from_db()
    assert (roadmap.is_approved, roadmap.approval_number) == (asked, number)
    assert roadmap.approver_name == ("М.С. Ковалёва" if asked else "")


def test_approval_of_other_years_is_refused(curator, reading):
    with pytest.raises(ValidationError, match="на который утверждён документ"):
        create(reading, curator, year=2027, with_approval=True)

    assert not Roadmap.objects.exists()


def test_taken_year_is_refused_with_what_to_do_and_the_reading_stays(curator, reading):
    RoadmapFactory(organization=curator.organization)

    with pytest.raises(ValidationError, match="Выберите другой учебный год"):
        create(reading, curator)

    reading.refresh_from_db()
    assert (Roadmap.objects.count(), Activity.objects.count(), reading.roadmap) == (1, 0, None)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda draft: draft["stages"][0]["activities"][0].update(title="а" * 1001), "Строка 1, 1.1 а"),
        (lambda draft: draft["stages"][0]["activities"][1].update(title=""), "Строка 2"),
        (lambda draft: draft["stages"][1].update(title=None), "Этап 2: название"),
        (lambda draft: draft.update(stages=draft["stages"][:0]), "ни одного мероприятия"),
        (lambda draft: draft.update(title_lines=["а" * 801]), "Карта: название"),
    ],
)
def test_what_cannot_be_kept_is_named_and_nothing_is_made(curator, reading, change, sentence):
    draft = changed(reading)
    change(draft)
    services.edit_reading(reading, version=1, draft=draft, by=curator)

    with pytest.raises(ValidationError, match=sentence):
        create(reading, curator)

    assert not Roadmap.objects.exists()
    assert not Stage.objects.exists()


def test_blank_and_removed_lines_stay_out(curator, reading):
    draft = changed(reading)
    draft["stages"][0]["activities"][0]["removed"] = True
    draft["stages"][0]["activities"].append(line_of())
    services.edit_reading(reading, version=1, draft=draft, by=curator)

    roadmap = create(reading, curator)

    assert list(roadmap.activities.values_list("number", flat=True)) == ["1.2", "2.1", "2.2", "2.3"]


def test_document_of_roman_stages_gets_numbers_by_place(curator, reading):
    draft = changed(reading)
    for stage, number in zip(draft["stages"], ["II", "IV"], strict=True):
        stage["number"] = number
        for line in stage["activities"]:
            line["number"] = None
    services.edit_reading(reading, version=1, draft=draft, by=curator)

    roadmap = create(reading, curator)

    assert list(roadmap.stages.values_list("number", flat=True)) == [1, 2]
    assert list(roadmap.activities.values_list("number", flat=True)) == ["1.1", "1.2", "2.1", "2.2", "2.3"]


def test_untitled_stage_of_a_whole_map_is_no_stage(curator, reading):
    draft = changed(reading)
    lines = [line for stage in draft["stages"] for line in stage["activities"]]
    draft["stages"] = [{"number": None, "title": None, "activities": lines, "source": []}]
    services.edit_reading(reading, version=1, draft=draft, by=curator)

    roadmap = create(reading, curator)

    assert (roadmap.stages.count(), roadmap.activities.filter(stage=None).count()) == (0, 5)


def test_deleted_reading_is_gone_and_written_down(curator, reading):
    services.delete_reading(reading, by=curator)

    assert not Reading.objects.exists()
    assert Entry.objects.filter(action="roadmap.reading_deleted").exists()


def test_only_keepers_of_the_own_institution_see_readings(curator, head, stranger, reading):
    psychologist = MembershipFactory(organization=curator.organization, role=Role.PSYCHOLOGIST)
    seen = [len(Reading.objects.visible_to(me)) for me in (curator, head, psychologist, stranger)]

    assert seen == [1, 0, 0, 0]


def test_headings_are_printed_without_footnote_marks_and_marks_of_a_scan():
    draft = {
        "columns": [["number", "N°"], ["content", "Содержание ¹"], ["term", "Срок®"], ["other", "Примечание"]]
    }

    assert printed_columns(draft) == [["number", "№"], ["content", "Содержание"], ["term", "Срок"]]
