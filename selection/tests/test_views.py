"""The pages of the curator: few clicks, few queries, nothing lost when two work at once."""

import re

import pytest
from django.urls import reverse

from common.russian import NBSP
from pairs.models import Pair
from selection.models import HandChange, MatchRun, Weights
from selection.services.deciding import lock_proposal
from selection.tests.banks import mentee, mentor, row_of, run_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(school, curator):
    for name in ("Алиев", "Бойко"):
        mentee(school, name, f"Тема {name}")
        mentor(school, f"Наставник{name}", f"Тема {name}")
    return run_for(curator)


@pytest.fixture
def browser(client, curator):
    client.force_login(curator.user)
    return client


def page(browser, name, *args, **query):
    return browser.get(reverse(f"selection:{name}", args=args), query).content.decode().replace(NBSP, " ")


def test_pair_is_made_from_the_result_page_in_two_clicks(browser, run):
    link = re.search(r'href="(\S+/apply/)"', page(browser, "detail", run.pk))[1]
    form = browser.get(link).context["form"]

    answer = browser.post(
        link, {name: form[name].value() for name in ("proposals", "starts_on", "ends_on", "stamp")}
    )

    assert (answer.status_code, answer.url) == (302, run.get_absolute_url())
    assert Pair.objects.count() == 2
    assert Pair.objects.first().get_absolute_url() in page(browser, "detail", run.pk)


def test_result_page_says_why_who_is_left_and_what_repeats(browser, run, school, curator):
    mentee(school, "Ветров", "Дефектология")
    run = run_for(curator)

    text, check = page(browser, "detail", run.pk), page(browser, "check", run.pk)

    assert "Запрос – тема Алиев, это сильная сторона наставника" in text
    assert "Ветров О. Н." in text
    assert "В банке не нашлось подходящего наставника по запросу: дефектология." in text
    assert "Повторный расчёт по сохранённым данным дал тот же результат." in check
    assert "«Лучшие совпадения»" in check


def test_new_run_ticks_everybody_who_waits(browser, school):
    waits = mentee(school, "Алиев")
    mentor(school, "Громова")
    form = browser.get(reverse("selection:add")).context["form"]
    body = {name: form[name].value() for name in ("name", "goal", "mentees")}

    answer = browser.post(reverse("selection:add"), body)

    assert (body["mentees"], body["goal"]) == ([waits.pk], "everyone")
    assert answer.url == MatchRun.objects.get().get_absolute_url()


def test_new_run_takes_the_mentees_of_the_address(browser, school):
    first, _ = mentee(school, "Алиев"), mentee(school, "Бойко")

    form = browser.get(reverse("selection:add"), {"mentee": first.pk}).context["form"]

    assert form["mentees"].value() == [first.pk]


@pytest.mark.parametrize(
    ("name", "of_row", "body"),
    [
        ("lock", True, {}),
        ("refuse", True, {"reason": "Просит другого"}),
        ("undo", False, {}),
        ("drop", False, {}),
        ("again", False, {"goal": "best"}),
    ],
)
def test_page_that_is_out_of_date_is_told_409_and_changes_nothing(browser, run, curator, name, of_row, body):
    lock_proposal(row_of(run, "Бойко"), stamp=0, by=curator)
    url = reverse(f"selection:{name}", args=[row_of(run, "Алиев").pk if of_row else run.pk])

    answer = browser.post(url, {**body, "stamp": 0})

    text = answer.content.decode().replace(NBSP, " ")
    assert (answer.status_code, HandChange.objects.count()) == (409, 1)
    assert "Бойко О. Н.: закреплено" in text
    assert body.get("reason", "") in text
    run.refresh_from_db()
    assert (run.stamp, run.status, run.goal) == (1, "draft", "everyone")


def test_effect_is_shown_before_a_mentor_is_chosen(browser, run):
    row, other = row_of(run, "Алиев"), row_of(run, "Бойко")

    part = page(browser, "effect", row.pk, mentor=other.mentor_id)
    whole = page(browser, "replace", row.pk, mentor=other.mentor_id)
    taken = page(browser, "effect", row.pk, mentor=row.mentor_id)

    assert "Что изменится" in part
    assert "вместо наставника НаставникБойко О. Н. – НаставникАлиев О. Н." in part
    assert part.strip() in whole
    assert "уже предложен" in taken


def test_mentor_is_replaced_and_swapped_by_pages(browser, run):
    row, other = row_of(run, "Алиев"), row_of(run, "Бойко")
    body = {"mentor": other.mentor_id, "reason": "Кабинеты рядом", "stamp": 0}

    browser.post(reverse("selection:replace", args=[row.pk]), body)
    browser.post(reverse("selection:swap", args=[row.pk]), {"other": other.pk, "reason": "Назад", "stamp": 1})

    assert list(HandChange.objects.values_list("kind", flat=True)) == ["assign", "swap", "swap"]
    assert row_of(run, "Алиев").mentor == row.mentor
    text = page(browser, "detail", run.pk)
    assert "Кабинеты рядом" in text
    assert "Выбрано вами" in text


def test_variants_are_compared_by_name(browser, run):
    gone = row_of(run, "Алиев").mentor
    body = {"name": "Без наставника", "goal": "everyone", "without": gone.pk}

    browser.post(reverse("selection:variant", args=[run.pk]), body)
    text = page(browser, "variants", run.pk)

    assert "Наставник разный у 1 наставляемого" in text
    assert "нет наставника" in text
    assert (
        browser.post(
            reverse("selection:variant", args=[run.pk]), {"name": "x", "goal": "everyone"}
        ).status_code
        == 422
    )


def test_weights_are_saved_and_nothing_important_is_refused(browser, school):
    url = reverse("selection:weights")
    levels = dict.fromkeys(browser.get(url).context["form"].fields, 0)

    refused = browser.post(url, levels)
    saved = browser.post(url, {**levels, "subject": 3})
    wrong = browser.post(url, {**levels, "subject": 4})

    assert (refused.status_code, saved.status_code, wrong.status_code) == (422, 302, 422)
    assert Weights.objects.get().values == {**levels, "subject": 3}


def test_head_reads_and_decides_nothing(client, head, run):
    client.force_login(head.user)

    text = page(client, "detail", run.pk)

    assert "Закрепить" not in text
    assert "/apply/" not in text
    assert (
        client.post(reverse("selection:lock", args=[row_of(run, "Алиев").pk]), {"stamp": 0}).status_code
        == 403
    )


@pytest.mark.parametrize("count", [3, 120])
def test_pages_cost_the_same_for_few_and_many(browser, school, curator, count, django_assert_max_num_queries):
    for number in range(count):
        mentee(school, f"Алиев{number}", "Методика")
    mentor(school, "Громова", "Методика", capacity=20)
    run = run_for(curator)
    row = run.proposals.exclude(mentor=None)[0]

    for name, pk in (
        ("detail", run.pk),
        ("apply", run.pk),
        ("variants", run.pk),
        ("replace", row.pk),
        ("swap", row.pk),
    ):
        with django_assert_max_num_queries(12):
            assert browser.get(reverse(f"selection:{name}", args=[pk])).status_code == 200
    for name in ("list", "add", "weights"):
        with django_assert_max_num_queries(12):
            assert browser.get(reverse(f"selection:{name}")).status_code == 200
