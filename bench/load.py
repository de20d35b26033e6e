"""The rush of a questionnaire (LOAD-1, LOAD-2) against the server that bin/run starts.

With DATABASE_URL of a PostgreSQL server: 60 s of the district's rush of 6,000 people in ten minutes, 60 requests a
second, 150 in the worst of them. Without: a school of 400 people on SQLite, ten times as quick as they would come.
"""

import contextlib
import os
import random
import socket
import subprocess
import sys
import time
import urllib.parse

from django.db import connection
from django.urls import reverse

from bench.compare import Ratio
from bench.pages import cookie_of
from bench.rush import Answerer, carry_out, leaving, plan
from common.codes import digest
from organizations.models import Role
from organizations.tests.factories import MembershipFactory
from people.models import Person
from people.tests.factories import PersonFactory
from surveys.links import new_salt, secret_of
from surveys.models import Invitation, Response
from surveys.tests.factories import CampaignFactory, QuestionnaireFactory

PEOPLE = {"postgresql": 600, "sqlite": 400}
PEAK = {"postgresql": 150, "sqlite": 80}  # requests a second in the worst ten seconds
TWELVE = {
    "sections": [
        {
            "key": f"s{part}",
            "questions": [
                {"key": f"q{part}{n}", "kind": "scale", "words": f"Вопрос {part}.{n}", "low": 1, "high": 10}
                for n in range(4)
            ],
        }
        for part in range(3)
    ]
}
FILL = {f"q{part}{n}": str(1 + (part + n) % 10) for part in range(3) for n in range(4)}


def measure(number=None, seconds=60, peak_seconds=10):
    kind = connection.vendor
    campaign, curator, secrets = rush_of(number or PEOPLE[kind])
    people = [
        Answerer(reverse("survey_link", args=[secret]), leaves=leaves)
        for secret, leaves in zip(secrets, leaving(len(secrets)), strict=True)
    ]
    requests = plan(people, seconds=seconds, peak=PEAK[kind], peak_seconds=peak_seconds, rng=random.Random(5))
    beside = [(reverse("surveys:campaign", args=[campaign.pk]), cookie_of(curator))]
    with server() as port:
        seen = carry_out(requests, port=port, beside=beside, fill=FILL)
    yield from ratios(seen, kind, sent=sum(not person.leaves for person in people), campaign=campaign)


def ratios(seen, kind, *, sent, campaign):
    name = {"postgresql": "rush, PostgreSQL", "sqlite": "rush of a school, SQLite"}[kind]
    stored = Response.objects.filter(campaign=campaign).done().count()
    total = sum(map(len, seen.times.values()))
    p95, p99 = seen.share(0.95, but={"curator"}), seen.share(0.99, but={"curator"})
    bar = 0.4 if kind == "postgresql" else 1.0
    print(f"{'':4}{total} requests, wrong: {len(seen.errors)} {seen.errors[:5]}")
    yield Ratio(
        f"{name}, 95 of 100", p95, bar, p95 / bar, 1,
        f"time within which 95 of 100 requests were answered, from the moment they were due : of {bar} s",
    )  # fmt: skip
    yield Ratio(f"{name}, 99 of 100", p99, 1.0, p99, 1, "the same, 99 of 100 : of one second")
    look = sorted(seen.times["curator"])
    slow = look[int(len(look) * 0.95)]
    yield Ratio(
        f"{name}, curator", slow, 0.8, slow / 0.8, 1, "95 of 100 pages of the campaign meanwhile : of 0.8 s"
    )
    yield Ratio(
        f"{name}, stored", stored, sent, stored / sent, 1, "answers stored : answers sent", is_share=True,
        unit="answers",
    )  # fmt: skip
    kept = total - len(seen.errors)
    yield Ratio(
        f"{name}, without error", kept, total, kept / total, 1, "requests without an error : of all", is_share=True,
        unit="requests",
    )  # fmt: skip


def rush_of(number, content=TWELVE):
    """A campaign with that many invited people: (campaign, curator, secrets of their links)."""
    curator = MembershipFactory(role=Role.CURATOR)
    organization = curator.organization
    questionnaire = QuestionnaireFactory(organization=organization, content=content, status="frozen")
    campaign = CampaignFactory(questionnaire=questionnaire)
    people = [PersonFactory.build(organization=organization) for _ in range(number)]
    for person in people:
        person.fill_search()
    people = Person.objects.bulk_create(people)
    salts = [new_salt() for _ in people]
    secrets = [secret_of(salt) for salt in salts]
    Invitation.objects.bulk_create(
        Invitation(
            organization=organization, campaign=campaign, person=person, side="mentee", link_salt=salt,
            link_hash=digest(secret),
        )
        for person, salt, secret in zip(people, salts, secrets, strict=True)
    )  # fmt: skip
    return campaign, curator, secrets


@contextlib.contextmanager
def server():
    """granian as bin/run starts it, over the database of the stage."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        os.path.join(os.path.dirname(sys.executable), "granian"), "--interface", "wsgi",
        "mentorship.wsgi:application", "--workers", "2", "--blocking-threads", "2", "--host", "127.0.0.1",
        "--port", str(port), "--no-ws", "--log-level", "warning",
    ]  # fmt: skip
    process = subprocess.Popen(
        command, env={**os.environ, "DATABASE_URL": address(), "ALLOWED_HOSTS": "127.0.0.1"}
    )
    try:
        wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait(20)


def address():
    """DATABASE_URL of the throwaway database."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urllib.parse.urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


def wait_for(port):
    for _ in range(150):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.2)
    raise RuntimeError("the server did not start")
