"""Changes of running pairs with all their papers: a mentor who stops is replaced, another one is stood in for."""

import datetime as dt

from django.core.files.uploadedfile import SimpleUploadedFile

from documents.models import Document, Signature
from documents.services.enacting import end_pairs_due
from documents.services.registering import attach_scan, register_on_paper, shown_of, sign_document
from documents.services.sending import send_to_sign
from meetings.services import stop_series
from mentorship.demo.banks import make_room
from mentorship.demo.meetings import plan
from mentorship.demo.papers import draw
from mentorship.demo.programmes import create
from mentorship.demo.sources import FOLDER
from pairs.change_papers import AGREEMENT, NOTICE, ORDER, answers_of
from pairs.models import Pair, PairChange
from pairs.rules import first_day_after
from pairs.services import add_substitution, confirm_pair, plan_change
from programmes.services import submit_programme
from support.services.daily import keep_cases


def give_notice(cast):
    """A mentor has warned three working days ahead: the change is planned, another mentor makes room."""
    said = cast.data["leaving"]
    make_room(cast, said["mentor"])
    change = plan_change(
        cast.pair_of(said["mentee"]), kind=PairChange.Kind.REPLACE, reason=said["reason"], notice_on=cast.today,
        effective_on=max(first_day_after(cast.today), cast.clock.day(0.8)), mentor=cast.person(said["mentor"]),
        by=cast.curator,
    )  # fmt: skip
    notice = change.pair.documents.get(kind=NOTICE)
    sign_by_hand(cast, notice)


def replace_mentor(cast):
    """The new pair is confirmed and agreed, the head signs the order of change."""
    said, change = cast.data["leaving"], PairChange.objects.planned().get(organization=cast.organization)
    confirm_pair(change.new_pair, by=cast.curator)
    sign_by_hand(cast, draw_for(cast, change, AGREEMENT, said["contract"]))
    sign(cast, draw_for(cast, change, ORDER, {}))


def draw_for(cast, change, kind, more):
    """A paper of a change with the answers that the change itself knows."""
    return draw(cast, {"kind": kind, "facts": answers_of(change)[kind] | more})


def sign_by_hand(cast, paper):
    """Number, print, scan."""
    paper = register_on_paper(paper, on=cast.today, shown_sha256=shown_of(paper), by=cast.curator)
    scan = SimpleUploadedFile(f"{paper}.pdf", (FOLDER / "meeting.pdf").read_bytes())
    return attach_scan(paper, scan, by=cast.curator)


def sign(cast, paper):
    paper = send_to_sign(paper, by=cast.curator)
    sign_document(paper, shown_sha256=shown_of(paper), method=Signature.Method.PASSWORD, by=cast.head)


def pass_night(cast):
    """What comes by itself every day: orders whose day has come, support of those who wait."""
    end_pairs_due(cast.organization, cast.today)
    keep_cases(cast.organization, cast.today)


def carry_on(cast):
    """The new mentor goes on: a programme and meetings, once the order is in force."""
    pair = cast.pair_of(cast.data["leaving"]["mentee"])
    submit_programme(create(cast, pair), by=cast.curator)
    if pair.status == Pair.Status.ACTIVE:
        for series in pair.replaces.series.all():
            stop_series(series, by=cast.curator)
        plan(cast, pair, pair.pk)


def substitute(cast):
    """A mentor is away for two weeks: somebody else leads the pair by an order of the head."""
    said = cast.data["substitution"]
    pair = cast.pair_of(said["mentee"])
    ends_on = cast.today + dt.timedelta(days=said["days"])
    add_substitution(
        pair, person=cast.person(said["person"]), reason=said["reason"], starts_on=cast.today, ends_on=ends_on,
        by=cast.curator,
    )  # fmt: skip
    paper = pair.documents.get(kind=ORDER, status=Document.Status.DRAFT)
    sign(cast, paper)
