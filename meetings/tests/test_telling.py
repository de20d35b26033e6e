"""The silence clock, the board, the page of a pair, the roadmap, the extract and what is destroyed."""

import datetime as dt

import pytest
from django.urls import reverse

from documents.kinds import KINDS
from documents.services.drafts import draft_paper
from meetings.erasing import erase_meetings
from meetings.queries import last_met, running, silent, silent_days
from meetings.telling import days_ago, last_meeting, meetings_part, meetings_told
from meetings.tests.factories import MeetingFactory
from pairs.models import Pair
from pairs.tests.factories import PairFactory
from people.destruction import strings_of
from people.extract import extract_of
from people.tests.factories import PersonFactory
from roadmap.progress import COUNTERS
from roadmap.tests.factories import RoadmapFactory


@pytest.fixture
def silent_pair(curator, friday):
    """It began on 5 October and has never met."""
    return PairFactory(
        mentor=PersonFactory(organization=curator.organization, last_name="Тихова"), status="active"
    )


def test_the_clock_starts_at_the_last_meeting_or_at_the_start(pair, silent_pair, friday):
    MeetingFactory(pair=pair, on=dt.date(2026, 11, 8), status="held")
    MeetingFactory(pair=pair, on=dt.date(2026, 11, 18), status="not_held")
    pairs = list(Pair.objects.all())

    assert last_met(pairs) == {pair.pk: dt.date(2026, 11, 8)}
    assert silent_days(pairs, today=friday) == {pair.pk: 12, silent_pair.pk: 46}


def test_silent_are_the_running_pairs_over_the_number_of_the_institution(pair, silent_pair, curator):
    MeetingFactory(pair=pair, on=dt.date(2026, 10, 30), status="held")  # 21 days ago, as many as are allowed
    PairFactory(mentor=silent_pair.mentor, status="proposed")

    assert [(row.pair, row.days) for row in silent(curator.organization)] == [(silent_pair, 46)]
    assert [row.pair for row in running(curator.organization)] == [silent_pair, pair]


@pytest.mark.parametrize(
    ("days", "words"), [(0, "сегодня"), (1, "вчера"), (2, "2\xa0дня назад"), (12, "12\xa0дней назад")]
)
def test_days_ago(days, words):
    assert days_ago(days) == words


def test_the_board_says_how_long_a_pair_is_silent(pair, silent_pair, curator, django_assert_num_queries):
    MeetingFactory(pair=pair, on=dt.date(2026, 11, 8), status="held")
    pairs = [*Pair.objects.all(), PairFactory(mentor=pair.mentor)]

    with django_assert_num_queries(1):
        cells = last_meeting(curator.organization, pairs)

    assert {pk: (cell.words, cell.state, cell.order) for pk, cell in cells.items()} == {
        pair.pk: ("12\xa0дней назад", "run", 12),
        silent_pair.pk: ("ещё не встречались", "miss", 46),
    }


def test_the_page_of_a_pair_shows_next_and_last(pair, mentor, head):
    for day in (2, 5, 9, 12):
        MeetingFactory(pair=pair, on=dt.date(2026, 11, day), status="held")
    ahead = MeetingFactory(pair=pair, on=dt.date(2026, 11, 24))

    part = meetings_part(pair, mentor)

    assert part.context["next"] == ahead
    assert [row.on.day for row in part.context["last"]] == [12, 9, 5]
    assert (part.context["can_keep"], meetings_part(pair, head).context["can_keep"]) == (True, False)


def test_a_pair_that_has_never_begun_has_no_part(curator, friday):
    pair = PairFactory(mentor=PersonFactory(organization=curator.organization))

    assert meetings_part(pair, curator) is None


def test_history_tells_the_topic_to_those_who_read_the_journal(pair, curator, head):
    MeetingFactory(pair=pair, on=dt.date(2026, 11, 9), status="held", topic="Разбор урока")
    MeetingFactory(pair=pair, on=dt.date(2026, 11, 16))

    assert [moment.words for moment in meetings_told([pair], curator)] == [
        "Встреча, 45\xa0минут: Разбор урока"
    ]
    assert [moment.words for moment in meetings_told([pair], head)] == ["Встреча, 45\xa0минут"]


def test_roadmap_counts_the_pairs_that_meet(pair, silent_pair, curator):
    roadmap = RoadmapFactory(organization=curator.organization)
    MeetingFactory(pair=pair, on=dt.date(2026, 11, 9), status="held")

    progress = COUNTERS["meetings"][1](roadmap)

    assert (progress.done, progress.total) == (1, 2)
    assert [(thing.words, thing.url) for thing in progress.missing] == [
        (f"{silent_pair}: ещё не встречались", reverse("meetings:of_pair", args=[silent_pair.pk]))
    ]


def test_words_about_a_pair_go_with_the_person_and_a_group_keeps_its_own(pair, curator, mentee):
    own = MeetingFactory(pair=pair, status="held", topic="О журнале", outcome="Решили")
    others = [mentee.person, PersonFactory(organization=curator.organization)]
    group = PairFactory(
        mentor=PersonFactory(organization=curator.organization), mentees=others, status="active"
    )
    shared = MeetingFactory(pair=group, status="held", topic="Панов рассказал об уроке")

    number = erase_meetings(mentee.person, strings_of(mentee.person))

    own.refresh_from_db()
    shared.refresh_from_db()
    assert (own.topic, own.outcome, own.minutes) == ("", "", 45)
    assert shared.topic == "[данные уничтожены] рассказал об уроке"
    assert number == 2


def test_extract_tells_the_meetings_of_both_sides(pair, mentor, mentee, outsider):
    MeetingFactory(pair=pair, status="held", topic="О журнале")

    parts = [extract_of(me.person)["Встречи"] for me in (mentor, mentee, outsider)]

    assert [[row["тема"] for row in part] for part in parts] == [["О журнале"], ["О журнале"], []]


def test_the_paper_takes_its_lines_from_the_journal(pair, curator):
    MeetingFactory(pair=pair, on=dt.date(2026, 11, 9), status="held", topic="Урок", outcome="План")
    MeetingFactory(pair=pair, on=dt.date(2026, 11, 16), status="not_held")
    facts = {
        "pair": pair, "since": dt.date(2026, 11, 1), "until": dt.date(2026, 11, 30), "blank": 1,
        "meetings": "10.11.2026 | Совещание",
    }  # fmt: skip

    paper = draft_paper(KINDS["meeting_log"], facts, by=curator)

    table = next(piece for piece in paper.content["body"] if piece["uid"] == "meetings")
    cells = [row["cells"] for row in table["rows"]]
    assert cells[0][:7] == ["1", "09.11.2026", "очно", "Урок", "", "План", "45\xa0минут"]
    assert [(row[0], row[3]) for row in cells[1:]] == [("2", "Совещание"), ("3", "")]


def test_the_report_of_a_mentor_knows_how_often_they_met(client, pair, curator):
    for day in (9, 16):
        MeetingFactory(pair=pair, on=dt.date(2026, 11, day), status="held")
    client.force_login(curator.user)
    url = reverse("documents:paper_add", args=["mentor_report"])

    counted = [
        client.get(url, query).context["form"]["meetings"].value()
        for query in ({"pair": pair.pk}, {"pair": "²"})
    ]

    assert counted == [2, None]
