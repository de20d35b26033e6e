"""A run as the room keeps it, from people who need no place in a bank: for samples of the protocol."""

from people.models import Competence
from selection.decisions import Decisions
from selection.matching.answering import answer
from selection.matching.criteria import category_level
from selection.matching.problem import Mentee, Mentor, Problem, Wish
from selection.models import HandChange, MatchRun
from selection.rules import Rules
from selection.services.rows import write_proposals

ASKED = ("Современный урок", "Работа с родителями", "ИКТ")


def run_of(organization, mentees, mentors, *, capacity=2, changes=(), name="Осенний подбор", **rules):
    """`changes` are HandChange values; those who ask take the competences in turn, mentors offer two of them."""
    asked = [Competence.objects.get_or_create(organization=organization, name=name)[0].pk for name in ASKED]
    problem = Problem(
        mentees=tuple(
            Mentee(**features(one), competences=(asked[n % 3],), days_waiting=20 + n)
            for n, one in enumerate(mentees)
        ),
        mentors=tuple(
            Mentor(**features(one), competences=tuple(asked[n % 2 : n % 2 + 2]), capacity=capacity)
            for n, one in enumerate(mentors)
        ),
        wishes=(Wish(mentees[0].pk, mentors[0].pk, 1), Wish(mentors[0].pk, mentees[0].pk, 1)),
        **rules,
    )
    found = answer(problem)
    run = MatchRun.objects.create(
        organization=organization, name=name, goal=problem.goal, inputs=problem.as_json(), result=found.as_json(),
        rules=Rules().as_json(),
    )  # fmt: skip
    rows = [HandChange(organization=organization, run=run, **values) for values in changes]
    HandChange.objects.bulk_create(rows)
    write_proposals(run, problem, found, Decisions.of(rows))
    return run


def features(person):
    return {
        "id": person.pk, "kind": str(person.kind), "subject": person.subject, "position": person.position,
        "experience": person.experience_years, "category": category_level(person.category),
    }  # fmt: skip
