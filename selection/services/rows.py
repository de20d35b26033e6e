"""The rows of a run: one proposal for each mentee, in step with the kept result."""

from selection.models import Proposal

FIELDS = [
    *("mentor_id", "state", "left", "score", "reasons"),
    *("runner_up_id", "runner_up_score", "runner_up_cost", "is_by_hand"),
]
COLUMNS = [name.removesuffix("_id") for name in FIELDS]


def write_proposals(run, problem, found, decisions):
    """Rows keep their numbers from one calculation to the next: a page that stands open still finds them."""
    kept = {row.mentee_id: row for row in run.proposals.all()}
    new, changed = [], []
    for match in found.matches:
        values = values_of(match, problem, decisions)
        row = kept.pop(match.mentee, None)
        if row is None:
            new.append(Proposal(organization=run.organization, run=run, mentee_id=match.mentee, **values))
        elif any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            changed.append(row)
    run.proposals.filter(pk__in=[row.pk for row in kept.values()]).delete()
    Proposal.objects.bulk_update(changed, COLUMNS, batch_size=100)
    Proposal.objects.bulk_create(new, batch_size=500)


def values_of(match, problem, decisions):
    return {
        "mentor_id": match.mentor,
        "state": state_of(match, problem, decisions),
        "left": match.left or "",
        "score": match.score if match.mentor else None,
        "reasons": [
            [code, list(value) if isinstance(value, tuple) else value] for code, value in match.reasons
        ],
        "runner_up_id": match.runner_up,
        "runner_up_score": match.runner_up_score,
        "runner_up_cost": match.runner_up_cost,
        "is_by_hand": match.mentee in decisions.by_hand and match.mentee in problem.locked,
    }


def state_of(match, problem, decisions):
    """Locked by the curator; refused: somebody was refused and nobody else was found."""
    if match.mentee in problem.locked:
        return Proposal.State.LOCKED
    refused = any(mentee == match.mentee for mentee, _ in decisions.refused)
    return Proposal.State.REFUSED if refused and match.mentor is None else Proposal.State.PROPOSED
