"""What the selection tells whom, what goes with a person, and what the desk says."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from common.russian import NBSP
from desk.todo import tasks_for
from pairs.tests.factories import PairFactory
from people.destruction import strings_of
from people.extract import PARTS
from selection.erasing import erase_selection
from selection.models import MatchRun, Proposal, Wish
from selection.pair_part import why_this_pair
from selection.services.applying import apply_run
from selection.services.deciding import refuse_proposal
from selection.services.runs import make_variant, repeat
from selection.tests.banks import mentee, mentor, row_of, run_for
from selection.tests.test_applying import TERM

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(school, curator):
    mentee(school, "Алиев", "Методика")
    mentor(school, "Громова", "Методика")
    return run_for(curator)


def applied(run, curator):
    apply_run(run, proposals=run.proposals.all(), in_groups=False, stamp=run.stamp, by=curator, **TERM)
    return row_of(run, "Алиев").pair


def test_page_of_the_pair_says_why_to_the_staff_only(run, curator, mentor):
    pair = applied(run, curator)

    part = why_this_pair(pair, curator)

    assert "это сильная сторона наставника" in part.context["lines"][0][1]
    assert why_this_pair(pair, mentor) is None
    assert why_this_pair(PairFactory(mentor__organization=pair.organization), curator) is None


def test_who_named_whom_is_read_by_the_curator_alone(run, curator, head, client, school):
    row = row_of(run, "Алиев")
    for one, other in ((row.mentee, row.mentor), (row.mentor, row.mentee)):
        Wish.objects.create(organization=school, person=one, about=other, made_on=school.today)
    run = run_for(curator)
    told = []
    for me in (curator, head):
        client.force_login(me.user)
        told.append("Выбрали друг друга" in client.get(run.get_absolute_url()).content.decode())

    assert told == [True, False]


def test_destroyed_person_leaves_the_inputs_and_the_run_is_not_repeated(run, curator, client):
    person = row_of(run, "Алиев").mentee
    refuse_proposal(row_of(run, "Алиев"), reason="Алиев О. Н. просит другого", stamp=0, by=curator)
    MatchRun.objects.update(name="Ищем: Алиев")

    assert erase_selection(person, strings_of(person)) > 0

    run.refresh_from_db()
    assert run.inputs["mentees"] == run.result["matches"] == []
    assert "Алиев" not in f"{run.name} {run.changes.get().reason}"
    assert Proposal.objects.get().reasons == []
    assert repeat(run) is None
    with pytest.raises(ValidationError, match="уничтожены"):
        make_variant(run, name="Ещё", goal="best", by=curator)
    client.force_login(curator.user)
    for name in ("detail", "check", "variants"):
        assert client.get(reverse(f"selection:{name}", args=[run.pk])).status_code == 200


def test_others_run_is_not_touched_by_a_destruction(run, school):
    stranger = mentee(school, "Посторонний")
    before = MatchRun.objects.values().get()

    erase_selection(stranger, strings_of(stranger))

    assert MatchRun.objects.values().get() == before


def test_extract_tells_both_sides_and_no_score_of_a_rival(run, curator):
    row = row_of(run, "Алиев")
    refuse_proposal(row, reason="Просит другого", stamp=0, by=curator)

    told = PARTS["Подбор пар"](row.mentee)
    decisions = PARTS["Решения куратора при подборе"](row.mentor)

    assert [fact["подбор"] for fact in told] == ["Подбор"]
    assert "второй по счёту" not in told[0]
    assert [fact["почему"] for fact in decisions] == ["Просит другого"]


def tasks(me):
    return [task for task in tasks_for(me) if task.url == reverse("selection:list")]


def test_desk_calls_the_curator_while_somebody_waits_and_there_is_room(school, curator, head):
    waits = mentee(school, "Алиев")
    assert tasks(curator) == []
    only = mentor(school, "Громова", capacity=2)

    fresh = type(curator).objects.get(pk=curator.pk)
    (task,) = tasks(fresh)
    assert task.title.replace(NBSP, " ") == "1 наставляемый ждёт наставника, 2 места свободны"
    assert (task.owes, tasks(head)) == ([str(waits)], [])
    PairFactory(mentor=only, mentees=[waits], status="active")
    assert tasks(type(curator).objects.get(pk=curator.pk)) == []
