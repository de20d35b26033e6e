"""The doors of pairs for tests/test_foreign_rows.py: route, kind of the own row in its address, body with a row `r`."""

import datetime as dt


def pair(mine, **changes):
    return {
        "mentor": mine["mentor_entry"].person_id,
        "mentees": [mine["person"].pk],
        "form": "pedagogue_pedagogue",
        "kind": "traditional",
        "starts_on": "2026-10-05",
        "ends_on": "2027-05-28",
        **changes,
    }


def mentor(row):
    return row["mentor_entry"].person_id


def soon(row):
    return (row["organization"].today + dt.timedelta(days=7)).isoformat()


def rhythm(mine, pair):
    today = mine["organization"].today
    term = {"starts_on": today, "until": today + dt.timedelta(days=60)}
    return {"weekday": 0, "rhythm": 1, "minutes": 45, "place": "in_person", "pairs": [pair.pk], **term}


PAIR_DOORS = {
    "PlanManyForm.pairs": ("meetings:plan_several", "", lambda mine, r: rhythm(mine, r["running_pair"])),
    "PairForm.mentor": ("pairs:add", "", lambda mine, r: pair(mine, mentor=mentor(r))),
    "PairForm.mentees": ("pairs:add", "", lambda mine, r: pair(mine, mentees=[r["person"].pk])),
    "PairChangeForm.mentor": (
        "pairs:change_add", "running_pair",
        lambda mine, r: {"mentor": mentor(r), "reason": "leave", "effective_on": soon(mine)},
    ),
    "SubstitutionForm.person": (
        "pairs:substitution_add", "running_pair",
        lambda mine, r: {"person": r["stand_in"].pk, "reason": "leave", "starts_on": soon(mine), "ends_on": soon(mine)},
    ),
    "JoinForm.person": (
        "pairs:member_add", "running_pair", lambda mine, r: {"person": r["joiner"].pk, "on": soon(mine)},
    ),
    "CompletePairsForm.pairs": (
        "pairs:completing", "", lambda mine, r: {"pairs": [r["ending_pair"].pk], "outcome": "done"},
    ),
    "PairForm.mentor of an old pair": ("pairs:edit", "pair", lambda mine, r: pair(mine, mentor=mentor(r))),
    "PairForm.mentees of an old pair": (
        "pairs:edit", "pair", lambda mine, r: pair(mine, mentees=[r["person"].pk])
    ),
}  # fmt: skip
