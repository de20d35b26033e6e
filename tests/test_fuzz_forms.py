"""No input breaks a form (TXT-5): every form that a page shows gets what nobody would think of.

The forms are those that the pages themselves put together, found by opening every page that takes a POST: generated
inputs go through the rules of each class once, a few of them over HTTP at every page. FUZZ_EXAMPLES asks for more.
"""

import copy
import os

import pytest
from django import forms
from django.forms.formsets import BaseFormSet
from django.http import QueryDict
from django.urls import reverse
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from documents.kinds import KINDS
from roadmap.models import Roadmap
from tests.access import ROUTES

pytestmark = pytest.mark.django_db
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "20" if os.environ.get("CI") else "60"))
POSTED = 4
FORMS = [name for name, route in ROUTES.items() if route.get == 200 and route.post is not None and route.who]
ODD_TEXTS = [
    *("", " ", "0", "-1", "9" * 30, "1e309", "NaN", "²", "True", "null", "[]", "{}", "\0", "а\0б", "\ud800"),
    *("я" * 5000, "й" * 300, "\u202eслово", "\u200b", "{{ 7*7 }}", "%s", "<b>", "'; --", "=1+1", "../../x"),
    *(
        "2026-13-45",
        "0001-01-01",
        "9999-12-31",
        "31.12.2026",
        "https://[::1",
        "javascript:alert(1)",
        "a@b",
        "@",
    ),
    *("+7 (900) 000-00-00", "curator", "employee", "processing", "on", "1", "2", "2026-09-01", "Иванова"),
]
TRIED = set()
OUT_OF_RANGE = ["", "-1", "x", "9" * 20, "2000"]


@pytest.fixture(scope="module", autouse=True)
def _sound_rows(stage):
    """The planted words of the stage leave a number of an approval without its day, which no form could."""
    Roadmap.objects.filter(approved_on=None).update(approval_number="")


def texts(field):
    """Odd texts, and the values that the field itself offers."""
    offered = (
        [str(value) for value, _ in getattr(field, "choices", [])][:20] if has_plain_choices(field) else []
    )
    return st.sampled_from(ODD_TEXTS + offered) | st.text(max_size=40)


def has_plain_choices(field):
    return hasattr(field, "choices") and not isinstance(field, forms.ModelChoiceField)


def bodies(form):
    """Fields missing, single and doubled, each with any text."""
    names = {form.add_prefix(name): st.lists(texts(field), max_size=2) for name, field in form.fields.items()}
    return st.fixed_dictionaries({}, optional=names)


def question(body):
    data = QueryDict(mutable=True)
    for name, values in body.items():
        data.setlist(name, values)
    return data


def judged(form, data):
    """The same form as the page made it, bound to this data."""
    bound = copy.copy(form)
    bound.data, bound.files, bound.is_bound, bound._errors = data, {}, True, None
    if hasattr(form, "instance"):
        bound.instance = copy.copy(form.instance)
    return bound.is_valid()


def shown(stage, name):
    """(actor, url, answer, forms, formsets) of a page that is opened by somebody it answers."""
    route = ROUTES[name]
    actor = "curator" if "curator" in route.who else sorted(route.who - {"methodologist"} or route.who)[0]
    url = stage.url(name, "mine", route.of)
    answer = stage.ask(actor, "get", url)
    pages = answer.context if isinstance(answer.context, list) else [answer.context or {}]
    values = {id(value): value for page in pages for layer in page for value in values_of(layer)}.values()
    found = [value for value in values if isinstance(value, forms.BaseForm) and value.fields]
    return actor, url, found, [value for value in values if isinstance(value, BaseFormSet)]


def values_of(layer):
    return layer.values() if isinstance(layer, dict) else []


@pytest.mark.parametrize("name", FORMS)
def test_any_input_is_judged_and_what_is_refused_is_not_written(stage, name):
    actor, url, found, formsets = shown(stage, name)
    kept = []
    for form in found:
        if type(form) not in TRIED:  # the same form stands on several pages
            TRIED.add(type(form))
            try_inputs(form, kept)

    for body in kept[:POSTED]:
        answer = stage.ask(actor, "post", url, {key: sendable(values) for key, values in body.items()})
        assert answer.status_code < 500, body
        assert answer.status_code != 422 or answer.written == [], body
    for formset in formsets:
        for value in OUT_OF_RANGE:
            sizes = {f"{formset.prefix}-{part}": value for part in ("TOTAL_FORMS", "INITIAL_FORMS")}
            answer = stage.ask(actor, "post", url, sizes)
            assert answer.status_code < 500, sizes


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS.values() if kind.form], ids=lambda kind: str(kind.key)
)
def test_any_input_to_the_form_of_a_paper_is_judged_and_what_is_refused_is_not_written(stage, kind):
    """One route draws up all kinds: the page above has tried one of their forms."""
    url, kept = reverse("documents:paper_add", args=[kind.key]), []

    try_inputs(kind.form(me=stage.members["curator"]), kept)

    for body in kept[:POSTED]:
        answer = stage.ask("curator", "post", url, {key: sendable(values) for key, values in body.items()})
        assert answer.status_code < 500, body
        assert answer.status_code != 422 or answer.written == [], body


def try_inputs(form, kept):
    """Put generated bodies through the rules of the form; the odd ones are kept for the door."""

    @seed(2026)
    @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(bodies(form))
    def judge(body):
        judged(form, question(body))
        if len(body) == len(form.fields) and len(kept) < POSTED:
            kept.append(body)

    judge()


def sendable(values):
    """A browser sends UTF-8: a lone surrogate comes as its replacement."""
    return [value.encode("utf-8", "replace").decode() for value in values]


def test_search_for_forms_is_not_blind(stage):
    found = {name: shown(stage, name) for name in ("people:add", "pairs:add", "people:mentee_edit")}

    assert all(forms for _, _, forms, _ in found.values())
    assert found["people:mentee_edit"][3]
    assert len(FORMS) > 40
