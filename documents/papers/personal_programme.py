"""Персонализированная программа наставничества of one pair or group (domain 3.8; papers.md 06).

Title sheet, explanatory note, plan on lying sheets, three signatures; pages are counted through.
"""

from django import forms

from common.russian import upper_first
from documents.forms.paper import LinesField
from documents.models.kinds import PaperKind
from documents.papers import pieces
from documents.papers.kind import PERMANENT, PROGRAMMES, Kind
from documents.papers.plan_lines import CellsField, plan_table
from documents.papers.programme import (
    SIGN_BY_LINES,
    PairPaperForm,
    agreed_stamp,
    cover,
    party_of,
    person_cell,
    programme_term_refused,
    signature_blocks,
    through,
    years_of,
)
from documents.papers.programme_rows import facts_of, with_facts
from documents.papers.wording import wording

MODES = {"face": "очный", "distant": "дистанционный", "mixed": "смешанный"}
REVIEWERS = {
    "council": "методическим советом",
    "association": "методическим объединением",
    "group": "рабочей группой",
    "pedagogical": "педагогическим советом",
}
USUAL = wording("programme")


class Form(PairPaperForm):
    BESIDE_PROGRAMME = ("basis", "monitoring", "reviewed_by", "protocol")
    theme = forms.CharField(
        label="Тема программы",
        max_length=300,
        required=False,
        help_text="Пустое поле: тема, указанная у пары.",
    )
    relevance = LinesField(label="Актуальность: что выявлено", rows=3, initial=USUAL["relevance"])
    basis = forms.CharField(
        label="Основание", max_length=400, required=False,
        help_text="Например: приказ от 02.10.2026 № 147-од, письменные согласия участников.",
    )  # fmt: skip
    goal = LinesField(label="Цель", rows=2, help_text="Один измеримый результат к концу программы.")
    tasks = LinesField(label="Задачи", rows=4, help_text="Каждая с новой строки.")
    mode = forms.ChoiceField(label="Режим работы", choices=[*MODES.items()], initial="mixed")
    regularity = forms.CharField(label="Как часто встречи", max_length=200, initial=USUAL["regularity"])
    resources = forms.CharField(
        label="Условия и ресурсы", max_length=400, required=False, initial=USUAL["resources"]
    )
    results = LinesField(label="Ожидаемые результаты", rows=3, initial=USUAL["results"])
    indicators = LinesField(label="Показатели", rows=3, initial="\n".join(USUAL["indicators"]))
    monitoring = forms.CharField(label="Мониторинг", max_length=400, initial=USUAL["monitoring"])
    reports = forms.CharField(label="Формы отчётности", max_length=400, initial=USUAL["reports"])
    plan = CellsField(
        label="План мероприятий", rows=12, least=3, most=5, sections=True, initial="\n".join(USUAL["plan"]),
        help_text="Каждое с новой строки: срок | мероприятие | результат. Если нужно, дальше: | ответственный | "
        "направление. Строка без черты – название раздела.",
    )  # fmt: skip
    reviewed_by = forms.ChoiceField(
        label="Кем согласована", choices=[("", "не согласуется"), *REVIEWERS.items()], required=False
    )
    protocol = forms.CharField(
        label="Протокол согласования", max_length=80, required=False, help_text="Например: от 21.10.2026 № 2."
    )

    def clean(self):
        cleaned = super().clean()
        if "theme" not in self.fields:
            return cleaned
        pair = cleaned.get("pair")
        if "theme" not in self.errors and not cleaned.get("theme") and not (pair and pair.theme):
            self.add_error("theme", "Впишите тему программы: она стоит на титульном листе.")
        return cleaned

    def term_refused(self, first, last):
        return programme_term_refused(first, last)


def build(subject):
    """Content of the programme: title sheet in `cover`, note in `body`, plan in a part with the pages counted on."""
    if programme := subject.one("programme"):
        subject = with_facts(subject, facts_of(programme))
    organization, party = subject.organization, party_of(subject)
    reviewer = REVIEWERS.get(subject.text("reviewed_by"))
    return pieces.paper(
        subject,
        "",
        title_lines=["ПЕРСОНАЛИЗИРОВАННАЯ ПРОГРАММА", "НАСТАВНИЧЕСТВА", f"«{party.theme.strip('«»')}»"],
        reg=False,
        signature=None,
        left_stamps=[agreed_stamp(organization, reviewer, subject.text("protocol"))] if reviewer else [],
        stamp=pieces.approval_by_head(organization),
        approved_in_stamp=True,
        cover=cover_of(organization, party),
        body=[
            pieces.heading("note", "1. Пояснительная записка"),
            pieces.facts("note-facts", note(subject, party)),
        ],
        appendices=[
            through(
                "plan-part",
                ["2. План мероприятий"],
                [plan_table(subject.lines("plan")), *signature_blocks(party, subject.curator)],
            )
        ],
    )


def cover_of(organization, party):
    lines = [
        years_of(party.starts_on, party.ends_on),
        f"Форма наставничества: {party.form_words}",
        f"Вид наставничества: {party.kind_words}",
        f"Срок реализации: {party.term}",
    ]
    return cover(organization, lines=filter(None, lines), people=pair_lines(party), year=party.starts_on.year)


def pair_lines(party):
    """(word, who) for the title sheet; a large group is named in the note."""
    mentor = person_line(party.mentor)
    if len(party.mentees) <= SIGN_BY_LINES:
        rest = [
            (party.mentee_word if n == 0 else "", person_line(one)) for n, one in enumerate(party.mentees)
        ]
    else:
        rest = [("Наставляемые", f"группа, {len(party.mentees)} чел. (состав в пояснительной записке)")]
    return [("Наставник", mentor), *rest]


def person_line(person):
    return ", ".join(filter(None, [person.full_name, person.position]))


def note(subject, party):
    """(name, words) of the explanatory note; what was left empty is left out."""
    tasks = [f"{n}) {task.rstrip('.;')}" for n, task in enumerate(subject.lines("tasks"), 1)]
    rows = [
        ("Актуальность", subject.lines("relevance")),
        ("Наставник", [person_cell(party.mentor)]),
        (party.mentee_word, [person_cell(person) for person in party.mentees]),
        ("Основание", subject.text("basis")),
        ("Форма, вид", f"{party.form_words}; {party.kind_words}"),
        ("Цель", subject.lines("goal")),
        ("Задачи", ended(tasks)),
        ("Режим и регулярность", mode_words(subject)),
        ("Срок", party.term),
        ("Ресурсы", subject.text("resources")),
        ("Ожидаемые результаты", subject.lines("results")),
        ("Показатели", ended([line.rstrip(".;") for line in subject.lines("indicators")])),
        ("Мониторинг", subject.text("monitoring")),
        ("Формы отчетности", subject.text("reports")),
    ]
    return [(name, words) for name, words in rows if words]


def mode_words(subject):
    words = [MODES.get(subject.text("mode"), ""), subject.text("regularity")]
    return upper_first("; ".join(filter(None, words)))


def ended(lines):
    """Semicolons between, a full stop at the end."""
    return [f"{line}{'.' if n == len(lines) else ';'}" for n, line in enumerate(lines, 1)]


KIND = Kind(
    PaperKind.PERSONAL_PROGRAMME,
    series="programmes",
    keep=PERMANENT,  # lies with the order on pairs in one file
    group=PROGRAMMES,
    lead="Цель, задачи и план работы одной пары или группы на срок от трёх месяцев до года.",
    build=build,
    form=Form,
    in_bodies=False,
)
