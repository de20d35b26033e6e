"""Numbers of the year: what each series gives next, numbers given before, numbers kept back."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from common.pages import form_page, require
from documents.forms.signing import NumbersForm, ReserveForm
from documents.permissions import can_continue_numbers
from documents.series import SERIES, default_pattern
from documents.services.number_deeds import change_numbers, reserve_numbers
from documents.services.numbering import gaps, pattern_of, series_rows


@require_safe
def number_series(request):
    """All series of the year with the last and the next number."""
    me = request.membership
    organization = me.organization
    require(can_continue_numbers(me, organization))
    year = organization.today.year
    lines = [
        {"key": key, "label": label, "last": row.last, "pattern": pattern_of(row), "next": number}
        for key, label, row, number in series_rows(organization, year)
    ]
    return render(request, "documents/numbers.html", {"lines": lines, "year": year})


@require_http_methods(["GET", "POST"])
def number_series_edit(request, series):
    """How the numbers of a series look, and the last one given outside the system."""
    me, row = open_to(request, series)
    form = NumbersForm(request.POST or None, initial={"pattern": row.pattern, "last": row.last})

    def save():
        change_numbers(me.organization, series=series, year=row.year, by=me, **form.cleaned_data)
        return reverse("documents:numbers")

    usual = default_pattern(series, me.organization)
    return form_page(
        request,
        form,
        save,
        title=SERIES[series].label,
        lead=f"{row.year} год. Обычный образец {usual}, последний выданный номер: {row.last or 'нет'}.",
        done="Запомнили. Следующий документ получит номер по порядку.",
        template="documents/number_series.html",
        back=(reverse("documents:numbers"), "Номера"),
        gaps=gaps(me.organization, series, row.year),
        series=series,
    )


@require_http_methods(["GET", "POST"])
def numbers_reserve(request, series):
    """Keep numbers back: nobody gets them until they are entered by hand."""
    me, row = open_to(request, series)
    form = ReserveForm(request.POST or None, initial={"first": row.last + 1, "last": row.last + 1})

    def save():
        reserve_numbers(me.organization, series=series, year=row.year, by=me, **form.cleaned_data)
        return reverse("documents:numbers_edit", args=[series])

    return form_page(
        request,
        form,
        save,
        title="Отложить номера",
        lead=f"{SERIES[series].label}, {row.year} год. Система пропустит эти номера, их вписывают вручную.",
        done="Номера отложены.",
        back=(reverse("documents:numbers_edit", args=[series]), SERIES[series].label),
        button="Отложить",
    )


def open_to(request, series):
    """(member, row of the series this year, saved or not)."""
    me = request.membership
    if series not in SERIES:
        raise Http404
    require(can_continue_numbers(me, me.organization))
    rows = series_rows(me.organization, me.organization.today.year)
    return me, next(row for key, _, row, _ in rows if key == series)
