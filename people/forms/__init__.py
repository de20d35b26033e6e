"""The forms of the room, one module a noun."""

from people.forms.banks import (
    AddRequestForm,
    BulkForm,
    CompetenceForm,
    LeaveForm,
    MenteeForm,
    MentorForm,
    MergeCompetenceForm,
    ReadyListForm,
    RequestForm,
    RequestFormSet,
    SavedViewForm,
)
from people.forms.consents import ScanForm, SignForm
from people.forms.dates import BulkDateForm, DateForm, date_input
from people.forms.imports import RosterForm
from people.forms.persons import AccessForm, NameFormsForm, PersonForm

__all__ = [
    "AccessForm",
    "AddRequestForm",
    "BulkDateForm",
    "BulkForm",
    "CompetenceForm",
    "DateForm",
    "LeaveForm",
    "MenteeForm",
    "MentorForm",
    "MergeCompetenceForm",
    "NameFormsForm",
    "PersonForm",
    "ReadyListForm",
    "RequestForm",
    "RequestFormSet",
    "RosterForm",
    "SavedViewForm",
    "ScanForm",
    "SignForm",
    "date_input",
]
