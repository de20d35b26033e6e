"""The form of a paper about a school year: this one or the last."""

from django import forms

from documents.forms.paper import PaperForm
from documents.papers.phrases import year_span


class YearForm(PaperForm):
    """A paper drawn up in August is about the year before; an old draft keeps its own year in the choice."""

    school_year = forms.TypedChoiceField(label="Учебный год", coerce=int)

    def __init__(self, *args, me, **kwargs):
        super().__init__(*args, me=me, **kwargs)
        this = me.organization.school_year
        kept = self.initial.get("school_year")
        years = {this - 1, this} | ({kept} if isinstance(kept, int) else set())
        self.fields["school_year"].choices = [(year, year_span(year)) for year in sorted(years)]
        self.fields["school_year"].initial = this


def year_of_paper(subject):
    return subject.number("school_year") or subject.organization.school_year
