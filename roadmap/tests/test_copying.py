"""The plan of another year by an earlier one, and terms of several lines changed at once."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from audit.models import Entry
from organizations.tests.factories import MembershipFactory
from roadmap import services
from roadmap.models import Activity, Note, Roadmap
from roadmap.moving_terms import Term, shift, shifted, term_between, term_of
from roadmap.services.copying import preview_copy
from roadmap.services.terms import plan_terms
from roadmap.tests.factories import ActivityFactory, RoadmapFactory

YEARS = (2026, 2027)


@pytest.fixture
def source(curator):
    return services.create_roadmap(curator.organization, template="s1", start_year=2026, by=curator)


def day(text):
    return dt.date.fromisoformat(text)


def test_copy_moves_every_date_and_year(curator, source):
    Roadmap.objects.filter(pk=source.pk).update(adopted="Педсоветом, протокол от 30.08.2026 № 1")
    row = source.activities.get(number="6.1")
    assert (row.term, row.starts_on) == ("Октябрь 2026 по май 2027", day("2026-10-01"))

    copied = services.copy_roadmap(source, start_year=2027, by=curator)

    assert (copied.starts_on, copied.ends_on, copied.version) == (day("2027-08-01"), day("2028-07-31"), 1)
    assert (copied.is_current, copied.is_approved, copied.based_on) == (True, False, source)
    assert "2027/2028 учебный год" in copied.title
    assert copied.adopted == "Педсоветом, протокол от __________ № ____"
    line = copied.activities.get(number="6.1")
    assert (line.term, line.starts_on, line.due_on) == (
        "Октябрь 2027 по май 2028",
        day("2027-10-01"),
        day("2028-05-31"),
    )
    assert line.periods == [["2027-10-01", "2028-05-31"]]
    assert copied.activities.count() == source.activities.count() == 16
    assert Entry.objects.latest("number").details == {"source": source.pk, "years": 1}


def test_copied_lines_are_new_ones_without_the_work_done(curator, source):
    gone = MembershipFactory(organization=curator.organization, is_active=False)
    row = source.activities.first()
    row.members.add(curator, gone)
    row.closed_on, row.closed_by, row.closed_note = day("2026-10-01"), curator.user, "Готово"
    row.save()
    Note.objects.create(organization=row.organization, activity=row, text="Ждём", written_by=curator.user)

    line = services.copy_roadmap(source, start_year=2027, by=curator).activities.first()

    assert (line.counter, line.roles, line.content) == (row.counter, row.roles, row.content)
    assert (line.closed_on, line.closed_note, line.notes.count()) == (None, "", 0)
    assert (line.uid != row.uid, list(line.members.all())) == (True, [curator])


def test_copy_keeps_the_ends_of_february(db):
    source = RoadmapFactory(starts_on=day("2026-08-01"), ends_on=day("2027-07-31"))
    ActivityFactory(
        roadmap=source,
        term="до 28.02.2027, приказ от 01.09.2022 № 98",
        due_on=day("2027-02-28"),
        periods=[["2027-02-28", "2027-02-28"]],
    )

    line = services.copy_roadmap(source, start_year=2027, by=None).activities.get()

    assert (line.term, line.due_on) == ("до 29.02.2028, приказ от 01.09.2022 № 98", day("2028-02-29"))
    assert (line.starts_on, line.periods) == (None, [["2028-02-29", "2028-02-29"]])


def test_two_years_go_to_the_next_two(curator):
    source = services.create_roadmap(
        curator.organization, template="s1", start_year=2026, years=2, by=curator
    )

    copied = services.copy_roadmap(source, start_year=2028, by=curator)

    assert (copied.starts_on, copied.ends_on) == (day("2028-08-01"), day("2030-07-31"))


@pytest.mark.parametrize(("start_year", "message"), [(2026, "другой учебный год"), (2027, "уже есть")])
def test_copy_refuses_a_year_that_has_a_roadmap(curator, source, start_year, message):
    services.create_roadmap(curator.organization, template="s3", start_year=2027, by=curator)

    with pytest.raises(ValidationError, match=message):
        services.copy_roadmap(source, start_year=start_year, by=curator)

    assert Roadmap.objects.count() == 2


def test_copy_refuses_a_year_inside_a_roadmap_of_two(curator, source):
    services.create_roadmap(curator.organization, template="s3", start_year=2027, years=2, by=curator)

    with pytest.raises(ValidationError, match="уже есть"):
        services.copy_roadmap(source, start_year=2028, by=curator)

    assert Roadmap.objects.count() == 2


def test_preview_says_what_the_copy_will_say(curator, source):
    roadmap, lines = preview_copy(source=source, start_year=2027)
    copied = services.copy_roadmap(source, start_year=2027, by=curator)

    assert [(line.after.title, line.after.term, line.after.due_on) for line in lines] == list(
        copied.activities.values_list("title", "term", "due_on")
    )
    assert (str(roadmap), roadmap.title) == (str(copied), copied.title)


@pytest.mark.parametrize(
    ("start", "number", "unit", "expected"),
    [
        ("2026-12-31", 1, "days", "2027-01-01"),
        ("2026-09-15", -2, "weeks", "2026-09-01"),
        ("2026-12-15", 1, "months", "2027-01-15"),
        ("2026-01-15", -1, "months", "2025-12-15"),
        ("2026-10-31", 4, "months", "2027-02-28"),
        ("2027-02-28", 1, "months", "2027-03-31"),
        ("2027-01-30", 1, "months", "2027-02-28"),
    ],
)
def test_shift_keeps_the_ends_of_months(start, number, unit, expected):
    assert shift(day(start), number, unit) == day(expected)


@pytest.mark.parametrize(
    ("text", "number", "unit", "expected"),
    [
        ("Сентябрь 2026", 1, "months", "Октябрь 2026"),
        ("Август-сентябрь 2026", 1, "months", "Сентябрь-октябрь 2026"),
        ("октябрь 2026 – май 2027", -1, "months", "сентябрь 2026 – апрель 2027"),
        ("сентябрь-октябрь", 1, "months", "октябрь-ноябрь"),
        ("до 15.09.2026", 1, "weeks", "до 22.09.2026"),
        ("с 01.09.2026 по 10.09.2026", 3, "days", "с 04.09.2026 по 13.09.2026"),
        ("15 сентября 2026 г.", 1, "days", "16\xa0сентября 2026\xa0г."),
        ("Сентябрь 2026", 1, "weeks", "С 8\xa0сентября по 7\xa0октября 2026\xa0г."),
    ],
)
def test_words_that_plainly_say_the_dates_follow(text, number, unit, expected):
    new = shifted(term_of(text, YEARS), number, unit, YEARS)

    assert new.term.replace("\xa0", " ") == expected.replace("\xa0", " ")
    assert new.periods == term_of(new.term, YEARS).periods


@pytest.mark.parametrize(
    "text", ["в конце сентября 2026", "Сентябрь 2026, после педсовета", "1 четверть 2026/2027 уч. г."]
)
def test_other_words_stay_and_the_dates_move(text):
    old = Term(text, ((day("2026-09-01"), day("2026-09-30")),))

    new = shifted(old, 1, "months", YEARS)

    assert (new.term, new.periods) == (text, ((day("2026-10-01"), day("2026-10-31")),))


def test_term_without_dates_does_not_move():
    old = term_of("В течение года", YEARS)

    assert (old.is_continuous, shifted(old, 1, "months", YEARS)) == (True, old)


def test_term_between_days_is_said_in_words_where_words_said_the_old_ones():
    plain, other = term_of("Май 2027", YEARS), Term("по графику")

    assert term_between(plain, day("2027-06-01"), day("2027-06-30"), YEARS).term == "Июнь 2027"
    assert (
        term_between(Term(""), None, day("2027-06-15"), YEARS).term.replace("\xa0", " ")
        == "до 15 июня 2027 г."
    )
    assert term_between(other, None, day("2027-06-15"), YEARS).term == "по графику"


def test_change_terms_changes_all_chosen_lines_in_one_deed(curator, source):
    rows = list(source.activities.filter(number__in=["1.1", "5.2"]))
    Entry.objects.all().delete()

    services.change_terms(source, activities=rows, way="shift", number=1, unit="months", by=curator)

    terms = list(source.activities.filter(pk__in=[row.pk for row in rows]).values_list("term", "due_on"))
    assert terms == [("Сентябрь-октябрь 2026", day("2026-10-31")), ("Ноябрь 2026", day("2026-11-30"))]
    entry = Entry.objects.get()
    assert (entry.action, entry.details["activities"]) == ("roadmap.terms_changed", [row.pk for row in rows])


def test_change_terms_by_words_reads_the_days(curator, source):
    row = source.activities.get(number="1.1")

    services.change_terms(source, activities=[row], way="words", term="до 15.09.2026", by=curator)

    row = Activity.objects.get(pk=row.pk)
    assert (row.term, row.starts_on, row.due_on) == ("до 15.09.2026", None, day("2026-09-15"))
    assert row.periods == [["2026-09-15", "2026-09-15"]]


def test_change_terms_refuses_nothing_to_change_and_strange_lines(curator, source):
    row, before = source.activities.get(number="1.1"), Entry.objects.count()
    with pytest.raises(ValidationError, match="ничего не изменится"):
        services.change_terms(source, activities=[row], way="words", term=row.term, by=curator)
    with pytest.raises(ValidationError, match="уже нет"):
        services.change_terms(source, activities=[ActivityFactory()], way="words", term="Май", by=curator)
    days = {"starts_on": day("2027-05-02"), "due_on": day("2027-05-01")}
    with pytest.raises(ValidationError, match="раньше, чем начался"):
        services.change_terms(source, activities=[row], way="dates", by=curator, **days)

    assert (Activity.objects.get(pk=row.pk).term, Entry.objects.count()) == (row.term, before)


def test_plan_says_where_the_words_did_not_follow(source):
    row = source.activities.get(number="1.1")
    row.term = "к педсовету"
    row.save()

    change = plan_terms(source, [row], way="shift", number=1, unit="weeks")[0]

    assert (change.is_change, change.keeps_words) == (True, True)
    assert change.after.days_words == "08.08.2026 – 07.10.2026"
