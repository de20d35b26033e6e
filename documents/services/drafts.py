"""A paper before it is registered: drawn up from facts, edited, sent to the head, taken back."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import record
from common.russian import clean_text
from documents.content import put_content
from documents.emails import send_waits_for_signature
from documents.kinds import kind_of
from documents.merging import merge
from documents.models import Acknowledgement, Document, Version
from documents.papers import order_pairs, order_roadmap
from documents.papers.items import numbered
from documents.permissions import can_add_paper, can_edit_draft
from documents.services.enacting import require_running
from documents.services.facts import keys_of, plain, subject_of
from organizations.models import Membership, Role
from pairs.models import Pair
from pairs.queries import rows_of
from pairs.services import let_out_of_order, take_into_order
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
    keep_version(document, "изменены данные", by=by)
    record("document.edited", document, by=by, version=document.version)
    return document


def check_version(document, version):
    """Nobody overwrites what somebody else saved meanwhile (CON-2)."""
    if document.version != version:
        raise ValidationError(
            "Пока вы правили, документ изменили. Ваш текст остался в полях ниже: сверьте с новым и сохраните ещё раз."
        )


def subject_for(document):
    """What a draft is made from, as the facts and their rows are now."""
    curator = card_of(document.created_by)
    return subject_of(document.organization, document.facts, curator=curator)


def keep_rows(document):
    """The people and pairs that the facts name, as rows: by them a person's papers are found."""
    keys = keys_of(document.facts)
    document.people.set(keys.get("person", ()))
    document.pairs.set(keys.get("pair", ()))


def current_content(document):
    """A draft as it reads with today's data: what was changed by hand stays (documents/merging.py).

    Any other paper reads as it was stored: what is read is what is signed.
    """
    kind = kind_of(document)
    if document.status != Document.Status.DRAFT or not document.facts or kind.build is None:
        return document.content
    return merge(document.content, kind.build(subject_for(document)))


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


@transaction.atomic
def edit_draft(document, *, version, heading, preamble, items, by):
    """Change the words of a draft; `items` are (level, text). A stale `version` is refused, nothing is overwritten."""
    document = locked_draft(document)
    check_version(document, version)
    kept = {item["text"]: item for item in document.content["items"]}
    rows = [(level, clean_text(text)) for level, text in items if clean_text(text)]
    if not rows:
        raise ValidationError("В приказе должен быть хотя бы один пункт.")
    rows_now = numbered(
        [kept.get(text, {"who": "", "until": ""}) | {"text": text, "level": n} for n, text in rows]
    )
    words = {"heading": clean_text(heading), "preamble": clean_text(preamble), "items": rows_now}
    put_content(document, document.content | words)
    document.version += 1
    document.full_clean()
    document.save(update_fields=["content", "title", "search", "version"])
    keep_version(document, "правка", by=by)
    record("document.edited", document, by=by, version=document.version)
    return document


@transaction.atomic
def send_to_sign(document, *, by):
    """Hand the draft to the head; from now on nobody edits it."""
    document = locked_draft(document)
    require_running(document)
    if not Membership.objects.open().filter(organization=document.organization, role=Role.HEAD).exists():
        raise ValidationError(
            "У руководителя ещё нет доступа. Пригласите его на странице «Учреждение», раздел «Доступ»."
        )
    put_content(document, current_content(document))
    document.status, document.sent_at, document.returned_note = Document.Status.TO_SIGN, timezone.now(), ""
    document.save(update_fields=["content", "title", "search", "status", "sent_at", "returned_note"])
    record("document.sent", document, by=by)
    transaction.on_commit(lambda: send_waits_for_signature(document))
    return document


@transaction.atomic
def take_back(document, *, by):
    """The curator takes a paper back from the head's queue to change it."""
    document = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if document.status != Document.Status.TO_SIGN:
        raise ValidationError("Забрать можно только документ, который ждёт подписи.")
    document.status, document.sent_at = Document.Status.DRAFT, None
    document.save(update_fields=["status", "sent_at"])
    record("document.taken_back", document, by=by)
    return document


@transaction.atomic
def delete_draft(document, *, by):
    """Remove a draft; its pairs wait for another order."""
    document = locked_draft(document)
    if document.kind == Document.Kind.ORDER_PAIRS:
        let_out_of_order(document.pairs, by=by)
    if document.roadmap:
        roadmap.let_out_of_order(document.roadmap, by=by)
    record("document.deleted", document, by=by, kind=document.kind)
    document.acknowledgements.all().delete()
    document.delete()


def locked_draft(document):
    document = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if document.status != Document.Status.DRAFT:
        raise ValidationError(
            "Документ уже отправлен на подпись. Чтобы изменить его, сначала заберите его обратно."
        )
    return document
