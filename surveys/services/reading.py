"""A school's own questionnaire out of a file: read into a draft, what is doubtful looked at by a person."""

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from common.blocks import Paragraph
from surveys.models import Questionnaire
from surveys.reading import read
from surveys.services.questionnaires import create_questionnaire, draft_to_change

MOST_LINES = 3000
TOO_LONG = (
    f"В документе больше {MOST_LINES} строк: для анкеты это слишком много. "
    "Оставьте в файле только её и загрузите снова."
)
NO_QUESTIONS = (
    "Вопросов в документе не нашлось. Проверьте, что это анкета: вопрос начинается с номера "
    "или кончается знаком «?», "
    "варианты ответа стоят под ним с новой строки."
)
PLAN = (
    "Это похоже на дорожную карту или план работы, а не на анкету. Дорожную карту загрузите "
    "в разделе «Дорожные карты»."
)
FEW = 3  # a plan of work may hold a sentence or two that look like questions
GONE = "Это замечание уже снято."


@transaction.atomic
def questionnaire_from_file(blocks, *, name="", by):
    """A draft of what a document (`common.blocks`) asks; its lines stay with it until everything is looked at."""
    found = understood(blocks)
    head = {name: getattr(found, name) for name in ("greeting", "purpose", "side")}
    row = create_questionnaire(
        by.organization, title=found.title, content=found.content, doubts=found.doubts, by=by, **head
    )
    row.source = {"name": name, "lines": found.lines, "unread": found.unread, "places": found.places}
    row.full_clean()
    row.save(update_fields=["source"])
    record("questionnaire.read", row, by=by, questions=found.questions, doubts=len(found.doubts))
    return row


def understood(blocks):
    """What the reader makes of a document; a document that is no questionnaire is refused with a sentence."""
    if sum(1 if isinstance(block, Paragraph) else len(block.rows) for block in blocks) > MOST_LINES:
        raise ValidationError(TOO_LONG)
    found = read(blocks)
    if found.is_plan and found.asking < FEW:
        raise ValidationError(PLAN)
    if not found.asking:
        raise ValidationError(NO_QUESTIONS)
    return found


@transaction.atomic
def strike_doubt(questionnaire, *, question, words, by):
    """One remark of the reader was looked at."""
    row = draft_to_change(questionnaire, None)
    left = [doubt for doubt in row.doubts if (doubt["question"], doubt["words"]) != (question, words)]
    if len(left) == len(row.doubts):
        raise ValidationError(GONE)
    row.doubts = left
    row.full_clean()
    row.save(update_fields=["doubts"])
    record("questionnaire.doubt_settled", row, by=by, question=question)
    return row


@transaction.atomic
def strike_all_doubts(questionnaire, *, by):
    """Everything was compared with the file: the remarks go, and with them the lines of the file."""
    row = draft_to_change(questionnaire, None)
    if not row.doubts and not row.source:
        raise ValidationError(GONE)
    row.doubts, row.source = [], {}
    row.full_clean()
    row.save(update_fields=["doubts", "source"])
    record("questionnaire.reading_checked", row, by=by)
    return row


def is_being_compared(questionnaire: Questionnaire) -> bool:
    """Whether the page that shows the file beside the questions still has something to show."""
    return questionnaire.is_draft and bool(questionnaire.source)
