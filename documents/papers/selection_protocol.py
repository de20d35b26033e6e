"""Protocol of selecting pairs and groups: what went in, by which rules, what came out and what people changed in it.

Scores and sentences are those of the kept run (selection/protocol.py); the paper adds the commission and its decisions.
"""

from common.russian import Case, counted, date_words, decline_surname_initials, initials_surname, lower_first
from documents.forms.paper import DayField, LinesField, PaperForm, PeopleField, PersonField, RunField
from documents.models.kinds import PaperKind
from documents.papers import pieces
from documents.papers.items import sentence
from documents.papers.kind import FIVE_YEARS, RESULTS, Kind
from documents.papers.selection_tables import change_rows, left_rows, proposal_rows, scores_appendix
from people.models import Person
from selection.protocol import protocol_of

DECISION = "Рекомендовать руководителю закрепить приказом пары и группы, предложенные в разделе 2"
ADULTS = (Person.Kind.EMPLOYEE, Person.Kind.PARTNER)
PROPOSALS = [
    ("№ п/п", 6),
    ("Наставляемый", 19),
    ("Наставник", 19),
    ("Баллы", 9),
    ("Почему предложен", 30),
    ("Второй по баллам", 17),
]
CHANGES = [("№ п/п", 6), ("Наставляемый", 22), ("Что изменено", 28), ("Причина", 26), ("Кто и когда", 18)]
LEFT = [("№ п/п", 6), ("Наставляемый", 34), ("Почему наставник не предложен", 60)]
SCORE = (
    "Баллы – соответствие от 0 до 100: средняя доля выполненных условий с учетом их важности. "
    "Подбор рассчитан для всех участников сразу."
)


class Form(PaperForm):
    run = RunField(label="Подбор")
    held_on = DayField(label="Дата заседания комиссии")
    chair = PersonField(
        label="Председатель комиссии",
        kinds=ADULTS,
        required=False,
        empty_label="руководитель учреждения",
    )
    secretary = PersonField(label="Секретарь", kinds=ADULTS)
    members = PeopleField(label="Члены комиссии", kinds=ADULTS, required=False)
    decisions = LinesField(
        label="Решили",
        rows=3,
        initial=DECISION,
        help_text="Каждое решение с новой строки. О тех, кто остался без наставника, система напишет сама.",
    )

    def __init__(self, *args, me, **kwargs):
        super().__init__(*args, me=me, **kwargs)
        self.fields["run"].initial = self.fields["run"].queryset.values_list("pk", flat=True).first()
        self.fields["held_on"].initial = me.organization.today
        own = self.fields["secretary"].queryset.filter(membership=me)
        self.fields["secretary"].initial = own.values_list("pk", flat=True).first()

    def clean(self):
        data = super().clean()
        if data.get("chair") and data["chair"] == data.get("secretary"):
            self.add_error("secretary", "Председатель и секретарь – разные люди.")
        return data


def build(subject):
    run = subject.one("run")
    found = protocol_of(run) if run else None
    commission = commission_of(subject)
    return pieces.paper(
        subject,
        "ПРОТОКОЛ",
        title_lines=["подбора наставнических пар и групп"],
        short_keeping=True,
        signature=None,
        body=[*opening(subject, commission), *(parts(subject, found) if found else ())],
        signatures=[pieces.signer(who, name) for who, name, _ in commission],
        appendices=[scores_appendix(subject.organization, found)] if found else [],
    )


def commission_of(subject):
    """[(what one is in the commission, name for the signature, words for the opening)]; nobody stands twice."""
    organization, chair, secretary = subject.organization, subject.one("chair"), subject.one("secretary")
    others = [one for one in subject.several("members") if one not in (chair, secretary)]
    head = (
        initials_surname(organization.head_name),
        ", ".join(
            [
                decline_surname_initials(organization.head_name, Case.NOMINATIVE),
                lower_first(organization.head_title),
            ]
        ),
    )
    found = [("Председатель", *(written(chair) if chair else head))]
    found += [("Секретарь", *written(secretary))] if secretary else []
    return found + [("Член комиссии", *written(one)) for one in others]


def written(person):
    line = [decline_surname_initials(person.name, Case.NOMINATIVE), lower_first(person.position)]
    return initials_surname(person.name), ", ".join(filter(None, line))


def opening(subject, commission):
    yield pieces.text("held", f"Дата заседания – {date_words(subject.day('held_on'))}", look="flat gap")
    for number, (who, _, words) in enumerate(commission):
        yield pieces.text(f"who{number}", sentence(f"{who} – {words}"), look="flat")


def parts(subject, found):
    yield pieces.heading("inputs", "1. Исходные данные и правила")
    yield pieces.facts("inputs", inputs(found))
    yield pieces.label("weights", "Что учитывалось и насколько это важно:")
    yield pieces.facts("weights", found.weights)
    yield pieces.heading("proposals", "2. Предложенные пары и группы")
    yield pieces.text("score", SCORE)
    yield pieces.table("proposals", PROPOSALS, proposal_rows(found))
    yield pieces.heading("changes", "3. Изменения, внесенные вручную")
    yield from listed("changes", CHANGES, change_rows(found), "Расчет вручную не изменялся.")
    yield pieces.heading("left", "4. Остались без наставника")
    yield from listed("left", LEFT, left_rows(found), "Наставник предложен каждому.")
    yield pieces.heading("decisions", "5. Решение")
    yield from decisions(subject, found)
    yield pieces.heading("check", "6. Проверка расчета")
    yield pieces.text("repeat", repeated(found))
    yield pieces.text("digest", f"Отпечаток исходных данных (SHA-256): {in_groups(found.digest)}.")


def inputs(found):
    run, zone = found.run, found.run.organization.zone
    moment = run.made_at.astimezone(zone)
    return [
        ("Подбор", run.name),
        ("Банки на дату", f"{date_words(moment.date())}, {moment:%H:%M}"),
        ("Наставляемые", people(len(found.problem.mentees))),
        (
            "Наставники",
            f"{people(len(found.problem.mentors))}, "
            f"{counted(found.places, 'свободное место', 'свободных места', 'свободных мест')}",
        ),
        ("Нет согласия", people(found.blocked) if found.blocked else "нет таких"),
        ("Цель", run.get_goal_display()),
        ("Итог", f"предложено {len(found.paired)} из {len(found.proposals)}, сумма баллов {total_of(run)}"),
        ("Кто участвует", "поименно в приложении"),
    ]


def people(number):
    return counted(number, "человек", "человека", "человек")


def total_of(run):
    return run.result.get("total", 0)


def listed(uid, columns, rows, nothing):
    yield pieces.table(uid, columns, rows) if rows else pieces.text(f"{uid}-none", nothing)


def decisions(subject, found):
    lines = subject.lines("decisions")
    if found.left:
        lines.append(
            f"Для оставшихся без наставника ({people(len(found.left))}) продолжить поиск и организовать сопровождение"
        )
    for number, line in enumerate(lines, 1):
        yield pieces.text(f"decision{number}", sentence(line), number=f"5.{number}.")


def repeated(found):
    """The calculation is done again each time the draft is read: the sentence is true on the day of the paper."""
    same = found.is_repeated()
    if same is None:
        return "Повторить расчет нельзя: данные одного из участников уничтожены."
    result = "дает тот же результат" if same else "дал другой результат, подбор нужно провести заново"
    return f"Повторный расчет по сохраненным данным {result}."


def in_groups(digest):
    """Eight figures and a space: a hand can compare it."""
    return " ".join(digest[n : n + 8] for n in range(0, len(digest), 8))


KIND = Kind(
    PaperKind.SELECTION_PROTOCOL,
    series="selection",
    keep=FIVE_YEARS,
    group=RESULTS,
    lead="Как подобраны пары: исходные данные, правила, баллы, ручные изменения и решение комиссии.",
    build=build,
    form=Form,
    by_head=False,
    dated_by="held_on",
    in_bodies=False,
)
