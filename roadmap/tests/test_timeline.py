"""The calendar plan as a drawing, on its page and on paper."""

import datetime as dt
import io
import re

import pypdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from common.pdf import render_pdf
from organizations.models import Role
from organizations.tests.factories import MembershipFactory, OrganizationFactory
from roadmap import services
from roadmap.models import Activity, Roadmap, Stage
from roadmap.overview import Line, Overview, Section
from roadmap.progress import Progress
from roadmap.states import condition_of
from roadmap.timeline import NARROW, WIDE, draw
from roadmap.timeline_paper import build

TODAY = dt.date(2027, 1, 19)
YEAR = (dt.date(2026, 8, 1), dt.date(2027, 7, 31))
MONTH = 80  # units of the wide drawing: 960 for twelve


def line(*periods, progress=None, **fields):
    """A line as the overview gives it, without a database; periods as "2026-09-01 2026-09-30"."""
    days = [period.split() for period in periods]
    activity = Activity(pk=1, title=fields.pop("title", "Встречи пар"), periods=days, **fields)
    if days:
        activity.starts_on, activity.due_on = (dt.date.fromisoformat(d) for d in (days[0][0], days[-1][1]))
    return Line(activity, condition_of(activity, progress, today=TODAY), progress)


def seen(*lines, stage=None, year=YEAR):
    return Overview(Roadmap(starts_on=year[0], ends_on=year[1]), [Section(stage, list(lines))], {})


def only_row(line, size=WIDE, **options):
    return draw(seen(line, **options), TODAY, size).rows[-1]


def bars(line, **options):
    return [bar.mark for bar in only_row(line, **options).bars]


def test_bar_stands_between_the_first_and_the_last_day_of_its_term():
    (bar,) = only_row(line("2026-10-01 2026-11-30")).bars

    assert abs(bar.x - (330 + 2 * MONTH)) <= 2
    assert abs(bar.width - 2 * MONTH) <= 2


def test_two_ranges_are_two_bars_and_the_one_behind_is_filled():
    first, second = only_row(line("2026-09-01 2026-09-30", "2027-01-10 2027-02-10")).bars

    assert (first.mark, first.filled) == ("run", first.width)
    assert second.mark == "run"
    assert 0 < second.filled < second.width


@pytest.mark.parametrize(
    ("row", "mark"),
    [
        (line("2026-09-01 2026-09-30", closed_on=TODAY, closed_note="Протокол"), "done"),
        (line("2026-09-01 2026-09-30", progress=Progress(4, 4)), "done"),
        (line("2026-09-01 2027-05-31"), "run"),
        (line("2027-04-01 2027-05-31"), "plan"),
        (line("2026-09-01 2026-09-30"), "late"),
    ],
)
def test_state_is_told_by_the_shape_of_the_bar(row, mark):
    assert bars(row) == [mark]


def test_late_line_has_a_diamond_on_its_day_and_says_so_in_words():
    row = only_row(line("2026-10-01 2027-01-15", progress=Progress(8, 10)))

    assert row.diamond.x == row.bars[0].x + row.bars[0].width
    assert row.words.words.replace("\u00a0", " ") == "просрочено с 15 января, 8 из 10"
    assert (
        only_row(line("2026-10-01 2027-01-15", progress=Progress(8, 10)), NARROW).words.words
        == "8\u00a0из\u00a010"
    )


def test_words_stay_inside_the_drawing_wherever_the_bar_is():
    """The plan ends soon after: no room at the right of the bars, and of the long one none at the left."""
    short = YEAR[0], dt.date(2027, 1, 20)
    late = "2026-08-01 2027-01-15", "2027-01-14 2027-01-15"
    for days in late:
        for size in (WIDE, NARROW):
            row = only_row(line(days), size, year=short)
            words = row.words
            width = len(words.words) * 8
            left, right = (words.x - width, words.x) if words.anchor == "end" else (words.x, words.x + width)
            assert left >= 0
            assert right <= size.width
            assert words.y < row.height


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (line(), "срок не указан"),
        (line("2025-09-01 2025-09-30", is_continuous=True), "срок вне этого плана"),
        (line(closed_on=TODAY, closed_note="Протокол"), "срок не указан, закрыто вручную 19 января"),
    ],
)
def test_line_without_a_bar_says_why(row, words):
    row = only_row(row)

    assert row.bars == ()
    assert row.words.words.replace("\u00a0", " ") == words


def test_work_that_never_stops_takes_the_whole_plan():
    for options in (
        {"line": line(is_continuous=True)},
        {"line": line(), "stage": Stage(number=7, is_continuous=True)},
    ):
        (bar,) = only_row(**options).bars
        assert (bar.x, bar.x + bar.width) == (330, 1290)


def test_today_is_a_line_with_its_date_and_is_left_out_of_another_year():
    drawing = draw(seen(line()), TODAY, WIDE)
    narrow = draw(seen(line()), dt.date(2027, 7, 20), NARROW)

    assert drawing.today.words == "сегодня, 19 янв."
    assert narrow.today.anchor == "end"
    assert draw(seen(line()), dt.date(2028, 1, 1), WIDE).today is None


def test_one_and_two_years_show_all_their_months_and_name_the_years():
    one = draw(seen(line()), TODAY, WIDE)
    two = draw(seen(line(), year=(YEAR[0], dt.date(2028, 7, 31))), TODAY, WIDE)

    assert [month.words for month in one.months][:6] == ["авг 2026", "сент", "окт", "нояб", "дек", "янв 2027"]
    assert len(two.months) == 24
    assert [year.words for year in two.years] == ["2026", "2027", "2028"]
    assert two.months[-1].x + two.months[-1].width == WIDE.width


def test_names_stand_above_the_bars_on_a_phone_and_a_long_one_ends_with_dots():
    row = only_row(line("2026-09-01 2026-09-30", title="Слово " * 150, number="1.1"), NARROW)

    assert len(row.names) == 3
    assert row.names[-1].words.endswith("…")
    assert row.bars[0].y > row.names[-1].y
    assert "Слово " * 149 in row.hint


def test_rows_follow_each_other_under_the_head():
    drawing = draw(
        seen(line(), line("2026-09-01 2026-09-30"), stage=Stage(number=1, title="Этап")), TODAY, WIDE
    )

    assert [row.is_stage for row in drawing.rows] == [True, False, False]
    assert [row.y for row in drawing.rows] == [
        drawing.top + sum(r.height for r in drawing.rows[:n]) for n in range(3)
    ]
    assert drawing.height == drawing.rows[-1].y + drawing.rows[-1].height


def test_three_hundred_lines_are_drawn_one_under_another():
    drawing = draw(seen(*[line("2026-09-01 2026-09-30")] * 300), TODAY, WIDE)

    assert len(drawing.rows) == len({row.y for row in drawing.rows}) == 300
    assert drawing.height > 300 * 26


# The page and the paper


@pytest.fixture
def roadmap(curator):
    return services.create_roadmap(curator.organization, template="s1", start_year=2026, by=curator)


def text(answer):
    return answer.content.decode().replace("\u00a0", " ")


def test_page_draws_twice_and_links_each_name_to_its_line(client, curator, roadmap):
    client.force_login(curator.user)

    page = text(client.get(reverse("roadmap:timeline", args=[roadmap.pk])))

    assert page.count('role="img"') == 2
    assert page.count(f'href="{roadmap.activities.first().get_absolute_url()}"') == 2
    assert "Отбор наставников" in page


def test_page_of_three_hundred_lines_asks_as_often_as_that_of_three(client, curator, roadmap):
    client.force_login(curator.user)
    url, few = reverse("roadmap:timeline", args=[roadmap.pk]), len(roadmap.activities.all())
    with CaptureQueriesContext(
        connection,
    ) as before:
        client.get(url)
    first = roadmap.activities.first()
    Activity.objects.bulk_create(
        Activity(
            organization=roadmap.organization, roadmap=roadmap, stage=first.stage, title="Строка", order=n
        )
        for n in range(300 - few)
    )

    with CaptureQueriesContext(connection) as after:
        page = client.get(url)

    assert page.status_code == 200
    assert len(after) == len(before) <= 12


def test_body_above_sees_the_plan_without_names(client, curator, school, roadmap):
    department = OrganizationFactory(kind="department")
    school.parent = department
    school.save()
    above = MembershipFactory(organization=department, role=Role.DEPARTMENT_HEAD)
    row = roadmap.activities.first()
    services.close_activity(row, note="Протокол Тетеревой", url="https://school.example/p", by=curator)
    client.force_login(above.user)

    page = text(client.get(reverse("roadmap:timeline", args=[roadmap.pk])))

    assert "закрыто вручную" in page
    assert "Тетерев" not in page


@pytest.mark.parametrize(("sheet", "width"), [("A4", 842), ("A3", 1191)])
def test_paper_is_a_landscape_sheet_with_all_months_and_late_lines_in_words(
    client, curator, roadmap, monkeypatch, sheet, width
):
    noon = dt.datetime(2027, 1, 19, 9, tzinfo=dt.UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: noon)
    client.force_login(curator.user)

    answer = client.get(reverse("roadmap:timeline_print", args=[roadmap.pk]), {"sheet": sheet})
    pages = pypdf.PdfReader(io.BytesIO(answer.content)).pages
    words = pages[0].extract_text()

    assert answer["Content-Type"] == "application/pdf"
    assert round(pages[0].mediabox.width) == width
    assert all(month in words for month in ["авг", "дек", "янв", "июль"])
    assert "просрочено с" in words.replace("\u00a0", " ")


def plan_of(lines, roadmap):
    return build(Overview(roadmap, [Section(Stage(number=1, title="Этап"), lines)], {}), TODAY)


def test_letters_of_the_paper_are_small_only_where_that_saves_sheets(roadmap):
    row = line("2026-09-01 2026-09-30")

    letters = [plan_of([row] * number, roadmap)["letters"] for number in (5, 24, 40, 300)]

    assert letters == ["large", "small", "large", "small"]


def test_long_plan_has_its_months_on_every_sheet_and_all_its_lines(roadmap):
    lines = [line("2026-09-01 2026-09-30", title=f"Строка-{n}-я", number=f"1.{n}") for n in range(100)]

    pages = pypdf.PdfReader(io.BytesIO(render_pdf("papers/timeline.html", plan_of(lines, roadmap)))).pages
    texts = [page.extract_text() for page in pages]

    assert len(texts) > 2
    assert all("нояб" in text and "июль" in text for text in texts)
    assert sorted(int(n) for text in texts for n in re.findall(r"Строка-(\d+)-я", text)) == list(range(100))
