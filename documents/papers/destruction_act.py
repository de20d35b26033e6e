"""Act of destruction with the extract of the event log (приказ Роскомнадзора от 28.10.2022 № 179).

The names are taken while they exist (`facts_of`), the paper is made when they are gone (`build`).
"""

from common.legal import cited
from common.russian import counted, date_words, initials_surname, lower_first
from common.russian_dates import upper_first
from documents.content import BLANK_REFERENCE
from documents.models.kinds import PaperKind
from documents.papers.blocks import letterhead, name_lines
from documents.papers.items import sentence
from documents.papers.kind import RESULTS, THREE_YEARS, Kind
from people.lawful import LAWFUL
from people.models import Person

SYSTEM = "«Наставничество»"
METHOD = "удаление записей и файлов из информационной системы без возможности восстановления её средствами"
PAPER_METHOD = "; бумажные носители – измельчение (шредирование)"
FIELDS = [
    {"title": "№", "width": 7},
    {"title": "Сведения", "width": 33},
    {"title": "Содержание", "width": 60},
]
COLUMNS = [
    {"title": "№ записи", "width": 12},
    {"title": "Дата и время", "width": 22},
    {"title": "Событие", "width": 40},
    {"title": "Кто", "width": 26},
]


def facts_of(destruction, by):
    """What the act says of people: whose data, who destroys them."""
    return {
        "subject": destruction.person.full_name,
        "position": destruction.person.position,
        "signers": [signer(destruction.proposed_by), signer(by)],
    }


def signer(membership):
    """Post and name of one of the two, from the card of the person or from the access."""
    card = Person.objects.filter(membership=membership).first()
    name = card.name if card else None
    written = initials_surname(name) if name else with_initials(membership.user)
    post = (card and card.position) or post_by_role(membership)
    full_name = card.full_name if card else membership.user.name or written
    return {"post": upper_first(post), "name": written, "full_name": full_name, "mark": None}


def post_by_role(membership):
    """The head signs under the post of the card of the institution, others under their role."""
    if membership.role == "head":
        return membership.organization.head_title
    return f"{membership.get_role_display()} наставничества".replace(
        "администратор наставничества", "администратор"
    )


def with_initials(user):
    """ "М.С. Ковалёва" of the account's name; without one the address."""
    initials = "".join(f"{part[0]}." for part in (user.first_name, user.patronymic) if part)
    return f"{initials} {user.last_name}".strip()


def build(destruction, facts, *, entries):
    """Content of the act; shape: templates/papers/destruction_act.html. `entries` are rows of the journal."""
    organization, day = destruction.organization, destruction.organization.today
    return {
        "kind": "АКТ",
        "letterhead": letterhead(organization),
        "place": organization.city,
        "date": "",
        "number": "",
        "heading": "Об уничтожении персональных данных",
        "preamble": f"Составлен {cited('destruction_proof', day)} о том, что уничтожены персональные данные:",
        "table": {"columns": FIELDS, "rows": numbered(fields(destruction, facts, day))},
        "signers": facts["signers"],
        "signature": None,
        "appendices": [extract(destruction, facts, entries, day)],
        "acknowledgement": None,
        "verification": None,
        "draft": False,
    }


def fields(destruction, facts, day):
    """(what, content) of п. 3 of the order № 179, in its sequence."""
    organization = destruction.organization
    numbers = ", ".join(
        f"{label} {value}"
        for label, value in (("ОГРН", organization.ogrn), ("ИНН", organization.inn))
        if value
    )
    operator = ", ".join(
        filter(None, [" ".join(name_lines(organization.full_name)), organization.address, numbers])
    )
    return [
        ("Оператор и его адрес", operator),
        ("Лицо, обрабатывающее данные по поручению оператора", "нет"),
        ("Субъект персональных данных", ", ".join(filter(None, [facts["subject"], facts["position"]]))),
        (
            "Кто уничтожил",
            "; ".join(f"{person['full_name']}, {lower_first(person['post'])}" for person in facts["signers"]),
        ),
        ("Категории уничтоженных данных", "; ".join(categories(destruction))),
        ("Материальные носители", carriers(destruction)),
        ("Информационная система", SYSTEM),
        ("Способ уничтожения", METHOD + (PAPER_METHOD if destruction.paper_media else "")),
        ("Причина уничтожения", reason(destruction)),
        ("Дата уничтожения", date_words(day)),
        ("Не уничтожены, хранятся по закону", "; ".join(kept.words for kept in LAWFUL)),
    ]


def numbered(rows):
    return [[str(number), what, text] for number, (what, text) in enumerate(rows, 1)]


def categories(destruction):
    return [f"{lower_first(title)} ({records(count)})" for title, count in destruction.erased.items()]


def records(count):
    return counted(count, "запись", "записи", "записей")


def carriers(destruction):
    if not destruction.paper_media:
        return "бумажных носителей нет"
    return f"{destruction.paper_media}, {counted(destruction.paper_sheets, 'лист', 'листа', 'листов')}"


def reason(destruction):
    words = destruction.get_reason_display()
    if withdrawal := destruction.withdrawal:
        words += f" (получен {date_words(withdrawal.received_on)}, расписка № {withdrawal.number})"
    return words


def extract(destruction, facts, entries, day):
    """Приказ № 179, п. 5: whose data, which, from which system, why and when; below, the entries of the log itself."""
    zone = destruction.organization.zone
    heads = [
        ("Субъект персональных данных", facts["subject"]),
        ("Категории уничтоженных данных", "; ".join(categories(destruction))),
        ("Информационная система", SYSTEM),
        ("Причина уничтожения", reason(destruction)),
        ("Дата уничтожения", date_words(day)),
    ]
    return {
        "label": "Приложение",
        "head_lines": ["к акту об уничтожении персональных данных", BLANK_REFERENCE],
        "title_lines": ["Выгрузка из журнала регистрации событий", "информационной системы «Наставничество»"],
        "intro_rows": [sentence(f"{what}: {text}") for what, text in heads],
        "columns": COLUMNS,
        "rows": [
            [str(entry.number), f"{entry.at.astimezone(zone):%d.%m.%Y %H:%M:%S}", entry.words, who(entry)]
            for entry in entries
        ],
        "landscape": False,
    }


def who(entry):
    return with_initials(entry.user) if entry.user else "система"


KIND = Kind(
    PaperKind.DESTRUCTION_ACT,
    series="acts",
    keep=THREE_YEARS,  # приказ Роскомнадзора № 179, п. 8
    group=RESULTS,
    lead="Составляется сам, когда данные человека уничтожают после отзыва согласия.",
    by_head=False,
    template="papers/destruction_act.html",
    body="papers/_act_body.html",
)
