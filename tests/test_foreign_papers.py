"""No form of a paper takes a row of another institution: it is not among the choices, and a sent one is refused."""

import pytest
from django.forms import ModelChoiceField

from documents.forms.life import StepForm, SubstituteForm
from documents.forms.outside import OutsideForm
from documents.forms.signing import RegisterPaperForm
from documents.kinds import KINDS
from documents.models import Document, Substitute
from organizations.models import Membership
from pairs.models import Pair
from people.models import Person
from roadmap.models import Roadmap

pytestmark = pytest.mark.django_db
# Where the stage keeps a row of each model that these forms point to.
ROWS = {
    Person: lambda rows: rows["person"],
    Pair: lambda rows: rows["pair"],
    Document: lambda rows: rows["paper"],
    Roadmap: lambda rows: rows["roadmap"],
    Membership: lambda rows: rows["member"],
    Substitute: lambda rows: rows["substitute"],
}
FORMS = {str(kind.key): kind.form for kind in KINDS.values() if kind.form} | {
    "step": StepForm,
    "substitute": SubstituteForm,
    "outside": OutsideForm,
    "register": lambda *args, me: RegisterPaperForm(*args, me=me, by_head=True),
}


def pointing(form):
    return {name: field for name, field in form.fields.items() if isinstance(field, ModelChoiceField)}


@pytest.mark.parametrize("name", FORMS)
def test_no_form_of_a_paper_takes_a_row_of_another_institution(stage, name):
    curator = stage.members["curator"]
    fields = pointing(FORMS[name](me=curator))
    for place in ("sister", "far"):
        data = {field: ROWS[row.queryset.model](stage.rows[place]).pk for field, row in fields.items()}
        lists = {key: [value] for key, value in data.items()}  # several may be chosen in some
        sent = {key: lists[key] if hasattr(field, "to_list") or field.widget.allow_multiple_selected else data[key]
                for key, field in fields.items()}  # fmt: skip
        form = FORMS[name](sent, me=curator)

        assert fields.keys() <= form.errors.keys(), name


@pytest.mark.parametrize("name", FORMS)
def test_the_choices_of_a_paper_are_rows_of_this_institution(stage, name):
    curator = stage.members["curator"]
    for field in pointing(FORMS[name](me=curator)).values():
        assert all(row.organization_id == curator.organization_id for row in field.queryset)


def test_the_forms_of_papers_do_offer_own_rows(stage):
    """Else the two tests above would pass with forms that offer nothing."""
    curator = stage.members["curator"]
    offered = {
        field.queryset.model for make in FORMS.values() for field in pointing(make(me=curator)).values()
        if field.queryset.exists()
    }  # fmt: skip

    assert offered >= {Person, Pair, Document, Roadmap, Membership}
