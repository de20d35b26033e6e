"""Versions of the words of consents: a draft is written, published once, and never edited again."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from audit.services import record, save_form
from people.models import Consent, ConsentText
from people.services.consents import end_blanks
from people.services.persons import lock_people
from people.texts import ensure_texts

Status = ConsentText.Status
WORDS = ("title", "body", "closing", "valid_months")


@transaction.atomic
def start_text(kind, *, for_minors, by):
    """A draft of the next version, made of the words in force; the one that was begun is taken up again."""
    organization = by.organization
    lock_people(organization)
    current = ensure_texts(organization).get((kind, for_minors))
    if current is None:
        raise ValidationError("У этого согласия нет отдельного текста для законного представителя.")
    same = ConsentText.objects.filter(organization=organization, kind=kind, for_minors=for_minors)
    if draft := same.filter(status=Status.DRAFT).first():
        return draft
    last = same.aggregate(last=Max("number"))["last"]
    words = {name: getattr(current, name) for name in WORDS}
    draft = ConsentText(organization=organization, kind=kind, for_minors=for_minors, number=last + 1, **words)
    draft.full_clean()
    draft.save()
    record("consent_text.started", draft, by=by, kind=str(kind), number=draft.number)
    return draft


@transaction.atomic
def change_text(form, *, by):
    """Save the words of a draft; a version that was published is never changed."""
    locked_draft(form.instance)
    return save_form(form, "consent_text.changed", by=by)


@transaction.atomic
def publish_text(text, *, asks_again, by):
    """Put a draft in force. `asks_again`: papers signed under the former words are to be signed anew."""
    lock_people(text.organization)
    text = locked_draft(text)
    today = text.organization.today
    same = ConsentText.objects.filter(
        organization=text.organization_id, kind=text.kind, for_minors=text.for_minors
    )
    unchanged = same.current().filter(**{name: getattr(text, name) for name in WORDS})
    if unchanged.exists():
        raise ValidationError("Текст не отличается от действующего. Измените его или удалите черновик.")
    spoilt = archive(same, today) if asks_again else 0
    same.current().update(status=Status.REPLACED)
    text.status, text.published_on = Status.CURRENT, today
    text.full_clean()
    text.save(update_fields=["status", "published_on"])
    facts = {"number": text.number, "asks_again": asks_again, "blanks_ended": spoilt}
    record("consent_text.published", text, by=by, kind=text.kind, **facts)
    return text


def archive(texts, today):
    """Former words go out of use: who signed them is asked again, their open blanks end. How many blanks did."""
    former = texts.filter(status__in=[Status.CURRENT, Status.REPLACED])
    blanks = Consent.objects.asked().filter(text__in=former.values("pk"))
    spoilt = end_blanks(blanks, today)
    former.update(status=Status.ARCHIVED, archived_on=today)
    return spoilt


@transaction.atomic
def delete_text(text, *, by):
    """Throw a draft away; nothing else can be."""
    text = locked_draft(text)
    record("consent_text.deleted", text, by=by, kind=text.kind, number=text.number)
    text.delete()


def locked_draft(text):
    text = ConsentText.objects.select_for_update(of=("self",)).select_related("organization").get(pk=text.pk)
    if text.status != Status.DRAFT:
        raise ValidationError(
            "Эта версия уже выдавалась, её не меняют. Начните новую версию: она заменит действующую."
        )
    return text
