"""The answers of a campaign as a file."""

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from common.pages import file_response, require
from surveys.forms.exporting import ExportForm
from surveys.models import Campaign
from surveys.permissions import can_read_named, can_see_results
from surveys.services.exporting import export_answers


@require_http_methods(["GET", "POST"])
def export(request, pk):
    me = request.membership
    campaign = get_object_or_404(Campaign.objects.visible_to(me).select_related("questionnaire"), pk=pk)
    require(can_see_results(me))
    may_name = can_read_named(me) and not campaign.is_anonymous
    form = ExportForm(request.POST or None, may_name=may_name, initial={"file_format": "xlsx"})
    if form.is_valid():
        try:
            data, name, content_type = export_answers(campaign, **form.cleaned_data, by=me)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            return file_response(data, name=name, content_type=content_type)
    context = {"me": me, "campaign": campaign, "form": form, "may_name": may_name}
    status = 422 if request.method == "POST" else 200
    return render(request, "surveys/analysis/export.html", context, status=status)
