"""Consents, one separate paper each (152-ФЗ ст. 9 in the wording of 156-ФЗ; ТК ст. 351.8).

A row of the ledger in, plain content out; the wording stands in wording/consents.json.
"""

import json
from functools import cache
from pathlib import Path

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
LAWS = {
    Consent.Kind.PROCESSING: "personal_data",
    Consent.Kind.MENTOR_DUTY: "labour_code_351_8",
    Consent.Kind.MENTEE_DUTY: None,
}


@cache
def wording():
    return json.loads((Path(__file__).parent / "wording/consents.json").read_text(encoding="utf-8"))


def build(consent):
    """Content of the consent's form; shape: templates/papers/consent.html."""
    words, facts = wording()[consent.kind], facts_of(consent)
    processing = consent.kind == Consent.Kind.PROCESSING
    address = f"{settings.SITE_URL}/p/{consent.code}/"
    return {
        "kind": "СОГЛАСИЕ",
        "title_lines": words["title_lines"],
        "addressee": None if processing else addressee(consent.person, consent.organization),
        "name_bold": consent.person.full_name if processing else "",
        # Consents to processing are kept 3 years (ст. 441), duty consents with the order they stand behind.
        "short_keeping": processing,
        "paragraphs": paragraphs(words["paragraphs"], facts),
        "closing": words["closing"],
        "date_blank": DATE_BLANK,
        "name": initials_surname(consent.person.name),
        "verification": {
            "address": address.split("://")[-1].rstrip("/"),
            "code": consent.code,
            "url": address,
        },
    }


def paragraphs(rows, facts):
    """Paragraphs with a label are the numbered items; "blank" is a line to fill by hand, "flat" has no indent."""
    number, ready = 0, []
    for label, text in rows:
        look = label if label in {"blank", "flat"} else ""
        label = "" if look else label
        number += bool(label)
        row = {
            "number": f"{number}." if label else "",
            "label": label,
            "text": text.format(**facts),
            "look": look,
        }
        ready.append(row)
    return ready


def facts_of(consent):
    """What the wording asks for, in the cases it asks for."""
    person, organization = consent.person, consent.organization
    key = LAWS[consent.kind]
    law = cited(key, consent.printed_on) if key else ""
    dative = organization.full_name_dative or decline_phrase(organization.full_name, Case.DATIVE)
    return {
        "full_name": person.full_name,
        "with_position": ", ".join(filter(None, [person.full_name, lower_first(person.position)])),
        "registered": gendered(person.gender, "зарегистрированный", "зарегистрированная"),
        "acquainted": gendered(person.gender, "ознакомлен", "ознакомлена"),
        "law": f"в соответствии {law}" if law.startswith("со ") else law,
        "operator": lower_first(dative),
        "requisites": requisites(organization),
        "head": decline_phrase(organization.head_title, Case.GENITIVE),
        "short": organization.short_name,
        "years": school_year_words(organization.school_year).replace("учебный год", "учебном году"),
    }


def requisites(organization):
    facts = [("ОГРН", organization.ogrn), ("ИНН", organization.inn)]
    numbers = ", ".join(f"{label} {value}" for label, value in facts if value)
    address = f", адрес: {organization.address}" if organization.address else ""
    return (f" ({numbers})" if numbers else "") + address


def addressee(person, organization):
    """To whom in the dative, from whom in the genitive."""
    post, name = head_declined(organization, Case.DATIVE)
    position = (
        decline_phrase(person.position, Case.GENITIVE, person.position_forms) if person.position else ""
    )
    writer = decline_name(person.name, Case.GENITIVE, person.name_forms)
    return [f"{post} {organization.short_name}", name, "", *filter(None, [position, writer])]
