"""The order of a roadmap in Chromium: dragged by mouse and by touch, moved by keys, without scripts too."""

import pytest

from organizations.models import Role
from organizations.tests.factories import MembershipFactory
from roadmap.services import create_roadmap
from tests.test_pages_in_browser import look_at_both_widths, strict_page
from tests.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300), pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(browser, live_server, client, settings):
    """The page of the order under its own policy, of a curator who is signed in."""
    settings.SITE_URL = live_server.url
    me = MembershipFactory(role=Role.CURATOR)
    roadmap = create_roadmap(me.organization, template="s1", start_year=2026, by=me)
    client.force_login(me.user)
    visitor = Visitor(browser, live_server.url)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    visitor.context.add_cookies([cookie])
    strict = strict_page(visitor, browser)
    strict.page.goto(f"{live_server.url}/roadmap/{roadmap.pk}/arrange/")
    strict.roadmap = roadmap
    yield strict
    assert strict.errors == []


def line(page, number):
    return page.roadmap.activities.get(number=number)


def numbers(page):
    return {row.pk: row.number for row in page.roadmap.activities.all()}


def test_keys_move_the_line_and_the_cursor_stays_in_it(page):
    row = line(page, "1.1")
    page.page.focus(f"#grip{row.pk}")

    for _ in range(2):
        page.page.keyboard.press("Alt+ArrowDown")
    said = page.page.locator("#arrange-said")
    said.get_by_text("место 3 из 4").wait_for(state="attached")

    assert numbers(page)[row.pk] == "1.3"
    assert page.page.evaluate("document.activeElement.id") == f"grip{row.pk}"
    assert "этап 1" in said.text_content()


def test_button_moves_and_keeps_the_cursor(page):
    row = line(page, "1.2")

    page.page.click(f"#up{row.pk}")
    page.page.locator("#arrange-said").get_by_text("место 1 из 4").wait_for(state="attached")

    assert numbers(page)[row.pk] == "1.1"
    assert page.page.evaluate("document.activeElement.id") == f"up{row.pk}"


def middle(page, selector):
    page.page.locator(selector).scroll_into_view_if_needed()
    box = page.page.locator(selector).bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_mouse_drags_a_line_into_another_stage(page):
    row, beside = line(page, "1.4"), line(page, "2.1")
    start, end = middle(page, f"#grip{row.pk}"), middle(page, f"#grip{beside.pk}")

    mouse = page.page.mouse
    mouse.move(*start)
    mouse.down()
    mouse.move(end[0], end[1] - 30, steps=12)
    mouse.move(end[0], end[1] + 4, steps=4)
    mouse.up()
    page.page.locator("#arrange-said").get_by_text("этап 2").wait_for(state="attached")

    assert numbers(page)[row.pk] in {"2.1", "2.2"}
    assert page.page.locator(".arrange-line").count() == 16


def test_finger_drags_a_line_and_escape_puts_it_back(page):
    row, beside = line(page, "3.1"), line(page, "2.1")
    start, end = middle(page, f"#grip{row.pk}"), middle(page, f"#grip{beside.pk}")
    finger = page.page.context.new_cdp_session(page.page)

    def touch(kind, x, y):
        points = [] if kind == "touchEnd" else [{"x": x, "y": y}]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        page.page.wait_for_timeout(40)

    def drag():
        touch("touchStart", *start)
        for part in range(1, 11):
            touch("touchMove", start[0], start[1] + (end[1] - 6 - start[1]) * part / 10)

    drag()
    page.page.keyboard.press("Escape")
    touch("touchEnd", *end)
    assert numbers(page)[row.pk] == "3.1"
    drag()
    touch("touchEnd", *end)
    page.page.locator("#arrange-said").get_by_text("этап 2, место 1 из 3").wait_for(state="attached")

    assert numbers(page)[row.pk] == "2.1"


def test_mouse_drags_a_stage(page):
    first, second = page.roadmap.stages.all()[:2]
    start, end = middle(page, f"#gripstage{second.pk}"), middle(page, f"#gripstage{first.pk}")

    mouse = page.page.mouse
    mouse.move(*start)
    mouse.down()
    mouse.move(end[0], end[1] + 20, steps=12)
    mouse.move(end[0], end[1] - 4, steps=4)
    mouse.up()
    page.page.locator("#arrange-said").get_by_text("место 1 из 7").wait_for(state="attached")

    assert [stage.pk for stage in page.roadmap.stages.all()[:2]] == [second.pk, first.pk]


def test_removed_line_comes_back_by_its_button(page):
    row = line(page, "1.3")

    page.page.get_by_role("button", name=f"Удалить: {row}").click()
    page.page.get_by_role("button", name="Вернуть", exact=True).click()
    page.page.locator("#arrange-said").get_by_text("Возвращено").wait_for(state="attached")

    assert line(page, "1.3") == row


def test_pages_are_in_order_at_both_widths(page, browser, live_server):
    visitor = Visitor(browser, live_server.url)
    visitor.context.add_cookies(page.page.context.cookies())
    first, base = page.roadmap.stages.first(), f"/roadmap/{page.roadmap.pk}/"
    split = f"/roadmap/activities/{line(page, '1.2').pk}/split/"
    paths = ["arrange/", "terms/", "renumber/", "changes/", "stages/add/", f"stages/{first.pk}/edit/"]
    for path in [*(base + path for path in paths), split, "/roadmap/copy/?source=1&start_year=2027"]:
        look_at_both_widths(visitor, path)

    visitor.open(f"{base}terms/").tick("1.1 Изучение").press("Показать, что изменится")
    visitor.sees("Станет", "С 8 августа по 7 октября 2026 г.")
    visitor.open(f"{base}arrange/").tick("Отметить: 1.1").press("Удалить: 1.2").check().sees("Удалено: 1.2")


def test_order_is_changed_without_scripts(page, browser):
    context = browser.new_context(java_script_enabled=False, storage_state=page.page.context.storage_state())
    plain, row = context.new_page(), line(page, "1.1")
    plain.goto(page.page.url)

    plain.click(f"#down{row.pk}")

    assert plain.url.endswith(f"#line{row.pk}")
    assert numbers(page)[row.pk] == "1.2"
