"""What of a person the runs keep (people/destruction.py)."""

from django.db.models import Q

from people.destruction import cards_of, step
from people.redacting import redact
from selection.models import HandChange, MatchRun, Proposal

NOTHING = {"score": None, "reasons": [], "runner_up_score": None, "runner_up_cost": None}


@step("Подбор пар: исходные данные, баллы и причины")
def erase_selection(person, strings):
    """A run keeps who was proposed to whom, by number; what was calculated from the person's data goes."""
    cards = cards_of(person)
    erased = erase_runs(person.organization, {card.pk for card in cards})
    proposals = Proposal.objects.filter(Q(mentee__in=cards) | Q(mentor__in=cards)).exclude(reasons=[])
    erased += Proposal.objects.filter(pk__in=proposals.values("pk")).update(**NOTHING)
    changes = HandChange.objects.filter(Q(mentee__in=cards) | Q(before__in=cards) | Q(after__in=cards))
    erased += changes.exclude(reason="").update(reason="")
    erased += redact(HandChange.objects.filter(organization=person.organization), ["reason"], strings)
    return erased + redact(MatchRun.objects.filter(organization=person.organization), ["name"], strings)


def erase_runs(organization, ids):
    """Features and scores of these people leave the frozen inputs; such a run can not be calculated again."""
    erased = 0
    for run in MatchRun.objects.filter(organization=organization).iterator(20):
        if not speaks_of(run, ids):
            continue
        inputs = {
            **run.inputs,
            **{side: others(run.inputs.get(side), ids, "id") for side in ("mentees", "mentors")},
        }
        inputs["wishes"] = [wish for wish in inputs.get("wishes", []) if not names(wish, ids)]
        result = {**run.result, "matches": others(run.result.get("matches"), ids, "mentee")}
        rules = {**run.rules, "erased": True}
        MatchRun.objects.filter(pk=run.pk).update(inputs=inputs, result=result, rules=rules)
        erased += 1
    return erased


def speaks_of(run, ids):
    return any(row.get("id") in ids for side in ("mentees", "mentors") for row in run.inputs.get(side, []))


def others(rows, ids, key):
    return [row for row in rows or [] if row.get(key) not in ids]


def names(wish, ids):
    values = wish.values() if isinstance(wish, dict) else wish
    return any(value in ids for value in values)
