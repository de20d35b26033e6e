"""Questionnaires beside the times that were promised: the page one answers on, a save, results, files of answers."""

import itertools
import random
import urllib.parse
from dataclasses import replace
from functools import partial

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bench.compare import against
from bench.load import FILL, rush_of
from bench.pages import cookie_of, open_page
from mentorship.wsgi import application
from surveys.models import Campaign, Response
from surveys.services.exporting import export_answers
from surveys.sheet import Section, Sheet, ShowIf, dump
from surveys.tests.results_people import QUESTIONS, answers_of

PAGE, SAVE, RESULTS, EXPORT = 0.010, 0.006, 0.5, 2.0  # seconds


def measure(repeats=5, people=5000, questions=40, requests=50):
    yield from answering(repeats, requests)
    campaign, curator = answered(people, sheet_of(questions))
    name = f"{people} answers x {questions}"
    page, cookie = reverse("surveys:results", args=[campaign.pk]), cookie_of(curator)
    yield against(
        f"results of {name}", RESULTS, repeats, partial(open_page, application, page, cookie),
        meaning="time of the page of results with its plots and tables : of half a second",
    )  # fmt: skip
    yield against(
        f"export of {name}", EXPORT, repeats, partial(export_answers, campaign, file_format="xlsx", by=curator),
        meaning="time of the largest of its files, XLSX with the codebook : of two seconds",
    )  # fmt: skip


def answering(repeats, requests):
    """The page of twelve questions as a phone asks for it, and what it sends while one writes."""
    _, _, secrets = rush_of(1)
    phone = opened(secrets[0])
    yield against(
        "questionnaire, page", PAGE, repeats, lambda: [read(phone) for _ in range(requests)], parts=requests,
        meaning="time of the page of twelve scales through all the middleware : of ten milliseconds",
    )  # fmt: skip
    turn, seen = itertools.count(), ["0"]
    yield against(
        "questionnaire, save", SAVE, repeats, lambda: [save(phone, next(turn), seen) for _ in range(requests)],
        meaning="time of a save of what has been changed while writing : of six milliseconds", parts=requests,
    )  # fmt: skip


def opened(secret):
    phone = Client(headers={"host": "127.0.0.1"})
    phone.get(reverse("survey_link", args=[secret]))
    return phone


def read(phone):
    answer = phone.get("/a/")
    if answer.status_code != 200:
        raise RuntimeError(answer.content)


def save(phone, turn, seen):
    """Another mark in the first question; `seen` holds the revision that the page knows."""
    fields = {**FILL, "q00": str(1 + turn % 10), "revision": seen[0]}
    form = "application/x-www-form-urlencoded"
    answer = phone.post("/a/save/", urllib.parse.urlencode(fields), content_type=form)
    if answer.status_code != 200:
        raise RuntimeError(answer.content)
    seen[0] = str(answer.json()["revision"])


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
