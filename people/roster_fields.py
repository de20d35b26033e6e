"""What a list of people may say: fields, their words and lengths, and the headings of our own export."""

from dataclasses import dataclass

from people.models import Person

EMPLOYEE, LEARNER, PARTNER, PARENT = Person.Kind.values
NAMES = ("last_name", "first_name", "patronymic")
# Every column of a person that a list fills, in the order in which new people are written.
FIELDS = [
    *(*NAMES, "gender", "position", "subject", "experience_years", "experience_here_years", "category"),
    *("category_on", "education", "awards", "workplace", "phone", "email", "birth_date", "joined_on"),
]
LABELS = {
    "last_name": "Фамилия",
    "first_name": "Имя",
    "patronymic": "Отчество",
    "gender": "Пол",
    "position": "Должность",
    "subject": "Предмет, группа",
    "experience_years": "Педагогический стаж",
    "experience_here_years": "Стаж в учреждении",
    "category": "Категория",
    "category_on": "Дата категории",
    "education": "Образование",
    "awards": "Награды",
    "workplace": "Место работы, учёбы",
    "phone": "Телефон",
    "email": "Электронная почта",
    "birth_date": "Дата рождения",
    "joined_on": "В учреждении с",
    "representative": "Законный представитель",
    "representative_phone": "Телефон представителя",
    "representative_email": "Почта представителя",
}
LONGEST = {
    **dict.fromkeys(NAMES, 80),
    **dict.fromkeys(("position", "subject"), 200),
    **dict.fromkeys(("education", "awards", "workplace"), 300),
}
# These change on a date (order of the head, attestation): what was before is kept in the history of the card.
DATED = ("position", "category")
DATES = ("category_on", "birth_date", "joined_on")
YEARS = ("experience_years", "experience_here_years")

# The export of people has these columns, so that it comes in again to the letter.
OWN_HEADINGS = {
    "Номер карточки": "card",
    "Фамилия": "last_name",
    "Имя": "first_name",
    "Отчество": "patronymic",
    "Кто это": "kind",
    "Пол": "gender",
    "Должность (класс, группа)": "position",
    "Предмет, группа": "subject",
    "Педагогический стаж": "experience_years",
    "Стаж в учреждении": "experience_here_years",
    "Категория": "category",
    "Дата категории": "category_on",
    "Образование": "education",
    "Награды": "awards",
    "Место работы, учёбы": "workplace",
    "Телефон": "phone",
    "Электронная почта": "email",
    "Дата рождения": "birth_date",
    "В учреждении с": "joined_on",
}
OWN_MARK = {"Номер карточки", "Фамилия", "Имя", "Отчество"}
LEFT_OUT = "Не вошли в файл"  # the line of an export about those whose data are not processed


@dataclass(slots=True)
class RosterRow:
    """One person's row; `number` is the row of the file, `source` its cells as they came.

    `values` holds fields of a person, and of a learner's representative under "representative".
    """

    number: int
    values: dict
    problems: list[str]
    notes: list[str]
    source: list[str]
    kind: str = EMPLOYEE
    card: int | None = None


def label_of(field, kind):
    if field == "position" and kind == LEARNER:
        return "Класс, группа"
    return LABELS[field]


def words_of(field, value):
    """A value as a person reads it."""
    if value in (None, ""):
        return ""
    if field in DATES:
        return ".".join(reversed(str(value).split("-")))
    return {"male": "мужской", "female": "женский"}.get(value, str(value))
