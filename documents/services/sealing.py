"""The institution's seal: an own certificate, and the sealed PDF of every paper signed in the system."""

import os
import uuid

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from audit.services import record
from common.pdf import render_pdf
from common.sealing import make_certificate, seal_pdf
from documents.kinds import kind_of
from documents.models import FrozenFile, Seal, Signature
from documents.services.keeping import freeze_file
from organizations.models import Organization


def render_paper(document, content=None, *, draft=False):
    """The PDF of a paper as its content stands now; `content` of a draft may be fresher than what is stored."""
    return render_pdf(kind_of(document).template, content or document.content, draft=draft)


def ensure_file(document):
    """Make the one file of a registered paper: sealed, or for printing. Done again, it leaves the same file."""
    kind = _kind_of_file(document)
    if stored := document.files.filter(kind=kind).first():
        return stored
    pdf = render_paper(document)
    if kind == FrozenFile.Kind.SEALED:
        pdf = _sealed(pdf, document)
    return freeze_file(document, kind, pdf, by=None)


@transaction.atomic
def ensure_seal(organization, *, by):
    """The certificate in force, or a new one: at set-up, at first need, when it ends or its key cannot be opened."""
    Organization.objects.select_for_update().get(pk=organization.pk)
    newest = Seal.objects.filter(organization=organization, valid_until__gt=timezone.now()).first()
    if newest and _opens(newest):
        return newest
    return _new_seal(organization, by)


def certificates_of(organization):
    """All certificates the institution ever sealed with: old papers stay confirmed."""
    return [seal.certificate.encode() for seal in Seal.objects.filter(organization=organization)]


def certificate_fingerprint(seal):
    """SHA-256 of the certificate in pairs of hexadecimal digits, as programs show it."""
    certificate = x509.load_pem_x509_certificate(seal.certificate.encode())
    return certificate.fingerprint(hashes.SHA256()).hex(":").upper()


def passphrase_for(key_file):
    """The key file alone opens nothing: its passphrase follows from SECRET_KEY, which lies elsewhere."""
    derived = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=f"seal:{key_file}".encode())
    return derived.derive(settings.SECRET_KEY.encode()).hex()


def _kind_of_file(document):
    signature = Signature.objects.filter(document=document).first()
    by_hand = signature is None or signature.method in {Signature.Method.PAPER, Signature.Method.QUALIFIED}
    return FrozenFile.Kind.PRINT if by_hand else FrozenFile.Kind.SEALED


def _sealed(pdf, document):
    seal = ensure_seal(document.organization, by=None)
    return seal_pdf(
        pdf, key_pem=_key_path(seal).read_bytes(), cert_pem=seal.certificate.encode(),
        passphrase=passphrase_for(seal.key_file), reason=str(document), location=document.organization.city,
        name=document.organization.short_name,
    )  # fmt: skip


def _new_seal(organization, by):
    key_file = f"{uuid.uuid4().hex}.pem"
    key, certificate = make_certificate(
        common_name=f"{organization.short_name} (печать системы)", organization=organization.short_name,
        inn=organization.inn, passphrase=passphrase_for(key_file),
    )  # fmt: skip
    valid_until = x509.load_pem_x509_certificate(certificate).not_valid_after_utc
    seal = Seal(
        organization=organization,
        certificate=certificate.decode(),
        key_file=key_file,
        valid_until=valid_until,
    )
    seal.full_clean()
    _write_key(_key_path(seal), key)
    seal.save()
    record("seal.made", seal, by=by, fingerprint=certificate_fingerprint(seal))
    return seal


def _key_path(seal):
    return settings.SEAL_DIR / seal.key_file


def _write_key(path, key):
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(key)


def _opens(seal):
    """Whether the key is there and opens: another SECRET_KEY or a lost folder must not stop signing for ever."""
    try:
        password = passphrase_for(seal.key_file).encode()
        serialization.load_pem_private_key(_key_path(seal).read_bytes(), password)
    except (OSError, ValueError):
        return False
    return True
