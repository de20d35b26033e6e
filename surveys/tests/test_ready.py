"""Ready-made questionnaires: the list, one in full, taking one or a whole set."""

import pytest
from django.urls import reverse

from audit.models import Entry
from organizations.tests.factories import OrganizationFactory
from surveys.builtin import all_ready, ready, set_of
from surveys.duration import minutes_of
from surveys.models import Questionnaire
from surveys.services.adopting import take_ready, take_set
from surveys.sheet import load

#: Between them they have every kind of question and of part.
OF_EVERY_KIND = [
    "candidate_college", "requests_teacher", "entry_mentor_employer_student", "exit_mentee_student_student",
    "interim_mentor", "curator", "fit_mentee", "practice",
]  # fmt: skip


@pytest.fixture
def as_curator(client, curator):
    client.force_login(curator.user)
    return client


def at(name, *args):
    return reverse(f"surveys:{name}", args=args)


def become(organization, kind):
    organization.kind = kind
    organization.save(update_fields=["kind"])


def test_taking_writes_a_draft_with_the_words_of_the_ready_one(curator):
    one = ready("exit_mentee_teacher_teacher")

    row = take_ready(one, by=curator)

    assert (row.status, row.version, row.origin) == ("draft", 1, one.key)
    assert (row.title, row.purpose, row.side, row.form) == (one.title, "exit", "mentee", "teacher_teacher")
    assert row.organization == curator.organization
    assert row.changed_on == curator.organization.today
    assert Questionnaire.objects.get(pk=row.pk).sheet == one.sheet
    line = Entry.objects.filter(action="questionnaire.created").get()
    assert (line.subject_id, line.details) == (row.pk, {"origin": one.key, "questions": 12})


def test_taking_again_gives_the_same_draft_while_nobody_has_changed_it(curator):
    first = take_ready(ready("curator"), by=curator)

    second = take_ready(ready("curator"), by=curator)

    assert first == second
    assert Questionnaire.objects.count() == 1
    assert Entry.objects.filter(action="questionnaire.created").count() == 1


@pytest.mark.parametrize(
    "change",
    [{"title": "Наша анкета"}, {"status": "frozen"}, {"content": {"sections": []}}, {"about": "Для нас"}],
)
def test_taking_again_after_a_change_makes_another(curator, change):
    first = take_ready(ready("curator"), by=curator)
    Questionnaire.objects.filter(pk=first.pk).update(**change)

    second = take_ready(ready("curator"), by=curator)

    assert first != second
    assert second.sheet == ready("curator").sheet
    assert Questionnaire.objects.get(pk=first.pk).origin == "curator"


def test_own_questionnaire_in_the_same_words_is_not_given(curator):
    own = take_ready(ready("curator"), by=curator)
    Questionnaire.objects.filter(pk=own.pk).update(origin="")

    assert take_ready(ready("curator"), by=curator) != own


def test_neighbours_draft_is_not_given(curator):
    far = take_ready(ready("curator"), by=curator)
    Questionnaire.objects.filter(pk=far.pk).update(organization=OrganizationFactory())

    assert take_ready(ready("curator"), by=curator) != far


def test_changing_what_was_taken_leaves_the_ready_one_whole(curator):
    row = take_ready(ready("curator"), by=curator)

    row.content["sections"].clear()

    assert len(load(ready("curator").content).questions) == 11


def test_set_is_taken_at_once_and_only_what_is_missing(curator):
    take_ready(ready("entry_mentee_employer_student"), by=curator)

    rows = take_set("employer_student", by=curator)

    assert [(row.purpose, row.side) for row in rows] == [
        ("entry", "mentor"), ("entry", "mentee"), ("exit", "mentor"), ("exit", "mentee"),
    ]  # fmt: skip
    assert {row.form for row in rows} == {"employer_student"}
    assert Questionnaire.objects.count() == 4


def test_post_takes_and_opens_the_questionnaire(as_curator):
    answer = as_curator.post(at("ready_take", "satisfaction"))

    row = Questionnaire.objects.get()
    assert answer.status_code == 302
    assert answer.url == row.get_absolute_url()


def test_post_of_a_set_goes_to_the_questionnaires(as_curator):
    answer = as_curator.post(at("ready_take_set", "head_pedagogue"))

    assert answer.url == at("questionnaires")
    assert Questionnaire.objects.count() == 4


@pytest.mark.parametrize(("name", "key"), [("ready_take", "no-such"), ("ready_take_set", "no-such")])
def test_unknown_key_takes_nothing(as_curator, name, key):
    assert as_curator.post(at(name, key)).status_code == 404
    assert not Questionnaire.objects.exists()


def test_unknown_one_is_not_shown(as_curator):
    assert as_curator.get(at("ready_one", "no-such")).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_however_much_was_taken(
    as_curator, curator, count, django_assert_max_num_queries
):
    for key in ("curator", "satisfaction", "practice")[:count]:
        take_ready(ready(key), by=curator)

    with django_assert_max_num_queries(6):
        answer = as_curator.get(at("ready"))

    assert answer.content.decode().count("Открыть свою<") == count


def test_list_shows_every_ready_questionnaire_once(as_curator):
    page = as_curator.get(at("ready")).content.decode()

    for key in all_ready():
        assert page.count(f'href="{at("ready_one", key)}"') == 1, key


@pytest.mark.parametrize(
    ("kind", "requests", "form"),
    [
        ("school", ["requests_teacher", "requests_pupil"], "teacher_teacher"),
        ("kindergarten", ["requests_educator"], "pedagogue_pedagogue"),
        ("college", ["requests_lecturer", "requests_student"], "pedagogue_pedagogue"),
    ],
)
def test_what_suits_the_institution_stands_first(as_curator, curator, kind, requests, form):
    become(curator.organization, kind)

    offers = [as_curator.get(at("ready")).context[name] for name in ("offer", "others")]

    keys = [[line.ready.key for _words, _when, lines in one.early for line in lines] for one in offers]
    assert [key for key in keys[0] if key.startswith("requests")] == requests
    assert not set(keys[1]) & set(requests)
    assert offers[0].forms[0].form == form
    assert not {line.form for line in offers[0].forms} & {line.form for line in offers[1].forms}


def test_list_is_narrowed_by_side_and_form(as_curator, curator):
    become(curator.organization, "college")

    offer = as_curator.get(at("ready"), {"side": "mentee", "form": "employer_student"}).context["offer"]

    shown = {line.ready.side for _words, _when, lines in (*offer.early, *offer.late) for line in lines}
    assert shown == {"mentee", ""}
    (line,) = offer.forms
    assert [cell and cell.ready.side for cell in line.cells] == [None, "mentee", None, "mentee"]
    assert not line.is_whole


def test_narrowed_to_the_curator_no_forms_are_left(as_curator):
    context = as_curator.get(at("ready"), {"side": "curator"}).context

    assert context["offer"].forms == []
    assert not context["others"]


def test_set_that_was_taken_says_so(as_curator, curator):
    take_set("teacher_teacher", by=curator)

    answer = as_curator.get(at("ready"))

    assert [line.form for line in answer.context["offer"].forms if line.is_taken] == ["teacher_teacher"]
    assert "взят весь набор" in answer.content.decode()


def test_archived_one_is_as_if_it_had_not_been_taken(as_curator, curator):
    row = take_ready(ready("curator"), by=curator)
    Questionnaire.objects.filter(pk=row.pk).update(status="archived")

    assert "Открыть свою<" not in as_curator.get(at("ready")).content.decode()


@pytest.mark.parametrize("key", OF_EVERY_KIND)
def test_page_of_one_shows_every_word_of_it(as_curator, key):
    one = ready(key)

    page = as_curator.get(at("ready_one", key)).content.decode()

    for question in one.sheet.questions:
        assert question.words in page
        assert all(part.words in page for part in (*question.options, *question.rows))
    assert all(band.words in page for band in one.sheet.bands)
    assert one.how_counted in page


def test_head_reads_and_takes_nothing(client, head):
    client.force_login(head.user)

    page = client.get(at("ready_one", "curator")).content.decode()

    assert "Взять анкету" not in page
    assert client.post(at("ready_take", "curator")).status_code == 403
    assert not Questionnaire.objects.exists()


def test_minutes_grow_with_rows_and_are_never_nothing():
    grid = {"kind": "grid", "key": "g", "words": "Что?", "low": 0, "high": 2}
    rows = [{"key": f"r{n}", "words": str(n)} for n in range(25)]

    assert minutes_of(load({"sections": []})) == 1
    assert minutes_of(load({"sections": [{"key": "s", "questions": [{**grid, "rows": rows}]}]})) == 3


def test_set_of_a_form_is_entry_and_exit_of_both_sides():
    assert [(one.purpose, one.side) for one in set_of("student_student")] == [
        ("entry", "mentor"), ("entry", "mentee"), ("exit", "mentor"), ("exit", "mentee"),
    ]  # fmt: skip
