"""Getting acquainted with a signed paper: the curator's side, and one tap of the person."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.pages import chosen_ids, deed, file_response, form_page, require
from common.pdf import render_pdf
from documents.forms.register import KnowersForm, KnownScanForm
from documents.knowing_list import list_contents
from documents.models import Acknowledgement, Document
from documents.papers.order_pairs import acknowledgement
from documents.permissions import can_choose_knowers, can_record_acknowledgement, can_remind, can_see_papers
from documents.services.acknowledging import acknowledge, choose_knowers, record_on_paper, remind
from documents.services.knowing_by_link import print_slips
from organizations.models import Role
from people.exports import written
from people.models import Person

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {"xlsx": XLSX, "pdf": "application/pdf"}


@require_POST
def document_acknowledge(request, pk):
    """One tap of the person who must know the paper."""
    me = request.membership
    rows = Acknowledgement.objects.visible_to(me).select_related("document")
    row = get_object_or_404(rows, document=pk, person__membership=me)
    to = "desk:home" if me.role == Role.PARTICIPANT else row.document
    return deed(
        request, lambda: acknowledge(row, by=me), done="Записали: вы ознакомились с документом.", to=to
    )


@require_http_methods(["GET", "POST"])
def document_knowers(request, pk):
    """Who must know the paper: all staff to tick from, and the term."""
    me = request.membership
    document = get_object_or_404(Document.objects.visible_to(me), pk=pk)
    require(can_choose_knowers(me, document))
    rows = {row.person_id: row for row in document.acknowledgements.visible_to(me)}
    staff = Person.objects.visible_to(me).present().filter(kind=Person.Kind.EMPLOYEE)
    due = min((row.due_on for row in rows.values() if row.due_on and not row.at), default=None)
    form = KnowersForm(request.POST or None, initial={"due_on": due})
    ticked = set(rows)
    if request.method == "POST":
        ticked = set(chosen_ids(request.POST.getlist("person")))
        chosen = list(Person.objects.visible_to(me).filter(pk__in=ticked))
        if len(chosen) != len(ticked):
            raise Http404
    return form_page(
        request,
        form,
        lambda: choose_knowers(document, chosen, due_on=form.cleaned_data["due_on"], by=me),
        title="Кто должен ознакомиться",
        done="Список сохранён.",
        template="register/knowers.html",
        document=document,
        staff=[
            (person, rows.get(person.pk), person.pk in ticked) for person in staff.order_by("search", "pk")
        ],
    )


@require_POST
def acknowledge_paper(request, pk):
    me = request.membership
    document = get_object_or_404(Document.objects.visible_to(me), pk=pk)
    require(can_record_acknowledgement(me, document))
    rows = document.acknowledgements.visible_to(me).filter(pk__in=chosen_ids(request.POST.getlist("row")))
    done = "Отметили ознакомление на бумаге."
    return deed(request, lambda: record_on_paper(document, rows, by=me), done=done, to=document)


@require_http_methods(["GET", "POST"])
def known_scan(request, pk):
    """One scan of the signed list for all whose lines are ticked: one deed."""
    me = request.membership
    document = get_object_or_404(Document.objects.visible_to(me), pk=pk)
    require(can_record_acknowledgement(me, document))
    owing = list(document.acknowledgements.visible_to(me).filter(at=None).present().select_related("person"))
    form = KnownScanForm(request.POST or None, request.FILES or None)
    ticked = set(chosen_ids(request.POST.getlist("row"))) if request.method == "POST" else set()
    rows = [row for row in owing if row.pk in ticked]
    return form_page(
        request,
        form,
        lambda: (record_on_paper(document, rows, scan=form.cleaned_data["scan"], by=me), document)[1],
        title="Лист ознакомления подписан",
        done="Скан сохранён, подписи отмечены.",
        template="register/known_scan.html",
        document=document,
        owing=[(row, not ticked or row.pk in ticked) for row in owing],
    )


@require_POST
def document_remind(request, pk):
    me = request.membership
    document = get_object_or_404(Document.objects.visible_to(me), pk=pk)
    require(can_remind(me, document))
    return deed(
        request,
        lambda: remind(document, by=me),
        done="Письма отправляем: у кого есть вход – с адресом страницы, остальным – с личной ссылкой.",
        to=document,
    )


@require_POST
def know_slips(request, pk):
    """Slips with personal links to cut and hand out; the links are new, earlier ones stop."""
    me = request.membership
    document = get_object_or_404(Document.objects.visible_to(me).select_related("organization"), pk=pk)
    require(can_remind(me, document))
    try:
        sheet = print_slips(document, by=me)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect(document)
    return file_response(
        sheet, name="Листки для ознакомления.pdf", content_type="application/pdf", inline=True
    )


@require_safe
def acknowledgement_sheet(request, pk):
    """The list to sign by hand, for those who have no way into the system."""
    me = request.membership
    document = get_object_or_404(Document.objects.visible_to(me).select_related("organization"), pk=pk)
    require(can_record_acknowledgement(me, document))
    rows = document.acknowledgements.visible_to(me).present().select_related("person")
    sheet = {"acknowledgement": acknowledgement(document, [row.person for row in rows])}
    pdf = render_pdf("papers/acknowledgement.html", sheet)
    name = f"Лист ознакомления с приказом {document.number.replace('/', '-')}.pdf"
    return file_response(pdf, name=name, content_type="application/pdf", inline=True)


@require_safe
def known_list(request, pk):
    """Who knows the paper and who owes, as a table or for print."""
    me = request.membership
    document = get_object_or_404(Document.objects.visible_to(me).select_related("organization"), pk=pk)
    require(can_see_papers(me))
    file_format = request.GET.get("format", "xlsx")
    if file_format not in TYPES:
        raise Http404
    rows = document.acknowledgements.visible_to(me).select_related("person")
    data, _ = written(list_contents(document, rows), file_format, document.organization)
    name = f"Ознакомление {document.number.replace('/', '-') or 'проект'}.{file_format}"
    return file_response(data, name=name, content_type=TYPES[file_format], inline=file_format == "pdf")
