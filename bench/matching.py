"""A selection of mentors: beside scipy alone, beside mentor-match, with rows written, and for a whole district."""

import datetime as dt
import itertools
import json
import random
import subprocess
import sys
from functools import partial

import numpy as np
from matching.mentee import Mentee as TheirMentee
from matching.mentor import Mentor as TheirMentor
from matching.process import process_data
from matching.rules.rule import Generic
from scipy.optimize import linear_sum_assignment

from bench.compare import Ratio, against, compare
from bench.matching_large import WEEK
from bench.people import card
from organizations.tests.factories import MembershipFactory
from people.models import Competence, MenteeEntry, MentorEntry, Person, Request
from selection.inputs import read_problem
from selection.matching.answering import answer
from selection.matching.scoring import score_table
from selection.rules import Rules
from selection.services.runs import create_run
from tests.invented import people

WHOLE_RUN, LARGE, LARGE_MEMORY = 1.0, 5.0, 300  # seconds, seconds, megabytes


def measure(repeats=5, size=(500, 250), places=3, theirs=(300, 150), large=(10_000, 5_000)):
    by = school_of(*size, places)
    problem = problem_of(by)
    name = f"selection {size[0]} x {size[1]} x {places}"
    yield compare(
        f"{name}, answer", partial(answer, problem), bare(problem), bar=("<=", 40), repeats=repeats,
        meaning="time of the answer (scores, optimum, reasons, runner-ups and their cost)"
        " : of scipy's assignment alone on the ready matrix of scores",
    )  # fmt: skip
    yield against(
        f"{name}, whole run", WHOLE_RUN, repeats, partial(whole_run, by),
        meaning="time of the whole run (banks read, answer, run and proposals written) : of one second",
    )  # fmt: skip
    small = problem_of(school_of(*theirs, places))
    yield compare(
        f"selection {theirs[0]} x {theirs[1]} x {places}", partial(answer, small), partial(mentor_match, small),
        bar=(">=", 20), repeats=min(repeats, 3),
        meaning="how many times faster the answer is than mentor-match on the same people, a mentor for each place",
    )  # fmt: skip
    yield from district(*large, places)


def bare(problem):
    """What nobody can do without: scipy on a matrix that is there already."""
    places = [one.places for one in problem.mentors]
    matrix = np.repeat(np.maximum(score_table(problem)[2], 0).astype(float), places, axis=1)
    return partial(linear_sum_assignment, matrix, maximize=True)


def whole_run(by):
    create_run(by.organization, name="Подбор", goal="everyone", rules=Rules(), by=by)


def problem_of(by):
    return read_problem(by.organization, goal="everyone", rules=Rules())[0]


def school_of(mentees, mentors, places):
    """A curator whose banks are full: `mentees` with requests, `mentors` with competences and places."""
    by, rng = MembershipFactory(), random.Random(1)
    organization = by.organization
    rows = [card(organization, invented) for invented in people(mentees + mentors)]
    cards = Person.objects.bulk_create(rows, batch_size=1000)
    names = [Competence(organization=organization, name=f"Компетенция {number}") for number in range(13)]
    competences = Competence.objects.bulk_create(names)
    common = {"organization": organization, "entered_on": dt.date(2026, 9, 1), "forms": ["teacher_teacher"]}
    asking = [MenteeEntry(person=person, wishes=rng.choice(WEEK), **common) for person in cards[:mentees]]
    requests = [Request(entry=entry, text="Запрос", made_on=entry.entered_on)
                for entry in MenteeEntry.objects.bulk_create(asking)]  # fmt: skip
    offering = [
        MentorEntry(person=person, time_resource=rng.choice(WEEK), capacity=places, **common)
        for person in cards[mentees:]
    ]
    name_competences(Request, Request.objects.bulk_create(requests), competences, rng)
    name_competences(MentorEntry, MentorEntry.objects.bulk_create(offering), competences, rng)
    return by


def name_competences(model, rows, competences, rng):
    """Up to three competences for each row."""
    link = model.competences.through
    key = f"{model._meta.model_name}_id"
    link.objects.bulk_create(
        link(**{key: row.pk, "competence_id": one.pk})
        for row in rows
        for one in rng.sample(competences, rng.randint(1, 3))
    )


def mentor_match(problem):
    """Its people bear our features, its rules give the same facts points; for want of capacity a place is a mentor."""
    rules = [
        Generic({True: 50, False: 0}, lambda match: bool(match.mentor.strong & match.mentee.strong)),
        Generic({True: 30, False: 0}, lambda match: match.mentor.profession == match.mentee.profession),
        Generic({True: 20, False: 0}, lambda match: match.mentor.role == match.mentee.role),
        Generic({True: 20, False: 0}, lambda match: match.mentor.grade > match.mentee.grade),
    ]
    numbers = itertools.count()
    mentors = [theirs(TheirMentor, one, next(numbers)) for one in problem.mentors for _ in range(one.places)]
    mentees = [theirs(TheirMentee, one, next(numbers)) for one in problem.mentees]
    process_data(mentors, mentees, [rules])


def theirs(kind, one, number):
    person = kind(grade=one.experience or 0, profession=one.subject, role=one.position, email=str(number))
    person.strong = set(one.competences)
    return person


def district(mentees, mentors, places):
    """In a process of its own, so that its peak of memory is its own too."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.matching_large", str(mentees), str(mentors), str(places)],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    taken, megabytes = json.loads(done.stdout)
    name = f"selection {mentees} x {mentors} x {places}"
    yield Ratio(
        name, taken, LARGE, taken / LARGE, 1, "time of the answer for a whole district : of five seconds"
    )
    yield Ratio(
        f"{name}, memory", megabytes, LARGE_MEMORY, megabytes / LARGE_MEMORY, 1,
        "peak of memory above what was there before the people were made : of 300 MB", unit="MB",
    )  # fmt: skip
