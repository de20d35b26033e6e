"""Protocol of selection: what it tells of the run, whom it no longer names, what is refused."""

import datetime as dt

import pytest
from django.urls import reverse

from common.russian import Case
from documents.content import texts_of
from documents.kinds import KINDS
from documents.models import Document
from documents.services.drafts import current_content, draft_paper
from documents.services.facts import plain
from documents.tests.papers_people import place, spaced
from people.models import Person
from people.tests.factories import PersonFactory
from selection.models import HandChange, MatchRun
from selection.tests.protocol_runs import run_of

pytestmark = pytest.mark.django_db
PROTOCOL = Document.Kind.SELECTION_PROTOCOL


@pytest.fixture
def by():
    return place("school")


def people_of(organization, word, count, **more):
    return [
        PersonFactory(organization=organization, last_name=f"{word}{n:02}", **{"experience_years": n} | more)
        for n in range(1, count + 1)
    ]


def run_in(by, *, mentees=3, mentors=1, **more):
    house = by.organization
    ours = people_of(house, "Наставник", mentors, experience_years=20, category="высшая")
    return run_of(house, people_of(house, "Новичок", mentees), ours, **more)


def posted(by, run, **more):
    data = {"run": run.pk, "held_on": "2026-10-09", "secretary": Person.objects.get(membership=by).pk}
    return data | {"decisions": "Закрепить пары приказом"} | more


def drafted(by, run, **more):
    form = KINDS[PROTOCOL].form(posted(by, run, **more), me=by)
    assert form.is_valid(), form.errors
    return draft_paper(KINDS[PROTOCOL], form.cleaned_data, by=by)


def table_of(content, uid):
    return next(
        (block["rows"] for block in content["body"] if block["uid"] == uid and block["is"] == "table"), None
    )


def text_of(content):
    return spaced(" ".join(texts_of(content)))


def test_protocol_tells_inputs_rules_proposals_and_who_is_left(by):
    run = run_in(by)

    content = drafted(by, run).content

    text = text_of(content)
    assert "Наставляемые 3 человека Наставники 1 человек, 2 свободных места" in text
    assert "никто не остался без наставника" in text
    assert "Ответ на запрос очень важно" in text
    assert len(table_of(content, "proposals")) == 2
    assert [spaced(row["cells"][2]) for row in table_of(content, "left")] == [
        "В банке не нашлось подходящего наставника по запросу: ИКТ."
    ]
    assert "Для оставшихся без наставника (1 человек) продолжить поиск" in text
    assert "выбрали друг друга" in text.lower()
    assert "Расчет вручную не изменялся." in text


def test_protocol_proves_itself(by):
    run = run_in(by)
    document = drafted(by, run)

    assert "Повторный расчет по сохраненным данным дает тот же результат." in text_of(document.content)
    MatchRun.objects.filter(pk=run.pk).update(result=run.result | {"total": 1})
    assert "дал другой результат" in text_of(current_content(fresh(document)))
    MatchRun.objects.filter(pk=run.pk).update(rules=run.rules | {"erased": True})
    assert "данные одного из участников уничтожены" in text_of(current_content(fresh(document)))


def fresh(document):
    return Document.objects.get(pk=document.pk)


def test_changes_by_hand_stand_with_reason_and_who(by):
    house = by.organization
    mentees, mentors = people_of(house, "Новичок", 2), people_of(house, "Наставник", 2)
    changes = [
        {"kind": kind, "mentee": mentees[0], "before": mentors[0], "after": after, "reason": "мнение кафедры",
         "made_by": by.user}
        for kind, after in [("assign", mentors[1]), ("refuse", None), ("swap", mentors[1]), ("lock", mentors[0])]
    ]  # fmt: skip
    run = run_of(house, mentees, mentors, changes=changes)

    rows = [row["cells"] for row in table_of(drafted(by, run).content, "changes")]

    assert [spaced(row[2]) for row in rows] == [
        "наставник выбран вручную: Наставник02 О.Н. (прежде Наставник01 О.Н.)",
        "отклонено: Наставник01 О.Н.",
        "обмен наставниками: Наставник02 О.Н. (прежде Наставник01 О.Н.)",
        "закреплено: Наставник01 О.Н.",
    ]
    assert {row[3] for row in rows} == {"мнение кафедры"}
    assert rows[0][4][0] == by.user.name
    assert HandChange.objects.count() == 4


def test_all_scores_stand_in_the_appendix(by):
    content = drafted(by, run_in(by, mentees=3, mentors=2)).content

    (appendix,) = content["appendices"]
    matrix = next(block for block in appendix["body"] if block["uid"] == "scores")
    assert appendix["landscape"]
    assert [column["title"] for column in matrix["columns"]] == ["№ п/п", "Наставляемый", "1", "2"]
    assert sum(column["width"] for column in matrix["columns"]) <= 100
    cells = [cell for row in matrix["rows"] for cell in row["cells"][2:]]
    assert len(cells) == 6
    assert sum(cell.endswith("*") for cell in cells) == 3
    assert all(cell.rstrip("*").isdigit() for cell in cells)


def test_impossible_pair_is_a_dash_that_says_not_why(by):
    house = by.organization
    mentees, mentors = people_of(house, "Новичок", 2), people_of(house, "Наставник", 2)
    run = run_of(house, mentees, mentors, avoids=((mentees[0].pk, mentors[0].pk),))

    content = drafted(by, run).content

    matrix = next(block for block in content["appendices"][0]["body"] if block["uid"] == "scores")
    assert [row["cells"][2] for row in matrix["rows"]][0] == "–"
    assert "просит не ставить" not in text_of(content)


def test_many_mentors_are_told_by_the_best_five(by):
    content = drafted(by, run_in(by, mentees=2, mentors=17)).content

    table = next(block for block in content["appendices"][0]["body"] if block["uid"] == "scores")
    lines = [row["cells"][2] for row in table["rows"]]
    assert all(line.count("*") == 1 for line in lines)
    assert {line.count(";") for line in lines} <= {4, 5}


def test_who_has_withdrawn_is_named_no_more(by):
    run = run_in(by)
    document = drafted(by, run)
    Person.objects.filter(last_name="Новичок01").update(processing_stopped_on=dt.date(2026, 10, 8))

    text = text_of(current_content(fresh(document)))

    assert "Новичок01" not in text
    assert "согласие отозвано" in text
    assert "Новичок02" in text


def test_merged_card_is_told_by_the_kept_name(by):
    run = run_in(by)
    kept = PersonFactory(organization=by.organization, last_name="Сохранённая")
    Person.objects.filter(last_name="Новичок01").update(merged_into=kept)

    assert "Сохранённая" in text_of(drafted(by, run).content["appendices"])


def test_commission_signs_and_nobody_twice(by):
    run, house = run_in(by), by.organization
    first, second = people_of(house, "Член", 2)
    secretary = Person.objects.get(membership=by)

    content = drafted(by, run, members=[first.pk, second.pk, secretary.pk]).content

    assert [one["post"] for one in content["signatures"]] == [
        "Председатель", "Секретарь", "Член комиссии", "Член комиссии",
    ]  # fmt: skip
    assert (
        spaced(content["signatures"][0]["name"]) == "М.С. Ковалёва"
    )  # the head, where nobody else is chosen
    assert secretary.decline(Case.NOMINATIVE)
    form = KINDS[PROTOCOL].form(posted(by, run, chair=secretary.pk), me=by)
    assert "разные люди" in str(form.errors["secretary"])


@pytest.mark.parametrize("place_of_run", ["another", "dropped"])
def test_run_of_another_school_and_one_put_aside_are_not_offered(by, place_of_run):
    other = place("kindergarten")
    run = run_in(other if place_of_run == "another" else by)
    MatchRun.objects.filter(pk=run.pk).update(status="dropped" if place_of_run == "dropped" else "draft")

    form = KINDS[PROTOCOL].form(posted(by, run), me=by)

    assert "run" in form.errors
    assert plain({"run": run}) == {"run": f"run:{run.pk}"}


def test_page_comes_with_the_run_chosen(client, by):
    older = run_in(by)
    run_of(by.organization, people_of(by.organization, "Иной", 1), people_of(by.organization, "Старший", 1))
    client.force_login(by.user)

    page = client.get(reverse("documents:paper_add", args=[PROTOCOL]), {"run": older.pk}).content.decode()

    assert f'value="{older.pk}" selected' in page


@pytest.mark.parametrize("count", [1, 3])
def test_draft_costs_the_same_for_one_proposal_and_three(by, count, django_assert_num_queries):
    document = fresh(drafted(by, run_in(by, mentees=count, mentors=count)))
    _ = document.organization, document.created_by.user

    with django_assert_num_queries(
        7
    ):  # curator, people of the facts, the run; proposals, changes, names, people
        current_content(document)
