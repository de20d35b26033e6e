"""Положение о наставничестве (domain 3.3; papers.md 03): nine sections from ten answers, three more by choice.

The words stand in wording/regulation.json, those of a body above the institutions in wording/regulation_body.json.
An order approves the paper and bears the signature; the stamps of those who adopted it come from its agreement.
"""

from django import forms

from common.russian import counted, upper_first
from documents.models.kinds import PaperKind
from documents.papers import pieces
from documents.papers.kind import ACTS, PERMANENT, Kind
from documents.papers.system import (
    EMPLOYEES,
    EMPLOYERS,
    LEARNERS,
    SystemForm,
    flags_of,
    form_lines,
    grounds,
    house_words,
    kind_words,
)
from documents.papers.wording import section_blocks
from organizations.models import Organization

CATEGORIES = {"": "не требуется", "first": "первая или высшая", "highest": "высшая"}
CATEGORY_WORDS = {
    "first": "первую или высшую квалификационную категорию",
    "highest": "высшую квалификационную категорию",
}
REVIEWERS = {
    "council": "методический совет",
    "association": "методическое объединение",
    "group": "рабочая группа",
    "pedagogical": "педагогический совет",
    "curator": "куратор",
}
REPORTS = {
    "half": "один раз в полугодие",
    "year": "по итогам учебного года",
    "quarter": "один раз в четверть (триместр)",
}
PAYMENTS = {
    "sum": "фиксированная сумма",
    "percent": "процент от оклада",
    "none": "Положение размер не устанавливает",
}
PAYMENT_ACTS = {
    "municipal": ("муниципальный правовой акт", "муниципальным правовым актом"),
    "regional": (
        "нормативный правовой акт субъекта Российской Федерации",
        "нормативным правовым актом субъекта Российской Федерации",
    ),
    "collective": ("коллективный договор", "коллективным договором"),
    "local": ("положение об оплате труда работников", "положением об оплате труда работников"),
}
OPTIONAL = {"stages": "этапы", "monitoring": "мониторинг", "motivation": "мотивация участников"}


class Form(SystemForm):
    """Ten questions: three of SystemForm and seven here."""

    experience = forms.IntegerField(
        label="Педагогический стаж наставника, не меньше лет", min_value=0, max_value=40, initial=5,
        help_text="0, если стаж не важен.",
    )  # fmt: skip
    category = forms.ChoiceField(
        label="Квалификационная категория наставника", choices=[*CATEGORIES.items()], required=False,
        initial="first",
    )  # fmt: skip
    young_years = forms.IntegerField(label="Молодой педагог: стаж не больше лет", min_value=1, max_value=10)
    max_mentees = forms.IntegerField(
        label="Сколько наставляемых у одного наставника, не больше", min_value=1, max_value=20
    )
    reviewer = forms.ChoiceField(label="Кто рассматривает проекты программ", choices=[*REVIEWERS.items()])
    payment = forms.ChoiceField(
        label="Выплата наставнику", choices=[*PAYMENTS.items()], initial="none",
        help_text="Размер и условия выплаты всё равно пишут в дополнительном соглашении (статья 351.8 ТК РФ).",
    )  # fmt: skip
    payment_size = forms.CharField(
        label="Размер выплаты, как в документе", max_length=200, required=False,
        help_text="После слов «в размере»: 5000 (пяти тысяч) рублей в месяц; 15 (пятнадцати) процентов оклада.",
    )  # fmt: skip
    payment_act = forms.ChoiceField(
        label="Каким актом определены выплаты",
        choices=[(key, words[0]) for key, words in PAYMENT_ACTS.items()],
    )
    reports = forms.ChoiceField(label="Как часто наставник отчитывается", choices=[*REPORTS.items()])
    published = forms.CharField(
        label="Где размещают сведения", max_length=200,
        help_text="После слова «размещаются»: в разделе «Наставничество» официального сайта школы.",
    )  # fmt: skip
    optional = forms.MultipleChoiceField(
        label="Дополнительные разделы", choices=[*OPTIONAL.items()], required=False, initial=["monitoring"],
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args, me, **kwargs):
        super().__init__(*args, me=me, **kwargs)
        organization = me.organization
        site = f"официального сайта {house_words(organization)['inst_gen']}"
        self.fields["young_years"].initial = organization.young_teacher_years
        self.fields["max_mentees"].initial = organization.mentor_capacity
        self.fields["published"].initial = f"в разделе «Наставничество» {site}"

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("payment") in {"sum", "percent"} and not cleaned.get("payment_size"):
            self.add_error("payment_size", "Напишите размер выплаты: он войдёт в текст Положения.")
        return cleaned


def build(subject):
    """Content of the Положение; an order of approval carries its title and body as an appendix."""
    organization, flags = subject.organization, all_flags(subject)
    name = "regulation_body" if organization.is_above else "regulation"
    return pieces.paper(
        subject,
        "",
        title_lines=title(organization, flags),
        letterhead=None,
        reg=False,
        signature=None,
        left_stamps=[],
        stamp=pieces.approval_by_order(organization, "УТВЕРЖДЕНО", number="1"),
        body=section_blocks(name, words_of(subject, flags), flags, lists={"forms": form_lines(subject)}),
    )


def all_flags(subject):
    flags = flags_of(subject) | set(subject.facts.get("optional") or [])
    return flags | ({"pay"} if subject.text("payment") in {"sum", "percent"} else set())


def title(organization, flags):
    if organization.is_above:
        return ["ПОЛОЖЕНИЕ", "о координации и методическом сопровождении наставничества",
                "в образовательных организациях"]  # fmt: skip
    if LEARNERS in flags:
        what = ["о системе (целевой модели) наставничества"]
    else:
        what = ["о системе наставничества педагогических работников"]
    return ["ПОЛОЖЕНИЕ", *what, organization.short_name]


def words_of(subject, flags):
    """What fills the paragraphs."""
    act, by_act = PAYMENT_ACTS[subject.text("payment_act")]
    house = house_words(subject.organization)
    learner = "студент" if subject.organization.kind == Organization.Kind.COLLEGE else "обучающийся"
    return house | {
        "acts": grounds(subject.on, flags | ({EMPLOYEES} if "body" in flags else set())),
        "kinds": kind_words(subject),
        "criteria": criteria(subject),
        "young_years": counted(subject.number("young_years"), "года", "лет", "лет"),
        "max_mentees": counted(
            subject.number("max_mentees"), "наставляемого", "наставляемых", "наставляемых"
        ),
        "Review": review(subject),
        "Others": others(flags, house["learners"]),
        "who_leads": f"{learner} или представитель работодателя" if EMPLOYERS in flags else learner,
        "payment_size": subject.text("payment_size"),
        "payment_act": act,
        "by_payment_act": by_act,
        "reports": REPORTS[subject.text("reports")],
        "published": subject.text("published").rstrip(".;"),
        "council_gen": "педагогического совета",
    }


def criteria(subject):
    """ "педагогический стаж не менее 5 лет, первую или высшую квалификационную категорию, устойчивые результаты"."""
    years, category = subject.number("experience"), CATEGORY_WORDS.get(subject.text("category"))
    named = [f"педагогический стаж не менее {counted(years, 'года', 'лет', 'лет')}"] if years else []
    return ", ".join(filter(None, [*named, category, "устойчивые результаты работы"]))


def others(flags, learners):
    """Those who take part and are no employees: "Обучающиеся, работодатели и …"."""
    named = [learners] if LEARNERS in flags else []
    named += ["работодатели и представители социальных партнеров"] if EMPLOYERS in flags else []
    return upper_first(", ".join(named))


def review(subject):
    """The subject and the verb that open "… проекты персонализированных программ"."""
    who = REVIEWERS[subject.text("reviewer")]
    return f"{upper_first(who)} рассматривает"


KIND = Kind(
    PaperKind.REGULATION,
    series="local",
    keep=PERMANENT,
    group=ACTS,
    lead="Главный локальный акт о наставничестве. Ответьте на десять вопросов, текст соберётся из ответов; "
    "утверждает его отдельный приказ.",
    build=build,
    form=Form,
    by_head=False,
    approved_by_order=True,
)
