"""What the forms of orders share: persons chosen from the cards or typed, terms in the running school year."""

import datetime as dt

from django import forms
from django.core.exceptions import ValidationError

from common.working_days import add_working_days
from documents.forms.paper import LinesField, PaperForm
from documents.models import Document, Link
from documents.papers.typed import PersonLineField, require_name
from people.models import Person

Kind = Document.Kind
EMPLOYEES = (Person.Kind.EMPLOYEE,)
ORDER_KINDS = [kind for kind in Kind if kind.value.startswith("order_")]
REGISTERED = [Document.Status.ON_PAPER, Document.Status.SIGNED]
DAYS_TO_PUBLISH = 10  # working days in which a local act comes to the site (domain 1.8)


def words_field(label, *, required=False, limit=300, **more):
    return forms.CharField(label=label, required=required, max_length=limit, **more)


def typed_field(label):
    """In a body above, which may keep no cards: a person typed by hand."""
    return PersonLineField(label=label, required=False)


class OthersField(LinesField):
    """People who are not in the list, one a line."""

    def clean(self, value):
        value = super().clean(value)
        for number, line in enumerate(filter(str.strip, value.splitlines()), 1):
            require_name(line, place=f"Строка {number}. ")
        return value


def others_field(label):
    return OthersField(
        label=label, required=False, rows=3,
        help_text="Кого нет в списке: по одному в строке. Фамилия имя отчество, после запятой – должность.",
    )  # fmt: skip


class OrderForm(PaperForm):
    """`named` are the persons without whom there is no order. In an institution they are chosen from the cards; in a
    body above the institutions, which may keep none, each may be typed in `<name>_typed`.

    `terms` are (field of the first day, field of the last day).
    """

    named = ()
    terms = ()

    def __init__(self, *args, me, **kwargs):
        super().__init__(*args, me=me, **kwargs)
        for name in [name for name in self.fields if name.endswith("_typed")]:
            if not me.organization.is_above:
                del self.fields[name]
        for name in self.named:
            self.fields[name].required = not me.organization.is_above
        for name, value in self.first_values(me.organization).items():
            if name in self.fields:
                self.fields[name].initial = value

    def first_values(self, organization):
        """What most offices would answer, by field; a kind of order says its own."""
        return {}

    def clean(self):
        cleaned = super().clean()
        for name in self.named:
            if name in self.errors or cleaned.get(name) or cleaned.get(f"{name}_typed"):
                continue
            self.add_error(name, "Выберите человека из списка или впишите его строкой ниже.")
        for first, last in self.terms:
            if cleaned.get(first) and cleaned.get(last) and cleaned[last] <= cleaned[first]:
                self.add_error(last, "Окончание должно быть позже начала.")
        return cleaned


def year_terms(organization):
    """The running school year as a term: what is left of it begins today."""
    year = organization.school_year
    return max(dt.date(year, 9, 1), organization.today), dt.date(year + 1, 5, 31)


def publish_by(organization):
    return add_working_days(organization.today, DAYS_TO_PUBLISH)


def not_replaced(papers):
    """Papers that no signed paper has cancelled."""
    void = Link.objects.filter(kind=Link.Kind.CANCELS, source__status__in=REGISTERED)
    return papers.exclude(pk__in=void.values("target"))


def refuse_past(day, organization, words):
    if day and day < organization.today:
        raise ValidationError(words)
    return day
