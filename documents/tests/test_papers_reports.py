"""Journal, reports, minutes and the note on monitoring: what is counted, in what case people stand, what is refused."""

import datetime as dt

import pytest

from documents.content import texts_of
from documents.kinds import KINDS
from documents.papers.typed import person_of
from documents.services.drafts import current_content
from documents.tests.papers_people import (
    LOG,
    MENTOR_REPORT,
    MINUTES,
    NOTE,
    Kind,
    drafted,
    errors_of,
    pair_of,
    place,
    spaced,
    words_of,
)
from people.models import Person
from people.tests.factories import ConsentFactory, MenteeEntryFactory, MentorEntryFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return place("school")


# --- Journal and reports -------------------------------------------------------------------------------------


def test_journal_keeps_typed_meetings_and_leaves_rows(by):
    content = drafted(Kind.MEETING_LOG, by, pair=pair_of(by.organization)).content
    table = content["body"][1]

    assert content["landscape"]
    assert len(table["columns"]) == 8
    assert sum(column["width"] for column in table["columns"]) == 100
    assert len(table["rows"]) == 12
    assert table["rows"][0]["cells"][1:4] == ["07.10.2026", "очно", "Знакомство, план работы"]
    assert [spaced(one["name"]) for one in content["signatures"]] == ["О.Н. Лебедева", "И.В. Астахова"]


@pytest.mark.parametrize("line", ["07.10.2026", "07.10.2026 | тема | a | b | c | d", " | тема"])
def test_journal_says_which_line_is_wrong(by, line):
    assert "Строка 1" in errors_of(
        Kind.MEETING_LOG, by, LOG | {"meetings": line}, pair=pair_of(by.organization)
    )


def test_mentor_report_counts_the_plan(by):
    pair = pair_of(by.organization)
    content = drafted(Kind.MENTOR_REPORT, by, pair=pair).content

    assert ["Выполнено мероприятий", "7 из 8 (88 %)"] in content["body"][0]["rows"]
    assert content["heading"] == "О работе за первое полугодие 2026/2027 учебного года"
    assert "в отношении учителя физики Гриценко Артёма Павловича целесообразно" in content["body"][-1]["text"]
    assert "не может быть больше" in errors_of(
        Kind.MENTOR_REPORT, by, MENTOR_REPORT | {"done": "9"}, pair=pair
    )


def test_curator_report_counts_banks_consents_pairs_and_those_left(by):
    organization = by.organization
    pair = pair_of(organization)
    MentorEntryFactory(person=pair.mentor, entered_on=dt.date(2025, 9, 1))
    mentee = pair.members.get().person
    MenteeEntryFactory(person=mentee)
    ConsentFactory(person=mentee, kind="processing")
    left = PersonFactory(organization=organization, last_name="Черных", experience_years=1)
    MenteeEntryFactory(person=left)
    stopped = pair_of(organization)
    Person.objects.filter(pk=stopped.mentor_id).update(
        last_name="Отозвана", processing_stopped_on=dt.date(2026, 10, 9)
    )

    content = drafted(Kind.CURATOR_REPORT, by).content

    cells = {row["cells"][1]: row["cells"][2] for block in content["body"] for row in block.get("rows", [])}
    assert (cells["В банке наставников"], cells["Вошли в банк наставников за учебный год"]) == ("1", "0")
    assert (cells["В банке наставляемых"], cells["Вошли в банк наставляемых за учебный год"]) == ("2", "2")
    assert cells["Молодых педагогов среди наставляемых"] == "1"
    assert cells["Согласие на обработку персональных данных"] == "1 из 3 (33 %)"
    assert cells["Пар и групп, работавших в учебном году"] == "1"
    assert cells["Наставляемых, не вошедших в пары и группы"] == "1"
    assert [len(one["body"][0]["rows"]) for one in content["appendices"]] == [1, 1]
    assert "Черных" in str(content["appendices"][1])
    assert "Отозвана" not in str(content)


@pytest.mark.parametrize("count", [1, 3])
def test_curator_report_costs_the_same_for_one_pair_and_three(by, count, django_assert_num_queries):
    for _ in range(count):
        pair = pair_of(by.organization)
        MentorEntryFactory(person=pair.mentor)
        MenteeEntryFactory(person=pair.members.get().person)
    document = drafted(Kind.CURATOR_REPORT, by)

    with django_assert_num_queries(4):  # the card of the curator, the banks, consents, pairs
        current_content(document)


def test_curator_report_of_an_empty_institution(by):
    content = drafted(Kind.CURATOR_REPORT, by).content

    assert content["appendices"] == []
    assert "согласия не требуются" in " ".join(texts_of(content))


# --- Minutes -------------------------------------------------------------------------------------------------


def test_minutes_name_speakers_in_their_cases(by):
    texts = [spaced(text) for text in texts_of(drafted(Kind.MINUTES_COUNCIL, by).content)]

    assert "Астахову И.В. – о принятии Положения о системе наставничества." in texts
    assert "Соловья В.И. – о формах наставничества." in texts
    assert "Докладчик – заместитель директора Астахова И.В." in texts
    assert "Соловей В.И., учитель физики, предложил указать предельное число наставляемых." in texts
    assert "Рекомендовать директору утвердить Положение и дорожную карту." in texts
    assert "Голосовали: за – 36, против – нет, воздержались – 2. Решение принято." in texts
    assert "Присутствовали: 38 человек из 41 (список прилагается)." in texts


def test_minutes_without_votes_are_unanimous_and_a_minority_takes_nothing(by):
    unanimous = words_of(drafted(Kind.MINUTES_COUNCIL, by, MINUTES | {"votes": ""}))
    refused = words_of(drafted(Kind.MINUTES_COUNCIL, by, MINUTES | {"votes": "38\n19 | 19"}))

    assert unanimous.count("за – 38, против – нет") == 2
    assert "за – 19, против – 19, воздержались – нет. Решение не принято." in refused


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ({"present": "42"}, "Присутствовать не может"),
        ({"votes": "38"}, "по строке на каждый вопрос"),
        ({"votes": "38\nвсе"}, "голоса – это числа"),
        ({"votes": "38\n36 | 3"}, "голосов больше"),
        ({"agenda": "О чём-то | Астахова | Решить"}, "фамилию, имя и отчество"),
        ({"agenda": "О чём-то"}, "напишите её так"),
        ({"spoke": "3 | Лис Анна Петровна | сказала"}, "номер вопроса, от 1 до 2"),
        ({"chair": "Ковалёва"}, "фамилию, имя и отчество"),
    ],
)
def test_minutes_refuse_what_cannot_be(by, answers, message):
    assert message in errors_of(Kind.MINUTES_COUNCIL, by, MINUTES | answers)


@pytest.mark.parametrize(
    ("where", "council", "meeting"),
    [
        ("school", "заседания педагогического совета", "совещания при директоре"),
        ("kindergarten", "заседания педагогического совета", "совещания при заведующем"),
        ("methodical_centre", "заседания методического совета", "совещания при директоре"),
        ("department", "заседания совета отдела образования", "совещания при начальнике отдела образования"),
    ],
)
def test_minutes_are_named_by_the_kind_of_institution(where, council, meeting):
    by = place(where)

    names = [
        KINDS[k].form(me=by).fields["gathering"].initial for k in (Kind.MINUTES_COUNCIL, Kind.MINUTES_MEETING)
    ]

    assert names == [council, meeting]
    assert spaced(drafted(Kind.MINUTES_COUNCIL, by).content["signatures"][1]["name"]) == "М.Л. Седых"


def test_a_person_of_a_line_may_have_initials_only():
    typed = person_of("Астахова И. В., методист")

    assert (spaced(typed.line), spaced(typed.short("accusative"))) == (
        "Астахова И.В., методист",
        "Астахову И.В.",
    )


# --- Monitoring ----------------------------------------------------------------------------------------------


def test_note_counts_percent_and_hides_small_groups(by):
    content = drafted(Kind.MONITORING_NOTE, by).content
    table = next(block for block in content["body"] if block["is"] == "table")
    bars = next(block for block in content["body"] if block["is"] == "bars")

    assert [row["cells"][2:] for row in table["rows"]] == [
        ["80", "86", "12 из 14"], ["90", "92", "11 из 12"], ["85", "–", "менее 5 человек"],
    ]  # fmt: skip
    assert [row["words"] for row in bars["rows"]] == ["86 % (план 80 %)", "92 % (план 90 %)"]
    words = spaced(" ".join(texts_of(content)))
    assert "14 наставляемых, ответили 13 (93 %); 4 наставника, ответили 3." in words
    assert "менее пяти человек" in words
    assert "75 %" not in words
    assert content["signature"]["post"] == "Заместитель директора, куратор наставничества"


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ({"rows": "Доля | 80 | 15 | 14"}, "не больше, чем всего"),
        ({"rows": "Доля | 180 | 1 | 14"}, "от 0 до 100"),
        ({"rows": "Доля | 80 | 0 | 0"}, "не ноль"),
        ({"rows": "Доля | 80"}, "напишите её так"),
        ({"mentees_answered": "15"}, "больше людей"),
        ({"since": "2027-06-01"}, "не раньше начала"),
    ],
)
def test_note_refuses_what_cannot_be(by, answers, message):
    assert message in errors_of(Kind.MONITORING_NOTE, by, NOTE | answers)
