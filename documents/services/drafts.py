"""A paper before it is registered: drawn up from facts, edited, sent to the head, taken back."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import record
from common.russian import clean_text
from documents.emails import send_waits_for_signature
from documents.models import Acknowledgement, Document
from documents.papers import order_pairs, order_roadmap
from documents.papers.items import numbered
from documents.services.enacting import require_running
from organizations.models import Membership, Role
from pairs.models import Pair
from pairs.queries import people_of, rows_of
from pairs.services import let_out_of_order, take_into_order
from people.models import Person
from roadmap import services as roadmap


@transaction.atomic
def draft_order_pairs(pairs, *, by):
    """Draw up the order for ready pairs; each of them stands in one draft only."""
    rows = rows_of(Pair.objects.filter(pk__in=[pair.pk for pair in pairs], organization=by.organization))
    if not rows:
        raise ValidationError("Отметьте хотя бы одну пару, готовую к приказу.")
    if lacks := [lack.words for row in rows for lack in row.lacks]:
        raise ValidationError([f"{words}." for words in lacks])
    take_into_order([row.pair for row in rows], by=by)
    curator = card_of(by)
    content = order_pairs.build(by.organization, rows, curator=curator)
    document = Document(
        organization=by.organization,
        kind=Document.Kind.ORDER_PAIRS,
        title=content["heading"],
        content=content,
        created_by=by,
    )
    document.full_clean()
    document.save()
    document.pairs.set([row.pair for row in rows])
    ask_to_acknowledge(document, rows, curator)
    record("document.drafted", document, by=by, kind=document.kind, pairs=[row.pair.pk for row in rows])
    return document


@transaction.atomic
def draft_order_roadmap(plan, *, with_regulation, by):
    """Draw up the order that approves a version of the roadmap; until it is signed or deleted the map stands still."""
    plan = roadmap.take_into_order(plan, by=by)
    curator = card_of(by)
    content = order_roadmap.build(plan, curator=curator, with_regulation=with_regulation)
    document = Document(
        organization=by.organization,
        kind=Document.Kind.ORDER_ROADMAP,
        title=content["heading"],
        content=content,
        roadmap=plan,
        created_by=by,
    )
    document.full_clean()
    document.save()
    due = by.organization.today + dt.timedelta(days=7)
    doers = Person.objects.filter(membership__in=plan.activities.values("members"))
    ask(document, {person.pk: person for person in [*doers, curator] if person.pk}.values(), due)
    record("document.drafted", document, by=by, kind=document.kind, roadmap=plan.pk)
    return document


def card_of(membership):
    """The card of the person behind a membership; without one, an unsaved card with the name of the account."""
    if card := Person.objects.filter(membership=membership).first():
        return card
    last, first, patronymic = [*membership.user.name.split(" ", 2), "", "", ""][:3]
    return Person(
        organization=membership.organization, last_name=last, first_name=first, patronymic=patronymic
    )


def ask_to_acknowledge(document, rows, curator):
    """Everybody on staff whom the order names must get to know it within a week of its first day."""
    due = min(row.pair.starts_on for row in rows) + dt.timedelta(days=5)
    people = {person.pk: person for row in rows for person in people_of(row.pair)}
    if curator.pk:
        people[curator.pk] = curator
    ask(document, people.values(), due)


def ask(document, people, due):
    """Rows of acquaintance for those of the people who are on staff."""
    Acknowledgement.objects.bulk_create(
        Acknowledgement(organization=document.organization, document=document, person=person, due_on=due)
        for person in people
        if person.kind == Person.Kind.EMPLOYEE
    )


@transaction.atomic
def edit_draft(document, *, version, heading, preamble, items, by):
    """Change the words of a draft; `items` are (level, text). A stale `version` is refused, nothing is overwritten."""
    document = locked_draft(document)
    if document.version != version:
        raise ValidationError(
            "Пока вы правили, документ изменили. Ваш текст остался в полях ниже: сверьте с новым и сохраните ещё раз."
        )
    kept = {item["text"]: item for item in document.content["items"]}
    rows = [(level, clean_text(text)) for level, text in items if clean_text(text)]
    if not rows:
        raise ValidationError("В приказе должен быть хотя бы один пункт.")
    facts = [(kept.get(text, {}).get("who", ""), kept.get(text, {}).get("until", "")) for _, text in rows]
    rows_now = numbered((*row, *fact) for row, fact in zip(rows, facts, strict=True))
    document.content |= {"heading": clean_text(heading), "preamble": clean_text(preamble), "items": rows_now}
    document.title, document.version = document.content["heading"], document.version + 1
    document.full_clean()
    document.save(update_fields=["content", "title", "version"])
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
    document.status, document.sent_at, document.returned_note = Document.Status.TO_SIGN, timezone.now(), ""
    document.save(update_fields=["status", "sent_at", "returned_note"])
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
