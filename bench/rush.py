"""People who answer a questionnaire all at once: a plan of requests in time, and the threads that carry it out.

The load is open: a request is due at its moment whether the server has answered the earlier ones or not, and its time
is counted from that moment, so a server that falls behind shows it.
"""

import http.client
import queue
import random
import re
import threading
import time
import urllib.parse
from dataclasses import dataclass, field

THREADS = 24
SAVES = 4
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass
class Answerer:
    """One person with the own link; what the browser keeps stands in `cookies` and `fields`."""

    path: str
    leaves: bool = False  # never sends
    cookies: dict = field(default_factory=dict)
    fields: dict = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)


@dataclass
class Seen:
    """What came of the load: seconds of each request by its step, and what went wrong."""

    times: dict = field(default_factory=dict)
    errors: list = field(default_factory=list)

    def note(self, step, seconds, status):
        self.times.setdefault(step, []).append(seconds)
        if status >= 400:
            self.errors.append((step, status))

    def share(self, part, *, but=()):
        """The time within which `part` of the requests were answered."""
        every = sorted(one for step, times in self.times.items() if step not in but for one in times)
        return every[min(int(len(every) * part), len(every) - 1)]


def plan(answerers, *, seconds, peak, peak_seconds, rng):
    """[(due, step, answerer)] in time: everybody opens, saves four times and sends; the middle is the worst minute."""
    requests = len(answerers) * (SAVES + 2)
    base = max((requests - peak * peak_seconds) / (seconds - peak_seconds), 1) / (SAVES + 2)
    starts, now = [], 0.0
    while len(starts) < len(answerers):
        in_peak = abs(now - seconds / 2) < peak_seconds / 2
        now += 1 / (peak / (SAVES + 2) if in_peak else base)
        starts.append(now)
    found = []
    for start, person in zip(starts, answerers, strict=True):
        found += steps_of(person, start, rng)
    return sorted(found, key=lambda one: one[0])


def steps_of(person, start, rng):
    due, steps = start, ["open", *["save"] * SAVES, "send"]
    if rng.random() < 0.05:  # a reload
        steps.insert(rng.randrange(1, len(steps)), "open")
    if person.leaves:
        steps.remove("send")
    elif rng.random() < 0.05:  # a double press
        steps.append("again")
    for step in steps:
        yield due, step, person
        due += 0.05 if step == "send" else rng.uniform(0.4, 1.2)


def carry_out(requests, *, port, beside=(), fill):
    """Send everything at its moment; `beside` are (path, cookie) of pages opened once a second meanwhile."""
    seen, work, begun = Seen(), queue.Queue(), time.perf_counter() + 0.5
    for request in requests:
        work.put(request)
    threads = [
        threading.Thread(target=work_off, args=(work, seen, port, begun, fill)) for _ in range(THREADS)
    ]
    until = begun + requests[-1][0]
    threads += [threading.Thread(target=look_on, args=(seen, port, page, until)) for page in beside]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return seen


def work_off(work, seen, port, begun, fill):
    browser = Browser(port)
    while True:
        try:
            due, step, person = work.get_nowait()
        except queue.Empty:
            return
        time.sleep(max(begun + due - time.perf_counter(), 0))
        with person.lock:  # one person presses one button at a time
            status = STEPS[step](browser, person, fill)
        seen.note(step, time.perf_counter() - begun - due, status)


def look_on(seen, port, page, until):
    browser, (path, cookie) = Browser(port), page
    while time.perf_counter() < until:
        start = time.perf_counter()
        status, _, _ = browser.ask("GET", path, cookie=cookie)
        seen.note("curator", time.perf_counter() - start, status)
        time.sleep(1)


def open_form(browser, person, fill):
    status, headers, _ = browser.ask("GET", person.path, person)
    if status == 302:
        status, _, body = browser.ask("GET", headers["Location"], person)
        person.fields = {**fill, **hidden_of(body)}
    return status


def save(browser, person, fill):
    status, _, body = browser.ask("POST", "/a/save/", person, person.fields)
    if found := re.search(r'"revision": ?(\d+)', body):
        person.fields["revision"] = found[1]
    return status


def send(browser, person, fill):
    status, _, _ = browser.ask("POST", "/a/", person, person.fields)
    return status


STEPS = {"open": open_form, "save": save, "send": send, "again": send}


def hidden_of(page):
    """Hidden fields of the form: the token, the revision."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return dict(found)


class Browser:
    """A kept connection; cookies belong to the person who presses."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def ask(self, method, path, person=None, fields=None, cookie=""):
        cookies = cookie or "; ".join(
            f"{name}={value}" for name, value in (person.cookies if person else {}).items()
        )
        headers = {"Cookie": cookies} | (FORM if fields is not None else {})
        body = urllib.parse.urlencode(fields, doseq=True) if fields is not None else None
        try:
            self.connection.request(method, path, body=body, headers=headers)
            answer = self.connection.getresponse()
            page = answer.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException):
            self.connection.close()
            return 599, {}, ""
        for line in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = line.partition(";")[0].partition("=")
            if person:
                person.cookies[name] = value
        return answer.status, answer.headers, page


def leaving(number, rng=None):
    """Two of a hundred give up before the end."""
    rng = rng or random.Random(7)
    return [rng.random() < 0.02 for _ in range(number)]
