"""Lists in and out by django-import-export: files are read in the guarded child and written without formulas."""

import tablib
from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from import_export import resources
from import_export.admin import ExportMixin, ImportMixin
from import_export.fields import Field
from import_export.formats.base_formats import Format
from import_export.forms import ConfirmImportForm, ExportForm, ImportForm
from import_export.tmp_storages import CacheStorage
from import_export.widgets import Widget

from audit.services import record
from common.table_reading import TableError, read_table
from common.table_writing import write_csv, write_xlsx
from mentorship.back_office.reasons import ReasonForm
from organizations.models import Organization
from people.gate import Deed, allowed
from people.models import Competence, Person

MAX_BYTES = 1024 * 1024  # a list of competences or institutions is no more


class Table(Format):
    """XLSX through the readers and writers of the house."""

    def __init__(self, encoding=None):
        self.encoding = encoding

    def get_title(self):
        return "XLSX"

    def get_extension(self):
        return "xlsx"

    def get_content_type(self):
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def can_import(self):
        return True

    def can_export(self):
        return True

    def create_dataset(self, in_stream):
        rows = [row for row in read_table(in_stream) if any(row)]
        if not rows:
            raise TableError("В таблице нет строк. Первая строка – названия столбцов, под ней – записи.")
        head, width = rows[0], len(rows[0])
        return tablib.Dataset(*[(*row, *[""] * width)[:width] for row in rows[1:]], headers=head)

    def export_data(self, dataset, **kwargs):
        return write_xlsx("Список", dataset.headers, list(dataset))


class CsvTable(Table):
    def get_title(self):
        return "CSV"

    def get_extension(self):
        return "csv"

    def get_content_type(self):
        return "text/csv"

    def export_data(self, dataset, **kwargs):
        return write_csv(dataset.headers, list(dataset))


class ListResource(resources.ModelResource):
    """Rows of the acting institution only; every row is checked by its own rules."""

    def __init__(self, membership=None, reason=None, **kwargs):
        super().__init__(**kwargs)
        self.membership, self.reason = membership, reason or {}

    def get_queryset(self):
        return super().get_queryset().filter(organization=self.membership.organization_id)

    def before_save_instance(self, instance, row, **kwargs):
        instance.organization = self.membership.organization

    def import_instance(self, instance, row, **kwargs):
        self.before_save_instance(instance, row)
        super().import_instance(instance, row, **kwargs)

    class Meta:
        clean_model_instances = True
        skip_unchanged = True
        report_skipped = True
        use_transactions = True
        store_instance = True


class ChoiceWidget(Widget):
    """A choice by the word that people read and write: "школа"."""

    def __init__(self, choices):
        super().__init__()
        self.choices = choices

    def clean(self, value, row=None, **kwargs):
        found = [key for key, label in self.choices if str(value).strip().lower() == label.lower()]
        if not found:
            labels = ", ".join(label for _, label in self.choices)
            raise ValidationError(f"Нет такого значения: «{value}». Подойдёт одно из: {labels}.")
        return found[0]

    def render(self, value, obj=None, **kwargs):
        return dict(self.choices).get(value, "")


def column(name, title, widget=None):
    return Field(attribute=name, column_name=title, widget=widget)


class CompetenceResource(ListResource):
    name = column("name", "Название")

    class Meta(ListResource.Meta):
        model = Competence
        fields = ("name",)
        import_id_fields = ("name",)


class OrganizationResource(ListResource):
    """Institutions below: the administrator of a body above brings them in at once."""

    kind = column("kind", "Вид", ChoiceWidget(Organization.Kind.choices))
    short_name = column("short_name", "Краткое наименование")
    full_name = column("full_name", "Полное наименование")
    full_name_genitive = column("full_name_genitive", "Полное наименование, кого? чего?")
    head_title = column("head_title", "Должность руководителя")
    head_last_name = column("head_last_name", "Фамилия руководителя")
    head_first_name = column("head_first_name", "Имя руководителя")
    head_patronymic = column("head_patronymic", "Отчество руководителя")
    city = column("city", "Населённый пункт")
    inn = column("inn", "ИНН")
    ogrn = column("ogrn", "ОГРН")

    def get_queryset(self):
        return Organization.objects.visible_to(self.membership)

    def before_save_instance(self, instance, row, **kwargs):
        if instance.pk is None:
            instance.parent = self.membership.organization

    class Meta(ListResource.Meta):
        model = Organization
        fields = (
            *("kind", "short_name", "full_name", "full_name_genitive", "head_title", "head_last_name"),
            *("head_first_name", "head_patronymic", "city", "inn", "ogrn"),
        )
        import_id_fields = ("short_name",)


class PersonResource(ListResource):
    full_name = column("full_name", "ФИО")
    kind = column("get_kind_display", "Кто это")
    position = column("position", "Должность")
    subject = column("subject", "Предмет, группа")
    phone = column("phone", "Телефон")
    email = column("email", "Электронная почта")

    class Meta(ListResource.Meta):
        model = Person
        fields = ("full_name", "kind", "position", "subject", "phone", "email")


class ListImportForm(ImportForm, ReasonForm):
    field_order = ["resource", "import_file", "format", "reason", "basis"]

    def clean_import_file(self):
        if self.cleaned_data["import_file"].size > MAX_BYTES:
            raise ValidationError("Файл больше 1 МБ. Оставьте в нём один лист с одной таблицей.")
        return self.cleaned_data["import_file"]


class ConfirmListForm(ConfirmImportForm, ReasonForm):
    """The second step brings the file's place and the reason along; a file that is gone is chosen again."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("reason", "basis"):
            self.fields[name].widget = forms.HiddenInput()

    def clean_format(self):
        if self.cleaned_data["format"] not in {"0", "1"}:
            raise ValidationError("Такого формата нет. Загрузите файл ещё раз.")
        return self.cleaned_data["format"]

    def clean_import_file_name(self):
        name = super().clean_import_file_name()
        if CacheStorage(name=name).read() is None:
            raise ValidationError("Файл уже загружен или ждал слишком долго. Загрузите его ещё раз.")
        return name


class OutMixin(ExportMixin):
    """A list as a file; who stands in it by name is told to the journal."""

    export_form_class = ExportForm

    def get_export_formats(self):
        return [Table, CsvTable]

    def has_export_permission(self, request):
        return self.admin_site.has_permission(request)

    def get_export_resource_kwargs(self, request, **kwargs):
        return {"membership": request.membership}

    def get_export_queryset(self, request):
        rows = super().get_export_queryset(request)
        return allowed(rows, Deed.EXPORT) if self.model is Person else rows

    def get_export_data(self, file_format, request, queryset, **kwargs):
        data = super().get_export_data(file_format, request, queryset, **kwargs)
        told = {"register": "admin", "format": file_format.get_extension()}
        if self.model is Person:
            told["persons"] = list(queryset.values_list("pk", flat=True))
            record("people.exported", request.membership.organization, by=request.membership, **told)
        return data


class InMixin(ImportMixin):
    """A list from a file: first what would become of each row, then the deed."""

    tmp_storage_class = CacheStorage
    skip_admin_log = True
    import_form_class = ListImportForm
    confirm_form_class = ConfirmListForm

    def get_import_formats(self):
        return [Table, CsvTable]

    def has_import_permission(self, request):
        return self.has_add_permission(request)

    def get_import_resource_kwargs(self, request, **kwargs):
        return {"membership": request.membership}

    def get_confirm_form_initial(self, request, import_form):
        told = import_form.told if import_form else {}
        return super().get_confirm_form_initial(request, import_form) | told

    def add_data_read_fail_error_to_form(self, form, e):
        words = (
            str(e)
            if isinstance(e, TableError)
            else "Файл не читается. Сохраните его как XLSX и загрузите снова."
        )
        form.add_error("import_file", words)

    @transaction.atomic
    def process_dataset(self, dataset, form, request, **kwargs):
        """The rows and their line in the journal come in together or not at all."""
        result = super().process_dataset(dataset, form, request, **kwargs)
        if result.has_errors() or result.has_validation_errors():
            raise PermissionDenied  # the first step has shown them: this is not its file any more
        totals = {"new": result.totals["new"], "updated": result.totals["update"]}
        record(
            "admin.imported", request.membership.organization, by=request.membership,
            model=self.opts.label_lower, **totals, **form.told,
        )  # fmt: skip
        return result
