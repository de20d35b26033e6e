"""Programmes of the pairs: proposed by the system, written together, remarked, approved; some are still on the way."""

from documents.models import Document, Signature
from documents.services.programmes import draft_programme
from documents.services.registering import shown_of, sign_document
from documents.services.sending import send_to_sign
from pairs.models import Pair
from pairs.queries import with_people
from programmes.models import Programme
from programmes.proposing import propose, templates_for
from programmes.services import (
    add_remark,
    add_row,
    create_programme,
    edit_row,
    return_programme,
    settle_remark,
    submit_programme,
)


def create_programmes(cast):
    """A programme for each pair that works by its order; the pair that has accounts writes its own."""
    pairs = Pair.objects.filter(organization=cast.organization, status=Pair.Status.ACTIVE)
    for pair in with_people(pairs).order_by("pk"):
        create(cast, pair)
    write_together(cast)


def create(cast, pair):
    """The template that is proposed first, with all requests; its theme is that of the file or the first request."""
    key, _, content = next(one for one in templates_for(pair) if one[2]["kind"] == Programme.Kind.PROGRAMME)
    proposal = propose(pair, key, content)
    titles, names = (
        cast.data["programmes"]["titles"],
        [str(member.person.full_name) for member in pair.present],
    )
    title = next((titles[name] for name in names if name in titles), proposal.requests[0].text)
    return create_programme(
        pair, proposal, title=title, goal="", starts_on=pair.starts_on, ends_on=pair.ends_on,
        requests=proposal.requests, rows=proposal.rows, by=cast.curator,
    )  # fmt: skip


def write_together(cast):
    """The mentor changes a row, the mentee adds one."""
    said = cast.data["programmes"]
    programme = programme_of(cast, said["written_by_pair"])
    mentor, (mentee,) = programme.pair.mentor, [member.person for member in programme.pair.present]
    row = programme.rows.all()[2]
    edit_row(row, stamp=row.stamp, result=said["mentor_writes"], by=mentor.membership)
    add_row(programme, section=programme.rows.last().section, by=mentee.membership, **said["mentee_adds"])


def submit_programmes(cast):
    """All but those that are being written still."""
    said = cast.data["programmes"]
    for programme in written(cast).exclude(pk__in=[programme_of(cast, name).pk for name in said["draft"]]):
        submit_programme(programme, by=cast.curator)


def remark(cast):
    """The head reads, and sends two back: one with a remark at a row."""
    said = cast.data["programmes"]
    programme = programme_of(cast, said["written_by_pair"])
    add_remark(programme, text=said["remark"], row=programme.rows.first(), by=cast.head)
    return_programme(programme, by=cast.head)
    for name, text in said["returned"].items():
        return_programme(programme_of(cast, name), text=text, by=cast.head)


def settle(cast):
    """The mentor has corrected it and hands it in again."""
    programme = programme_of(cast, cast.data["programmes"]["written_by_pair"])
    mentor = programme.pair.mentor.membership
    row = programme.rows.first()
    edit_row(row, stamp=row.stamp, activity=f"{row.activity} (5 «А» класс)", by=mentor)
    for remark in programme.remarks.filter(settled_on=None):
        settle_remark(remark, by=mentor)
    submit_programme(programme, by=mentor)


def send_programmes(cast):
    """Those that were handed in go to the head together, but for one that the curator has not read yet."""
    unread = [programme_of(cast, name).pk for name in cast.data["programmes"]["submitted"]]
    rows = Programme.objects.filter(organization=cast.organization, status=Programme.Status.SUBMITTED)
    for programme in rows.exclude(pk__in=unread).order_by("pk"):
        send(cast, programme)


def send(cast, programme):
    paper = draft_programme(programme, by=cast.curator)
    return send_to_sign(paper, by=cast.curator)


def sign_programmes(cast):
    """The head signs all programmes that wait."""
    papers = Document.objects.to_sign().filter(organization=cast.organization)
    for paper in papers.filter(kind=Programme.Kind.PROGRAMME).order_by("pk"):
        sign_document(paper, shown_sha256=shown_of(paper), method=Signature.Method.PASSWORD, by=cast.head)


def written(cast):
    return Programme.objects.filter(organization=cast.organization, status=Programme.Status.DRAFT)


def programme_of(cast, mentee):
    pair = cast.pair_of(mentee)
    programme = pair.programmes.current().get()
    programme.pair = pair
    return programme
