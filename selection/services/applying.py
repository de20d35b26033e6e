"""Proposals become pairs: all that were ticked or none."""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from pairs.models import Pair, PairMember
from pairs.services import form_pair
from people.mentoring_defaults import MENTEE, usual_forms
from people.models import MenteeEntry, MentorEntry, Person
from selection.models import MatchRun
from selection.rules import Rules
from selection.services.runs import held

NOTHING = "Отметьте хотя бы одно предложение с наставником."


@transaction.atomic
def apply_run(run, *, proposals, starts_on, ends_on, in_groups, stamp, by):
    """Form a pair of each ticked proposal; with `in_groups` the mentees of one mentor are one group.

    Everybody's card is held from the beginning, in one order, so that two curators never wait for each other.
    """
    run = held(run, stamp)
    chosen = list(run.proposals.filter(pk__in=[row.pk for row in proposals], mentor__isnull=False))
    if not chosen:
        raise ValidationError(NOTHING)
    hold_people(chosen)
    refuse_paired_since(run, chosen)
    term = {"starts_on": starts_on, "ends_on": ends_on}
    made = form_all(run, sets_of(chosen, in_groups), term, by=by)
    run.status, run.applied_on = MatchRun.Status.APPLIED, run.organization.today
    run.stamp += 1
    run.full_clean()
    run.save(update_fields=["status", "applied_on", "stamp"])
    record("selection.applied", run, by=by, pairs=[pair.pk for pair in made])
    return run


def hold_people(chosen):
    """Cards, then entries of the mentors, each by number: the order in which `form_pair` asks for them."""
    people = {row.mentor_id for row in chosen} | {row.mentee_id for row in chosen}
    cards = Person.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=people)
    list(cards.order_by("pk").values_list("pk"))
    entries = MentorEntry.objects.select_for_update(of=("self",)).open()
    list(entries.filter(person__in=[row.mentor_id for row in chosen]).order_by("pk").values_list("pk"))


def refuse_paired_since(run, chosen):
    """Somebody got a mentor after the banks were read: the proposal is out of date."""
    since = PairMember.objects.filter(person__in=[row.mentee_id for row in chosen], left_on=None)
    since = since.exclude(pair__status=Pair.Status.ENDED).exclude(pair__in=Rules.of(run).open_pairs)
    rows = since.select_related("person", "pair__mentor").order_by("person__search", "pk")
    if found := [f"{row.person} уже в паре с наставником: {row.pair.mentor}." for row in rows]:
        raise ValidationError([*found, "Снимите с них отметки или выполните подбор заново."])


def sets_of(chosen, in_groups):
    """[(mentor, its proposals)] by the number of the mentor."""
    sets = defaultdict(list)
    for row in chosen:
        sets[row.mentor_id, 0 if in_groups else row.pk].append(row)
    return [(rows[0].mentor, rows) for _, rows in sorted(sets.items())]


def form_all(run, sets, term, *, by):
    """The pairs; a refusal of one stops all, and every refusal is told."""
    offers = entries_of(MentorEntry, [mentor for mentor, _ in sets])
    wants = entries_of(MenteeEntry, [row.mentee for _, rows in sets for row in rows])
    made, refused = [], []
    for mentor, rows in sets:
        mentees = [row.mentee for row in rows]
        usual = usual_forms(run.organization, mentees[0], MENTEE)
        work = form_and_kind(offers.get(mentor.pk), [wants.get(person.pk) for person in mentees], usual)
        try:
            pair = form_pair(run.organization, mentor=mentor, mentees=mentees, by=by, **work, **term)
        except ValidationError as error:
            refused += error.messages
        else:
            run.proposals.filter(pk__in=[row.pk for row in rows]).update(pair=pair)
            made.append(pair)
    if refused:
        raise ValidationError(["Пары не созданы.", *refused])
    return made


def entries_of(bank, people):
    rows = bank.objects.open().filter(person__in=[person.pk for person in people])
    return {entry.person_id: entry for entry in rows}


def form_and_kind(offer, wants, usual):
    """What the entries of both sides share, else what is usual here; several mentees are a group."""
    form = shared("forms", offer, wants) or next(iter(usual), Pair.Form.PEDAGOGUE_PEDAGOGUE)
    kind = shared("kinds", offer, wants) or Pair.Kind.TRADITIONAL
    if len(wants) > 1:
        kind = Pair.Kind.GROUP
    elif kind == Pair.Kind.GROUP:
        kind = Pair.Kind.TRADITIONAL
    return {"form": form, "kind": kind}


def shared(name, offer, wants):
    """The first value that all entries name; an entry that names none agrees to any."""
    lists = [values for entry in (*wants, offer) if entry and (values := getattr(entry, name))]
    return (
        next((value for value in lists[0] if all(value in values for values in lists)), "") if lists else ""
    )
