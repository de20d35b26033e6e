"""Notice of the mentor's early refusal or of the employer's early cancellation (ТК ст. 351.8; domain 3.7).

Three whole working days lie between the day of handing over and the day from which the work ends.
"""

from django import forms
from django.core.exceptions import ValidationError

from common.legal import cited
from common.russian import Case, date_dots, date_words, decline_surname_initials, upper_first
from documents.forms.paper import DayField, PairField, PaperForm
from documents.models.kinds import PaperKind
from documents.papers import pieces
from documents.papers.agreement import gender
from documents.papers.blocks import head_signature, house_in, letterhead, person_in
from documents.papers.kind import PEOPLE, PERSONNEL, Kind
from documents.papers.pair_form import require_employees
from documents.papers.phrases import mentees_in, receipt
from organizations.head import head_declined
from pairs.models import Pair
from pairs.rules import first_day_after

MENTOR, EMPLOYER = "mentor", "employer"
WHO = [(MENTOR, "наставник отказывается досрочно"), (EMPLOYER, "работодатель отменяет поручение досрочно")]


class Form(PaperForm):
    who = forms.ChoiceField(label="Кто предупреждает", choices=WHO)
    pair = PairField(label="Пара", statuses=[Pair.Status.ACTIVE, Pair.Status.PAUSED])
    handed_on = DayField(label="Уведомление вручают")
    effective_on = DayField(
        label="Наставничество прекращается с", help_text="Между этими днями – не меньше трёх рабочих дней."
    )

    def clean(self):
        data = super().clean()
        if data.get("pair"):
            require_employees(data["pair"])
        handed, effective = data.get("handed_on"), data.get("effective_on")
        if handed and effective and effective < first_day_after(handed):
            raise ValidationError(
                f"Предупреждают не менее чем за три рабочих дня (статья 351.8 ТК): если вручить {date_dots(handed)}, "
                f"наставничество прекращается не раньше {date_dots(first_day_after(handed))}."
            )
        return data


def build(subject):
    organization, row = subject.organization, subject.one("pair")
    is_mentors = subject.facts.get("who") == MENTOR
    if row is None:
        return pieces.paper(subject, "УВЕДОМЛЕНИЕ", signature=None)
    mentor = row.pair.mentor
    signature = (
        pieces.signer(mentor.position or "Наставник", mentor.name)
        if is_mentors
        else head_signature(organization)
    )
    name, sex = (
        (organization.head_name, organization.head_gender) if is_mentors else (mentor.name, gender(mentor))
    )
    return pieces.paper(
        subject,
        "УВЕДОМЛЕНИЕ",
        title_lines=[
            "о досрочном отказе от наставничества" if is_mentors else "о досрочной отмене наставничества"
        ],
        letterhead=None if is_mentors else letterhead(organization),
        addressee=to_head(organization, mentor) if is_mentors else to_mentor(mentor),
        signature=None,
        body=[
            *texts(subject, row, is_mentors),
            pieces.signatures("signed", [signature]),
            *receipt("Уведомление", sex, name),
        ],
    )


def to_head(organization, mentor):
    post, name = head_declined(organization, Case.DATIVE)
    return [f"{post} {house_in(organization, Case.GENITIVE)}", name, "", person_in(mentor, Case.GENITIVE)]


def to_mentor(mentor):
    name = decline_surname_initials(mentor.name, Case.DATIVE, mentor.name_forms)
    post = [upper_first(mentor.decline_position(Case.DATIVE))] if mentor.position else []
    return ["", *post, name]  # the empty line keeps away from the rule of the letterhead


def texts(subject, row, is_mentors):
    law = cited("labour_code_351_8", subject.on)
    start = f"В соответствии {law} " if law else ""
    whom = mentees_in(row, Case.GENITIVE)
    since, handed = subject.day("effective_on"), subject.day("handed_on")
    if is_mentors:
        words = f"{start}уведомляю Вас о досрочном отказе от работы по наставничеству в отношении {whom}"
    else:
        words = (
            f"{start}уведомляем Вас о досрочной отмене поручения работы по наставничеству в отношении {whom}"
        )
    return [
        pieces.text("what", upper_first(f"{words} с {date_words(since)}"), look="gap"),
        pieces.text(
            "when",
            f"Уведомление вручается {date_words(handed)}, не менее чем за три рабочих дня до прекращения "
            "работы по наставничеству.",
        ),
    ]


KIND = Kind(
    PaperKind.NOTICE,
    series="agreements",
    keep=PERSONNEL,
    group=PEOPLE,
    lead="Предупреждение за три рабочих дня: наставник отказывается или работодатель отменяет поручение.",
    build=build,
    form=Form,
    by_head=False,
    in_bodies=False,
)
