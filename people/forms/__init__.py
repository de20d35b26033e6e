"""The forms of the room, one module a noun."""

from people.forms.banks import CompetenceForm, MenteeForm, MentorForm, RequestForm, RequestFormSet
from people.forms.consents import ScanForm, SignForm
from people.forms.dates import BulkDateForm, DateForm, date_input
from people.forms.imports import RosterForm
from people.forms.persons import AccessForm, NameFormsForm, PersonForm

__all__ = [
    "AccessForm",
    "BulkDateForm",
    "CompetenceForm",
    "DateForm",
    "MenteeForm",
    "MentorForm",
    "NameFormsForm",
    "PersonForm",
    "RequestForm",
    "RequestFormSet",
    "RosterForm",
    "ScanForm",
    "SignForm",
    "date_input",
]
