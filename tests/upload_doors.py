"""Every door that a file comes in by, and what each kind of door takes (UPL-1)."""

import ast
from pathlib import Path
from typing import NamedTuple

from django.core import signing
from django.urls import reverse
from django.utils import timezone

from common.cms_reading import MAX_BYTES as MAX_SIGNATURE
from common.files import SCAN_MAX_BYTES
from common.sheet_limits import MAX_PILE_BYTES
from common.table_reading import MAX_BYTES
from documents.content import fingerprint
from documents.models import Acknowledgement, Document, FrozenFile
from documents.services.keeping import freeze_file
from documents.tests.factories import DocumentFactory
from people.models import Consent
from people.personal_cookies import salt_of
from people.tests.factories import ConsentFactory, PersonFactory
from surveys.tests.factories import CampaignFactory, InvitationFactory
from tests.stage import patterns
from tests.upload_corpus import AS_DOCUMENT, AS_TABLE, ATTACHMENTS, CONTENTS, NO_LIST, NO_ROADMAP, SCANS

ROOT = Path(__file__).parent.parent
READ_AS_TABLE, READ_AS_DOCUMENT = set(CONTENTS) - set(AS_TABLE), set(CONTENTS) - set(AS_DOCUMENT)


class Door(NamedTuple):
    """A route that takes a file: how it judges the file, the row in its address, the body beside the file."""

    route: str
    reader: str  # table, document, questionnaire, scan, attachment, signature, checked: see `tries`
    row: object = None  # of `rows_for_doors`
    body: dict = {}
    field: str = "file"
    actor: str = "curator"
    limit: int = SCAN_MAX_BYTES
    is_again: bool = False  # the view of another line, asked for another kind of list
    cookie: str = ""  # of a personal link: its name, its value is that of `rows_for_doors`
    ticked: str = ""  # a box of the body that takes a row: its name is that of `rows_for_doors`

    def fields(self, rows):
        """What stands in the body beside the file."""
        return self.body | ({"row": rows[self.ticked]} if self.ticked else {})

    def cookies(self, rows):
        return {self.cookie: rows[self.cookie]} if self.cookie else {}

    def url(self, rows):
        return reverse(self.route, args=[rows[self.row]] if self.row else [])


# One file for each thing that the verification page can say of a PDF; a child reads them, as it reads tables.
SEALS = {f"pdf/{name}" for name in ("javascript", "broken_xref", "signed", "unknown_algorithm")}
ON = {"on": "2026-09-02"}
DOORS = {
    "staff list": Door("people:import_add", "table", limit=MAX_BYTES),
    "list of learners": Door(
        "people:import_add", "table", body={"kind": "learner"}, limit=MAX_BYTES, is_again=True
    ),
    "list of partners": Door(
        "people:import_add", "table", body={"kind": "partner"}, limit=MAX_BYTES, is_again=True
    ),
    "own roadmap": Door("roadmap:read", "document"),
    "own questionnaire": Door("surveys:questionnaire_read", "questionnaire"),
    "evidence": Door("roadmap:evidence_add", "attachment", "activity"),
    "closing by hand": Door("roadmap:activity_close", "attachment", "activity", {"note": "Протокол № 1"}),
    "signed consent": Door("people:consent_sign", "scan", "unsigned", ON, "scan"),
    "scan of a consent": Door("people:consent_attach", "scan", "signed", {}, "scan"),
    "signed paper": Door("documents:scan", "scan", "on_paper", {}, "scan"),
    "signed list of acquaintance": Door(
        "documents:known_scan", "scan", "known", field="scan", ticked="owing"
    ),
    "qualified signature": Door(
        "documents:qualified", "signature", "printed", {}, "file", limit=MAX_SIGNATURE
    ),
    "paper made outside": Door(
        "documents:outside_add",
        "scan",
        body={
            "type": "Приказ",
            "heading": "О конкурсе",
            "number": "7-к",
            "dated": "2026-09-02",
            "series": "core",
            "keep": "постоянно",
        },
        field="scan",
    ),
    "pile of papers": Door("documents:scans", "scan", field="files", limit=MAX_PILE_BYTES),
    "letter of withdrawal": Door(
        "people:person_withdraw",
        "scan",
        "person",
        {"kinds": ["processing"], "received_on": "2026-09-03"},
        "letter",
    ),
    "pile of scans": Door("people:scan_add", "scan", body=ON, field="files", limit=MAX_PILE_BYTES),
    "file of an own answer": Door(
        "surveys:answer", "attachment", "asked", field="proof", actor="participant"
    ),
    "file of an answer by link": Door(
        "survey_home", "attachment", field="proof", actor="anonymous", cookie="survey"
    ),
    "verification page": Door("verify", "checked", "code", actor="anonymous"),
}


def rows_for_doors(stage):
    """The rows that the doors stand at, by their names; they live as long as the stage."""
    mine = stage.rows["mine"]
    person = PersonFactory(organization=mine["organization"])
    paper = DocumentFactory(created_by=stage.members["curator"])
    Document.objects.filter(pk=paper.pk).update(
        status=Document.Status.ON_PAPER, number="77-од", dated=timezone.localdate(), series="orders",
        year=2026, sequence=77, content_sha256=fingerprint(paper.content),
    )  # fmt: skip
    printed = DocumentFactory(created_by=stage.members["curator"])
    freeze_file(printed, FrozenFile.Kind.PRINT, b"%PDF-1.7", by=None)
    Document.objects.filter(pk=printed.pk).update(
        status=Document.Status.ON_PAPER, number="78-од", dated=timezone.localdate(), series="orders",
        year=2026, sequence=78, content_sha256=fingerprint(printed.content),
    )  # fmt: skip
    known, owing = mine["paper"], PersonFactory(organization=mine["organization"])
    row = Acknowledgement.objects.create(organization=mine["organization"], document=known, person=owing)
    filed = mine["filed_response"]
    campaign = CampaignFactory(questionnaire=filed.campaign.questionnaire)
    asked = InvitationFactory(campaign=campaign, person=filed.invitation.person)
    return {
        "asked": asked.pk,
        "survey": signing.dumps(asked.link_hash, salt=salt_of("survey"), compress=True),
        "known": known.pk,
        "owing": row.pk,
        "printed": printed.pk,
        "activity": mine["activity"].pk,
        "unsigned": ConsentFactory(person=person, kind="mentee_duty", signed_on=None).pk,
        "signed": ConsentFactory(person=person, kind=Consent.Kind.PROCESSING).pk,
        "on_paper": paper.pk,
        "person": person.pk,
        "code": mine["code"],
    }


def taken(door):
    """The names of the corpus that this door has to let in."""
    return {
        "table": READ_AS_TABLE - NO_LIST,
        "document": READ_AS_DOCUMENT - NO_ROADMAP,
        "questionnaire": set(),  # none of the corpus asks; that good ones are read: surveys/tests/test_reading*
        "scan": SCANS,
        "attachment": ATTACHMENTS,
        "signature": set(),  # a file of the corpus is none; that good ones are read, documents/tests/test_qualified.py
        "checked": set(CONTENTS) - {"csv/empty"},
    }[door.reader]


def tries(door):
    """What is sent through the door: every second of the 121 contents through one that looks at the first bytes or at
    the list of parts (their look is one function, and the next door takes the other half); through one that has a
    child read the file, all that are read and one for each sentence of refusal.
    """
    if door.reader == "checked":
        return [name for name in CONTENTS if name not in SCANS or name in SEALS]
    if (
        door.reader == "signature"
    ):  # a child reads them all and has one sentence for them: the first of each group
        return list({name.partition("/")[0]: name for name in reversed(CONTENTS)}.values())
    refused = {"table": AS_TABLE, "document": AS_DOCUMENT, "questionnaire": AS_DOCUMENT}.get(door.reader)
    if refused is None:
        return list(CONTENTS)[list(DOORS.values()).index(door) % 2 :: 2]
    one_of_each = {sentence: name for name, sentence in refused.items()}
    if door.is_again:
        return [
            "spreadsheets/ods",
            "csv/cp1251",
            "csv/missing_header",
            "spreadsheets/old_xls",
            "csv/formulas",
        ]
    return [name for name in CONTENTS if name not in refused or name in one_of_each.values()]


def functions_that_take_files():
    """module.function of everything in the views that touches `request.FILES`."""
    for path in [*ROOT.glob("*/views*.py"), *ROOT.glob("*/views/*.py")]:
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for node in ast.parse(path.read_text()).body:
            names = [inner.attr for inner in ast.walk(node) if isinstance(inner, ast.Attribute)]
            if isinstance(node, ast.FunctionDef) and "FILES" in names:
                yield f"{module}.{node.name}"


def routes_of(functions):
    """The routes whose view is one of these functions."""
    for name, pattern in patterns():
        view = pattern.callback
        while hasattr(view, "__wrapped__"):
            view = view.__wrapped__
        if f"{view.__module__}.{view.__name__}" in functions:
            yield name
