"""The answers of a campaign leave the house as a table."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from audit.services import record
from common.table_writing import XLSX
from people.gate import Deed, allowed
from people.models import Person
from surveys.permissions import can_read_named
from surveys.results.export_table import named, nameless, to_codebook, to_csv, to_xlsx
from surveys.results.reading import respondents, shown_respondents, still_waits

CSV = "text/csv; charset=utf-8"
#: key: (words, how it is written, ending of the file, its type)
FORMATS = {
    "xlsx": ("Excel (XLSX): ответы и обозначения на двух листах", to_xlsx, "xlsx", XLSX),
    "csv": ("CSV для SPSS и R: ответы", to_csv, "csv", CSV),
    "codebook": ("CSV: обозначения столбцов и значений", to_codebook, "csv", CSV),
}
WAITS = "Опрос без имён ещё принимает ответы. Закройте его, и ответы можно будет выгрузить."
TOO_FEW = "Ответов меньше пяти: без имён выгрузить нельзя, по таблице было бы видно, кто что ответил."
NOBODY = "Выгружать нечего: с именем пока никто не ответил, либо обработка данных этих людей остановлена."


@transaction.atomic
def export_answers(campaign, *, file_format, is_named=False, by):
    """(bytes, name of the file, its type). With names for those only who may read named answers."""
    table = named_table(campaign, by) if is_named else nameless_table(campaign)
    _, write, ending, content_type = FORMATS[file_format]
    data = write(table)
    record("answers.exported", campaign, by=by, format=file_format, named=is_named, rows=len(table.rows))
    what = "обозначения" if file_format == "codebook" else "ответы с именами" if is_named else "ответы"
    return data, f"{campaign.title[:80]}, {what}.{ending}", content_type


def nameless_table(campaign):
    if still_waits(campaign):
        raise ValidationError(WAITS)
    found = shown_respondents(campaign)
    if not found:
        raise ValidationError(TOO_FEW)
    return nameless(campaign.questionnaire.sheet, found)


def named_table(campaign, by):
    if campaign.is_anonymous or not can_read_named(by):
        raise PermissionDenied
    persons = allowed(Person.objects.filter(organization=campaign.organization_id), Deed.EXPORT)
    names = {person.pk: person.full_name for person in persons.only("last_name", "first_name", "patronymic")}
    table = named(campaign.questionnaire.sheet, respondents(campaign), names)
    if not table.rows:
        raise ValidationError(NOBODY)
    return table
