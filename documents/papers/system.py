"""What a local act says about the system of mentoring: the house in its cases, who takes part, which forms."""

from django import forms

from common.legal import cited
from common.russian import Case, decline_phrase, upper_first
from documents.forms.paper import PaperForm
from organizations.models import Organization
from people.models import MentoringForm, MentoringKind

Kind = Organization.Kind

# What the institution calls itself inside a text: the first word that its full name holds.
HOUSES = [
    ("детск", "детский сад"),
    ("дошкольн", "детский сад"),
    ("лице", "лицей"),
    ("гимнази", "гимназия"),
    ("техникум", "техникум"),
    ("колледж", "колледж"),
    ("училищ", "училище"),
    ("школ", "школа"),
    ("центр", "центр"),
    ("управлени", "управление"),
    ("департамент", "департамент"),
    ("комитет", "комитет"),
    ("отдел", "отдел"),
]
USUAL = {
    Kind.KINDERGARTEN: "детский сад",
    Kind.SCHOOL: "школа",
    Kind.COLLEGE: "колледж",
    Kind.METHODICAL_CENTRE: "центр",
    Kind.DEPARTMENT: "отдел",
}
LESSONS = {Kind.KINDERGARTEN: "занятия", Kind.SCHOOL: "уроки", Kind.COLLEGE: "учебные занятия"}

ENDINGS = {
    "": Case.NOMINATIVE, "_gen": Case.GENITIVE, "_dat": Case.DATIVE, "_acc": Case.ACCUSATIVE,
    "_ins": Case.INSTRUMENTAL, "_prep": Case.PREPOSITIONAL,
}  # fmt: skip

# Whom an institution teaches, in the plural; a college has students, not pupils.
LEARNER_WORDS = ("обучающиеся", "обучающихся", "обучающимся", "обучающимися")
STUDENT_WORDS = ("студенты", "студентов", "студентам", "студентами")

EMPLOYEES, LEARNERS, STUDENTS, EMPLOYERS = "employees", "learners", "students", "employers"
WHO = {
    EMPLOYEES: "педагогические работники",
    LEARNERS: "обучающиеся",
    STUDENTS: "студенты",
    EMPLOYERS: "работодатели, социальные партнеры",
}
# Р-145 is about learners; a kindergarten has only teachers and partners, a college its students.
WHO_BY_KIND = {
    Kind.KINDERGARTEN: [EMPLOYEES, EMPLOYERS],
    Kind.SCHOOL: [EMPLOYEES, LEARNERS, STUDENTS, EMPLOYERS],
    Kind.COLLEGE: [EMPLOYEES, STUDENTS, EMPLOYERS],
}
# Who must take part for a form to make sense; of several sets one is enough.
NEEDS = {
    MentoringForm.PEDAGOGUE_PEDAGOGUE: [{EMPLOYEES}],
    MentoringForm.TEACHER_TEACHER: [{EMPLOYEES}],
    MentoringForm.HEAD_PEDAGOGUE: [{EMPLOYEES}],
    MentoringForm.STUDENT_STUDENT: [{LEARNERS}, {STUDENTS}],
    MentoringForm.COLLEGE_STUDENT_PUPIL: [{STUDENTS, LEARNERS}],
    MentoringForm.EMPLOYER_PUPIL: [{EMPLOYERS, LEARNERS}],
    MentoringForm.EMPLOYER_STUDENT: [{EMPLOYERS, STUDENTS}],
    MentoringForm.PARTNER_PEDAGOGUE: [{EMPLOYERS, EMPLOYEES}],
}
FORM_WORDS = {
    MentoringForm.PEDAGOGUE_PEDAGOGUE: "опытный педагог помогает коллеге войти в должность или решить рабочую задачу",
    MentoringForm.TEACHER_TEACHER: "опытный учитель помогает коллеге войти в должность или решить рабочую задачу",
    MentoringForm.HEAD_PEDAGOGUE: "руководитель или его заместитель помогает педагогу освоить новую для него работу",
    MentoringForm.STUDENT_STUDENT: "обучающийся, добившийся результатов, поддерживает другого обучающегося",
    MentoringForm.COLLEGE_STUDENT_PUPIL: "студент помогает школьнику в учебе, проектной работе и выборе профессии",
    MentoringForm.EMPLOYER_PUPIL: "специалист организации знакомит школьника с профессией",
    MentoringForm.EMPLOYER_STUDENT: "специалист организации готовит студента к работе по профессии",
    MentoringForm.PARTNER_PEDAGOGUE: "специалист организации-партнера помогает педагогу освоить современные технологии",
}

BETWEEN_STUDENTS = "«студент – студент»: студент, добившийся результатов, поддерживает другого студента"


def house_words(organization):
    """The names a text uses: "inst" is the house, "head" its head, "boss" the head with the house behind; each with
    the endings of ENDINGS. "Head" and "Boss" open a sentence.
    """
    name = organization.full_name.casefold()
    house = next((word for sign, word in HOUSES if sign in name), USUAL[organization.kind])
    head, tail = organization.head_title, tail_of(organization.head_title, house)
    words = {"short": organization.short_name, "lessons": LESSONS.get(organization.kind, "занятия")}
    for ending, case in ENDINGS.items():
        title = decline_phrase(head, case)
        words |= {
            f"inst{ending}": decline_phrase(house, case),
            f"head{ending}": title,
            f"boss{ending}": title + tail,
        }
    if house == "детский сад":
        words["inst_prep"] = "детском саду"  # the second prepositional, which the dictionary does not offer
    taught = STUDENT_WORDS if organization.kind == Kind.COLLEGE else LEARNER_WORDS
    words |= dict(zip(("learners", "learners_gen", "learners_dat", "learners_ins"), taught, strict=True))
    return words | {"Head": upper_first(words["head"]), "Boss": upper_first(words["boss"])}


def tail_of(head, house):
    """What follows the head's title: "директор школы", "заведующий детским садом"; a title of several words has it."""
    if " " in head and not head.casefold().startswith(("и.о.", "и. о.", "врио")):
        return ""
    case = Case.INSTRUMENTAL if "заведующ" in head.casefold() else Case.GENITIVE
    return f" {decline_phrase(house, case)}"


def grounds(on, flags):
    """ "в соответствии с …, с учетом …" of the acts in force that concern those who take part."""
    firm = [cited("labour_code_351_8", on) if EMPLOYEES in flags else "", cited("education_law", on),
            cited("mentoring_concept", on)]  # fmt: skip
    soft = [
        cited("az_1128", on) if EMPLOYEES in flags else "",
        cited("r_145", on) if LEARNERS in flags else "",
    ]
    soft = [words.removeprefix("с учетом ") for words in soft if words]
    text = f"в соответствии {', '.join(filter(None, firm))}"
    return f"{text}, с учетом {', '.join(soft)}" if soft else text


def flags_of(subject):
    """What the conditions of the wordings ask: who takes part, where; students count as learners too (Р-145)."""
    who = set(subject.facts.get("who") or [])
    flags = who | ({LEARNERS} if STUDENTS in who else set())
    flags |= {"outside"} if flags - {EMPLOYEES} else set()
    return flags | ({"body"} if subject.organization.is_above else set())


def form_lines(subject):
    """[(uid, "«педагог – педагог»: …")] of the forms that were chosen."""
    chosen = [MentoringForm(value) for value in subject.facts.get("mentoring_forms") or []]
    is_college = subject.organization.kind == Kind.COLLEGE
    return [
        (form.value, BETWEEN_STUDENTS)
        if is_college and form == MentoringForm.STUDENT_STUDENT
        else (form.value, f"«{plain(form.label)}»: {FORM_WORDS[form]}")
        for form in chosen
    ]


def kind_words(subject):
    return ", ".join(
        plain(MentoringKind(value).label) for value in subject.facts.get("mentoring_kinds") or []
    )


def plain(text):
    """ё stands in names only."""
    return text.replace("ё", "е")


class SystemForm(PaperForm):
    """Who takes part, in which forms and kinds: asked by each act about the system as a whole."""

    who = forms.MultipleChoiceField(
        label="Кто участвует в наставничестве", choices=[*WHO.items()], widget=forms.CheckboxSelectMultiple
    )
    mentoring_forms = forms.MultipleChoiceField(
        label="Формы наставничества",
        choices=[(form.value, plain(form.label)) for form in MentoringForm],
        widget=forms.CheckboxSelectMultiple,
    )
    mentoring_kinds = forms.MultipleChoiceField(
        label="Виды наставничества",
        choices=[(kind.value, plain(kind.label)) for kind in MentoringKind],
        initial=["traditional", "group", "situational", "virtual", "reverse"],
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, me, **kwargs):
        super().__init__(*args, me=me, **kwargs)
        who = WHO_BY_KIND.get(me.organization.kind, [*WHO])
        fit = [form for form in MentoringForm if suits(form, who)]
        self.fields["who"].choices = [(key, WHO[key]) for key in who]
        self.fields["who"].initial = [EMPLOYEES]
        self.fields["mentoring_forms"].choices = [(form.value, plain(form.label)) for form in fit]
        self.fields["mentoring_forms"].initial = [usual_form(me.organization)]

    def clean(self):
        cleaned = super().clean()
        who = set(cleaned.get("who") or [])
        chosen = [MentoringForm(value) for value in cleaned.get("mentoring_forms") or []]
        if who and chosen:
            for form in chosen:
                if not suits(form, who):
                    self.add_error(
                        "mentoring_forms",
                        f"Форма «{plain(form.label)}»: отметьте выше всех, кто в ней участвует, или снимите отметку.",
                    )
            covered = set().union(*(need for form in chosen for need in NEEDS[form] if need <= who))
            for key in sorted(who - covered):
                self.add_error(
                    "who", f"Отмечены {WHO[key]}, но ни одной формы с ними нет. Отметьте форму ниже."
                )
        return cleaned


def suits(form, who):
    return any(need <= set(who) for need in NEEDS[form])


def usual_form(organization):
    is_school = organization.kind == Kind.SCHOOL
    return MentoringForm.TEACHER_TEACHER.value if is_school else MentoringForm.PEDAGOGUE_PEDAGOGUE.value
