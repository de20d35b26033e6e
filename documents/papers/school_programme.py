"""Программа наставничества of an institution or a body above (domain 3, line 6; Р-145): approved by its head."""

import datetime as dt

from common.russian import date_words
from documents.forms.paper import DayField, LinesField, RoadmapField
from documents.models.kinds import PaperKind
from documents.papers import pieces
from documents.papers.kind import ACTS, PERMANENT, Kind
from documents.papers.plan_lines import CellsField, cells_of
from documents.papers.programme import cover, years_of
from documents.papers.system import (
    EMPLOYEES,
    WHO,
    SystemForm,
    flags_of,
    form_lines,
    grounds,
    house_words,
    kind_words,
)
from documents.papers.wording import section_blocks, wording

GOAL = "создать условия для профессионального роста педагогических работников и поддержки участников наставничества."
TASKS = [
    "выявлять запросы на наставничество и готовить наставников",
    "формировать пары и группы и сопровождать их работу",
    "оценивать результаты и распространять лучшие практики",
]
RESULTS = [
    "наставляемые решили профессиональные, учебные или личные задачи, с которыми пришли в программу",
    "молодые и вновь принятые педагогические работники вошли в должность и в коллектив",
    "описаны и представлены лучшие практики наставничества",
]
INDICATORS = [
    "Доля наставляемых, которым подобран наставник | не менее 90 % | банк наставляемых, приказы",
    "Доля выполненных персонализированных программ | не менее 80 % | отчеты наставников",
    "Доля участников, удовлетворенных наставничеством | не менее 85 % | итоговое анкетирование",
    "Число описанных практик наставничества | не менее 2 за учебный год | методическая копилка",
]
STAGE_COLUMNS = [("№ п/п", 7), ("Этап", 24), ("Содержание", 34), ("Срок", 15), ("Результат", 20)]
INDICATOR_COLUMNS = [("№ п/п", 7), ("Показатель", 45), ("Значение", 22), ("Чем подтверждается", 26)]
COUNCIL = {False: "педагогическим советом", True: "на совещании руководителей образовательных организаций"}
MOST_LINES = 6  # activities of one stage that the programme names; the whole list stands in the roadmap


class Form(SystemForm):
    starts_on = DayField(label="Начало программы")
    ends_on = DayField(label="Окончание программы")
    need = LinesField(
        label="Почему нужна программа", rows=3, required=False,
        help_text="Что показал анализ: сколько молодых педагогов, какие затруднения и запросы. Можно оставить пустым.",
    )  # fmt: skip
    goal = LinesField(label="Цель", rows=2, initial=GOAL)
    tasks = LinesField(label="Задачи", rows=4, initial="\n".join(TASKS), help_text="Каждая с новой строки.")
    results = LinesField(
        label="Ожидаемые результаты", rows=4, initial="\n".join(RESULTS), help_text="Каждый с новой строки."
    )
    indicators = CellsField(
        label="Показатели", rows=5, least=3, most=3, initial="\n".join(INDICATORS),
        help_text="Каждый с новой строки: показатель | значение | чем подтверждается.",
    )  # fmt: skip
    plan = RoadmapField(
        label="Дорожная карта", required=False, empty_label="этапы по образцу",
        help_text="Её этапы и сроки войдут в таблицу программы.",
    )  # fmt: skip

    def __init__(self, *args, me, **kwargs):
        super().__init__(*args, me=me, **kwargs)
        year = me.organization.school_year
        self.fields["starts_on"].initial = dt.date(year, 9, 1)
        self.fields["ends_on"].initial = dt.date(year + 1, 8, 31)
        self.fields["plan"].initial = self.fields["plan"].queryset.model.objects.current(me.organization)

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last <= first:
            self.add_error("ends_on", "Окончание должно быть позже начала.")
        return cleaned


def build(subject):
    """Content of the programme: title sheet in `cover`, eight sections in `body`."""
    organization, flags = subject.organization, flags_of(subject)
    flags |= {"need"} if subject.text("need") else set()
    first, last = subject.day("starts_on"), subject.day("ends_on")
    lists = {
        "forms": form_lines(subject),
        "tasks": numbered_lines(subject.lines("tasks")),
        "results": numbered_lines(subject.lines("results")),
    }
    tables = {"stages": stages(subject), "indicators": indicators(subject)}
    lines = [years_of(first, last) or f"на период с {date_words(first)} по {date_words(last)}"]
    return pieces.paper(
        subject,
        "",
        title_lines=title(organization),
        reg=False,
        signature=None,
        stamp=pieces.approval_by_head(organization),
        approved_in_stamp=True,
        cover=cover(organization, lines=lines, year=first.year),
        body=section_blocks("school_programme", words_of(subject, flags), flags, lists=lists, tables=tables),
    )


def title(organization):
    """The head of the title sheet; upper-case lines are set large."""
    if organization.is_above:
        return ["ПРОГРАММА СОПРОВОЖДЕНИЯ", "НАСТАВНИЧЕСТВА", "в образовательных организациях"]
    return ["ПРОГРАММА НАСТАВНИЧЕСТВА", organization.short_name]


def words_of(subject, flags):
    is_above = subject.organization.is_above
    return house_words(subject.organization) | {
        "acts": grounds(subject.on, flags | ({EMPLOYEES} if is_above else set())),
        "starts": date_words(subject.day("starts_on")),
        "ends": date_words(subject.day("ends_on")),
        "need": " ".join(subject.lines("need")),
        "people": ", ".join(WHO[key] for key in WHO if key in (subject.facts.get("who") or [])),
        "goal": " ".join(subject.lines("goal")),
        "kinds": kind_words(subject),
        "council_ins": COUNCIL[is_above],
    }


def numbered_lines(lines):
    return [(str(n), line) for n, line in enumerate(lines, 1)]


def stages(subject):
    """The stages of the chosen roadmap, else the usual ones."""
    plan = subject.one("plan")
    rows = stage_rows(plan) if plan else []
    if not rows:
        usual = wording("school_programme")["stages_body" if subject.organization.is_above else "stages"]
        rows = [pieces.row(f"stage-{uid}", str(n), *cells) for n, (uid, *cells) in enumerate(usual, 1)]
    return pieces.table("stages", STAGE_COLUMNS, rows)


def stage_rows(plan):
    """A row for each stage of a roadmap: its lines, their terms and papers; a flat roadmap has none."""
    done = []
    for n, stage in enumerate(plan.stages.prefetch_related("activities"), 1):
        lines = list(stage.activities.all())
        titles = [line.title for line in lines[:MOST_LINES]]
        if len(lines) > MOST_LINES:
            titles.append("другие мероприятия дорожной карты")
        terms = dict.fromkeys(line.term for line in lines if line.term)
        papers = dict.fromkeys(line.result_paper for line in lines if line.result_paper)
        done.append(
            pieces.row(
                f"stage-{stage.number}", str(n), stage.title, *(apart(one) for one in (titles, terms, papers))
            )
        )
    return done


def apart(words):
    """Lines of a cell with semicolons between; a dash where there are none."""
    *before, last = [*words] or ["–"]
    return [*(f"{line.rstrip('.;')};" for line in before), last] if before else last


def indicators(subject):
    rows = [
        pieces.row(f"indicator-{n}", str(n), *cells_of(line))
        for n, line in enumerate(subject.lines("indicators"), 1)
    ]
    return pieces.table("indicators", INDICATOR_COLUMNS, rows)


KIND = Kind(
    PaperKind.SCHOOL_PROGRAMME,
    series="local",
    keep=PERMANENT,
    group=ACTS,
    lead="Цель, задачи, формы, этапы и показатели наставничества на учебный год. Утверждает руководитель.",
    build=build,
    form=Form,
)
