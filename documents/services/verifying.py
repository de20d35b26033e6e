"""What anybody may learn about a paper by its code, and whether a file is that paper. No names."""

import datetime as dt
from dataclasses import dataclass, field

from common.codes import ALPHABET
from common.files import sha256
from common.sealing import check_seal
from documents.models import Document, FrozenFile, Seal, Signature
from documents.services.sealing import certificate_fingerprint, certificates_of
from people.models import Consent

# A code is retyped from paper: Russian letters that look the same are read as Latin ones.
LOOKALIKES = str.maketrans("АСЕНКМРТХУЗ", "ACEHKMPTXY3")
STATES = {
    (Document.Status.SIGNED, True): "подписан простой электронной подписью",
    (Document.Status.SIGNED, False): "подписан на бумаге, скан приложен",
    (Document.Status.ON_PAPER, False): "зарегистрирован для подписи на бумаге",
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
    in_system = bool(signature) and signature.method != Signature.Method.PAPER
    files = FrozenFile.objects.filter(document=document)
    return Paper(
        institution=document.organization.short_name,
        kind=document.get_kind_display(),
        number=document.number,
        dated=document.dated,
        state=STATES[document.status, in_system],
        is_signed=document.status == Document.Status.SIGNED,
        certificate=certificate_of(document) if in_system else "",
        sha256={file.get_kind_display(): file.sha256 for file in files},
    )


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
