"""Questionnaires of the institution: made, edited, copied, frozen, put away. What was asked once stands still."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from audit.services import record
from organizations.models import Organization
from surveys.checking import problems, serious
from surveys.editing import difference, measured
from surveys.fingerprints import digest_of
from surveys.models import Campaign, Questionnaire
from surveys.sheet import Sheet, dump, load

FROZEN = "По анкете уже собирали ответы, её вопросы не меняются. Начните новую редакцию или сделайте копию."
MOST_QUESTIONS = 150
HEAD = ("title", "purpose", "side", "form", "about", "how_counted", "greeting")
SAVED = ["content", "doubts", "revision", "changed_on"]


class StaleQuestionnaire(ValidationError):
    """Somebody else has saved the questionnaire since this person read it."""


def locked(questionnaire):
    return Questionnaire.objects.select_for_update(of=("self",)).get(pk=questionnaire.pk)


def draft_to_change(questionnaire, revision):
    """The locked row of a draft that was read in this revision; None: whatever it was."""
    row = locked(questionnaire)
    if not row.is_draft:
        raise ValidationError(FROZEN)
    if revision is not None and revision != row.revision:
        raise StaleQuestionnaire("Пока вы правили, анкету сохранил кто-то другой.")
    return row


@transaction.atomic
def create_questionnaire(organization, *, title, content=None, doubts=(), origin="", by, **head):
    """A new draft: an empty one, one read from a file, or one of the ready-made."""
    sheet = load(content or {})
    sheet = sheet if origin else measured(sheet)  # the ready-made say themselves what they measure
    questionnaire = Questionnaire(
        organization=organization, title=title, content=checked_size(sheet), doubts=list(doubts), origin=origin,
        changed_on=organization.today, **head,
    )  # fmt: skip
    questionnaire.full_clean()
    questionnaire.save()
    record("questionnaire.created", questionnaire, by=by, origin=origin, questions=len(sheet.questions))
    return questionnaire


@transaction.atomic
def change_head(questionnaire, *, revision, by, **head):
    """Title, purpose, who answers, what is told before the first question."""
    row = draft_to_change(questionnaire, revision)
    fields = [name for name in HEAD if name in head and getattr(row, name) != head[name]]
    for name in fields:
        setattr(row, name, head[name])
    return saved(row, "questionnaire.edited", by=by, columns=fields, fields=fields)


@transaction.atomic
def save_sheet(questionnaire, sheet: Sheet, *, revision, by):
    """The questions of a draft as a whole; what was changed or taken out is not to be looked at any more."""
    row = draft_to_change(questionnaire, revision)
    change = difference(row.sheet, sheet)
    row.content = checked_size(sheet)
    settled = {*change.get("changed", ()), *change.get("removed", ())}
    row.doubts = [doubt for doubt in row.doubts if doubt.get("question") not in settled]
    return saved(row, "questionnaire.questions_changed", by=by, **change)


@transaction.atomic
def settle_doubt(questionnaire, *, question, revision, by):
    """A question read from a file was looked at and is right as it stands."""
    row = draft_to_change(questionnaire, revision)
    row.doubts = [doubt for doubt in row.doubts if doubt.get("question", "") != question]
    return saved(row, "questionnaire.doubt_settled", by=by, question=question)


def saved(row, action, *, by, columns=(), **details):
    row.revision += 1
    row.changed_on = row.organization.today
    row.full_clean()
    row.save(update_fields=[*SAVED, *columns])
    record(action, row, by=by, revision=row.revision, **details)
    return row


def checked_size(sheet):
    if len(sheet.questions) > MOST_QUESTIONS:
        raise ValidationError(
            f"В анкете помещается не больше {MOST_QUESTIONS} вопросов. Разделите её на две."
        )
    return dump(sheet) or {"sections": []}


@transaction.atomic
def copy_questionnaire(questionnaire, *, by):
    """A questionnaire of its own with the same questions; what they measure stays, so the two can be compared."""
    copy = Questionnaire(
        organization=questionnaire.organization, title=f"{questionnaire.title[:190]} (копия)"
    )
    return twin(questionnaire, copy, "questionnaire.copied", by=by)


@transaction.atomic
def start_version(questionnaire, *, by):
    """The next version of a questionnaire that stands still: only one is edited at a time."""
    Organization.objects.select_for_update(of=("self",)).get(pk=questionnaire.organization_id)
    line = Questionnaire.objects.filter(organization=questionnaire.organization_id, line=questionnaire.line)
    if line.filter(status=Questionnaire.Status.DRAFT).exists():
        raise ValidationError(
            "У анкеты уже есть редакция, которую можно править. Откройте её в списке редакций."
        )
    version = Questionnaire(organization=questionnaire.organization, title=questionnaire.title)
    version.line, version.version = questionnaire.line, line.aggregate(last=Max("version"))["last"] + 1
    return twin(questionnaire, version, "questionnaire.version_started", by=by)


def twin(source, row, action, *, by):
    for name in (*HEAD[1:], "origin"):
        setattr(row, name, getattr(source, name))
    row.content = dump(source.sheet)
    row.changed_on = row.organization.today
    row.full_clean()
    row.save()
    record(action, row, by=by, source=source.pk)
    return row


@transaction.atomic
def freeze(questionnaire, *, is_anonymous=False, by):
    """Called when a campaign opens: from now on the questions stand still, with their fingerprint beside them."""
    row = locked(questionnaire)
    if row.status == Questionnaire.Status.ARCHIVED:
        raise ValidationError("Анкета в архиве. Верните её из архива и откройте опрос снова.")
    refuse_problems(row, is_anonymous=is_anonymous)
    if not row.is_draft:
        return row
    row.status, row.digest = Questionnaire.Status.FROZEN, digest_of(row.content)
    row.doubts, row.source = [], {}
    row.full_clean()
    row.save(update_fields=["status", "digest", "doubts", "source"])
    record("questionnaire.frozen", row, by=by, digest=row.digest)
    return row


def refuse_problems(row, *, is_anonymous):
    """Every serious fault at once, each with the number of its question."""
    numbers = {question.key: number for number, question in enumerate(row.sheet.questions, 1)}
    found = serious(problems(row.sheet, is_anonymous=is_anonymous))
    if found:
        raise ValidationError(
            [f"Вопрос {numbers[one.question]}. {one.words}" if one.question else one.words for one in found]
        )


@transaction.atomic
def archive(questionnaire, *, by):
    """Out of the way: no new campaign is made of it; what was answered stays."""
    row = locked(questionnaire)
    if row.status == Questionnaire.Status.ARCHIVED:
        raise ValidationError("Анкета уже в архиве.")
    running = [Campaign.Status.DRAFT, Campaign.Status.OPEN]
    if row.campaigns.filter(status__in=running).exists():
        raise ValidationError("По анкете готовится или идёт опрос. Сначала закройте или удалите его.")
    return put(row, Questionnaire.Status.ARCHIVED, "questionnaire.archived", by=by)


@transaction.atomic
def restore(questionnaire, *, by):
    """Back from the archive as what it was: a draft, or one that stands still."""
    Organization.objects.select_for_update(of=("self",)).get(pk=questionnaire.organization_id)
    row = locked(questionnaire)
    if row.status != Questionnaire.Status.ARCHIVED:
        raise ValidationError("Анкета не в архиве.")
    line = Questionnaire.objects.filter(organization=row.organization_id, line=row.line)
    if not row.digest and line.filter(status=Questionnaire.Status.DRAFT).exists():
        raise ValidationError(
            "У анкеты уже есть редакция, которую можно править. Уберите её, потом возвращайте эту."
        )
    status = Questionnaire.Status.FROZEN if row.digest else Questionnaire.Status.DRAFT
    return put(row, status, "questionnaire.restored", by=by)


def put(row, status, action, *, by):
    row.status = status
    row.full_clean()
    row.save(update_fields=["status"])
    record(action, row, by=by)
    return row


@transaction.atomic
def remove(questionnaire, *, by):
    """A draft that nobody was ever asked; anything else goes to the archive."""
    row = locked(questionnaire)
    if row.digest or not row.is_draft or row.campaigns.exists():
        raise ValidationError(
            "Удалить можно только черновик, по которому нет опросов. Уберите анкету в архив."
        )
    record("questionnaire.removed", row, by=by, line=str(row.line), version=row.version)
    row.delete()
    return questionnaire
