"""A consent is a paper of its own: no other form asks for one, none is given beforehand (PDN-4; 152-ФЗ ст. 9 ч. 1)."""

import importlib
import inspect
import re
from pathlib import Path

import pytest
from django import forms
from django.forms import BaseForm

from people.consent_paper import content_of
from people.consents import content_hash
from people.forms.consents import AnswersForm, SignDistributionForm
from people.models import Consent, ConsentKind
from people.services import print_consents
from people.tests.factories import PersonFactory

ROOT = Path(__file__).parent.parent
SPEAKS = re.compile(r"согласи|соглас(?:ен|на)\b|consent|обработк\w+ (?:персональн|данн)", re.IGNORECASE)
# Forms about consents, and filters that only narrow a list by what the ledger says: nobody consents in them.
ABOUT_CONSENTS = re.compile(r"^people\.forms\.(consents|texts|scans|withdrawals|personal|closing)\b")


def forms_of_the_house():
    """Every class of a form of our own, wherever it is written."""
    for path in sorted(ROOT.glob("[a-z]*/**/*.py")):
        parts = path.relative_to(ROOT).parts
        if {"tests", "migrations", "node_modules", "var", "bench"} & set(
            parts
        ) or "forms." not in path.read_text():
            continue
        module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
        for _, form in inspect.getmembers(module, inspect.isclass):
            if issubclass(form, BaseForm) and form.__module__ == module.__name__:
                yield form


FORMS = list(dict.fromkeys(forms_of_the_house()))


def fields_of(form):
    return getattr(form, "base_fields", {}).items()


def name_of(form):
    return f"{form.__module__}.{form.__name__}"


def is_filter(form):
    return "filter" in form.__name__.lower() or form.__name__.endswith(("View", "Search"))


def test_the_forms_of_all_rooms_are_found():
    rooms = {form.__module__.partition(".")[0] for form in FORMS}

    assert {"documents", "organizations", "pairs", "people", "roadmap"} <= rooms
    assert len(FORMS) > 40


@pytest.mark.parametrize("form", FORMS, ids=name_of)
def test_no_other_form_asks_for_a_consent(form):
    if ABOUT_CONSENTS.match(form.__module__) or is_filter(form):
        return
    asked = [
        name
        for name, field in fields_of(form)
        if SPEAKS.search(f"{name} {field.label or ''}") or isinstance(field, forms.BooleanField)
        and SPEAKS.search(str(field.help_text))
    ]  # fmt: skip

    assert asked == []


@pytest.mark.parametrize("form", FORMS, ids=name_of)
def test_nothing_about_a_consent_is_chosen_beforehand(form):
    if not ABOUT_CONSENTS.match(form.__module__):
        return
    choices = (forms.BooleanField, forms.ChoiceField, forms.MultipleChoiceField)

    assert [name for name, field in fields_of(form) if isinstance(field, choices) and field.initial] == []


@pytest.mark.parametrize("form", [AnswersForm, SignDistributionForm])
def test_each_category_is_a_question_of_its_own_without_an_answer(form):
    extra = {"label": "Дата", "today": None} if form is SignDistributionForm else {}
    asked = {name: field for name, field in form(**extra).fields.items() if name.startswith("field_")}

    assert len(asked) == 6
    assert {(field.required, field.initial, field.widget.__class__) for field in asked.values()} == {
        (True, None, forms.RadioSelect)
    }


@pytest.mark.parametrize("kind", ConsentKind)
def test_each_purpose_has_a_paper_of_its_own_with_its_words_kept(curator, kind):
    person = PersonFactory(organization=curator.organization)

    papers = print_consents([(person, one) for one in ConsentKind], by=curator)

    paper = next(paper for paper in papers if paper.kind == kind)
    assert len({paper.code for paper in papers}) == len(ConsentKind)
    assert (paper.text.kind, paper.content["text_version"]) == (kind, paper.text.number)
    assert paper.content_sha256 == content_hash(content_of(Consent.objects.get(pk=paper.pk)))
    assert (paper.signed_on, paper.fields) == (None, [])
