"""Индивидуальный план развития under a mentor (domain 3.9, Р-145): three sections, planned and actual results."""

from django import forms

from documents.models.kinds import PaperKind
from documents.papers import pieces
from documents.papers.kind import FIVE_YEARS, PROGRAMMES, Kind
from documents.papers.plan_lines import CellsField, cells_of
from documents.papers.programme import PairPaperForm, party_of, person_cell, signature_blocks
from documents.papers.programme_rows import task_rows
from documents.papers.wording import wording
from people.models import MentoringForm

USUAL = wording("programme")["individual"]
COLUMNS = [
    ("№ п/п", 5),
    ("Проект, задание", 29),
    ("Срок", 12),
    ("Планируемый результат", 20),
    ("Фактический результат", 18),
    ("Оценка наставника", 16),
]
FIRST = "Раздел 1. Анализ трудностей и способы их преодоления"
# The second and the third section are other ones for those who learn.
TEACHERS = ("Раздел 2. Вхождение в должность", "Раздел 3. Направления профессионального развития")
PUPILS = ("Раздел 2. Направления развития обучающегося", "Раздел 3. Профессиональное самоопределение")
ROLES = {
    MentoringForm.STUDENT_STUDENT: ["успевающий – неуспевающий", "лидер – пассивный", "равный – равному",
                                    "адаптированный – неадаптированный"],
    MentoringForm.TEACHER_TEACHER: ["опытный учитель – молодой специалист", "опытный предметник – неопытный предметник",
                                    "лидер педагогического сообщества – педагог, испытывающий проблемы",
                                    "педагог-новатор – консервативный педагог"],
    MentoringForm.COLLEGE_STUDENT_PUPIL: ["куратор – автор проекта", "лидер – равнодушный", "равный – другому"],
    MentoringForm.EMPLOYER_PUPIL: ["активный профессионал – равнодушный потребитель", "коллега – молодой коллега",
                                   "работодатель – будущий сотрудник"],
    MentoringForm.EMPLOYER_STUDENT: ["успешный профессионал – студент, выбирающий профессию",
                                     "коллега – будущий коллега"],
}  # fmt: skip
HELP = "Каждое с новой строки: проект, задание | срок | планируемый результат."


class Form(PairPaperForm):
    BESIDE_PROGRAMME = ("role_model",)
    role_model = forms.ChoiceField(
        label="Ролевая модель", required=False,
        choices=[("", "не указывать"), *((role, role) for role in dict.fromkeys(sum(ROLES.values(), [])))],
    )  # fmt: skip
    first = CellsField(
        label="Анализ трудностей и способы их преодоления", rows=5, least=3, most=3,
        initial="\n".join(USUAL["first"]), help_text=HELP,
    )  # fmt: skip
    second = CellsField(
        label="Вхождение в должность (для обучающихся: направления развития)", rows=5, least=3, most=3,
        help_text=f"{HELP} Например: {USUAL['second'][0]}",
    )  # fmt: skip
    third = CellsField(
        label="Профессиональное развитие (для обучающихся: самоопределение)", rows=5, least=3, most=3,
        required=False, help_text=f"Можно оставить пустым. Например: {USUAL['third'][0]}",
    )  # fmt: skip


def build(subject):
    """Content of the plan on lying sheets: who, three sections in one table, two signatures."""
    party = party_of(subject)
    return pieces.paper(
        subject,
        "",
        title_lines=[
            "ИНДИВИДУАЛЬНЫЙ ПЛАН РАЗВИТИЯ",
            "под руководством наставника",
            subject.organization.short_name,
        ],
        letterhead=None,
        reg=False,
        signature=None,
        landscape=True,
        short_keeping=True,
        body=[pieces.facts("who", who(subject, party)), table(subject, party), *signature_blocks(party)],
    )


def who(subject, party):
    rows = [
        ("Форма наставничества", party.form_words),
        ("Ролевая модель", subject.text("role_model") and f"«{subject.text('role_model')}»"),
        (party.mentee_word, [person_cell(person) for person in party.mentees]),
        ("Наставник", [person_cell(party.mentor)]),
        ("Срок осуществления плана", party.term),
    ]
    return [(name, words) for name, words in rows if words]


def table(subject, party):
    """One table, a row across it opens each section; an empty section is left out."""
    if programme := subject.one("programme"):
        return pieces.table("plan", COLUMNS, task_rows(programme))
    second, third = PUPILS if party.has_learners else TEACHERS
    rows = []
    for name, title in (("first", FIRST), ("second", second), ("third", third)):
        lines = subject.lines(name)
        if lines:
            rows.append(pieces.stage(name, title))
        for n, line in enumerate(lines, 1):
            task, term, result = cells_of(line)
            rows.append(pieces.row(f"{name}-{n}", str(n), task, term, result, "", ""))
    return pieces.table("plan", COLUMNS, rows)


KIND = Kind(
    PaperKind.INDIVIDUAL_PLAN,
    series="programmes",
    keep=FIVE_YEARS,
    group=PROGRAMMES,
    lead="Задания по трём разделам с местом для результата и оценки наставника, по образцу распоряжения № Р-145.",
    build=build,
    form=Form,
    by_head=False,
    in_bodies=False,
)
