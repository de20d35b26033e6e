"""A questionnaire on the phone in Chromium: twelve questions in fourteen taps, on a slow line, on another device, by
keys alone, without a script. Taps are counted, not guessed; so are the bytes of the page.
"""

import pytest
from django.urls import reverse

from people.tests.factories import PersonFactory
from surveys.links import secret_of
from surveys.models import Box, Response
from surveys.tests.factories import CampaignFactory, InvitationFactory, QuestionnaireFactory
from tests.visitor import WIDTHS, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240), pytest.mark.django_db(transaction=True)]
WEIGHT = 120_000  # bytes of a page without a cache


def scale(part, number):
    return {
        "key": f"q{part}{number}", "kind": "scale", "words": f"Вопрос {part}.{number}", "low": 1, "high": 10,
        "is_required": True, "low_words": "совсем нет", "high_words": "очень",
    }  # fmt: skip


TWELVE = {
    "sections": [
        {
            "key": f"s{part}",
            "title": f"Часть {part}",
            "questions": [scale(part, number) for number in range(6)],
        }
        for part in range(2)
    ]
}
KINDS = {
    "sections": [
        {
            "key": "s",
            "questions": [
                {"key": "more", "kind": "yes_no", "words": "Продолжите?", "is_required": True},
                {"key": "wish", "kind": "long", "words": "Что изменить?", "is_required": True,
                 "show_if": {"question": "more", "answers": ["no"]}},
                {"key": "mark", "kind": "scale", "words": "Оценка", "low": 1, "high": 5, "why_at": 2},
                {"key": "order", "kind": "ranking", "words": "Что важнее?",
                 "options": [{"key": "a", "words": "Советы"}, {"key": "b", "words": "Уроки"}]},
                {"key": "who", "kind": "single_other", "words": "Кто помогает?",
                 "options": [{"key": "mentor", "words": "Наставник"}]},
                {"key": "grid", "kind": "grid", "words": "Отметьте", "low": 0, "high": 2,
                 "labels": ["справляюсь", "иногда", "нужна помощь"],
                 "rows": [{"key": "r1", "words": "Урок"}, {"key": "r2", "words": "Журнал"}]},
            ],
        }
    ]
}  # fmt: skip


@pytest.fixture
def visit(browser, live_server):
    return lambda: Visitor(browser, live_server.url, screen="phone")


def invited(content, **campaign):
    questionnaire = QuestionnaireFactory(content=content, status="frozen")
    campaign = CampaignFactory(questionnaire=questionnaire, **campaign)
    return InvitationFactory(campaign=campaign, person=PersonFactory(organization=campaign.organization))


def link(invitation):
    return reverse("survey_link", args=[secret_of(invitation.link_salt)])


def wait_until_kept(page):
    page.wait_for_function("document.querySelector('[data-saved]').textContent === 'Сохранено'")


def test_twelve_questions_take_fourteen_taps_and_a_light_page(visit):
    invitation, visitor = invited(TWELVE), visit()
    weight, taps = [], 0
    visitor.page.on(
        "response", lambda answer: weight.append(len(answer.body()) if answer.status == 200 else 0)
    )
    visitor.go(link(invitation))
    visitor.page.wait_for_load_state("networkidle")
    assert sum(weight) <= WEIGHT

    for part in range(2):
        for number in range(6):
            visitor.page.click(f"label[for=q{part}{number}-8]")
            taps += 1
        visitor.page.click("[data-next]" if part == 0 else "[data-send]")
        taps += 1

    visitor.page.wait_for_selector("text=Спасибо, ответы приняты")
    visitor.check()
    assert taps <= 14
    assert Response.objects.get().answers == {f"q{part}{n}": 8 for part in range(2) for n in range(6)}
    assert not visitor.errors


def test_answers_go_on_another_device_and_survive_a_lost_line(visit):
    invitation, phone, other = invited(TWELVE), visit(), visit()
    phone.go(link(invitation)).page.click("label[for=q00-3]")
    wait_until_kept(phone.page)

    phone.context.set_offline(True)
    phone.page.click("label[for=q01-5]")
    phone.page.wait_for_selector("text=Нет связи")
    phone.context.set_offline(False)
    wait_until_kept(phone.page)
    other.go(link(invitation))

    assert other.page.is_checked("#q00-3")
    assert other.page.is_checked("#q01-5")
    other.page.click("label[for=q00-9]")
    wait_until_kept(other.page)
    phone.page.click("label[for=q02-1]")
    phone.page.wait_for_selector("text=там ответы новее")
    assert Response.objects.get().answers == {"q00": 9, "q01": 5}


def test_branches_why_ranking_and_other_follow_the_answers(visit):
    visitor = visit()
    page = visitor.go(link(invited(KINDS))).page
    assert not page.is_visible("#wish-value")

    page.click("label[for=more-2]")
    page.fill("#wish-value", "Больше встреч")
    assert not page.is_visible("#mark-why")
    page.click("label[for=mark-2]")
    page.fill("#mark-why", "Не хватает времени")
    page.click("label[for=order-b]")
    page.click("label[for=order-a]")
    page.click("label[for=who-other]")
    page.fill("[name='who:other']", "Завуч")
    page.click("label[for=grid-r1-2]")
    page.click("[data-send]")
    page.wait_for_selector("text=Спасибо")

    assert Response.objects.get().answers == {
        "more": "no", "wish": "Больше встреч", "mark": 2, "mark:why": "Не хватает времени",
        "order": ["b", "a"], "who": {"other": "Завуч"}, "grid": {"r1": 2},
    }  # fmt: skip
    assert not visitor.errors


def test_missing_answer_stops_the_screen_and_keys_are_enough(visit):
    visitor = visit()
    page = visitor.go(link(invited(TWELVE))).page
    page.click("[data-next]")
    assert page.inner_text("#q00-error") == "Ответьте на этот вопрос."
    assert page.evaluate("document.activeElement.id") == "q00"
    visitor.check()

    page.focus("#q00-1")
    for number in range(6):
        page.keyboard.press("Space")
        assert page.is_checked(f"#q0{number}-1")
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    page.wait_for_selector("text=Часть 2 из 2")
    assert page.is_visible("#q10")


def test_unsigned_answers_stay_on_the_device_until_they_are_sent(visit):
    invitation, visitor = invited(TWELVE, is_anonymous=True), visit()
    page = visitor.go(link(invitation)).page
    page.click("label[for=q00-4]")

    page.reload()

    assert page.is_checked("#q00-4")
    assert not Response.objects.exists()
    for part in range(2):
        for number in range(6):
            page.click(f"label[for=q{part}{number}-4]")
        page.click("[data-next]" if part == 0 else "[data-send]")
    page.wait_for_selector("text=Спасибо")
    assert page.evaluate("localStorage.length") == 0
    assert sum(len(box.ballots) for box in Box.objects.all()) == 1


def test_without_a_script_all_of_it_stands_on_one_page(visit):
    visitor = visit()
    context = visitor.context.browser.new_context(java_script_enabled=False, viewport=WIDTHS["phone"])
    page = context.new_page()
    page.goto(visitor.address + link(invited(TWELVE)))

    for part in range(2):
        for number in range(6):
            page.click(f"label[for=q{part}{number}-10]")
    page.click("text=Отправить ответы")

    assert page.inner_text("h1") == "Спасибо, ответы приняты"
    assert Response.objects.get().answers["q15"] == 10
