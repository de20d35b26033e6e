"""A pile of scanned blanks sheet by sheet: whose each is, what would be recorded, and what stands in the way."""

import re
from dataclasses import dataclass, field

from django.core.files.storage import default_storage

from common.russian import date_words
from people.consents import SHORT
from people.models import Consent, ConsentKind, ConsentText

CODE = re.compile(r"/p/([0-9A-Z]{4}-[0-9A-Z]{4})\b")  # the address in the QR code of a blank
PROBLEMS = {
    "unread": "код не прочитался: выберите, чей это бланк",
    "unknown": "код не от наших бланков: выберите, чей это бланк, или уберите лист",
    "several": "на листе несколько кодов: выберите, чей это бланк",
    "repeated": "этот бланк в пачке уже есть",
    "empty": "пустой лист",
    "broken": "лист не прочитался: отсканируйте его ещё раз",
    "skipped": "убран",
    "recorded": "записан",
}
SETTLED = {"empty", "skipped", "recorded", "repeated"}
TO_CHOOSE = {"unread", "unknown", "several"}


def code_in(texts):
    """The codes of blanks among what the QR codes of a sheet say, each once."""
    return list(dict.fromkeys(found[1] for text in texts if (found := CODE.search(text))))


def folder_of(batch):
    """Where the sheets of a pile lie until they are laid to their consents."""
    return f"scans/{batch.organization_id}/{batch.pk}"


def files_kept(batch):
    """Names of all stored files of a pile, those of a reading that still goes on too."""
    folder = folder_of(batch)
    names = default_storage.listdir(folder)[1] if default_storage.exists(folder) else []
    return [*filter(None, [batch.file.name]), *(f"{folder}/{name}" for name in names)]


def sheet_files(batch):
    """Names of the files in which the sheets of a pile lie, and of their pictures."""
    return [page[key] for page in batch.pages for key in ("file", "picture") if page.get(key)]


@dataclass
class SheetLine:
    """One sheet as the page and the deed see it."""

    page: dict
    consent: Consent | None = None
    is_next: bool = False  # a further sheet of the consent that began above
    on: object = None

    @property
    def number(self):
        return self.page["page"]

    @property
    def state(self):
        """A key of PROBLEMS, next, sign, scan, answers, or refused (the blank cannot be signed any more)."""
        if self.page.get("problem"):
            return self.page["problem"]
        if self.consent is None:  # the blank is gone
            return "unknown"
        if self.is_next:
            return "next"
        if self.refusal:
            return "refused"
        if self.consent.signed_on:
            return "scan"
        needs_answers = self.consent.kind == ConsentKind.DISTRIBUTION and "fields" not in self.page
        return "answers" if needs_answers else "sign"

    @property
    def refusal(self):
        """Why this blank cannot be recorded, in words."""
        consent = self.consent
        if consent.ended_on:
            return f"{consent.get_ending_display()}: напечатайте и подпишите новый бланк"
        if consent.signed_on:
            return f"уже подписано {date_words(consent.signed_on)}, скан есть" if consent.scan else ""
        if consent.text.status == ConsentText.Status.ARCHIVED:
            return "текст этого бланка в архиве: напечатайте новый"
        if self.on < consent.printed_on:
            return f"бланк напечатан {date_words(consent.printed_on)}, позже даты подписи"
        if consent.expires_on and self.on > consent.expires_on:
            return f"срок этого бланка истёк {date_words(consent.expires_on)}"
        return ""

    @property
    def words(self):
        said = {
            "next": "второй лист того же бланка",
            "sign": "запишем подпись",
            "scan": "уже подписано, приложим скан",
            "answers": "отметьте, что человек разрешил",
        }
        return self.refusal if self.state == "refused" else said.get(self.state) or PROBLEMS[self.state]

    @property
    def label(self):
        return SHORT[self.consent.kind] if self.consent else ""

    @property
    def can_choose(self):
        return self.state in TO_CHOOSE | {"refused", "sign", "scan", "answers", "next", "skipped", "repeated"}

    @property
    def is_settled(self):
        return self.state in SETTLED


@dataclass
class Pile:
    """All sheets of a batch with what can be done with them."""

    lines: list = field(default_factory=list)

    def of(self, *states):
        return [line for line in self.lines if line.state in states]

    @property
    def to_sign(self):
        return self.of("sign")

    @property
    def to_scan(self):
        return self.of("scan")

    @property
    def open(self):
        """Sheets about which somebody has yet to decide."""
        return [
            line for line in self.lines if not line.is_settled and line.state not in {"sign", "scan", "next"}
        ]

    @property
    def recorded(self):
        return self.of("recorded")

    def sheets_of(self, consent_pk):
        return [
            line for line in self.lines if line.page.get("consent") == consent_pk and not line.page["problem"]
        ]


def pile_of(batch, consents=None):
    """Read the sheets of a batch against the ledger of today, in one query.

    `consents` gives the rows themselves, when they are locked.
    """
    ids = {page["consent"] for page in batch.pages if page.get("consent")}
    if consents is None:
        rows = Consent.objects.filter(organization=batch.organization_id, pk__in=ids)
        consents = rows.select_related("person", "text").defer(
            "content", "text__title", "text__body", "text__closing"
        )
    found, begun, pile = {consent.pk: consent for consent in consents}, set(), Pile()
    for page in batch.pages:
        pk = page.get("consent")
        takes = bool(pk) and not page["problem"]
        pile.lines.append(SheetLine(page, found.get(pk), takes and pk in begun, batch.signed_on))
        if takes:
            begun.add(pk)
    return pile
