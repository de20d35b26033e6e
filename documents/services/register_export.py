"""The register as a file: a job makes it, in the columns of a school's journal of orders."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import QueryDict

from audit.models import Entry
from audit.services import record
from common.russian import date_dots, done_of
from common.templatetags.russian import short_name
from documents.models import Document, Signature
from documents.permissions import can_export_register
from documents.register import RegisterFilter, light, register_lines, register_of, words_of_link
from jobs.services import enqueue
from organizations.models import Membership
from people.exports import PAPER_MAX, Contents

NOTHING = "Выгружать нечего: по этому отбору нет документов. Снимите отбор и попробуйте снова."
TOO_LONG = f"В PDF помещается до {PAPER_MAX} строк, а здесь {{}}. Выберите XLSX или сузьте реестр отбором."
CLOSED = "Доступ к документам закрыт: файл не сделан."
# (heading, share of the width of a sheet, cell)
COLUMNS = [
    ("№ п/п", 4, lambda number, line: str(number)),
    ("Номер", 7, lambda number, line: line.paper.number or "проект"),
    ("Дата", 8, lambda number, line: date_dots(line.paper.dated) if line.paper.dated else ""),
    ("Заголовок", 22, lambda number, line: line.paper.title),
    ("Вид", 11, lambda number, line: line.paper.get_kind_display()),
    ("Кто подписал", 10, lambda number, line: who_signed(line.paper)),
    ("Основание, связи", 10, lambda number, line: "; ".join(words_of_link(*one) for one in line.links)),
    ("Хранить", 9, lambda number, line: line.keep_words),
    ("Ознакомлены", 9, lambda number, line: done_of(line.known, line.asked) if line.asked else ""),
    ("Код", 10, lambda number, line: line.paper.code if line.paper.is_registered else ""),
]


@transaction.atomic
def ask_for_register(*, file_format, query, by):
    """Ask for the register as the filter of its page shows it."""
    count = papers_of_query(query, by).count()
    if not count:
        raise ValidationError(NOTHING)
    if file_format == "pdf" and count > PAPER_MAX:
        raise ValidationError(TOO_LONG.format(count))
    return enqueue(
        "papers_register", organization=by.organization, title=f"Реестр документов: файл {file_format.upper()}",
        by=by, format=file_format, query=query, membership=by.pk,
    )  # fmt: skip


def asker_of(job):
    """Who asked, with the rights of this moment: one taken away in between counts."""
    asked = Membership.objects.open().filter(pk=job.payload["membership"], organization=job.organization_id)
    me = asked.select_related("organization").first()
    if me is None or not can_export_register(me):
        raise ValidationError(CLOSED)
    return me


def papers_of_query(query, me):
    """The papers of the page; without an order of one's own as a journal reads: by series and number."""
    data = QueryDict(query, mutable=True)
    data["sort"] = data.get("sort") or "number"
    return RegisterFilter(data, me=me).narrow(register_of(me))


def register_contents(lines, me):
    columns = [(heading, width) for heading, width, _ in COLUMNS]
    rows = [[read(number, line) for _, _, read in COLUMNS] for number, line in enumerate(lines, 1)]
    return Contents("Реестр документов", me.organization.today, columns, rows)


def lines_of_query(query, me):
    return register_lines(light(papers_of_query(query, me)).select_related("signature__membership__user"))


def who_signed(paper):
    """The signature as the journal of orders names it; under a paper signed by hand only that it was."""
    signature = getattr(paper, "signature", None)
    if signature is None:
        return "" if paper.status != Document.Status.ON_PAPER else "ждёт скана"
    by_hand = signature.method == Signature.Method.PAPER
    return "на бумаге" if by_hand else short_name(signature.membership.user.name)


def note_once(job, action, me, **facts):
    """One line of the journal for one file, however often the work was begun."""
    told = Entry.objects.filter(organization=job.organization_id, action=action, details__job=job.pk)
    if not told.exists():
        record(action, job.organization, by=me, job=job.pk, **facts)
