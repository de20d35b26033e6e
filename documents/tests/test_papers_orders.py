"""The orders of the cycle: their sentences in every house, for both genders, for one person and for twelve."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from documents.content import texts_of
from documents.kinds import KINDS
from documents.models import Document
from documents.models.kinds import PaperKind as Kind
from documents.papers.office import post_in, quoted, written
from documents.services.drafts import change_facts
from documents.tests.steps import drawn_up, signed_paper
from organizations.models import Organization, Role
from organizations.tests.factories import MembershipFactory, OrganizationFactory
from people.tests.factories import PersonFactory

TODAY = dt.date(2026, 11, 20)
HOUSES = {
    "kindergarten": ("ГБДОУ детский сад № 27", "Государственное учреждение детский сад № 27", "заведующий"),
    "school": ("МБОУ «СОШ № 12»", "Муниципальное учреждение «Школа № 12»", "директор"),
    "college": ("ОГБПОУ «Мост»", "Областное учреждение «Политехнический колледж «Мост»", "директор"),
    "department": ("Отдел образования города", "Отдел образования города", "начальник отдела"),
}
OF_HOUSE = {"kindergarten": "детского сада", "school": "школы", "college": "колледжа", "department": "отдела"}
PEOPLE = [
    ("Соловей", "Виктор", "Иванович", "male", "учитель физики"),
    ("Жук", "Анна", "Игоревна", "female", "педагог-психолог"),
    ("Мамедов", "Руслан", "Эльдар оглы", "male", "заместитель директора по учебной работе"),
]


@pytest.fixture(autouse=True)
def _a_day(monkeypatch):
    """Terms of the forms and of the texts stand still."""
    monkeypatch.setattr(Organization, "today", TODAY)


@pytest.fixture(params=HOUSES)
def me(request, db):
    """Who draws up papers in each kind of house."""
    short, full, head = HOUSES[request.param]
    organization = OrganizationFactory(kind=request.param, short_name=short, full_name=full, head_title=head)
    role = Role.METHODOLOGIST if organization.is_above else Role.CURATOR
    return MembershipFactory(organization=organization, role=role, user__name="Астахова Ирина Викторовна")


def people_in(organization):
    names = ("last_name", "first_name", "patronymic", "gender", "position")
    return [PersonFactory(organization=organization, **dict(zip(names, one, strict=True))) for one in PEOPLE]


@pytest.fixture
def people(school):
    return people_in(school)


def text_of(document):
    words = [document.content["preamble"], *(item["text"] for item in document.content["items"])]
    return "\n".join(words).replace("\xa0", " ")


def words_of(document):
    return " ".join(texts_of(document.content)).replace("\xa0", " ")


def model_answers(person=None, **more):
    who = {"curator": person.pk} if person else {"curator_typed": "Бодров Олег Игоревич, методист"}
    return {
        "who": "teachers", "starts_on": "2026-11-23", "ends_on": "2027-05-31", "publish_by": "2026-12-04",
        "interim_on": "2027-01-29", "final_on": "2027-05-21",
    } | who | more  # fmt: skip


def event_answers(**more):
    return {
        "kind": "круглый стол", "name": "Наставник и я", "held_on": "2027-05-14", "time": "14:00",
        "place": "актовый зал", "goal": "подведения итогов", "participants": "наставников и наставляемых",
        "programme": "14:00 | Открытие | Ковалёва М.С.\n14:10 | опыт пар",
        "organisers_others": "Жук Анна Ильинична, методист",
    } | more  # fmt: skip


def reward_answers(**more):
    return {"reason": "результативную работу", "award": "Почетной грамотой школы"} | more


def curator_answers(person=None, **more):
    who = {"person": person.pk} if person else {"person_typed": "Бодров Олег Игоревич, методист"}
    return {"starts_on": "2026-11-23", "ends_on": "2027-05-31", "duties": "вести банки;"} | who | more


# --- Every house -------------------------------------------------------------------------------------------


def test_model_is_brought_in_with_curator_terms_and_site(me):
    house = me.organization
    person = None if house.is_above else people_in(house)[1]

    document = drawn_up(Kind.ORDER_MODEL, me, **model_answers(person))

    text, name = (
        text_of(document),
        "педагога-психолога Жук Анну Игоревну" if person else "методиста Бодрова Олега Игоревича",
    )
    where = "подведомственных образовательных организациях" if house.is_above else house.short_name
    assert (
        f"Внедрить в {where} систему (целевую модель) наставничества педагогических работников с 23 ноября"
        in text
    )
    assert f"Назначить куратором наставничества {name}." in text
    assert f"официального сайта {OF_HOUSE[house.kind]} в срок до 4 декабря 2026 г." in text
    assert "351.8" in text
    assert "Р-145" not in text
    assert document.content["items"][-1]["text"] == "Контроль за исполнением приказа оставляю за собой."


def test_curator_is_appointed_with_duties_data_and_silence(me):
    person = None if me.organization.is_above else people_in(me.organization)[0]

    text = text_of(drawn_up(Kind.ORDER_CURATOR, me, **curator_answers(person)))

    whom, to_whom = (
        ("учителя физики Соловья Виктора Ивановича", "Соловью Виктору Ивановичу")
        if person
        else ("методиста Бодрова Олега Игоревича", "Бодрову Олегу Игоревичу")
    )
    assert f"Назначить с 23 ноября 2026 г. по 31 мая 2027 г. куратором наставничества {whom}." in text
    assert f"{to_whom} в соответствии со статьей 7 Федерального закона от 27.07.2006 № 152-ФЗ" in text
    assert "Вести банки." in text
    assert "временного отсутствия" not in text


def test_event_has_its_programme_as_an_appendix(me):
    document = drawn_up(Kind.ORDER_EVENT, me, **event_answers())

    text = text_of(document)
    assert document.title == "О проведении круглого стола «Наставник и я»"
    assert "Провести 14 мая 2027 г. в 14:00 круглый стол «Наставник и я»" in text
    assert (
        "Назначить ответственным за подготовку и проведение мероприятия методиста Жук Анну Ильиничну." in text
    )
    assert f"официального сайта {OF_HOUSE[me.organization.kind]} в срок до 19 мая 2027 г." in text
    appendix = document.content["appendices"][0]
    assert [row["cells"] for row in appendix["body"][0]["rows"]] == [
        ["1", "14:00", "Открытие", "Ковалёва М.С."],
        ["2", "14:10", "Опыт пар", "–"],
    ]
    if me.organization.is_above:
        assert appendix["head_lines"][0] == "к приказу Отдела образования города"


def test_rewards_for_guests_stand_in_their_cases(me):
    answers = reward_answers(
        certificate_others="Жук Анна Ильинична, методист",
        letters_others="Ким Олег Павлович, главный технолог ООО «Завод»",
    )

    document = drawn_up(Kind.ORDER_REWARD, me, **answers)

    text = text_of(document)
    assert "Наградить Почетной грамотой школы методиста Жук Анну Ильиничну." in text
    assert "Направить благодарственное письмо главному технологу ООО «Завод» Киму Олегу Павловичу." in text
    assert "статьей 191" not in text


# --- Many and one, men and women ----------------------------------------------------------------------------


def test_large_working_group_stands_in_an_appendix(curator, people):
    more = [PersonFactory(organization=curator.organization, last_name=f"Громова{n}") for n in "абвгдежзи"]
    members = [person.pk for person in [*people, *more]]

    document = drawn_up(
        Kind.ORDER_MODEL, curator, **model_answers(people[1], leader=people[0].pk, members=members)
    )

    rows = document.content["appendices"][0]["body"][0]["rows"]
    assert "Утвердить состав рабочей группы по внедрению наставничества (приложение)." in text_of(document)
    assert len(rows) == 12
    assert rows[0]["cells"] == [
        "1",
        {"name": "Соловей Виктор Иванович", "rest": ""},
        "учитель физики",
        "руководитель",
    ]


def test_small_working_group_stands_in_the_items(curator, people):
    answers = model_answers(people[1], leader=people[0].pk, members=[people[2].pk], who="both")

    document = drawn_up(Kind.ORDER_MODEL, curator, **answers)

    text = text_of(document)
    assert "Руководитель рабочей группы – Соловей Виктор Иванович, учитель физики." in text
    assert (
        "Член рабочей группы – Мамедов Руслан Эльдар оглы, заместитель директора по учебной работе." in text
    )
    assert "Р-145" in text
    assert document.content["appendices"] == []


def test_rewards_of_twelve_and_of_one(curator, people):
    many = [
        PersonFactory(organization=curator.organization, last_name=f"Громова{n}").pk for n in "абвгдежзийк"
    ]
    answers = reward_answers(
        certificate=[people[2].pk], thanks=[*many, people[0].pk], bonus=[people[0].pk, people[1].pk], bonus_sum=5000,
        clerk=people[1].pk, accountant=people[0].pk, pay_by="2027-06-10", memo_on="2026-11-18",
    )  # fmt: skip

    document = drawn_up(Kind.ORDER_REWARD, curator, **answers)

    items = {item["number"]: item["text"] for item in document.content["items"]}
    assert items["1."].endswith("школы заместителя директора по учебной работе Мамедова Руслана Эльдар оглы.")
    assert items["2."] == "Объявить благодарность:"
    assert items["2.12."] == "Соловью Виктору Ивановичу, учителю физики."
    assert items["3."].endswith("премию в размере 5000 (пяти тысяч) рублей каждому:")
    assert items["4."].startswith(
        "Педагогу-психологу Жук Анне Игоревне внести сведения о награждении в трудовую книжку работника"
    )
    assert (
        items["5."]
        == "Учителю физики Соловью Виктору Ивановичу обеспечить выплату премии в срок до 10 июня 2027 г.".replace(
            " июня", "\xa0июня"
        ).replace(" г.", "\xa0г.")
    )
    assert "со статьей 191" in document.content["preamble"]
    assert document.acknowledgements.count() == 14
    assert KINDS[Kind.ORDER_REWARD].series == "personnel"


def test_curator_with_a_deputy_and_pay(curator, people):
    answers = curator_answers(
        people[1], deputy=people[0].pk, bonus="доплату в размере 10 (десяти) процентов оклада"
    )

    text = text_of(drawn_up(Kind.ORDER_CURATOR, curator, **answers))

    assert (
        "На период временного отсутствия Жук Анны Игоревны исполнение обязанностей куратора наставничества возложить "
        "на учителя физики Соловья Виктора Ивановича." in text
    )
    assert "Установить Жук Анне Игоревне на срок, указанный в пункте 1 настоящего приказа, доплату" in text


@pytest.mark.parametrize(
    ("gender", "position", "said"),
    [
        ("male", "10 «Б» класс", "обучающемуся 10 «Б» класса"),
        ("female", "7А класс", "обучающейся 7А класса"),
        ("female", "студентка второго курса", "студентке второго курса"),
        ("male", "группа ПКС-21", "обучающемуся группы ПКС-21"),
        ("male", "", "обучающемуся"),
    ],
)
def test_learners_are_named_by_their_class(gender, position, said):
    person = PersonFactory.build(kind="learner", gender=gender, position=position)

    assert post_in(person, "dative") == said


def test_typed_person_is_declined_like_a_card():
    person = written("Черных Светлана Юрьевна, учитель-логопед", OrganizationFactory.build())

    assert (person.decline("dative"), post_in(person, "dative")) == (
        "Черных Светлане Юрьевне",
        "учителю-логопеду",
    )


# --- Other papers named in an order --------------------------------------------------------------------------


def test_paper_is_quoted_with_inner_quotes(curator, head):
    paper = signed_paper(head, title="Об утверждении Положения «О наставниках»")
    paper.title = "Об утверждении Положения «О наставниках»"

    assert quoted(paper) == (
        f"приказ от {paper.dated:%d.%m.%Y} № {paper.number} «Об утверждении Положения „О наставниках“»"
    )


# --- Refusals -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "answers", "field", "message"),
    [
        (
            Kind.ORDER_MODEL,
            model_answers(ends_on="2026-11-23"),
            "ends_on",
            "Окончание должно быть позже начала",
        ),
        (Kind.ORDER_MODEL, model_answers(final_on="2027-06-10"), "final_on", "до окончания срока"),
        (Kind.ORDER_EVENT, event_answers(held_on="2026-11-19"), "held_on", "уже прошёл"),
        (Kind.ORDER_EVENT, event_answers(programme="Открытие"), "programme", "Строка 1"),
        (Kind.ORDER_EVENT, event_answers(organisers_others=""), "organisers", "хотя бы одного"),
        (Kind.ORDER_EVENT, event_answers(organisers_others="Жук"), "organisers_others", "полностью"),
        (Kind.ORDER_REWARD, reward_answers(), "certificate", "хотя бы одного"),
        (
            Kind.ORDER_REWARD,
            reward_answers(certificate_others="Жук Анна Ильинична", award=""),
            "award",
            "чем наградить",
        ),
    ],
)
def test_form_refuses(curator, people, kind, answers, field, message):
    form = KINDS[kind].form(answers, me=curator)

    assert not form.is_valid()
    assert message in " ".join(form.errors[field])


def test_group_without_a_leader_and_a_bonus_without_a_sum_are_refused(curator, people):
    group = KINDS[Kind.ORDER_MODEL].form(model_answers(people[0], members=[people[1].pk]), me=curator)
    bonus = KINDS[Kind.ORDER_REWARD].form(reward_answers(bonus=[people[0].pk]), me=curator)
    himself = KINDS[Kind.ORDER_CURATOR].form(curator_answers(people[0], deputy=people[0].pk), me=curator)

    assert "руководителя" in str(group.errors["leader"])
    assert "размер премии" in str(bonus.errors["bonus_sum"])
    assert "сам себя" in str(himself.errors["deputy"])


def test_body_without_cards_must_type_a_person(db):
    me = MembershipFactory(organization__kind="department", role=Role.METHODOLOGIST)

    form = KINDS[Kind.ORDER_CURATOR].form(curator_answers(person_typed=""), me=me)

    assert "впишите" in str(form.errors["person"])


def test_institution_is_not_asked_to_type_people_nor_offered_strangers(curator, people):
    stranger = PersonFactory()

    form = KINDS[Kind.ORDER_CURATOR].form(curator_answers(stranger), me=curator)

    assert not any(name.endswith("_typed") for name in form.fields)
    assert "person" in form.errors


def test_kindergarten_has_no_learners_to_choose(db):
    me = MembershipFactory(organization__kind="kindergarten", role=Role.CURATOR)

    assert [key for key, _ in KINDS[Kind.ORDER_MODEL].form(me=me).fields["who"].choices] == ["teachers"]


def test_changed_answers_change_the_text(curator, people):
    document = drawn_up(Kind.ORDER_CURATOR, curator, **curator_answers(people[0]))
    form = KINDS[Kind.ORDER_CURATOR].form(curator_answers(people[1]), me=curator)
    assert form.is_valid()

    document = change_facts(document, form.cleaned_data, version=1, by=curator)

    assert "Жук Анну Игоревну" in text_of(document)
    assert list(document.people.all()) == [people[1]]
    with pytest.raises(ValidationError, match="сохранил кто-то другой"):
        change_facts(document, form.cleaned_data, version=1, by=curator)


def test_no_empty_words_anywhere(curator, people):
    """No blank is left where a fact was not given: no double space, no empty brackets, no «None»."""
    papers = [
        drawn_up(Kind.ORDER_MODEL, curator, **model_answers(people[0])),
        drawn_up(Kind.ORDER_CURATOR, curator, **curator_answers(people[0])),
        drawn_up(Kind.ORDER_EVENT, curator, **event_answers(time="")),
        drawn_up(Kind.ORDER_REWARD, curator, **reward_answers(thanks=[people[0].pk])),
    ]

    for paper in papers:
        words = text_of(paper)
        assert not [sign for sign in ("  ", "()", "None", " ,", " .", "..") if sign in words], words
    assert Document.objects.count() == len(papers)
