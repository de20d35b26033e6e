"""What anybody may learn about a paper by its code, and whether a file is that paper. No names."""

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import Q

from common.codes import ALPHABET
from common.files import sha256
from common.sealing import check_seal
from documents.models import Document, FrozenFile, Link, QualifiedSignature, Seal, Signature
from documents.services.sealing import certificate_fingerprint, certificates_of
from people.models import Consent

# A code is retyped from paper: Russian letters that look the same are read as Latin ones.
LOOKALIKES = str.maketrans("АСЕНКМРТХУЗ", "ACEHKMPTXY3")
ON_PAPER = "зарегистрирован для подписи на бумаге"
CANCELLED = "отменён"
SIGNED = {
    Signature.Method.PAPER: "подписан на бумаге, скан приложен",
    Signature.Method.QUALIFIED: "подписан файлом усиленной электронной подписи",
}
IN_SYSTEM = "подписан простой электронной подписью"
DONE_TO = {
    Link.Kind.AMENDS: "Изменён",
    Link.Kind.CANCELS: "Отменён",
    Link.Kind.APPROVES: "Утверждён",
}


@dataclass(frozen=True)
class Paper:
    """A registered paper for a stranger's eyes."""

    institution: str
    kind: str
    number: str
    dated: dt.date
    state: str
    is_signed: bool
    is_cancelled: bool = False
    effects: list[str] = field(default_factory=list)  # sentences: what other papers did to it, and it to them
    qualified: QualifiedSignature | None = None
    certificate: str = ""
    sha256: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ConsentForm:
    """A blank form of a consent: whose it is, is nobody's business."""

    institution: str
    text_version: str


@dataclass(frozen=True)
class Verdict:
    ok: bool
    words: str


def clean_code(text: str) -> str:
    """A typed code as it is stored: "7k3m 9qtd" and Russian "7К3М-9QТD" are 7K3M-9QTD."""
    letters = [letter for letter in text.upper().translate(LOOKALIKES) if letter in ALPHABET]
    return f"{''.join(letters[:4])}-{''.join(letters[4:])}"


def find_document(code):
    """The registered paper with this code; a draft is nobody's yet."""
    registered = [Document.Status.ON_PAPER, Document.Status.SIGNED]
    return Document.objects.filter(code=code, status__in=registered).select_related("organization").first()


def describe_document(document):
    signature = Signature.objects.filter(document=document).first()
    in_system = bool(signature) and signature.method not in SIGNED
    files = FrozenFile.objects.filter(document=document).exclude(kind=FrozenFile.Kind.KNOWN)
    links = links_of(document)
    cancelled = any(link.kind == Link.Kind.CANCELS and link.target_id == document.pk for link in links)
    return Paper(
        institution=document.organization.short_name,
        kind=outside_type(document) or document.get_kind_display(),
        number=document.number,
        dated=document.dated,
        state=CANCELLED if cancelled else state_of(document, signature, links),
        is_signed=document.status == Document.Status.SIGNED,
        is_cancelled=cancelled,
        effects=[sentence_of(link, document) for link in links],
        qualified=QualifiedSignature.objects.filter(document=document).first(),
        certificate=certificate_of(document) if in_system else "",
        sha256={file.get_kind_display(): file.sha256 for file in files},
    )


def outside_type(document):
    """What a paper made outside calls itself."""
    return document.facts.get("type") if document.kind == Document.Kind.OUTSIDE else ""


def state_of(document, signature, links):
    """How the paper was signed, or which order approved it."""
    if document.status == Document.Status.ON_PAPER:
        return ON_PAPER
    for link in links:
        if link.kind == Link.Kind.APPROVES and link.target_id == document.pk:
            return f"утверждён приказом {reference(link.source)}"
    return SIGNED.get(signature.method, IN_SYSTEM)


def links_of(document):
    """What signed papers did to this one and what it does to others, both ways (PAP-5)."""
    acting = Link.objects.filter(source__status=Document.Status.SIGNED)
    links = acting.filter(Q(source=document) | Q(target=document)).select_related("source", "target")
    return list(links.filter(target__status=Document.Status.SIGNED))


def sentence_of(link, document):
    """ "Отменён документом от 02.11.2026 № 30-од", "Изменяет документ от 02.10.2026 № 12-од"."""
    if link.source_id == document.pk:
        return f"{link.get_kind_display().capitalize()} документ {reference(link.target)}"
    return f"{DONE_TO[link.kind]} документом {reference(link.source)}"


def reference(document):
    return f"от {document.dated:%d.%m.%Y} № {document.number}"


def find_consent_form(code):
    consent = Consent.objects.filter(code=code).select_related("organization", "text").first()
    return consent and ConsentForm(consent.organization.short_name, str(consent.text.number))


def certificate_of(document):
    """Fingerprint of the institution's certificate, to compare with what a PDF reader shows."""
    seal = Seal.objects.filter(organization=document.organization).first()
    return certificate_fingerprint(seal) if seal else ""


def check_file(document, data):
    """Equal to the byte with a stored file of this paper; if not, say as much as can be told."""
    stored = dict(FrozenFile.objects.filter(document=document).values_list("sha256", "kind"))
    if kind := stored.get(sha256(data)):
        return Verdict(True, f"Файл подлинный: {FrozenFile.Kind(kind).label}.")
    if not stored:
        return Verdict(False, "Не подтверждено: файл документа ещё готовится, проверьте через минуту.")
    if not data.startswith(b"%PDF-"):
        return Verdict(False, "Не подтверждено: это не тот файл, который хранится у учреждения.")
    seal = check_seal(data, certificates_of(document.organization))
    if seal.ok:
        return Verdict(False, "Не подтверждено: файл с печатью этого учреждения, но другого документа.")
    return Verdict(False, f"{seal.problem[0].upper()}{seal.problem[1:]}.")
