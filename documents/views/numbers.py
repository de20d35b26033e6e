"""Numbers that the school gave before the system."""

from django.urls import reverse
from django.views.decorators.http import require_http_methods

from common.pages import form_page, require
from documents.forms.signing import NumbersForm
from documents.models import NumberSeries
from documents.permissions import can_continue_numbers
from documents.services.registering import continue_numbers


@require_http_methods(["GET", "POST"])
def number_series(request):
    """Tell the system the last number given on paper this year."""
    me = request.membership
    organization = me.organization
    require(can_continue_numbers(me, organization))
    year = organization.today.year
    orders = NumberSeries.objects.visible_to(me).filter(year=year, series__in=["core"])
    last = orders.values_list("last", flat=True).first() or 0
    form = NumbersForm(request.POST or None, initial={"last": last})

    def save():
        continue_numbers(organization, year=year, by=me, **form.cleaned_data)
        return reverse("documents:numbers")

    return form_page(
        request,
        form,
        save,
        title=f"Номера приказов {year} года",
        lead=f"Образец номера {organization.order_number_pattern}, последний выданный: {last or 'нет'}.",
        done="Запомнили. Следующий приказ получит номер по порядку.",
        back=(reverse("documents:list"), "Документы"),
    )
