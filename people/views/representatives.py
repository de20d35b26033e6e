from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from common.pages import form_page, require
from people.forms import DateForm
from people.forms.representatives import RepresentativeForm
from people.models import Person, Representation
from people.permissions import can_edit_person
from people.services import add_representative, end_representative


@require_http_methods(["GET", "POST"])
def representative_add(request, pk):
    me = request.membership
    learner = get_object_or_404(Person.objects.visible_to(me), pk=pk)
    require(can_edit_person(me, learner))
    form = RepresentativeForm(request.POST or None, membership=me)
    return form_page(
        request,
        form,
        lambda: add_representative(learner, by=me, **form.chosen()).learner,
        title=f"Законный представитель: {learner}",
        lead="До 18 лет согласия за обучающегося подписывает и отзывает законный представитель. "
        "На его почту можно отправить ссылку для подписи.",
        done="Представитель записан.",
        back=(learner.get_absolute_url(), str(learner)),
        template="people/person_form.html",
    )


@require_http_methods(["GET", "POST"])
def representative_end(request, pk):
    me = request.membership
    rows = Representation.objects.visible_to(me).select_related("learner", "representative")
    row = get_object_or_404(rows, pk=pk)
    require(can_edit_person(me, row.learner))
    form = DateForm(request.POST or None, label="Последний день полномочий", today=me.organization.today)
    return form_page(
        request,
        form,
        lambda: end_representative(row, by=me, **form.cleaned_data).learner,
        title=f"Прекратить полномочия: {row.representative}",
        lead=f"Подписывать согласия за {row.learner.decline('accusative')} этот человек больше не будет. "
        "Подписанное раньше остаётся в силе.",
        done="Полномочия прекращены.",
        back=(row.learner.get_absolute_url(), str(row.learner)),
        button="Прекратить",
    )
