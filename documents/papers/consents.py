"""Consents, one separate paper each (152-ФЗ ст. 9 in the wording of 156-ФЗ; ТК ст. 351.8): a row in, plain content out."""

from django.conf import settings

from common.russian import (
    Case,
    decline_name,
    decline_phrase,
    gendered,
    initials_surname,
    lower_first,
    school_year_words,
)
from documents.legal import cited
from documents.papers.blocks import head_declined
from people.models import Consent

DATE_BLANK = "«____» ____________ 20___ г."


def build(consent):
    """Content of the consent's form; shape: templates/papers/consent.html."""
    maker = {
        Consent.Kind.PROCESSING: processing,
        Consent.Kind.MENTOR_DUTY: mentor_duty,
        Consent.Kind.MENTEE_DUTY: mentee_duty,
    }[consent.kind]
    person, organization = consent.person, consent.organization
    address = f"{settings.SITE_URL}/p/{consent.code}/"
    return {
        "kind": "СОГЛАСИЕ",
        "date_blank": DATE_BLANK,
        "name": initials_surname(person.name),
        "verification": {
            "address": address.split("://")[-1].rstrip("/"),
            "code": consent.code,
            "url": address,
        },
        **maker(person, organization, consent.printed_on),
    }


def processing(person, organization, on):
    """Consent of an employee to the processing of personal data: the items of ст. 9 ч. 4."""
    registered = gendered(person.gender, "зарегистрированный", "зарегистрированная")
    operator = lower_first(
        organization.full_name_dative or decline_phrase(organization.full_name, Case.DATIVE)
    )
    opening = (
        f"Я, {person.full_name}, {registered} по адресу: ______________________________________________, "
        "документ, удостоверяющий личность: паспорт ________ № ____________, выдан ____________ "
        "______________________________________, свободно, своей волей и в своем интересе, "
        f"{cited('personal_data', on)} даю согласие оператору, {operator}{requisites(organization)}, "
        "на обработку моих персональных данных на следующих условиях."
    )
    head = decline_phrase(organization.head_title, Case.GENITIVE)
    return {
        "title_lines": ["на обработку персональных данных"],
        "addressee": None,
        "name_bold": person.full_name,
        "short_keeping": True,
        "paragraphs": [{"text": opening}, *processing_terms(head)],
        "closing": "Мне разъяснено, что согласие дается отдельно от других документов и отказ от него не влечет "
        "неблагоприятных последствий по работе.",
    }


def requisites(organization):
    facts = [("ОГРН", organization.ogrn), ("ИНН", organization.inn)]
    numbers = ", ".join(f"{label} {value}" for label, value in facts if value)
    address = f", адрес: {organization.address}" if organization.address else ""
    return (f" ({numbers})" if numbers else "") + address


def processing_terms(head):
    terms = [
        ("Цель обработки:", "участие в системе наставничества – ведение банка данных, подбор наставника, разработка и "
         "реализация персонализированной программы, мониторинг."),
        ("Перечень данных:", "фамилия, имя, отчество; дата рождения; должность; образование и квалификация; педагогический "
         "стаж; квалификационная категория; преподаваемый предмет; номер телефона; адрес электронной почты; "
         "профессиональные запросы и затруднения; ответы на анкеты; сведения о встречах и результатах программы."),
        ("Действия и способы:", "сбор, запись, систематизация, накопление, хранение, уточнение (обновление, изменение), "
         "извлечение, использование, блокирование, удаление, уничтожение; обработка смешанная – с использованием "
         "информационной системы и на бумаге; передача третьим лицам и распространение не производятся."),
        ("Лица, обрабатывающие данные по поручению оператора:", "нет."),
        ("Срок:", "со дня подписания до завершения программы наставничества и в течение одного года после него, но не дольше "
         "чем до отзыва согласия."),
        ("Отзыв:", f"согласие отзывается в любое время письменным заявлением на имя {head}; после отзыва обработка "
         "прекращается, данные уничтожаются в срок, установленный статьей 21 указанного закона, если нет иного законного "
         "основания для обработки."),
    ]  # fmt: skip
    return [{"number": f"{n}.", "label": label, "text": text} for n, (label, text) in enumerate(terms, 1)]


def mentor_duty(person, organization, on):
    """Written consent of an employee to mentoring: ТК ст. 351.8, with the right to refuse in three working days."""
    law = f"в соответствии {cited('labour_code_351_8', on)} " if cited("labour_code_351_8", on) else ""
    return {
        "title_lines": ["на возложение дополнительных обязанностей,", "связанных с наставнической деятельностью"],
        **duty_frame(person, organization),
        "paragraphs": [
            {"text": f"Я, {with_position(person)}, {law}добровольно соглашаюсь выполнять по поручению работодателя "
             f"работу по наставничеству в {school_years(organization)} на условиях дополнительного соглашения "
             "к трудовому договору; наставляемые и срок указываются в приказе о закреплении наставнических пар и групп."},
            {"text": f"С Положением о системе (целевой модели) наставничества {organization.short_name}, обязанностями "
             f"наставника, размером и условиями выплаты {gendered(person.gender, 'ознакомлен', 'ознакомлена')}."},
        ],
        "closing": "Мне разъяснено, что я вправе досрочно отказаться от наставничества, а работодатель – досрочно отменить "
        "поручение, письменно предупредив об этом другую сторону не менее чем за три рабочих дня; отказ не влечет "
        "дисциплинарной ответственности.",
    }  # fmt: skip


def mentee_duty(person, organization, on):
    """Consent of the other side of the pair: the roadmaps ask it of both participants."""
    ready = gendered(person.gender, "ознакомлен", "ознакомлена")
    return {
        "title_lines": ["на участие в наставничестве", "в качестве наставляемого"],
        **duty_frame(person, organization),
        "paragraphs": [
            {"text": f"Я, {with_position(person)}, добровольно соглашаюсь участвовать в {school_years(organization)} "
             "в наставничестве в качестве наставляемого и выполнять персонализированную программу; наставник и срок "
             "указываются в приказе о закреплении наставнических пар и групп."},
            {"text": f"С Положением о системе (целевой модели) наставничества {organization.short_name}, правами и "
             f"обязанностями наставляемого {ready}."},
        ],
        "closing": "Мне разъяснено, что я вправе попросить о замене наставника и прекратить участие, предупредив куратора; "
        "отказ не влечет неблагоприятных последствий.",
    }  # fmt: skip


def duty_frame(person, organization):
    """Addressee in the dative, the writer in the genitive; kept with the order it stands behind, so 30 mm at the left."""
    post, name = head_declined(organization, Case.DATIVE)
    position = (
        decline_phrase(person.position, Case.GENITIVE, person.position_forms) if person.position else ""
    )
    writer = decline_name(person.name, Case.GENITIVE, person.name_forms)
    lines = [f"{post} {organization.short_name}", name, "", *filter(None, [position, writer])]
    return {"addressee": lines, "name_bold": "", "short_keeping": False}


def with_position(person):
    return f"{person.full_name}, {lower_first(person.position)}" if person.position else person.full_name


def school_years(organization):
    return school_year_words(organization.school_year).replace("учебный год", "учебном году")
