"""The words of the access tables: who acts, whose row is asked for, what a route answers."""

from typing import NamedTuple

PARTICIPANT, PSYCHOLOGIST, CURATOR = {"participant"}, {"psychologist"}, {"curator"}
HEAD, ADMINISTRATOR = {"head"}, {"administrator"}
STAFF = PSYCHOLOGIST | CURATOR | HEAD | ADMINISTRATOR
ABOVE = {"methodologist", "department_head"}
MEMBERS = PARTICIPANT | STAFF | ABOVE
KEEPERS = CURATOR | ABOVE  # of roadmaps and papers
SIGNERS = HEAD | {"department_head"}
MANAGERS = CURATOR | HEAD | ADMINISTRATOR  # of the card and the accesses

NOT_SIGNED_IN = {"anonymous", "deactivated"}  # deactivated: the session still lives, the user does not
NOBODY_HERE = {"closed", "homeless"}  # the membership was closed; a user who never had one
ACTORS = [*sorted(MEMBERS), *sorted(NOT_SIGNED_IN), *sorted(NOBODY_HERE)]

# Whose row is asked for: the actor's own, a colleague's, of the school next door, of another district, of a body above.
PLACES = ["mine", "colleague", "sister", "far", "centre", "department"]
BODY_OF = {"methodologist": "centre", "department_head": "department"}


class Route(NamedTuple):
    """What a page answers whom; None for a method it does not know."""

    who: set
    of: str
    get: int | None
    post: int | None
    door: set  # others are refused before any row is looked for
    redirected: set  # whom GET sends on to the own first page


def page(who, of="", *, ok=200, door=MEMBERS, redirected=frozenset()):
    return Route(who, of, ok, None, door, redirected)


def form(who, of="", *, posted=422, door=MEMBERS):
    """An empty form is refused with its page: 422."""
    return Route(who, of, 200, posted, door, frozenset())


def deed(who, of="", *, posted=302, door=MEMBERS):
    return Route(who, of, None, posted, door, frozenset())
