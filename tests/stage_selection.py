"""Rows of selection on the stage: {kind: row} for one side (a participant with person, pair, member) of a school."""

from people.models import MenteeEntry
from selection.models import HandChange, MatchRun
from selection.rules import Rules
from selection.services.runs import create_run
from tests.stage_choosing import choosing_rows


def selection_rows(organization, members, side):
    run = MatchRun.objects.filter(organization=organization).first() or run_of(
        organization, members["curator"]
    )
    rows = {"run": run, "proposal": run.proposals.get(mentee=side["person"])}
    rows["loner_proposal"] = (
        run.proposals.exclude(mentee__membership__isnull=False).exclude(mentor=None).first()
    )
    return rows | choosing_rows(organization, side)


def run_of(organization, curator):
    """One run for everybody in the bank, with a decision of the curator."""
    entries = MenteeEntry.objects.filter(organization=organization).active()
    chosen = tuple(entries.values_list("person", flat=True))
    run = create_run(organization, name="Подбор", goal="everyone", rules=Rules(chosen=chosen), by=curator)
    row = run.proposals.filter(mentor__isnull=False).last()
    HandChange.objects.create(
        organization=organization, run=run, kind=HandChange.Kind.LOCK, mentee=row.mentee, before=row.mentor,
        after=row.mentor, reason="Причина", made_by=curator.user,
    )  # fmt: skip
    return run
