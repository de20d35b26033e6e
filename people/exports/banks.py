"""The two registers in the columns of the forms of Р-145 and the more that is kept of teachers (domain: Registers)."""

from people.consents import signers_of
from people.exports.cells import contacts, contacts_with_signer, day, listed, signed, workplace, years
from people.registers import mentee_rows, mentor_rows

# (heading, share of the width of a sheet of paper or 0 when it stands in tables only, cell)
MENTEES = [
    ("№", 4, lambda row: row.number),
    ("ФИО наставляемого", 9, lambda row: row.person.full_name),
    (
        "Контактные данные (данные представителя)",
        10,
        lambda row: contacts_with_signer(row.person, row.signer),
    ),
    ("Год рождения", 6, lambda row: years(row.person.birth_date and row.person.birth_date.year)),
    ("Должность (класс, группа)", 0, lambda row: row.person.position),
    ("Предмет, группа", 0, lambda row: row.person.subject),
    ("Образование", 0, lambda row: row.person.education),
    ("Педагогический стаж", 0, lambda row: years(row.person.experience_years)),
    ("Стаж в учреждении", 0, lambda row: years(row.person.experience_here_years)),
    ("Категория", 0, lambda row: row.person.category),
    ("Дата категории", 0, lambda row: day(row.person.category_on)),
    ("Основной запрос", 10, lambda row: "; ".join(one.text for one in row.entry.requests.all())),
    ("Дата вхождения в программу", 8, lambda row: day(row.entry.entered_on)),
    ("ФИО наставника", 9, lambda row: listed(pair.mentor.full_name for pair in row.pairs)),
    ("Форма наставничества", 7, lambda row: listed(pair.get_form_display() for pair in row.pairs)),
    (
        "Место работы/учёбы наставника",
        8,
        lambda row: listed(workplace(pair.mentor, row.organization) for pair in row.pairs),
    ),
    ("Дата завершения программы", 8, lambda row: listed(day(pair.ends_on) for pair in row.pairs)),
    ("Результаты программы", 7, lambda row: ""),
    ("Обратная связь наставляемого", 7, lambda row: ""),
    ("Отметка о прохождении программы", 7, lambda row: "пройдена" if row.entry.leaving == "done" else ""),
    ("Согласие на обработку (дата, срок)", 0, lambda row: signed(row.line.processing)),
    ("Согласие на участие (дата, срок)", 0, lambda row: signed(row.line.duty)),
    ("Состояние", 0, lambda row: state(row.entry)),
]
MENTORS = [
    ("№", 4, lambda row: row.number),
    ("ФИО наставника", 8, lambda row: row.person.full_name),
    ("Контактные данные", 10, lambda row: contacts(row.person)),
    ("Место работы/учёбы", 7, lambda row: workplace(row.person, row.organization)),
    ("Должность", 0, lambda row: row.person.position),
    ("Предмет, группа", 0, lambda row: row.person.subject),
    ("Образование", 0, lambda row: row.person.education),
    ("Педагогический стаж", 0, lambda row: years(row.person.experience_years)),
    ("Стаж в учреждении", 0, lambda row: years(row.person.experience_here_years)),
    ("Категория", 0, lambda row: row.person.category),
    ("Дата категории", 0, lambda row: day(row.person.category_on)),
    ("Награды", 0, lambda row: row.person.awards),
    ("Основные компетенции", 9, lambda row: "; ".join(one.name for one in row.entry.competences.all())),
    ("Важные для программы достижения", 8, lambda row: row.entry.achievements),
    ("Интересы", 6, lambda row: row.entry.interests),
    ("Желаемый возраст наставляемых", 8, lambda row: row.entry.mentee_ages),
    ("Ресурс времени на программу", 8, lambda row: row.entry.time_resource),
    ("Может вести, человек", 0, lambda row: years(row.entry.capacity)),
    ("Дата вхождения в программу", 8, lambda row: day(row.entry.entered_on)),
    ("ФИО наставляемого (наставляемых)", 9, lambda row: listed(one.person.full_name for one in row.members)),
    ("Форма наставничества", 7, lambda row: listed(pair.get_form_display() for pair in row.pairs)),
    (
        "Место работы/учёбы наставляемого",
        0,
        lambda row: listed(workplace(one.person, row.organization) for one in row.members),
    ),
    ("Дата завершения программы", 8, lambda row: listed(day(pair.ends_on) for pair in row.pairs)),
    ("Результаты программы", 0, lambda row: ""),
    ("Ссылка на кейс/отзыв на сайте", 0, lambda row: ""),
    ("Согласие на обработку (дата, срок)", 0, lambda row: signed(row.line.processing)),
    ("Согласие на обязанности (дата, срок)", 0, lambda row: signed(row.line.duty)),
    ("Состояние", 0, lambda row: state(row.entry)),
]


class BankLine:
    """A line of a register with all that its columns ask for; nobody stands in it whose data are not processed."""

    def __init__(self, number, line, members, organization, signer=None):
        self.number, self.line, self.organization = str(number), line, organization
        self.entry, self.person = line.entry, line.entry.person
        self.members = [
            one for one in members if not is_stopped(one.person) and not is_stopped(one.pair.mentor)
        ]
        self.pairs = [member.pair for member in self.members]
        self.signer = None if signer is None or is_stopped(signer) else signer

    @property
    def named(self):
        """Ids of everybody whose name stands in the line."""
        others = [person.pk for member in self.members for person in (member.person, member.pair.mentor)]
        return {self.person.pk, *others, *([self.signer.pk] if self.signer else [])}


def is_stopped(person):
    return bool(person.processing_stopped_on or person.destroyed_on)


def mentee_lines(entries, organization):
    rows = mentee_rows(entries)
    signers = signers_of([row.entry.person for row in rows])
    return [
        BankLine(number, row, row.members, organization, signers.get(row.entry.person_id))
        for number, row in enumerate(rows, 1)
    ]


def mentor_lines(entries, organization):
    return [
        BankLine(number, row, row.mentees, organization) for number, row in enumerate(mentor_rows(entries), 1)
    ]


def state(entry):
    return f"вышел {day(entry.left_on)}" if entry.left_on else entry.get_status_display()
