"""A person at a browser: pages are read and pressed by the words on them, and each page is checked on the way."""

import contextlib
import os
import re
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from organizations.tests.factories import MembershipFactory

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
PASSWORD = "длинный-пароль-2026"
AXE = Axe()
# Axe judges elements, attributes and classes at a width, never what the words say: a page that differs from one
# without faults in its words and its form token only is not looked at again.
SHAPE = """() => innerWidth + document.documentElement.outerHTML
    .replace(/name="csrfmiddlewaretoken" value="[^"]*"/g, "")
    .replace(/>[^<>]*[^<>\\s][^<>]*</g, ">x<")"""
FAULTLESS = set()
# Loaded once a page, and only what is judged comes back. Style sheets are not fetched a second time for axe: the one
# rule that reads their text, css-orientation-lock, is experimental and not among those it runs.
LOAD_AXE = """script => { if (!window.axe) (0, eval)(script); }"""
JUDGE = """() => axe.run({resultTypes: ["violations"], preload: {assets: ["media"]}})
    .then(found => found.violations.map(fault => [fault.id, fault.nodes[0].html]))"""
WIDTHS = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 360, "height": 740}}


class Visitor:
    """One signed-in person in a browser context of his own."""

    def __init__(self, browser, address, *, screen="desktop"):
        # axe comes as an inline script, which the pages' own policy refuses: only the tests lift it.
        self.context = browser.new_context(viewport=WIDTHS[screen], bypass_csp=True, locale="ru-RU")
        self.page = self.context.new_page()
        self.page.set_default_timeout(10_000)
        self.address, self.strangers, self.errors = address, set(), []
        self.page.on("request", self.note_request)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def note_request(self, request):
        host = urlsplit(request.url).netloc
        if host and host != urlsplit(self.address).netloc:
            self.strangers.add(host)

    def open(self, path, *, judges=True):
        """Open a page whatever it answers; `status` says what."""
        self.status = self.page.goto(path if path.startswith("http") else self.address + path).status
        return self.check(judges=judges)

    def go(self, path):
        answer = self.page.goto(path if path.startswith("http") else self.address + path)
        assert answer.status < 400, f"{path}: {answer.status}"
        return self.check()

    def press(self, words, *, exact=False):
        """Press the button or the link that says `words`."""
        button = self.page.get_by_role("button", name=words, exact=exact)
        target = button if button.count() else self.page.get_by_role("link", name=words, exact=exact)
        target.first.click()
        self.page.wait_for_load_state()
        return self.check()

    def fill(self, **values):
        for name, value in values.items():
            self.page.fill(f"[name={name}]", value)
        return self

    def choose(self, **values):
        for name, value in values.items():
            self.page.select_option(f"[name={name}]", value)
        return self

    def tick(self, *names):
        """Tick the boxes whose row or label names the person."""
        for name in names:
            self.page.get_by_label(name).first.check()
        return self

    def text(self):
        """What stands on the page, with ordinary spaces."""
        return re.sub(r"\s+", " ", self.page.inner_text("body"))

    def sees(self, *words):
        text = self.text()
        missing = [word for word in words if word not in text]
        assert not missing, f"{self.page.url}: no {missing} in: {text[:6000]}"
        return self

    def check(self, *, judges=True):
        """No accessibility fault (unless axe has judged such a page before), no sideways scrolling, no foreign request,
        no script error.
        """
        shape = hash(self.page.evaluate(SHAPE)) if judges else None
        if judges and shape not in FAULTLESS:
            self.page.evaluate(LOAD_AXE, AXE.axe_script)
            faults = [f"{rule}: {html[:160]}" for rule, html in self.page.evaluate(JUDGE)]
            assert not faults, f"{self.page.url}: {faults}"
            FAULTLESS.add(shape)
        wide = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 1, f"{self.page.url} is {wide} px too wide"
        assert not self.strangers, self.strangers
        assert not self.errors, self.errors
        return self

    def download(self, words):
        """The bytes behind a link; it opens without leaving the page."""
        href = self.page.get_by_role("link", name=words).first.get_attribute("href")
        answer = self.context.request.get(self.address + href if href.startswith("/") else href)
        assert answer.ok, f"{href}: {answer.status}"
        return answer.body()


class Counting(Visitor):
    """A visitor whose presses and typed signs are counted."""

    presses = typed = 0

    def press(self, words, *, exact=False):
        self.presses += 1
        return super().press(words, exact=exact)

    def fill(self, **values):
        self.typed += sum(map(len, values.values()))
        return super().fill(**values)

    def start_counting(self):
        self.presses = self.typed = 0


@contextlib.contextmanager
def chromium():
    with sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


def access(school, role):
    """A member who can sign in by the form."""
    member = MembershipFactory(organization=school, role=role)
    member.user.set_password(PASSWORD)
    member.user.save()
    return member


def come(visitor, member):
    """Sign in; what that takes is not counted."""
    visitor.go("/accounts/login/").fill(login=member.user.email, password=PASSWORD).press("Войти", exact=True)
    visitor.start_counting()
    return visitor
