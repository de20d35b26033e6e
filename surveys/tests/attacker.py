"""Somebody who holds the whole database and wants to know who wrote which unsigned answer (PDN-5)."""

import re
from collections import Counter, defaultdict

from django.contrib.sessions.models import Session
from django.db import connection

from surveys.models import Box, Invitation, Turnout


def whole_database():
    """{table: its rows as text}, of every table there is, with the places where rows lie (rowid, or ctid and xmin)."""
    with connection.cursor() as cursor:
        tables = [
            name for name in connection.introspection.table_names(cursor) if not name.startswith("sqlite_")
        ]
        return {name: rows_of(cursor, name) for name in tables}


def rows_of(cursor, table, hidden=""):
    cursor.execute(f"SELECT {hidden}* FROM {connection.ops.quote_name(table)}")  # noqa: S608  (names of the catalogue)
    return Counter(map(repr, cursor.fetchall()))


def places(model):
    """{pk: (where the row lies, when it was last written)}: ctid and xmin, on SQLite the rowid and nothing."""
    if connection.vendor != "postgresql":
        return {pk: (pk, 0) for pk in model.objects.values_list("pk", flat=True)}
    with connection.cursor() as cursor:
        name, key = model._meta.db_table, model._meta.pk.column
        cursor.execute(f"SELECT {key}, ctid::text, xmin::text::bigint FROM {name}")  # noqa: S608
        return {
            pk: (tuple(map(int, re.findall(r"\d+", at))), written) for pk, at, written in cursor.fetchall()
        }


def people_in_order(campaign):
    """{name of an order: ids of the invitations that answered}: everything that could be an order of time."""
    answered = Turnout.objects.get(campaign=campaign).answered
    rows = {row.pk: row for row in Invitation.objects.filter(campaign=campaign, pk__in=answered)}
    seen = {one.get_decoded()["person"]: one for one in Session.objects.all()}
    lies = places(Invitation)
    written = places(Session)
    session = {pk: seen[row.person_id] for pk, row in rows.items()}
    return {
        "list of who answered": answered,
        "invitations": sorted(rows),
        "links": sorted(rows, key=lambda pk: rows[pk].link_hash),
        "place of the invitation": sorted(rows, key=lambda pk: lies[pk]),
        "moment of the session": sorted(rows, key=lambda pk: session[pk].expire_date),
        "writing of the session": sorted(rows, key=lambda pk: written[session[pk].pk][1]),
        "names": sorted(rows, key=lambda pk: rows[pk].person_id),
    }


def ballots_in_order(campaign):
    """{name of an order: ballots}: everything that could be an order of time."""
    boxes = list(Box.objects.filter(campaign=campaign))
    lies = places(Box)
    placed = [(box, place, ballot) for box in boxes for place, ballot in enumerate(box.ballots)]
    orders = {
        "boxes": lambda one: (one[0].number, one[1]),
        "ids of boxes": lambda one: (one[0].pk, one[1]),
        "where boxes lie": lambda one: (lies[one[0].pk][0], one[1]),
        "writing of boxes": lambda one: (lies[one[0].pk][1], one[1]),
        "places in boxes": lambda one: (one[1], one[0].number),
        "keys": lambda one: one[2]["key"],
    }
    return {name: [one[2] for one in sorted(placed, key=order)] for name, order in orders.items()}


def matches(campaign):
    """{name of the attack: share of people whose answer it names}, for each pair of orders, there and back."""
    found = {}
    for whose, people in people_in_order(campaign).items():
        for what, ballots in ballots_in_order(campaign).items():
            found[f"{whose} × {what}"] = share(campaign, people, ballots)
            found[f"{whose} × {what}, backwards"] = share(campaign, people, ballots[::-1])
    return found | {"last write of a box": by_last_writes(campaign)}


def share(campaign, people, ballots):
    """The first of a group is taken for the writer of the first answer of that group, and so on."""
    rows = in_groups(campaign)
    waiting = defaultdict(list)
    for ballot in ballots:
        waiting[ballot.get("side", ""), ballot.get("form", "")].append(ballot)
    queues = {group: iter(found) for group, found in waiting.items()}
    right = [next(queues[rows[pk]])["answers"]["wish"] == truth(pk) for pk in people]
    return sum(right) / len(right)


def in_groups(campaign):
    """Of which group each invitation is: what the answers tell on purpose."""
    told = {tuple(group) for group in Turnout.objects.get(campaign=campaign).groups}
    rows = Invitation.objects.filter(campaign=campaign).values_list("pk", "side", "form")
    return {
        pk: next((one for one in ((side, form), (side, "")) if one in told), ("", ""))
        for pk, side, form in rows
    }


def by_last_writes(campaign):
    """Who was at the screen right before a box was last written wrote one of the answers in it."""
    written, boxes = places(Session), places(Box)
    persons = dict(Invitation.objects.filter(campaign=campaign).values_list("person_id", "pk"))
    sessions = sorted(
        (written[one.pk][1], persons[one.get_decoded()["person"]]) for one in Session.objects.all()
    )
    right = 0
    for box in Box.objects.filter(campaign=campaign):
        earlier = [pk for moment, pk in sessions if moment <= boxes[box.pk][1]]
        wrote = earlier and any(one["answers"]["wish"] == truth(earlier[-1]) for one in box.ballots)
        right += wrote / len(box.ballots) if wrote else 0
    others = len(sessions) - Box.objects.filter(campaign=campaign).count()
    return (right + others / len(sessions)) / len(sessions)


def truth(pk):
    """What the person of this invitation wrote: known to the test alone."""
    return f"Пожелание {pk * 7919 % 100003}"
