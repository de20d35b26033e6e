"""Journal of meetings of a pair or group (domain 3.10): what the journal in the system says, meetings that were typed
besides, then rows to write in by hand."""

from django import forms

from common.russian import counted, date_dots
from documents.forms.paper import DayField, PairField, PaperForm
from documents.models.kinds import PaperKind
from documents.papers import pieces
from documents.papers.kind import FIVE_YEARS, PROGRAMMES, Kind
from documents.papers.phrases import curator_signer, pair_facts, period
from documents.papers.typed import PartsField, parts
from meetings.queries import journal_of

COLUMNS = [
    ("№ п/п", 5),
    ("Дата", 9),
    ("Форма встречи", 11),
    ("Тема", 16),
    ("Обсужденные вопросы", 18),
    ("Результат", 16),
    ("Длительность", 11),
    ("Подписи сторон", 14),
]
HAND_ROW = ["\u200b", "\u200b"]  # two lines high: a hand has to fit in


class Form(PaperForm):
    pair = PairField(label="Пара или группа")
    since = DayField(label="Журнал с")
    until = DayField(label="по")
    meetings = PartsField(
        label="Встречи, которых нет в журнале пары",
        required=False,
        names=("дата", "тема", "результат", "форма", "длительность"),
        needed=2,
        help_text="Встречи из журнала впишутся сами. Остальные – по одной в строке: дата | тема | результат. "
        "Можно дописать: | форма | длительность.",
    )
    blank = forms.IntegerField(
        label="Сколько пустых строк оставить",
        min_value=0,
        max_value=60,
        initial=12,
        help_text="Для записи от руки.",
    )

    def clean(self):
        data = super().clean()
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", "Окончание должно быть не раньше начала.")
        return data


def build(subject):
    row, days = subject.one("pair"), period(subject.day("since"), subject.day("until"))
    facts = pair_facts(row, ("Период", days)) if row else [("Период", days)]
    signatures = [pieces.signer("Наставник", row.pair.mentor.name)] if row else []
    return pieces.paper(
        subject,
        "ЖУРНАЛ",
        title_lines=["учета встреч наставника и наставляемых" if row and row.pair.is_group
                     else "учета встреч наставника и наставляемого"],
        landscape=True,
        short_keeping=True,
        signature=None,
        body=[pieces.facts("pair", facts), pieces.table("meetings", COLUMNS, rows(subject))],
        signatures=[*signatures, curator_signer(subject)],
    )  # fmt: skip


def rows(subject):
    held, typed = meetings_held(subject), subject.lines("meetings")
    for number, meeting in enumerate(held, 1):
        length = counted(meeting.minutes, "минута", "минуты", "минут")
        cells = [
            date_dots(meeting.on),
            meeting.get_place_display(),
            meeting.topic,
            "",
            meeting.outcome,
            length,
        ]
        yield pieces.row(f"j{meeting.pk}", str(number), *cells, "")
    for number, line in enumerate(typed, 1):
        day, theme, result, form, length = parts(line, 5)
        yield pieces.row(f"m{number}", str(len(held) + number), day, form, theme, "", result, length, "")
    for number in range(len(typed) + 1, len(typed) + (subject.number("blank") or 0) + 1):
        yield pieces.row(f"m{number}", str(len(held) + number), HAND_ROW, "", "", "", "", "", "")


def meetings_held(subject):
    """The lines of the pair's own journal within the term of the paper."""
    row, since, until = subject.one("pair"), subject.day("since"), subject.day("until")
    return list(journal_of(row.pair, since, until)) if row and row.pair.pk and since and until else []


KIND = Kind(
    PaperKind.MEETING_LOG,
    series="reports",
    keep=FIVE_YEARS,
    group=PROGRAMMES,
    lead="Лист учёта встреч пары за период. Вести его учитель не обязан: это работа по соглашению о наставничестве.",
    build=build,
    form=Form,
    by_head=False,
    in_bodies=False,
)
