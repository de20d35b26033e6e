"""Institutions for samples of papers: names that are easy to get wrong, one mentee and twelve, a body above."""

import datetime as dt
from dataclasses import dataclass

from documents.models import Document
from documents.tests.factories import CONTENT, DocumentFactory
from organizations.models import Membership, Role
from organizations.tests.factories import MembershipFactory, OrganizationFactory
from pairs.models import Pair
from pairs.tests.factories import PairFactory
from people.models import Person
from people.tests.factories import PersonFactory
from roadmap.models import Roadmap
from roadmap.services import create_roadmap
from roadmap.services.creating import samples as templates
from roadmap.tests.factories import RoadmapFactory
from selection.tests.protocol_runs import run_of

HOUSES = {
    "kindergarten": {
        "full_name": "Государственное бюджетное дошкольное образовательное учреждение детский сад № 27",
        "full_name_genitive": "государственного бюджетного дошкольного образовательного учреждения детского сада № 27",
        "short_name": "ГБДОУ детский сад № 27", "head_title": "заведующий", "head_gender": "male",
        "head_last_name": "Соловей", "head_first_name": "Пётр", "head_patronymic": "Ильич", "city": "п. Приозёрный",
    },
    "school": {
        "full_name": "Муниципальное бюджетное общеобразовательное учреждение «Средняя общеобразовательная школа № 12 "
        "имени А.К. Ветлугина» города Светлореченска",
        "full_name_genitive": "муниципального бюджетного общеобразовательного учреждения «Средняя школа № 12»",
        "short_name": "МБОУ «СОШ № 12»", "founder": "Управление образования администрации города Светлореченска",
        "inn": "0000000000", "ogrn": "0000000000000", "phone": "8 (00000) 0-00-00",
        "address": "000000, г. Светлореченск, ул. Школьная, д. 4", "site": "https://school12.example/",
        "simple_signature_act": "приказ от 14.08.2026 № 109-од",
    },
    "college": {
        "full_name": "Областное государственное бюджетное профессиональное образовательное учреждение «Колледж «Мост»»",
        "full_name_genitive": "областного государственного бюджетного учреждения «Колледж «Мост»»",
        "short_name": "ОГБПОУ «Колледж «Мост»»", "head_gender": "male", "head_last_name": "Дурново",
        "head_first_name": "Илья", "head_patronymic": "", "order_number_pattern": "134/{n}",
    },
    "department": {
        "full_name": "Отдел образования администрации города Светлореченска",
        "full_name_genitive": "отдела образования администрации города Светлореченска",
        "short_name": "Отдел образования", "head_title": "начальник отдела образования", "head_gender": "male",
        "head_last_name": "Жук", "head_first_name": "Артём", "head_patronymic": "Павлович",
    },
}  # fmt: skip
LONGEST = "Краснопресненскозамоскворецкобогоявленских-Верхненижнеобогатительноуралмашевская"
NAMES = [
    ("Мамедов", "Руслан", "Эльдар оглы", "male", "учитель информатики"),
    ("Дурново", "Елена", "Олеговна", "female", "учитель биологии"),
    ("Жук", "Анна", "Игоревна", "female", "учитель-логопед"),
    ("Жук", "Егор", "Ильич", "male", "педагог-психолог"),
    ("Ким", "Ёнсу", "", "male", "учитель русского языка и литературы"),
    (LONGEST, "Ольга", "Николаевна", "female", "учитель начальных классов"),
    ("Петрова-Белых", "Дарья", "Андреевна", "female", ""),
    ("Гриценко", "Артём", "Павлович", "male", "учитель математики"),
    ("Черных", "Светлана", "Юрьевна", "female", "учитель химии"),
    ("Шевчук", "Лев", "Игоревич", "male", "преподаватель"),
    ("Өмәрова", "Әлфия", "Үҗән кызы", "female", "воспитатель"),
    ("Лис", "Юлия", "Ринатовна", "female", "старший воспитатель"),
]
SIGNED = {"status": Document.Status.SIGNED, "sent_at": None, "content_sha256": "0" * 64, "sequence": 1}


@dataclass
class Place:
    """An institution with what its papers may name; `rich`: all of it, else one pair of two people."""

    by: Membership
    rich: bool
    pair: Pair | None = None
    new_pair: Pair | None = None
    roadmap: Roadmap | None = None

    @property
    def organization(self):
        return self.by.organization

    @property
    def year(self):
        return self.organization.school_year


def place(kind, *, rich=True):
    organization = OrganizationFactory(kind=kind, **HOUSES[kind])
    role = Role.METHODOLOGIST if organization.is_above else Role.CURATOR
    by = MembershipFactory(organization=organization, role=role, user__name="Астахова Ирина Викторовна")
    cast = Place(by, rich)
    cast.roadmap = roadmap_of(cast)
    if organization.is_above:
        paper(cast, Document.Kind.ORDER_MODEL)
    else:
        people(cast)
    regulation(cast)
    return cast


def people(cast):
    """The curator, a mentor with one mentee or twelve, another pair of the same mentees, the order that fixed it."""
    house = cast.organization
    PersonFactory(
        organization=house, membership=cast.by, last_name="Астахова", first_name="Ирина", patronymic="Викторовна",
        position="заместитель директора по учебно-воспитательной работе",
    )  # fmt: skip
    mentees = [person(house, *names) for names in (NAMES if cast.rich else NAMES[:1])]
    mentor = person(house, "Соловей", "Виктор", "Иванович", "male", "учитель физики", category="высшая")
    terms = {"starts_on": dt.date(cast.year, 9, 7), "ends_on": dt.date(cast.year + 1, 5, 28)}
    kind = Pair.Kind.GROUP if cast.rich else Pair.Kind.TRADITIONAL
    looks = {"kind": kind, "theme": "Современный урок: планирование и оценивание"} | terms
    cast.pair = PairFactory(mentor=mentor, mentees=mentees, status=Pair.Status.ACTIVE, **looks)
    other = person(house, "Лебедева", "Ольга", "Николаевна", "female", "учитель математики")
    cast.new_pair = PairFactory(mentor=other, mentees=mentees, status=Pair.Status.READY, **looks)
    paper(cast, Document.Kind.ORDER_PAIRS).pairs.add(cast.pair)
    selection(cast, mentees, [mentor, other])


def selection(cast, mentees, mentors):
    """A run with too few places; in a rich cast somebody has changed it by hand."""
    change = {"kind": "assign", "mentee": mentees[0], "before": mentors[0], "after": mentors[1]}
    change |= {"reason": "по просьбе методического объединения", "made_by": cast.by.user}
    run_of(cast.organization, mentees, mentors, capacity=3, changes=[change] if cast.rich else [])


def person(house, last, first, patronymic, gender, position, **more):
    return PersonFactory(
        organization=house, last_name=last, first_name=first, patronymic=patronymic, gender=gender,
        position=position, experience_years=1, kind=Person.Kind.EMPLOYEE, **more,
    )  # fmt: skip


def roadmap_of(cast):
    """The first built-in roadmap that fits; a poor cast has one without lines."""
    house = cast.organization
    if not cast.rich:
        return RoadmapFactory(organization=house, title="ДОРОЖНАЯ КАРТА\nнаставничества")
    key = next(key for key, sample in templates().items() if sample.fits(house))
    return create_roadmap(house, template=key, start_year=cast.year, by=cast.by)


def paper(cast, kind):
    """A signed order that others may name."""
    items = [
        {"uid": f"i{n}", "number": f"{n}.", "level": 1, "text": f"Пункт {n}.", "who": "", "until": ""}
        for n in range(1, 7)
    ]
    day = dt.date(cast.year, 9, 4)
    return DocumentFactory(
        created_by=cast.by, kind=kind, content=CONTENT | {"items": items}, series="core", year=cast.year,
        number="41-од", dated=day, **SIGNED,
    )  # fmt: skip


def regulation(cast):
    """The draft that an order of approval needs."""
    content = CONTENT | {"kind": "ПОЛОЖЕНИЕ", "items": [], "title_lines": ["ПОЛОЖЕНИЕ", "о системе наставничества"],
                         "body": [{"is": "text", "uid": "a", "text": "Понятия.", "number": "1.1.", "look": ""}],
                         "appendices": [], "signature": None, "command": "", "preamble": "", "heading": ""}  # fmt: skip
    return DocumentFactory(
        created_by=cast.by,
        draft=True,
        kind=Document.Kind.REGULATION,
        content=content,
        title="Положение",
        facts={},
    )
