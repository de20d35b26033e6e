"""python -m bench.matching_large MENTEES MENTORS PLACES: [seconds, megabytes] of one selection, nothing else in it."""

import json
import random
import sys
import time
from pathlib import Path

from selection.matching.answering import answer
from selection.matching.criteria import category_level
from selection.matching.problem import Mentee, Mentor, Problem
from selection.matching.times import times_in
from tests.invented import people

WEEK = ("вторник после уроков", "по средам", "чт утром, пт", "каждый день после 15:00", "")


def main(mentees, mentors, places):
    start = peak()
    problem = problem_of(mentees, mentors, places)
    begun = time.perf_counter()
    answer(problem)
    return [time.perf_counter() - begun, max(peak() - start, 0.1)]


def peak():
    """Megabytes; not ru_maxrss, which a child takes over from the parent that started it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def problem_of(mentees, mentors, places):
    rng = random.Random(1)
    rows = [features(number, one, rng) for number, one in enumerate(people(mentees + mentors), 1)]
    return Problem(
        mentees=tuple(Mentee(**row, days_waiting=rng.randrange(100)) for row in rows[:mentees]),
        mentors=tuple(Mentor(**row, capacity=places) for row in rows[mentees:]),
    )


def features(number, one, rng):
    return {
        "id": number,
        "competences": rng.sample(range(1, 14), rng.randint(1, 3)),
        "forms": ("teacher_teacher",),
        "subject": one.subject,
        "position": one.position,
        "experience": int(one.experience),
        "category": category_level(one.category),
        "times": times_in(rng.choice(WEEK)),
    }


if __name__ == "__main__":
    print(json.dumps(main(*map(int, sys.argv[1:]))))
