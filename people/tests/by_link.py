"""People who sign by a personal link, for tests: their papers, their letters, their browser."""

import datetime as dt
import re

from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from common.codes import digest, link_secret
from jobs.models import Job
from jobs.registry import HANDLERS
from jobs.services import claim, finish
from people.models import ConsentLink, Representation
from people.services.links import send_links
from people.tests.factories import MenteeEntryFactory, PersonFactory

ACT = "приказ от 14.08.2026 № 109-од"


def teacher(school, *, email="gromova@school.example", **facts):
    """A mentee with an address."""
    facts = {"last_name": "Громова", "first_name": "Елена", "patronymic": "Викторовна", **facts}
    person = PersonFactory(organization=school, email=email, **facts)
    MenteeEntryFactory(person=person)
    return person


def family(school, *, children=1, birth_date=None, **facts):
    """A mother and the minors she answers for, all of them mentees."""
    facts = {"last_name": "Панова", "kind": "parent", "email": "panova@mail.example", **facts}
    mother = PersonFactory(organization=school, position="", **facts)
    learners = [
        PersonFactory(organization=school, kind="learner", last_name="Панов", gender="male",
                      first_name=f"Кирилл{number * 'а'}", birth_date=birth_date, position="8 класс")
        for number in range(children)
    ]  # fmt: skip
    for learner in learners:
        MenteeEntryFactory(person=learner)
        Representation.objects.create(organization=school, learner=learner, representative=mother)
    return mother, *learners


def carry_out():
    """All jobs that wait, as the runner would."""
    for pk in list(Job.objects.claimable().order_by("pk").values_list("pk", flat=True)):
        job = claim(pk)
        assert finish(job, HANDLERS[job.kind](job))


def send(persons, *, by):
    """Send links and let the letters go; the plan."""
    plan = send_links(persons, by=by)
    carry_out()
    return plan


def link_to(person, **facts):
    """(link, secret) of a letter that has gone."""
    secret = link_secret()
    made = ConsentLink.objects.create(
        **{
            "organization": person.organization, "addressee": person, "token_hash": digest(secret),
            "email": person.email, "expires_at": expires(), **facts,
        }
    )  # fmt: skip
    return made, secret


def expires(days=30):
    return timezone.now() + dt.timedelta(days=days)


def secret_in(letter):
    return re.search(r"/c/([\w-]{32})/", letter.body)[1]


def code_in(letter):
    return re.search(r"\b(\d{6})\b", letter.subject)[1]


def letters_to(address):
    return [letter for letter in mail.outbox if letter.to == [address]]


def browser(secret):
    """A browser in which the link was followed and its button pressed."""
    client = Client()
    client.get(reverse("personal:link", args=[secret]))
    assert client.post(reverse("personal:open")).url == reverse("personal:home")
    return client


def ask(client, consent, **answers):
    return client.post(reverse("personal:consent", args=[consent.pk]), answers)


def enter(client, consent, code):
    return client.post(reverse("personal:sign", args=[consent.pk]), {"code": code})


def signed_on_a_screen(client, consent, **answers):
    """Ask for the code, read it in the last letter, enter it."""
    assert ask(client, consent, **answers).status_code == 302
    answer = enter(client, consent, code_in(mail.outbox[-1]))
    assert answer.status_code == 302, answer.content.decode()
    consent.refresh_from_db()
    return consent
