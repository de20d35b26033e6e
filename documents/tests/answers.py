"""Answers to the questions of a kind as a browser would send them: what the form proposes, then what a test gives."""

import datetime as dt

from documents.content import registered, texts_of
from documents.kinds import KINDS
from documents.papers.subject import Subject
from documents.services.facts import plain, subject_of
from organizations.models import Role
from organizations.tests.factories import MembershipFactory, OrganizationFactory
from people.tests.factories import PersonFactory

MARK = {"kind": "simple", "lines": ["Подписал: Ковалёва Марина Сергеевна, директор"]}
CODE = {
    "address": "school.example/p/5T6N-BV2H",
    "code": "5T6N-BV2H",
    "url": "https://school.example/p/5T6N-BV2H/",
}


def answers(kind, me, **given):
    """Data for a POST: initial values, the first choice where a field proposes nothing."""
    data = {}
    for name, field in KINDS[kind].form(me=me).fields.items():
        value = given.get(name, field.initial)
        if value is None and field.required and not hasattr(field, "queryset"):
            value = next((key for key, _ in getattr(field, "choices", []) if key), None)
        if value not in (None, "", False):
            data[name] = [_key(one) for one in value] if isinstance(value, list | tuple) else _key(value)
    return data


def _key(value):
    return str(getattr(value, "pk", value))


def form_of(kind, me, **given):
    return KINDS[kind].form(answers(kind, me, **given), me=me)


def subject_for(kind, me, **given) -> Subject:
    """The subject from which a kind is built; a refused answer fails the test with its words."""
    form = form_of(kind, me, **given)
    assert form.is_valid(), form.errors
    curator = PersonFactory.build(organization=me.organization, last_name="Громова", first_name="Елена")
    return subject_of(me.organization, plain(form.cleaned_data), curator=curator)


def built(kind, me, **given):
    return KINDS[kind].build(subject_for(kind, me, **given))


def member(kind, **fields):
    """Who draws papers up in an institution of a kind."""
    house = OrganizationFactory(kind=kind, **fields)
    return MembershipFactory(organization=house, role=Role.METHODOLOGIST if house.is_above else Role.CURATOR)


def words(content):
    return "\n".join(texts_of(content)).replace("\xa0", " ")


def sign(content):
    return registered(content, number="12", dated=dt.date(2026, 10, 21), mark=MARK, verification=CODE)


def table_of(content, uid):
    return next(block for block in content["body"] if block["uid"] == uid)
