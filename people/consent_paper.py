"""Consents, one separate paper each (152-ФЗ ст. 9 in the wording of 156-ФЗ; ТК ст. 351.8).

A row of the ledger in, plain content out; the words are those of the row's text version.
"""

import re

from django.conf import settings

from common.legal import cited
from common.russian import (
    Case,
    date_words,
    decline_name,
    decline_phrase,
    gendered,
    initials_surname,
    lower_first,
    school_year_words,
)
from organizations.head import head_declined
from people.models import ConsentKind, PublishedField, Representation

DATE_BLANK = "«____» ____________ 20___ г."
TO_HEAD = {ConsentKind.MENTOR_DUTY, ConsentKind.MENTEE_DUTY}
# Facts a text may ask for in braces, with what the person who edits the text reads about each.
PLACES = {
    "full_name": "фамилия, имя, отчество",
    "with_position": "ФИО и должность (класс, группа)",
    "minor": "несовершеннолетнего обучающегося (-ей)",
    "child": "ФИО несовершеннолетнего в родительном падеже",
    "born": "дата рождения несовершеннолетнего",
    "representative": "ФИО законного представителя",
    "relation": "кем приходится",
    "basis": "документ о полномочиях представителя",
    "contact": "телефон и почта того, кто подписывает",
    "registered": "зарегистрированный (-ая)",
    "acquainted": "ознакомлен (-а)",
    "law": "ссылка на закон",
    "law_distribution": "ссылка на закон о распространении",
    "operator": "учреждение в дательном падеже",
    "requisites": "ОГРН, ИНН, адрес учреждения",
    "head": "должность руководителя в родительном падеже",
    "short": "краткое наименование",
    "years": "учебный год",
    "addresses": "страницы в интернете",
    "limits": "условия и запреты",
    "until": "до какого дня действует",
    "fields_table": "таблица категорий «разрешаю – запрещаю» (отдельной строкой)",
}
# Of a paper that a representative signs, and of a consent to distribution.
MINOR_PLACES = {"minor", "child", "born", "representative", "relation", "basis"}
DISTRIBUTION_PLACES = {"addresses", "limits", "fields_table", "law_distribution"}
PLACE = re.compile(r"\{(\w+)\}")
BLANK = "_" * 20
LINE = "_" * 78
ITEM = re.compile(r"(\d+\.)\s+([^:]{1,100}:)\s*(.*)")
FIELD_COLUMNS = [
    {"title": "№", "width": 8},
    {"title": "Категория данных", "width": 52},
    {"title": "Разрешаю", "width": 20},
    {"title": "Запрещаю", "width": 20},
]


def content_of(consent):
    """What the paper says: as it was given out, else as it would be. Shape: templates/papers/consent.html."""
    return consent.content or build(consent)


def build(consent):
    """Content of the consent's form from the version of the text and today's facts."""
    text, facts = consent.text, facts_of(consent)
    to_head = consent.kind in TO_HEAD
    address = f"{settings.SITE_URL}/p/{consent.code}/"
    return {
        "kind": "СОГЛАСИЕ",
        "title_lines": text.title.splitlines(),
        "addressee": addressee(consent.signer, consent.organization) if to_head else None,
        "name_bold": "" if to_head else consent.signer.full_name,
        # Consents to processing are kept 3 years (ст. 441), duty consents with the order they stand behind.
        "short_keeping": not to_head,
        "paragraphs": paragraphs(text.body, facts, consent),
        "closing": filled(text.closing, facts),
        "date_blank": DATE_BLANK,
        "name": initials_surname(consent.signer.name),
        "text_version": text.number,
        "verification": {
            "address": address.split("://")[-1].rstrip("/"),
            "code": consent.code,
            "url": address,
        },
    }


def paragraphs(body, facts, consent):
    """Lines of a text as paragraphs: numbered items with a label, blanks to fill by hand, the table of categories.

    A line that goes on a sentence (small first letter) has no indent.
    """
    ready = []
    for line in filter(None, map(str.strip, body.splitlines())):
        if line == "{fields_table}":
            ready.append({"table": {"columns": FIELD_COLUMNS, "rows": field_rows(consent)}})
            continue
        item = ITEM.fullmatch(line)
        look = (
            ""
            if item
            else "blank"
            if "____" in line or line == "{limits}"
            else "flat"
            if line[0].islower()
            else ""
        )
        number, label, text = item.groups() if item else ("", "", line)
        paragraph = {"number": number, "label": label, "text": filled(text, facts), "look": look}
        if "{limits}" in text:  # written by the person: what stands round it is kept for `answered`
            paragraph["asks"] = filled(text, facts | {"limits": "{limits}"})
        ready.append(paragraph)
    return ready


def answered(content, *, fields, limits=""):
    """A consent to distribution as it reads with the person's own answers in it."""
    ready = []
    for paragraph in content["paragraphs"]:
        if "table" in paragraph:
            table = paragraph["table"] | {"rows": marked_rows(fields)}
            paragraph = paragraph | {"table": table}
        elif "asks" in paragraph:
            said = {"limits": limits or "не установлены."}
            paragraph = paragraph | {"text": filled(paragraph["asks"], said)}
        ready.append(paragraph)
    return content | {"paragraphs": ready}


def field_rows(consent):
    """Each category with its mark; on a blank that waits for its signature both places are empty."""
    return marked_rows(consent.fields if consent.signed_on else None)


def marked_rows(fields):
    """Rows of the table of categories; `fields` None: nobody has answered yet."""
    marks = {None: ["", ""], True: ["да", ""], False: ["", "да"]}
    return [
        [str(number), field.label, *marks[None if fields is None else field in fields]]
        for number, field in enumerate(PublishedField, 1)
    ]


def filled(text, facts):
    """Places in braces become facts; an unknown one stays as it is. Nothing else is ever looked up by a text."""
    return PLACE.sub(lambda place: facts.get(place[1], place[0]), text)


def facts_of(consent):
    """What the wording asks for, in the cases it asks for."""
    person, organization, signer = consent.person, consent.organization, consent.signer
    day = consent.printed_on
    dative = organization.full_name_dative or decline_phrase(organization.full_name, Case.DATIVE)
    law = {"mentor_duty": "labour_code_351_8", "mentee_duty": None}.get(consent.kind, "personal_data")
    return {
        "full_name": person.full_name,
        "with_position": ", ".join(filter(None, [person.full_name, lower_first(person.position)])),
        **representative_facts(consent),
        "contact": ", ".join(filter(None, [signer.phone, signer.email])) or BLANK,
        "registered": gendered(signer.gender, "зарегистрированный", "зарегистрированная"),
        "acquainted": gendered(signer.gender, "ознакомлен", "ознакомлена"),
        "law": by_law(law, day),
        "law_distribution": by_law("personal_data_distribution", day),
        "operator": lower_first(dative),
        "requisites": requisites(organization),
        "head": decline_phrase(organization.head_title, Case.GENITIVE),
        "short": organization.short_name,
        "years": school_year_words(organization.school_year).replace("учебный год", "учебном году"),
        "addresses": "; ".join(consent.addresses.split()) or organization.site or BLANK,
        "limits": consent.limits or ("не установлены." if consent.signed_on else LINE),
        "until": date_words(consent.expires_on) if consent.expires_on else "отзыва",
    }


def representative_facts(consent):
    if consent.representative is None:
        return {}
    child, tie = consent.person, tie_of(consent)
    minor = gendered(child.gender, "несовершеннолетнего обучающегося", "несовершеннолетней обучающейся")
    return {
        "representative": consent.representative.full_name,
        "minor": minor,
        "child": decline_name(child.name, Case.GENITIVE, child.name_forms),
        "born": date_words(child.birth_date) if child.birth_date else BLANK,
        "relation": tie.get_relation_display() if tie else "законный представитель",
        "basis": (tie and tie.basis) or BLANK,
    }


def tie_of(consent):
    """By what the representative speaks for the minor; None when nothing is written down."""
    if consent.person_id is None:  # the invented people of a sample
        return Representation()
    return consent.person.representations.open().filter(representative=consent.representative).first()


def by_law(key, day):
    law = cited(key, day) if key else ""
    return f"в соответствии {law}" if law.startswith("со ") else law


def requisites(organization):
    facts = [("ОГРН", organization.ogrn), ("ИНН", organization.inn)]
    numbers = ", ".join(f"{label} {value}" for label, value in facts if value)
    return (f" ({numbers})" if numbers else "") + f", адрес: {organization.address or BLANK}"


def addressee(person, organization):
    """To whom in the dative, from whom in the genitive."""
    post, name = head_declined(organization, Case.DATIVE)
    position = (
        decline_phrase(person.position, Case.GENITIVE, person.position_forms) if person.position else ""
    )
    writer = decline_name(person.name, Case.GENITIVE, person.name_forms)
    return [f"{post} {organization.short_name}", name, "", *filter(None, [position, writer])]
