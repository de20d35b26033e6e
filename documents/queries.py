"""Papers and acquaintance with them as the desk and the roadmap read them, once a request."""

from django.db.models import Aggregate, CharField, Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Concat

from common.facts import read_once
from documents.models import Acknowledgement, Document, Link, Step, Substitute


class Listed(Aggregate):
    """The values of several rows in one text, commas between, on both databases."""

    function = "GROUP_CONCAT"
    output_field = CharField()

    def as_postgresql(self, compiler, connection):
        return self.as_sql(compiler, connection, template="STRING_AGG(%(expressions)s, ',')")


@read_once
def papers_of(organization):
    """All papers without their texts, in one query for everything the desk asks about them.

    `is_cancelled`: a signed paper has cancelled it; `asked`: who is still to agree, {membership: step}; `stands_in`:
    the membership that signs for the head today.
    """
    cancels = Link.objects.filter(kind=Link.Kind.CANCELS, source__status=Document.Status.SIGNED)
    standing = Substitute.objects.filter(organization=organization).on(organization.today)
    rows = Document.objects.filter(organization=organization).defer("content", "facts", "search")
    rows = rows.annotate(
        is_cancelled=Exists(cancels.filter(target=OuterRef("pk"))),
        stands_in=Subquery(standing.values("membership")[:1]),
        asked_text=Subquery(_waiting_steps()),
    )
    papers = list(rows.order_by("dated", "pk"))
    for paper in papers:
        pairs = (pair.split(":") for pair in (paper.asked_text or "").split(",") if pair)
        paper.asked = {int(member): int(step) for member, step in pairs}
    return papers


def _waiting_steps():
    """ "membership:step" of those who are asked to agree to a paper and have not answered."""
    waiting = Step.objects.filter(
        document=OuterRef("pk"), status=Step.Status.WAITING, membership__isnull=False
    )
    waiting = waiting.filter(document__status=Document.Status.AGREEING)
    text = Concat(Cast("membership", CharField()), Value(":"), Cast("pk", CharField()))
    return waiting.order_by().values("document").annotate(listed=Listed(text)).values("listed")


@read_once
def acknowledgements_of(organization):
    """Who must know the signed papers, done and owed; who left without reading owes nothing any more."""
    rows = Acknowledgement.objects.filter(organization=organization, document__status=Document.Status.SIGNED)
    rows = rows.filter(Q(at__isnull=False) | Q(person__left_on__isnull=True))
    heavy = ("document__content", "document__facts", "document__search")
    return list(rows.select_related("person", "document").defer(*heavy))
