"""A staff list of thousands of rows: looked at and taken, beside the bare libraries and django-import-export."""

import io
import time
from functools import partial

import openpyxl
import tablib
from django.db import transaction
from import_export.fields import Field
from import_export.resources import ModelResource
from import_export.widgets import DateWidget
from python_calamine import CalamineWorkbook

from bench.compare import compare
from organizations.tests.factories import MembershipFactory
from people.models import Person, RosterImport
from people.services.imports import commit_roster, preview_roster
from tests.corpus import HEADER, staff_rows

COLUMNS = ("last_name", "position", "subject", "experience_years", "category", "education", "phone", "email")

# Its pages look first (a dry run) and import then; the second pass alone has no preview to compare ours with.
PASSES = {"look and import": (True, False), "import alone": (False,)}


def measure(repeats=5, rows=10_000):
    curator, data = MembershipFactory(), staff_list(rows)
    ready = people_of(curator, data)
    ours = partial(into_empty_bank, curator, rows, partial(take, curator, data))
    bare_work = partial(
        into_empty_bank, curator, rows, partial(bare, data, ready), before=partial(unsave, ready)
    )
    return [
        compare(
            f"staff list, {rows} rows",
            ours,
            bare_work,
            bar=("<=", 4),
            meaning="time of preview and commit : time of calamine's to_python and bulk_create of ready objects",
            repeats=repeats,
        ),
        *(
            compare(
                f"staff list, import-export, {words}",
                ours,
                partial(into_empty_bank, curator, rows, partial(import_export, curator, data, passes)),
                bar=(">=", 5),
                meaning=f"how many times faster preview and commit are than django-import-export's defaults, {words}",
                repeats=max(repeats // 2, 1),
            )
            for words, passes in PASSES.items()
        ),
    ]


def staff_list(rows):
    """A workbook that openpyxl wrote and so openpyxl, which django-import-export needs, reads."""
    workbook, file = openpyxl.Workbook(write_only=True), io.BytesIO()
    sheet = workbook.create_sheet()
    for row in staff_rows(rows):
        sheet.append(row)
    workbook.save(file)
    return file.getvalue()


def into_empty_bank(curator, rows, work, before=lambda: None):
    """The time of the work alone; it must have brought in every row."""
    everybody = Person.objects.filter(organization=curator.organization)
    RosterImport.objects.filter(organization=curator.organization).delete()
    everybody.delete()
    before()
    start = time.perf_counter()
    work()
    taken = time.perf_counter() - start
    if everybody.count() != rows:
        raise RuntimeError(f"{everybody.count()} people of {rows} were taken in")
    return taken


def take(curator, data):
    preview = preview_roster(curator.organization, data=data, file_name="list.xlsx", by=curator)
    commit_roster(preview, by=curator)


def bare(data, ready):
    CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    with transaction.atomic():
        Person.objects.bulk_create(ready)


def people_of(curator, data):
    """The people as the product reads them, as objects that only wait to be saved."""
    take(curator, data)
    return list(Person.objects.filter(organization=curator.organization))


def unsave(people):
    for person in people:
        person.pk, person._state.adding = None, True


def import_export(curator, data, passes):
    for dry_run in passes:
        result = StaffResource(curator.organization).import_data(
            tablib.Dataset().load(data, "xlsx"), dry_run=dry_run
        )
        if result.has_errors() or result.has_validation_errors():
            raise RuntimeError("django-import-export refused the list")


class StaffResource(ModelResource):
    """The columns of the list as fields of a person, and nothing else changed."""

    birth_date = Field("birth_date", HEADER[-1], DateWidget("%d.%m.%Y"))

    def __init__(self, organization):
        super().__init__()
        self.organization = organization
        for name, heading in zip(COLUMNS, HEADER[1:], strict=False):
            self.fields[name].column_name = heading

    def after_init_instance(self, instance, new, row, **kwargs):
        instance.organization = self.organization

    class Meta:
        model = Person
        fields = (*COLUMNS, "birth_date")
        import_id_fields = ()
