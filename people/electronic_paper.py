"""A consent as it is read and signed on a screen: the words of the paper without what only a hand can fill."""

import re

from common.russian import date_words
from people.consent_paper import answered, content_of
from people.models import Consent

BY_HAND = re.compile(r"_{4,}")
# What only a hand would fill: lines of underscores, the passport, the address, the numbers of a document.
PASSPORT = re.compile(r"документ, удостоверяющий личность\b")
END_BY_HAND = re.compile(
    r",?\s*(?:зарегистрированн\w+ по адресу|адрес и документ, удостоверяющий личность[^:]*):$"
)
FACT_BY_HAND = re.compile(r",? (?:реквизиты|дата рождения|на основании документа:) _{4,}")
NOT_KNOWN = "не указано"
DATE_TO_COME = "дата подписи"
CHOICE_BELOW = "Отметьте каждую категорию ниже, под текстом: заранее ничего не отмечено."
LIMITS_BELOW = "Впишите ниже, под текстом, если они есть."
UNDERLINED = re.compile(r",? ?нужное подчеркнуть")
AS_IN_LIMITS = "как сказано в условиях и запретах; без них не ограничена."
ANSWER_COLUMNS = [
    {"title": "№", "width": 8},
    {"title": "Категория данных", "width": 62},
    {"title": "Ответ", "width": 30},
]


def offered(consent):
    """What the person reads before the choice: what is to be answered gives way to questions under the text."""
    content = content_of(consent)
    return electronic(content | {"paragraphs": [asked_below(part) for part in content["paragraphs"]]})


def asked_below(paragraph):
    if "table" in paragraph:
        return {"number": "", "label": "", "text": CHOICE_BELOW, "look": "flat"}
    return paragraph | {"text": LIMITS_BELOW, "look": "flat"} if "asks" in paragraph else paragraph


def final(consent, *, fields=(), limits=""):
    """What exactly will be signed: for a distribution with the answer to each category and the limits."""
    content = content_of(consent)
    if consent.kind == Consent.Kind.DISTRIBUTION:
        content = answered(content, fields=fields, limits=limits)
    return electronic(content)


def electronic(content):
    """Lines for a pen go: nobody asks for a passport where a paper of this form is not compulsory (152-ФЗ ст. 9)."""
    kept = [paragraph for paragraph in content["paragraphs"] if not is_for_a_pen(paragraph)]
    return content | {
        "paragraphs": [typed(paragraph) for paragraph in kept],
        "closing": BY_HAND.sub(NOT_KNOWN, content["closing"]),
        "signed_at": DATE_TO_COME,
    }


def is_for_a_pen(paragraph):
    """A line with nothing but room for writing, or the one that asks for a passport."""
    text = paragraph.get("text", "")
    return bool(BY_HAND.search(text)) and (PASSPORT.match(text) or not BY_HAND.sub("", text).strip(" .,"))


def typed(paragraph):
    if "table" in paragraph:
        return {
            "table": {
                "columns": ANSWER_COLUMNS,
                "rows": [answer_row(*row) for row in paragraph["table"]["rows"]],
            }
        }
    if UNDERLINED.search(paragraph["label"]):  # what a pen would underline is said in the limits
        return paragraph | {"label": UNDERLINED.sub("", paragraph["label"]), "text": AS_IN_LIMITS}
    text = END_BY_HAND.sub(",", FACT_BY_HAND.sub("", paragraph["text"]))
    look = "flat" if paragraph["look"] == "blank" else paragraph["look"]
    return paragraph | {"text": BY_HAND.sub(NOT_KNOWN, text), "look": look}


def answer_row(number, label, is_allowed, is_forbidden):
    """One word instead of a mark in one of two columns: on a phone columns lose their heads."""
    return [number, label, "разрешаю" if is_allowed else "запрещаю" if is_forbidden else ""]


def signed(content, consent, *, email, moment, link):
    """The content with the mark of a simple electronic signature (63-ФЗ ст. 9): who, when and how it was proved."""
    organization = consent.organization
    moment = moment.astimezone(organization.zone)
    lines = [
        f"Кто: {consent.signer.full_name}",
        f"Когда: {moment:%d.%m.%Y %H:%M}, {organization.zone_words}",
        f"Подтверждено: код из письма на {masked(email)}",
        f"Личная ссылка: {link.token_hash[:12]}",
    ]
    if organization.simple_signature_act:
        lines.append(f"Основание: {organization.simple_signature_act}")
    return content | {
        "signed_at": date_words(moment.date()),
        "mark": {"kind": "simple", "lines": lines},
    }


def masked(email):
    """Enough of an address for its owner to know it: g•••@school.example."""
    name, _, host = email.partition("@")
    return f"{name[:1]}•••@{host}"
