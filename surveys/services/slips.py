"""What is printed of a campaign: slips with the personal link as a QR code, and a poster with the common one."""

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from common.pdf import render_pdf
from common.russian import counted, date_words
from people.gate import Deed, allowed
from people.models import Person
from surveys.duration import minutes_of
from surveys.links import common_url, personal_url
from surveys.services.campaigns import locked
from surveys.turnout import still_asked

NOBODY = "Печатать нечего: все, кого спрашивали, уже ответили."
TEXT = (
    "{length}. Наведите камеру телефона на рисунок и ответьте, пароль не нужен. {until} "
    "Ссылка личная: не отдавайте листок другим."
)
UNSIGNED = "Ответы без имени: узнать, кто что написал, нельзя."


def length_of(campaign):
    """«12 вопросов, около 3 минут»."""
    sheet = campaign.questionnaire.sheet
    questions = counted(len(sheet.questions), "вопрос", "вопроса", "вопросов")
    return f"{questions}, около {counted(minutes_of(sheet), 'минуты', 'минут', 'минут')}"


def until_of(campaign):
    return f"Ответить нужно до конца дня {date_words(campaign.closes_on)}"


@transaction.atomic
def print_slips(campaign, *, invitations=None, by) -> bytes:
    """A slip for each who has not answered, or for the ticked ones of these; links stay as they are."""
    row = locked(campaign)
    if not row.takes_answers(row.organization.today):
        raise ValidationError("Опрос сейчас не принимает ответы: листки никому не помогут.")
    asked = still_asked(row) if invitations is None else still_asked(row).filter(pk__in=invitations)
    fine = allowed(Person.objects.filter(survey_invitations__in=asked), Deed.SURVEY)
    people = list(asked.filter(person__in=fine).select_related("person"))
    if not people:
        raise ValidationError(NOBODY)
    named = {} if row.is_anonymous else {"invitations": [one.pk for one in people]}
    record("campaign.slips_printed", row, by=by, **named)
    slips = [slip_of(one, row) for one in people]
    return render_pdf("papers/slips.html", {"title": f"Листки: {row.title}", "slips": slips})


def slip_of(invitation, campaign):
    text = TEXT.format(length=length_of(campaign), until=until_of(campaign))
    return {
        "title": campaign.title,
        "name": invitation.person.full_name,
        "text": f"{text} {UNSIGNED}" if campaign.is_anonymous else text,
        "url": personal_url(invitation),
    }


def draw_poster(campaign) -> bytes:
    """One sheet for the wall: what is asked, how long it takes, until when, the code of the common link."""
    if not campaign.common_hash:
        raise ValidationError("Сначала включите общую ссылку: на плакате стоит она.")
    content = {
        "title": campaign.title,
        "greeting": campaign.questionnaire.greeting,
        "length": length_of(campaign),
        "until": until_of(campaign),
        "unsigned": UNSIGNED,
        "institution": campaign.organization.full_name,
        "url": common_url(campaign),
    }
    return render_pdf("papers/survey_poster.html", content)
