"""Questionnaires beside the times that were promised: the page one answers on, a save, results, files of answers."""

import random
import urllib.parse
from dataclasses import replace
from functools import partial

from django.core.wsgi import get_wsgi_application
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bench.compare import against
from bench.load import FILL, rush_of
from bench.pages import cookie_of, open_page
from surveys.models import Campaign, Response
from surveys.services.exporting import FORMATS, export_answers
from surveys.sheet import Section, Sheet, ShowIf, dump
from surveys.tests.results_people import QUESTIONS, answers_of

PAGE, SAVE, RESULTS, EXPORT = 0.010, 0.006, 0.5, 2.0  # seconds


def measure(repeats=5, people=5000, questions=40, requests=50):
    yield from answering(repeats, requests)
    campaign, curator = answered(people, sheet_of(questions))
    name = f"{people} answers x {questions}"
    page, cookie = reverse("surveys:results", args=[campaign.pk]), cookie_of(curator)
    yield against(
        f"results of {name}", RESULTS, repeats, partial(open_page, get_wsgi_application(), page, cookie),
        meaning="time of the page of results with its plots and tables : of half a second",
    )  # fmt: skip
    yield against(
        f"export of {name}", EXPORT, repeats,
        lambda: [export_answers(campaign, file_format=one, by=curator) for one in FORMATS],
        meaning="time of the three files together (XLSX, CSV, codebook) : of two seconds",
    )  # fmt: skip


def answering(repeats, requests):
    """The page of twelve questions as a phone asks for it, and what it sends while one writes."""
    campaign, _, secrets = rush_of(1)
    phone = Client()
    phone.get(reverse("survey_link", args=secrets))
    yield against(
        "questionnaire, page", PAGE, repeats, lambda: [phone.get("/a/") for _ in range(requests)], parts=requests,
        meaning="time of the page of twelve scales through all the middleware : of ten milliseconds",
    )  # fmt: skip
    campaign, _, secrets = rush_of(requests * (repeats + 1))
    phones = iter([opened(secret) for secret in secrets])
    yield against(
        "questionnaire, save", SAVE, repeats, lambda: [save(next(phones)) for _ in range(requests)], parts=requests,
        meaning="time of the first save of one person while writing, with its row made : of six milliseconds",
    )  # fmt: skip


def opened(secret):
    phone = Client()
    phone.get(reverse("survey_link", args=[secret]))
    return phone


def save(phone):
    fields = urllib.parse.urlencode({**FILL, "revision": "0"})
    answer = phone.post("/a/save/", fields, content_type="application/x-www-form-urlencoded")
    if answer.status_code != 200:
        raise RuntimeError(answer.content)


def sheet_of(number):
    """That many questions of all kinds, over and over."""
    found, turn = [], 0
    while len(found) < number:
        found += [turned(one, turn) for one in QUESTIONS]
        turn += 1
    return Sheet((Section("all", "Вопросы", "", tuple(found[:number])),))


def turned(one, turn):
    shown = one.show_if and ShowIf(f"{one.show_if.question}{turn}", one.show_if.answers)
    return replace(one, key=f"{one.key}{turn}", measure=one.measure if turn == 0 else "", show_if=shown)


def answered(people, sheet):
    """A closed campaign which all who were asked have answered, and the curator."""
    campaign, curator, _ = rush_of(people, content=dump(sheet))
    rng, now = random.Random(4), timezone.now()
    Response.objects.bulk_create(
        Response(
            organization=campaign.organization, campaign=campaign, invitation=row, status="done", done_at=now,
            answers=answers_of(sheet, rng, row.side),
        )
        for row in campaign.invitations.all()
    )  # fmt: skip
    Campaign.objects.filter(pk=campaign.pk).update(status=Campaign.Status.CLOSED)
    campaign.refresh_from_db()
    return campaign, curator
