"""The kinds of rows as classes of django.contrib.admin: those that are lists go in and out as files too."""

from mentorship.back_office.lists import (
    CompetenceResource,
    InMixin,
    OrganizationResource,
    OutMixin,
    PersonResource,
)
from mentorship.back_office.registers import REGISTERS
from mentorship.back_office.rows import RowAdmin
from mentorship.back_office.site import site
from organizations.models import Organization
from people.models import Competence, Person

BOTH_WAYS = "admin/import_export/change_list_import_export.html"
LISTS = {
    Competence: ((InMixin, OutMixin), CompetenceResource),
    Organization: ((InMixin, OutMixin), OrganizationResource),
    Person: ((OutMixin,), PersonResource),
}


def admin_of(register):
    """A class of one kind of rows by its line in the register."""
    mixins, resource = LISTS.get(register.model, ((), None))
    options = {
        "register": register,
        "list_display": register.shows,
        "list_filter": register.filters,
        "search_fields": (register.search,) if register.search else (),
        "autocomplete_fields": register.look_up,
        "view_on_site": staticmethod(address_of) if hasattr(register.model, "get_absolute_url") else False,
    }
    if resource:
        options["resource_classes"] = [resource]
    if InMixin in mixins:
        options["import_export_change_list_template"] = BOTH_WAYS
    return type(f"{register.model.__name__}Admin", (*mixins, RowAdmin), options)


def address_of(row):
    return row.get_absolute_url()


for line in REGISTERS:
    site.register(line.model, admin_of(line))
