"""How a row is seen and corrected here: by the own institution, with a reason, in the journal, never past the rules."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AutocompleteSelect, RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, models, transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from audit.models import Entry
from audit.services import note_sight, record
from common.pages import page_of
from common.russian import normalise_search, upper_first
from mentorship.back_office.reasons import NAMES, ReasonedForm, ReasonForm
from organizations.models import Organization
from people.models import Person, in_key


class ByTyping(AutocompleteSelect):
    """A choice by typing that says so: an empty box without words is no box for a screen reader."""

    def build_attrs(self, base_attrs, extra_attrs=None):
        attrs = super().build_attrs(base_attrs, extra_attrs)
        return attrs | {"data-placeholder": "Начните набирать фамилию"}


class RowAdmin(admin.ModelAdmin):
    """One kind of rows, as its line in `registers.py` says; all columns that are not named there are read only."""

    register = None  # set for each kind of rows
    form = ReasonedForm
    actions = None
    list_per_page = 50
    list_max_show_all = 0
    show_full_result_count = False
    list_select_related = True
    save_as_continue = False
    formfield_overrides = {
        models.DateField: {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
    }
    show_facets = admin.ShowFacets.NEVER

    class Media:
        js = ("js/back_office.js",)

    # Who

    def has_module_permission(self, request):
        return self.admin_site.has_permission(request)

    def has_view_permission(self, request, obj=None):
        return self.admin_site.has_permission(request)

    def has_add_permission(self, request):
        return self.admin_site.has_permission(request) and self.register.may_add(request.membership)

    def has_change_permission(self, request, obj=None):
        allowed = self.admin_site.has_permission(request)
        return allowed and bool(self.register.editable_of(obj) if obj else self.register.editable)

    def has_delete_permission(self, request, obj=None):
        allowed = self.admin_site.has_permission(request) and self.register.deletes
        return allowed and not (obj and self.register.closed(obj))

    # Which rows

    def get_queryset(self, request):
        """The own institution's; cards of institutions below too. Names of people of others are never shown."""
        me = request.membership
        ours = [me.organization_id]
        if self.register.below:
            ours = Organization.objects.visible_to(me).values("pk")
        rows = super().get_queryset(request)
        owned = self.model._base_manager.filter(**{f"{self.register.owner}__in": ours})
        links = [column.name for column in self.opts.concrete_fields if column.is_relation]
        return rows.filter(pk__in=owned.values("pk")).select_related(*links)

    def get_object(self, request, object_id, from_field=None):
        """A row that is not to be seen is not there; whoever opens the row of another person is noted."""
        row = super().get_object(request, object_id, from_field)
        if row is None:
            raise Http404
        person = row if isinstance(row, Person) else getattr(row, "person", None)
        if isinstance(person, Person):
            note_sight(person, by=request.membership)
        if request.method == "POST" and connection.in_atomic_block:
            self.model._base_manager.select_for_update(of=("self",)).get(pk=row.pk)
            row.refresh_from_db()
            row.__dict__.pop("_closed", None)
        return row

    def get_search_results(self, request, queryset, search_term):
        """By the column that finds people alike on both databases."""
        column = self.search_fields[0] if self.search_fields else ""
        for word in normalise_search(search_term).split() if column else []:
            queryset = queryset.filter(**{f"{column}__contains": in_key(word)})
        return queryset, False

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Without the package's icons that open rows in a second window."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field and field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.autocomplete_fields:
            kwargs["widget"] = ByTyping(db_field, self.admin_site)
        kwargs["queryset"] = self.choices_of(db_field, request)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs["queryset"] = self.choices_of(db_field, request)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def choices_of(self, db_field, request):
        return self.admin_site._registry[db_field.related_model].get_queryset(request)

    # What of a row

    def get_fieldsets(self, request, obj=None):
        editable = self.register.adds if obj is None else self.register.editable_of(obj)
        shown = [] if obj is None else [name for name in self.columns() if name not in editable]
        sets = [(None, {"fields": editable}), ("Почему", {"fields": NAMES})] if editable else []
        return (
            [*sets, ("Остальное, только для чтения" if sets else None, {"fields": shown})] if shown else sets
        )

    def get_readonly_fields(self, request, obj=None):
        editable = self.register.adds if obj is None else self.register.editable_of(obj)
        return [name for name in self.columns() if name not in editable]

    def columns(self):
        """Columns that a person can read: no stored files, no secrets, no inner keys."""
        own = [*self.opts.concrete_fields, *self.opts.many_to_many]
        hidden = {*self.register.hidden, "id"}
        return [
            column.name
            for column in own
            if column.name not in hidden and not isinstance(column, models.FileField)
        ]

    def get_changeform_initial_data(self, request):
        return super().get_changeform_initial_data(request) | {
            "organization": request.membership.organization_id
        }

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        deed = (
            "Добавить" if add else "Исправить" if self.has_change_permission(request, obj) else "Посмотреть"
        )
        context["title"] = f"{deed}: {self.opts.verbose_name}"
        context["closed"] = self.register.closed(obj) if obj else ""
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request, obj, form, change):
        if isinstance(obj, Organization) and not change:
            obj.parent = request.membership.organization
        super().save_model(request, obj, form, change)

    # The journal instead of the log of the package

    def construct_change_message(self, request, form, formsets, add=False):
        return {"fields": form.touched, **form.told}

    def log_addition(self, request, obj, message):
        return self.tell(request, "admin.added", obj, message)

    def log_change(self, request, obj, message):
        return self.tell(request, "admin.changed", obj, message)

    def log_deletions(self, request, queryset):
        raise PermissionDenied  # rows are deleted one by one

    def tell(self, request, action, row, message):
        if not isinstance(row, Organization) and not hasattr(row, "organization_id"):
            row.organization_id = (
                request.membership.organization_id
            )  # a part of a whole: the chain of its owner
        return record(action, row, by=request.membership, **message)

    def history_view(self, request, object_id, extra_context=None):
        """What the journal knows of the row."""
        row = self.get_object(request, unquote(object_id))
        entries = (
            Entry.objects.visible_to(request.membership).about(row).select_related("user").order_by("-number")
        )
        context = {
            **self.admin_site.each_context(request),
            "title": f"Журнал: {row}",
            "original": row,
            "opts": self.opts,
            "page": page_of(request, entries),
            "zone": request.membership.organization.zone,
        }
        return TemplateResponse(request, "admin/object_history.html", context)

    @admin.display(description="что сделано")
    def deed_words(self, row):
        return row.words

    def changelist_view(self, request, extra_context=None):
        title = {"title": upper_first(str(self.opts.verbose_name_plural))}
        return super().changelist_view(request, {**(extra_context or {}), **title})

    # Saving and deleting: what the database refuses is a sentence, not an error page

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except DatabaseError as error:
            messages.error(request, refusal(error))
            return HttpResponseRedirect(request.get_full_path())

    def delete_view(self, request, object_id, extra_context=None):
        row = self.get_object(request, unquote(object_id))
        if not self.has_delete_permission(request, row):
            raise PermissionDenied
        _, counts, locked, protected = self.get_deleted_objects([row], request)
        form = ReasonForm(request.POST or None)
        if request.method == "POST" and not (locked or protected) and form.is_valid():
            try:
                self.delete_told(request, row, form, counts)
            except (models.ProtectedError, DatabaseError) as error:
                messages.error(request, refusal(error))
            else:
                messages.success(request, f"Удалено: {self.opts.verbose_name}.")
                return HttpResponseRedirect(self.list_url())
        context = {
            **self.admin_site.each_context(request),
            "title": f"Удалить: {self.opts.verbose_name}",
            "original": row, "object": row, "opts": self.opts, "form": form,
            "counts": dict(counts).items(), "locked": locked, "protected": protected,
        }  # fmt: skip
        return TemplateResponse(request, "admin/delete_confirmation.html", context)

    @transaction.atomic
    def delete_told(self, request, row, form, counts):
        """The line is written before the row is gone: it names the number of the row."""
        self.tell(
            request, "admin.deleted", row, {"rows": {str(kind): n for kind, n in counts.items()}, **form.told}
        )
        self.delete_model(request, row)

    def list_url(self):
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")


def refusal(error):
    """The first line of what the database says: triggers and constraints of the house speak Russian."""
    if isinstance(error, models.ProtectedError):
        return "Запись нельзя удалить: на неё опираются другие записи. Сначала исправьте или удалите их."
    words = str(error).splitlines()[0]
    is_ours = any("а" <= letter.lower() <= "я" for letter in words)
    return (
        words if is_ours else "База данных не приняла исправление: оно нарушает правило. Проверьте значения."
    )
