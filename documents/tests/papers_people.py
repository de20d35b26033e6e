"""Answers to the questions of each kind of paper about people, as a curator would type them."""

from documents.content import texts_of
from documents.kinds import KINDS
from documents.models import Document
from documents.services.drafts import draft_paper
from organizations.models import Role
from organizations.tests.factories import MembershipFactory, OrganizationFactory
from pairs.models import Pair
from pairs.tests.factories import PairFactory
from people.models import Person
from people.tests.factories import PersonFactory

Kind = Document.Kind
PLACES = {
    "school": ("МБОУ «СОШ № 12»", "директор", "female"),
    "kindergarten": ("ГБДОУ детский сад № 27", "заведующий", "female"),
    "college": ("ОГБПОУ «Колледж «Мост»»", "директор", "male"),
    "methodical_centre": ("МБУ «Методический центр»", "директор", "female"),
    "department": ("Отдел образования", "начальник отдела образования", "male"),
}
FULL = {
    "school": "Муниципальное бюджетное общеобразовательное учреждение «Средняя общеобразовательная школа № 12 имени "
    "А.К. Ветлугина» города Светлореченска",
    "kindergarten": "Государственное бюджетное дошкольное образовательное учреждение детский сад № 27 "
    "Приморского района",
    "college": "Областное государственное бюджетное профессиональное образовательное учреждение «Колледж «Мост»»",
    "methodical_centre": "Муниципальное бюджетное учреждение «Методический центр» города Светлореченска",
    "department": "Отдел образования администрации города Светлореченска",
}


def place(kind):
    """An institution of a kind and the membership that draws up its papers."""
    short, title, gender = PLACES[kind]
    head = ("Ковалёва", "Марина", "Сергеевна") if gender == "female" else ("Соловей", "Пётр", "Ильич")
    organization = OrganizationFactory(
        kind=kind, short_name=short, full_name=FULL[kind], head_title=title, head_gender=gender,
        head_last_name=head[0], head_first_name=head[1], head_patronymic=head[2],
        address="000000, г. Светлореченск, ул. Школьная, д. 4", inn="0000000000", ogrn="0000000000000",
    )  # fmt: skip
    role = Role.METHODOLOGIST if organization.is_above else Role.CURATOR
    by = MembershipFactory(organization=organization, role=role, user__name="Астахова Ирина Викторовна")
    if not organization.is_above:
        PersonFactory(
            organization=organization, membership=by, last_name="Астахова", first_name="Ирина",
            patronymic="Викторовна", position="заместитель директора",
        )  # fmt: skip
    return by


def pair_of(organization, *, mentees=1, status=Pair.Status.ACTIVE):
    """A woman who mentors men with names that are easy to get wrong."""
    mentor = PersonFactory(organization=organization, last_name="Лебедева")
    names = [
        ("Гриценко", "Артём", "Павлович"),
        ("Жук", "Егор", "Ильич"),
        ("Мамедов", "Руслан", "Эльдар оглы"),
    ]
    people = [
        PersonFactory(
            organization=organization, last_name=last, first_name=first, patronymic=patronymic, gender="male",
            position="учитель физики",
        )
        for last, first, patronymic in (names * 4)[:mentees]
    ]  # fmt: skip
    kind = Pair.Kind.GROUP if mentees > 1 else Pair.Kind.TRADITIONAL
    return PairFactory(mentor=mentor, mentees=people, status=status, kind=kind)


def partner(organization):
    return PersonFactory(
        organization=organization, kind=Person.Kind.PARTNER, last_name="Ремезов", first_name="Павел",
        patronymic="Олегович", gender="male", position="главный технолог",
        workplace="ООО «Светлореченский приборный завод»",
    )  # fmt: skip


AGREEMENT = {
    "contract_on": "2014-08-25", "contract_number": "41", "pay": "percent", "amount": "15",
    "base": "ставки заработной платы", "content": "составление программы, проведение встреч и консультаций",
    "mode": "очно; не менее двух встреч в месяц", "pay_act": "Положением об оплате труда работников",
}  # fmt: skip
NOTICE = {"who": "mentor", "handed_on": "2027-01-18", "effective_on": "2027-01-22"}
LOG = {
    "since": "2026-10-05", "until": "2026-12-30", "blank": "10",
    "meetings": "07.10.2026 | Знакомство, план работы | Составлен план | очно | 40 минут\n"
    "21.10.2026 | Планирование урока | Разобран конспект",
}  # fmt: skip
MENTOR_REPORT = {
    "school_year": "2026", "term": "first", "meetings": "9", "lessons": "4", "planned": "8", "done": "7",
    "solved": "Планирование урока по ФГОС\nРабота с электронным журналом", "conclusion": "continue",
    "progress": "Самостоятельно ведёт уроки, выступил на методическом объединении",
    "problems": "Не посещён урок в соседней школе из-за карантина", "advice": "Включить в план взаимные посещения",
}  # fmt: skip
CURATOR_REPORT = {
    "school_year": "2026", "unmatched": "Закреплены консультанты из методического объединения",
    "programmes": "Завершены 11 программ из 12, одна продлена до 30 октября",
    "training": "Семинар «Обратная связь», 6 часов, 12 наставников\nКурсы повышения квалификации, 2 наставника",
    "survey": "Довольны работой 12 из 13 ответивших", "strong": "Сложилась команда наставников",
    "weak": "Наставникам не хватает времени на посещение уроков", "practices": "Урок вдвоём",
    "plans": "Расширить банк наставников\nПровести школу наставника",
}  # fmt: skip
MINUTES = {
    "gathering": "заседания педагогического совета", "held_on": "2026-08-27",
    "chair": "Ковалёва Марина Сергеевна, директор",
    "secretary": "Седых Мария Львовна, учитель английского языка", "present": "38", "members": "41", "listed": "on",
    "invited": "Гайдай Ольга Романовна, специалист по кадрам",
    "agenda": "О принятии Положения о системе наставничества | Астахова Ирина Викторовна, заместитель директора | "
    "Принять Положение; рекомендовать директору утвердить Положение и дорожную карту\n"
    "О формах наставничества | Соловей Виктор Иванович, учитель физики | Применять форму «педагог – педагог»",
    "spoke": "1 | Соловей Виктор Иванович, учитель физики | предложил указать предельное число наставляемых",
    "votes": "38\n36 | 0 | 2",
}  # fmt: skip
NOTE = {
    "school_year": "2026", "basis": "пункт 6 дорожной карты, приказ от 28.08.2026 № 118-од", "since": "2027-05-10",
    "until": "2027-05-21", "methods": "анкетирование участников\nанализ программ и листов встреч",
    "mentees": "14", "mentees_answered": "13", "mentors": "4", "mentors_answered": "3",
    "rows": "Доля педагогов, включённых в систему в роли наставляемых | 80 | 12 | 14\n"
    "Доля персонализированных программ, завершённых в срок | 90 | 11 | 12\n"
    "Доля удовлетворённых наставников | 85 | 3 | 4",
    "bars": "on", "notes": "Удовлетворённость – доля ответивших, выставивших 8 баллов и более",
    "conclusions": "Плановые значения достигнуты\nСохраняются затруднения в работе с родителями",
    "advice": "Включить в план обучения занятие по работе с родителями",
}  # fmt: skip
THANKS = {"school_year": "2026", "reason": "partner"}
CERTIFICATE = {"school_year": "2026", "proves": "trained", "hours": "16"}


def form_of(kind, by, answers, **rows):
    """The bound form of a kind; rows are given as objects or lists of them."""
    keys = {name: [one.pk for one in row] if isinstance(row, list) else row.pk for name, row in rows.items()}
    return KINDS[kind].form(answers | keys, me=by)


def facts_of(kind, by, answers, **rows):
    form = form_of(kind, by, answers, **rows)
    assert form.is_valid(), form.errors
    return form.cleaned_data


ANSWERS = {
    Kind.AGREEMENT: AGREEMENT, Kind.NOTICE: NOTICE, Kind.MEETING_LOG: LOG, Kind.MENTOR_REPORT: MENTOR_REPORT,
    Kind.CURATOR_REPORT: CURATOR_REPORT, Kind.MINUTES_COUNCIL: MINUTES, Kind.MINUTES_MEETING: MINUTES,
    Kind.MONITORING_NOTE: NOTE, Kind.THANKS: THANKS | {"others": "Лис Анна Петровна, методист"},
    Kind.CERTIFICATE: CERTIFICATE | {"others": "Лис Анна Петровна, методист"},
}  # fmt: skip


def drafted(kind, by, answers=None, **rows):
    return draft_paper(KINDS[kind], facts_of(kind, by, answers or ANSWERS[kind], **rows), by=by)


def spaced(text):
    """The text with ordinary spaces."""
    return " ".join(text.split())


def words_of(document):
    """All words of a paper, with ordinary spaces."""
    return spaced(" ".join(texts_of(document.content)))


def errors_of(kind, by, answers, **rows):
    form = form_of(kind, by, answers, **rows)
    assert not form.is_valid()
    return " ".join(message for messages in form.errors.values() for message in messages)
