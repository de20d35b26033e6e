"""What goes wrong while somebody answers, in Chromium: bad lines, two devices, two links in one browser, mistakes in a
part that is not shown; and every kind of question, with the thumb and with the keyboard alone.
"""

import pytest

from organizations.tests.factories import OrganizationFactory
from people.tests.factories import PersonFactory
from surveys.links import common_url, personal_url, salt_and_hash
from surveys.models import Box, Response
from surveys.tests.factories import CampaignFactory, InvitationFactory, QuestionnaireFactory
from tests.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240), pytest.mark.django_db(transaction=True)]
OFTEN = [{"key": "week", "words": "Каждую неделю"}, {"key": "month", "words": "Раз в месяц"}]
YES = {"more", "help", "rest"}


def scale(key, words):
    return {"key": key, "kind": "scale", "words": words, "low": 1, "high": 10, "is_required": True}


def one_of(key, words):
    return {"key": key, "kind": "single", "words": words, "options": OFTEN, "is_required": True}


def yes_no(key, words):
    return {"key": key, "kind": "yes_no", "words": words, "is_required": True}


#: Twelve questions of a usual questionnaire, two screens; a thirteenth hangs on an answer.
TWELVE = {
    "sections": [
        {"key": "s1", "title": "О работе пары", "questions": [
            *(scale(f"mark{n}", f"Насколько вам помогает встреча {n}?") for n in range(3)),
            *(one_of(f"often{n}", f"Как часто бывает занятие {n}?") for n in range(3)),
        ]},
        {"key": "s2", "title": "Что дальше", "questions": [
            *(scale(f"plan{n}", f"Насколько понятен план {n}?") for n in range(3)),
            *(yes_no(key, f"Хотите ли вы: {key}?") for key in sorted(YES)),
            {"key": "wish", "kind": "long", "words": "Что изменить?", "show_if": {"question": "more",
             "answers": ["no"]}},
        ]},
    ]
}  # fmt: skip
KINDS = {
    "sections": [
        {"key": "a", "title": "Слова и числа", "questions": [
            {"key": "about", "kind": "short", "words": "Чем вы гордитесь?", "is_required": True},
            {"key": "years", "kind": "number", "words": "Сколько лет стажа?", "low": 0, "high": 60},
            scale("mark", "Как идёт работа?") | {"why_at": 4},
        ]},
        {"key": "b", "title": "Выбор", "questions": [
            {"key": "many", "kind": "several", "words": "Что нужно?", "options": OFTEN, "most": 2},
            {"key": "other", "kind": "single_other", "words": "Где встречаетесь?", "options": OFTEN},
            {"key": "order", "kind": "ranking", "words": "Что важнее?", "options": OFTEN},
            {"key": "table", "kind": "grid", "words": "Оцените", "low": 1, "high": 5,
             "rows": [{"key": "r1", "words": "Уроки"}, {"key": "r2", "words": "Беседы"}]},
            {"key": "day", "kind": "date", "words": "Когда начали?"},
            {"key": "plan", "kind": "file", "words": "Приложите план"},
        ]},
    ]
}  # fmt: skip


class Phone(Visitor):
    """A visitor with a thumb."""

    def answer(self, key, value):
        of = self.page.locator(f'[name={key}][value="{value}"]').get_attribute("id")
        self.page.click(f"label[for='{of}']")

    def turn(self, words="Дальше"):
        self.page.get_by_role("button", name=words).click()
        self.page.wait_for_load_state()
        return self

    def keeps(self, path="**/a/save/"):
        """Until the server has heard the next save."""
        return self.page.expect_response(path)

    def saved(self):
        self.page.wait_for_function("document.querySelector('[data-saved]').textContent === 'Сохранено'")
        return self


@pytest.fixture
def visit(browser, live_server, settings):
    settings.SITE_URL = live_server.url
    return lambda screen="phone": Phone(browser, live_server.url, screen=screen)


@pytest.fixture
def school():
    return OrganizationFactory(phone="8 (8332) 12-34-56")


def invited(school, content=TWELVE, person=None, **campaign):
    questionnaire = QuestionnaireFactory(organization=school, content=content, status="frozen")
    return InvitationFactory(
        campaign=CampaignFactory(questionnaire=questionnaire, **campaign),
        person=person or PersonFactory(organization=school),
    )


def fill_first_screen(phone):
    for number in range(3):
        phone.answer(f"mark{number}", 8)
    for number in range(3):
        phone.answer(f"often{number}", "week")


def fill_second_screen(phone):
    for number in range(3):
        phone.answer(f"plan{number}", 10)
    for key in sorted(YES):
        phone.answer(key, "yes")


def test_two_devices_at_once_lose_nothing_unasked(visit, school):
    invitation = invited(school)
    first, second = visit(), visit()
    first.go(personal_url(invitation))
    second.go(personal_url(invitation))
    first.answer("mark0", 3)
    first.saved()

    second.answer("mark0", 9)
    second.page.get_by_text("Какие ответы оставить?").wait_for()
    assert Response.objects.get().answers == {"mark0": 3}
    second.check().turn("С этого устройства").saved()
    assert Response.objects.get().answers == {"mark0": 9}
    first.answer("mark1", 1)
    first.page.get_by_text("Какие ответы оставить?").wait_for()
    first.turn("С другого")

    first.page.wait_for_selector("#mark0-9:checked")
    assert Response.objects.get().answers == {"mark0": 9}


def test_save_whose_answer_is_lost_is_no_other_device(visit, school):
    """The server has it, the phone does not know: the same save again, then what was written meanwhile."""
    phone, lost = visit(), []

    def lose(route):
        answer = route.fetch()
        lost.append(answer.status)
        route.abort() if len(lost) == 1 else route.fulfill(response=answer)

    phone.page.route("**/a/save/", lose)
    phone.go(personal_url(invited(school)))
    phone.answer("mark0", 5)
    phone.page.get_by_text("Нет связи").wait_for()
    phone.answer("mark1", 6)

    phone.saved()
    assert set(lost) == {200}
    assert Response.objects.get().answers == {"mark0": 5, "mark1": 6}


def test_what_was_taken_back_without_a_line_stays_taken_back(visit, school):
    phone = visit()
    phone.go(personal_url(invited(school, KINDS)))
    phone.fill(about="Учениками")
    phone.answer("mark", 9)
    phone.saved().turn()
    with phone.keeps():
        phone.answer("many", "week")
    phone.page.route("**/a/save/", lambda route: route.abort())
    phone.answer("many", "week")
    phone.page.get_by_text("Нет связи").wait_for()
    phone.page.reload()
    phone.page.unroute("**/a/save/")

    phone.saved()
    assert "many" not in Response.objects.get().answers


def test_two_links_in_one_browser_do_not_answer_for_each_other(visit, school):
    person = PersonFactory(organization=school)
    one, two = invited(school, person=person), invited(school, person=person)
    phone = visit()
    phone.go(personal_url(one))
    phone.context.new_page().goto(personal_url(two))
    phone.answer("mark0", 4)

    phone.page.get_by_text("позже открыли другую анкету").wait_for()
    assert not Response.objects.exists()
    phone.go(personal_url(one)).saved()
    assert Response.objects.get().invitation == one


def test_keyboard_alone_is_enough(visit, school):
    person = visit("desktop")
    person.go(personal_url(invited(school, KINDS)))
    keys = person.page.keyboard
    person.page.locator("#about-value").focus()
    keys.type("Учениками")
    keys.press("Enter")  # turns nothing: a question of this part is still to be answered
    person.page.get_by_text("Ответьте на этот вопрос.").first.wait_for()
    assert not person.page.title().startswith("Исправьте")
    person.page.locator("#years-value").focus()
    for key in ("Tab", "Space", "ArrowRight", "ArrowRight"):
        keys.press(key)
    person.page.get_by_label("Почему такая оценка?").fill("Мало времени")
    keys.press("Tab")
    press_until(person, "Дальше")
    person.page.get_by_text("Часть 2 из 2").wait_for()
    press_until(person, "Отправить ответы")
    person.page.get_by_text("Спасибо").wait_for()

    person.check().sees("Спасибо")
    found = Response.objects.get().answers
    assert found == {"about": "Учениками", "mark": 3, "mark:why": "Мало времени"}


def press_until(person, words):
    """Tab to the button and press it."""
    for _ in range(40):
        if person.page.evaluate("document.activeElement.textContent.trim()") == words:
            person.page.keyboard.press("Enter")
            return
        person.page.keyboard.press("Tab")
    raise AssertionError(f"No way to {words} with the keyboard")


def test_every_kind_is_given_and_comes_back(visit, school):
    phone = visit()
    phone.go(personal_url(invited(school, KINDS)))
    phone.fill(about="Учениками", years="12,5")
    phone.answer("mark", 9)
    phone.turn().check()
    phone.answer("many", "week")
    phone.answer("other", "other")
    phone.page.get_by_label("Другое: Где встречаетесь?").fill("В парке")
    phone.page.click("[data-ranking] li:nth-child(2) label")
    phone.page.click("[data-ranking] li:nth-child(1) label")
    for row in ("r1", "r2"):
        phone.page.click(f"label[for='table-{row}-4']")
    phone.fill(day="2026-10-01")
    file = {"name": "мой план.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"}
    phone.page.set_input_files("[name=plan]", file)
    phone.turn("Отправить ответы").sees("Спасибо")

    found = Response.objects.get().answers
    assert found.pop("plan")["name"] == "мой план.pdf"
    assert found == {
        "about": "Учениками", "years": 12.5, "mark": 9, "many": ["week"], "other": {"other": "В парке"},
        "order": ["month", "week"], "table": {"r1": 4, "r2": 4}, "day": "2026-10-01",
    }  # fmt: skip


def test_mistake_in_a_hidden_part_is_reached_from_the_list(visit, school):
    phone = visit()
    phone.go(personal_url(invited(school, KINDS)))
    phone.fill(about="Учениками", years="сто")
    phone.answer("mark", 2)
    phone.turn().turn("Отправить ответы").check()
    assert phone.page.title().startswith("Исправьте")
    assert phone.page.input_value("[name=years]") == "сто"
    phone.turn()
    phone.page.get_by_role("link", name="Вопрос 3").click()

    assert phone.page.evaluate("document.activeElement.id") == "mark"
    assert phone.page.locator("#mark").is_visible()


def test_common_link_on_the_wall(visit, school):
    campaign = invited(school).campaign
    campaign.common_salt, campaign.common_hash = salt_and_hash()
    campaign.save()
    phone = visit()
    phone.go(common_url(campaign)).sees("Ответ без подписи")
    fill_first_screen(phone)
    phone.turn()
    fill_second_screen(phone)
    phone.turn("Отправить ответы").sees("Спасибо")

    assert sum(len(box.ballots) for box in Box.objects.all()) == 1
