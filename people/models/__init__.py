"""The rows of the room, one module a noun."""

from people.models.banks import BankEntry, Competence, MenteeEntry, MentorEntry, Request, SavedView
from people.models.consents import (
    Consent,
    ConsentKind,
    ConsentLink,
    ConsentText,
    PublishedField,
    ScanBatch,
    kinds_needed,
)
from people.models.history import Absence, Merge, PersonChange
from people.models.imports import RosterImport
from people.models.mentoring import MentoringForm, MentoringKind
from people.models.persons import Person, Representation, in_key, search_key
from people.models.withdrawals import Destruction, Withdrawal

__all__ = [
    "Absence",
    "BankEntry",
    "Competence",
    "Consent",
    "ConsentKind",
    "ConsentLink",
    "ConsentText",
    "Destruction",
    "MenteeEntry",
    "MentorEntry",
    "MentoringForm",
    "MentoringKind",
    "Merge",
    "Person",
    "PersonChange",
    "PublishedField",
    "Representation",
    "Request",
    "RosterImport",
    "SavedView",
    "ScanBatch",
    "Withdrawal",
    "in_key",
    "kinds_needed",
    "search_key",
]
