"""What the curator sees of the personal links: sent, opened, what still waits, in a fixed number of queries."""

from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from django.utils import timezone

from accounts.emails import mail_goes_out
from common.pages import chosen_ids
from desk.models import Letter
from people.consents import SHORT, bank_members
from people.filters import ListFilter, select
from people.models import Consent, ConsentLink, Person
from people.services.links import in_order, sent_links

STATES = [
    ("new", "не открыли"),
    ("opened", "открыли, не подписали"),
    ("done", "ответили на всё"),
    ("over", "истекли и отозваны"),
]
KEPT_SHOWN = 3


@dataclass
class LinkRow:
    """A link with the papers that wait for its addressee."""

    link: ConsentLink
    asked: list[Consent]
    letters: list[Letter] = field(default_factory=list)

    @property
    def state(self):
        if self.link.revoked_at:
            return "revoked"
        if self.link.expires_at <= timezone.now():
            return "expired"
        if not self.asked:
            return "done"
        return "opened" if self.link.opened_at else "new"

    @property
    def papers(self):
        """What waits, in words; for a child with the name."""
        return [
            SHORT[paper.kind] + ("" if paper.person_id == self.link.addressee_id else f" ({paper.person})")
            for paper in self.asked
        ]


def links_seen(me):
    """Links that went by letter, the newest first, each knowing whether something waits for its addressee."""
    to_sign = Consent.objects.asked().filter(
        Q(person=OuterRef("addressee"), representative=None) | Q(representative=OuterRef("addressee"))
    )
    rows = sent_links().visible_to(me).exclude(email="").annotate(waits=Exists(to_sign))
    return rows.select_related("addressee")


class LinkFilter(ListFilter):
    state = select("Состояние", "Действующие", STATES)

    def narrow(self, links):
        words, state = self.chosen("q"), self.chosen("state")
        if words:
            links = links.filter(addressee__in=Person.objects.search(words))
        now = timezone.now()
        is_open = Q(revoked_at=None, expires_at__gt=now)
        if state == "over":
            return links.exclude(is_open)
        links = links.filter(is_open)
        chosen = {
            "new": Q(waits=True, opened_at=None),
            "opened": Q(waits=True, opened_at__isnull=False),
            "done": Q(waits=False),
        }
        return links.filter(chosen[state]) if state else links


def link_rows(links):
    """Lines of one page."""
    links = list(links)
    addressees = [link.addressee_id for link in links]
    papers = Consent.objects.asked().filter(
        Q(person__in=addressees, representative=None) | Q(representative__in=addressees)
    )
    waiting = {}
    for paper in in_order(papers.select_related("person")):
        waiting.setdefault(paper.representative_id or paper.person_id, []).append(paper)
    letters = kept_letters(links)
    return [LinkRow(link, waiting.get(link.addressee_id, []), letters.get(link.email, [])) for link in links]


def kept_letters(links):
    """{address: letters}, in the demonstration only: elsewhere who reads these could sign in somebody's place."""
    if not settings.DEMO or mail_goes_out():
        return {}
    found = {}
    for letter in Letter.objects.filter(to__in=[link.email for link in links]).order_by("-pk"):
        mine = found.setdefault(letter.to, [])
        if len(mine) < KEPT_SHOWN:
            mine.append(letter)
    return found


def is_named(data):
    """Whether a form names anybody at all."""
    return any(data.getlist(name) for name in ("person", "need", "link"))


def chosen_persons(data, me):
    """Whom a form names: `person` ids, `need` values "id:kind", `link` ids; nobody named means all of the banks.

    A row of another institution does not exist here: 404.
    """
    named = chosen_ids(
        [*data.getlist("person"), *(value.partition(":")[0] for value in data.getlist("need"))]
    )
    links = chosen_ids(data.getlist("link"))
    if not named and not links:
        members = bank_members(me)
        return list(Person.objects.visible_to(me).filter(pk__in=members[0] | members[1]))
    found = sent_links().visible_to(me).filter(pk__in=links)
    if found.count() != len(links):
        raise Http404
    ids = set(named) | persons_of(found)
    persons = Person.objects.visible_to(me).filter(pk__in=ids)
    if not set(named) <= {person.pk for person in persons}:
        raise Http404
    return list(persons)


def persons_of(links):
    """For whose papers these links were sent: the addressees and the minors they sign for."""
    addressees = set(links.values_list("addressee", flat=True))
    papers = Consent.objects.asked().filter(representative__in=addressees)
    return addressees | set(papers.values_list("person", flat=True))
