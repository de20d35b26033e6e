"""Getting acquainted with a signed paper."""

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST, require_safe

from common.pages import chosen_ids, deed, file_response, require
from common.pdf import render_pdf
from documents.models import Acknowledgement, Document
from documents.papers.order_pairs import acknowledgement
from documents.permissions import can_record_acknowledgement, can_remind
from documents.services.acknowledging import acknowledge, record_on_paper, remind
from organizations.models import Role


@require_POST
def document_acknowledge(request, pk):
    """One tap of the person who must know the paper."""
    me = request.membership
    rows = Acknowledgement.objects.visible_to(me).select_related("document")
    row = get_object_or_404(rows, document=pk, person__membership=me)
    to = "desk:home" if me.role == Role.PARTICIPANT else row.document
    return deed(request, lambda: acknowledge(row, by=me), done="Записали: вы ознакомились с приказом.", to=to)


@require_POST
def acknowledge_paper(request, pk):
    me = request.membership
    document = get_object_or_404(Document.objects.visible_to(me), pk=pk)
    require(can_record_acknowledgement(me, document))
    rows = document.acknowledgements.visible_to(me).filter(pk__in=chosen_ids(request.POST.getlist("row")))
    done = "Отметили ознакомление на бумаге."
    return deed(request, lambda: record_on_paper(document, rows, by=me), done=done, to=document)


@require_POST
def document_remind(request, pk):
    me = request.membership
    document = get_object_or_404(Document.objects.visible_to(me), pk=pk)
    require(can_remind(me, document))
    return deed(
        request,
        lambda: remind(document, by=me),
        done="Напомнили всем, от кого ждём ознакомления.",
        to=document,
    )


@require_safe
def acknowledgement_sheet(request, pk):
    """The list to sign by hand, for those who have no way into the system."""
    me = request.membership
    document = get_object_or_404(Document.objects.visible_to(me).select_related("organization"), pk=pk)
    require(can_record_acknowledgement(me, document))
    people = [row.person for row in document.acknowledgements.visible_to(me).select_related("person")]
    pdf = render_pdf("papers/acknowledgement.html", {"acknowledgement": acknowledgement(document, people)})
    name = f"Лист ознакомления с приказом {document.number.replace('/', '-')}.pdf"
    return file_response(pdf, name=name, content_type="application/pdf", inline=True)
