"""A paper drawn up from facts; services/editing.py changes its words, services/sending.py takes it further."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from audit.services import record
from documents.content import put_content
from documents.kinds import kind_of
from documents.merging import merge
from documents.models import Acknowledgement, Document, Version
from documents.papers import order_pairs, order_roadmap
from documents.permissions import can_add_paper, can_edit_draft
from documents.services.facts import keys_of, plain, subject_of
from documents.services.links import keep_links
from pairs.models import Pair
from pairs.queries import rows_of
from pairs.services import take_into_order
from people.models import Person
from roadmap import services as roadmap

DAYS_TO_KNOW = 7


@transaction.atomic
def draft_paper(kind, facts, *, by):
    """Draw up a paper of a kind from the facts of its form; rows in the facts stand for themselves."""
    if not can_add_paper(by, kind):
        raise PermissionDenied
    document = Document(organization=by.organization, kind=kind.key, facts=plain(facts), created_by=by)
    subject = subject_for(document)
    put_content(document, kind.build(subject))
    document.roadmap = subject.one("roadmap")
    document.full_clean()
    document.save()
    keep_rows(document)
    keep_links(document, subject, by=by)
    ask(document, kind.acquaint(subject), by.organization.today + dt.timedelta(days=DAYS_TO_KNOW))
    keep_version(document, "составлен", by=by)
    record("document.drafted", document, by=by, kind=document.kind)
    return document


@transaction.atomic
def draft_order_pairs(pairs, *, by):
    """Draw up the order for ready pairs; each of them stands in one draft only."""
    rows = rows_of(Pair.objects.filter(pk__in=[pair.pk for pair in pairs], organization=by.organization))
    if not rows:
        raise ValidationError("Отметьте хотя бы одну пару, готовую к приказу.")
    if lacks := [lack.words for row in rows for lack in row.lacks]:
        raise ValidationError([f"{words}." for words in lacks])
    take_into_order([row.pair for row in rows], by=by)
    return draft_paper(order_pairs.KIND, {"pairs": [row.pair for row in rows]}, by=by)


@transaction.atomic
def draft_order_roadmap(plan, *, by):
    """Draw up the order that approves a version of the roadmap; until it is signed or deleted the map stands still."""
    plan = roadmap.take_into_order(plan, by=by)
    return draft_paper(order_roadmap.KIND, {"roadmap": plan}, by=by)


@transaction.atomic
def change_facts(document, facts, *, version, by):
    """Answer the questions of a draft anew: its text follows, what was changed by hand stays."""
    document = locked_draft(document)
    if not can_edit_draft(by, document):
        raise PermissionDenied
    check_version(document, version)
    document.facts = plain(facts)
    subject = subject_for(document)
    put_content(document, merge(document.content, kind_of(document).build(subject)))
    document.roadmap, document.version = subject.one("roadmap"), document.version + 1
    document.full_clean()
    document.save()
    keep_rows(document)
    keep_links(document, subject, by=by)
    keep_version(document, "изменены данные", by=by)
    record("document.edited", document, by=by, version=document.version)
    return document


class StaleDraft(ValidationError):
    """Somebody saved the draft meanwhile: the page answers 409 and shows both (CON-2)."""


def check_version(document, version):
    """Nobody overwrites unknowingly what somebody else saved meanwhile."""
    if document.version != version:
        raise StaleDraft("Пока вы правили, документ сохранил кто-то другой.")


def subject_for(document):
    """What a draft is made from, as the facts and their rows are now."""
    document.created_by.organization = document.organization  # the same one, here already
    curator = card_of(document.created_by)
    return subject_of(document.organization, document.facts, curator=curator)


def keep_rows(document):
    """The people and pairs that the facts name, as rows: by them a person's papers are found."""
    keys = keys_of(document.facts)
    document.people.set(keys.get("person", ()))
    document.pairs.set(keys.get("pair", ()))


def fresh_content(document):
    """A draft as the facts alone make it today; None for any other paper, and for one that cannot be made anew."""
    kind = kind_of(document)
    if document.status != Document.Status.DRAFT or not document.facts or kind.build is None:
        return None
    return kind.build(subject_for(document))


def content_again(document):
    """The paper built anew from its facts whatever its state, hand-made changes kept: for one that is being sent."""
    kind = kind_of(document)
    if not document.facts or kind.build is None:
        return document.content
    return merge(document.content, kind.build(subject_for(document)))


def current_content(document):
    """A draft as it reads with today's data: what was changed by hand stays (documents/merging.py).

    Any other paper reads as it was stored: what is read is what is signed.
    """
    fresh = fresh_content(document)
    return document.content if fresh is None else merge(document.content, fresh)


def card_of(membership):
    """The card of the person behind a membership; without one, an unsaved card with the name of the account."""
    if card := Person.objects.filter(membership=membership).first():
        return card
    last, first, patronymic = [*membership.user.name.split(" ", 2), "", "", ""][:3]
    return Person(
        organization=membership.organization, last_name=last, first_name=first, patronymic=patronymic
    )


def ask(document, people, due):
    """Rows of acquaintance for those of the people who are on staff, each once."""
    staff = {person.pk: person for person in people if person.pk and person.kind == Person.Kind.EMPLOYEE}
    Acknowledgement.objects.bulk_create(
        Acknowledgement(organization=document.organization, document=document, person=person, due_on=due)
        for person in staff.values()
    )


def keep_version(document, words, *, by):
    """The draft as it stands now, for the comparison of versions."""
    Version.objects.create(
        organization=document.organization, document=document, number=document.version,
        content=document.content, words=words, saved_by=by,
    )  # fmt: skip


def locked_draft(document):
    document = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if document.status != Document.Status.DRAFT:
        raise ValidationError(
            "Документ уже отправлен на подпись. Чтобы изменить его, сначала заберите его обратно."
        )
    return document
