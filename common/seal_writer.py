"""Seals on issued papers: our own key signs the whole PDF, any later change shows.

The seal is invisible, the mark that people see is drawn in the paper. The certificate is the institution's
own and trusted only because we hand it to the check: it proves integrity, it is no qualified signature.
"""

import datetime as dt
import functools
import io
import logging

from asn1crypto import cms, pem
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID, ObjectIdentifier
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.general import load_private_key_from_pemder_data
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from common.sealing import SealCheck

FIELD = "Seal"
INN_OF_ORGANIZATION = ObjectIdentifier("1.2.643.100.4")  # ИННЮЛ

logger = logging.getLogger(__name__)


class SealError(ValueError):
    """A paper cannot be sealed; the text says why."""


def make_certificate(
    *,
    common_name: str,
    organization: str,
    inn: str,
    passphrase: str,
    years: int = 5,
    starts_at: dt.datetime | None = None,
) -> tuple[bytes, bytes]:
    """Make an EC P-256 key, encrypted by `passphrase`, and its own certificate, both as PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    starts_at = starts_at or dt.datetime.now(dt.UTC) - dt.timedelta(minutes=5)
    name = _subject(common_name, organization, inn)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(starts_at)
        .not_valid_after(starts_at + dt.timedelta(days=365.25 * years))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_key_usage(), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    locked = serialization.BestAvailableEncryption(passphrase.encode())
    key_pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, locked)
    return key_pem, certificate.public_bytes(serialization.Encoding.PEM)


def seal_pdf(
    pdf: bytes, *, key_pem: bytes, cert_pem: bytes, passphrase: str, reason: str, location: str, name: str
) -> bytes:
    """Append the seal of the whole file to a finished PDF; nothing may be added to it afterwards."""
    signer = _signer(key_pem, cert_pem, passphrase)
    validity = signer.signing_cert["tbs_certificate"]["validity"]
    if not validity["not_before"].native <= dt.datetime.now(dt.UTC) <= validity["not_after"].native:
        raise SealError(
            "Срок действия сертификата печати истек. Выпустите новый сертификат в настройках организации."
        )
    metadata = PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        reason=reason,
        location=location,
        name=name,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
        subfilter=SigSeedSubFilter.PADES,
    )
    sealed = io.BytesIO()
    PdfSigner(metadata, signer).sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), output=sealed)
    return sealed.getvalue()


def check_seal(pdf: bytes, cert_pem_list: list[bytes]) -> SealCheck:
    """Confirm that one of our certificates sealed exactly these bytes while it was valid."""
    try:
        signatures = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
        if len(signatures) != 1:
            return _refused("в файле нет печати" if not signatures else "в файле больше одной подписи")
        if not _hole_is_clean(pdf, signatures[0]):
            return _refused("файл изменен после подписания")
        return _check(signatures[0], [_certificate(cert) for cert in cert_pem_list])
    except Exception:  # a damaged file breaks pyHanko, zlib and asn1crypto in a dozen ways, all mean the same
        logger.info("The seal of a file could not be read", exc_info=True)
        return _refused("файл поврежден или изменен")


def _check(signature, ours: list[asn1_x509.Certificate]) -> SealCheck:
    found = {"signer": _common_name(signature.signer_cert), "signed_at": signature.self_reported_timestamp}
    if signature.signer_cert.dump() not in [certificate.dump() for certificate in ours]:
        return _refused("сертификат печати нам не принадлежит", **found)
    if found["signed_at"] is None or not _was_valid(signature.signer_cert, found["signed_at"]):
        return _refused("сертификат печати не действовал в момент подписания", **found)
    # Nobody outside vouches for the time, so the certificate is judged at the moment named in the sealed
    # bytes: a paper kept for decades stays confirmed after its certificate ends.
    context = ValidationContext(trust_roots=ours, moment=found["signed_at"], allow_fetching=False)
    status = validate_pdf_signature(signature, signer_validation_context=context)
    if not status.bottom_line or status.coverage != SignatureCoverageLevel.ENTIRE_FILE:
        return _refused("файл изменен после подписания", **found)
    return SealCheck(ok=True, **found)


def _hole_is_clean(pdf: bytes, signature) -> bool:
    """The hole of the signature is the one unsigned place: it may hold the signature and zeros, no more."""
    start, length, after, _rest = signature.byte_range
    signature_alone = cms.ContentInfo.load(signature.pkcs7_content).dump()
    hole = pdf[start + length : after]
    return hole == b"<" + signature_alone.hex().upper().encode().ljust(len(hole) - 2, b"0") + b">"


def _refused(problem: str, **found) -> SealCheck:
    return SealCheck(ok=False, problem=f"не подтверждено: {problem}", **found)


def _was_valid(certificate: asn1_x509.Certificate, moment: dt.datetime) -> bool:
    return certificate.not_valid_before <= moment <= certificate.not_valid_after


def _common_name(certificate: asn1_x509.Certificate) -> str:
    names = certificate.subject.native.get("common_name", "")
    return names if isinstance(names, str) else ", ".join(names)


def _subject(common_name: str, organization: str, inn: str) -> x509.Name:
    parts = [
        (NameOID.COUNTRY_NAME, "RU"),
        (NameOID.ORGANIZATION_NAME, _fitting(organization)),
        (INN_OF_ORGANIZATION, inn),
        (NameOID.COMMON_NAME, _fitting(common_name)),
    ]
    return x509.Name([x509.NameAttribute(oid, value) for oid, value in parts if value])


def _fitting(name: str) -> str:
    """X.520 gives 64 places to a name, and a Russian letter takes two of them."""
    return name.encode()[:64].decode(errors="ignore").strip()


def _key_usage() -> x509.KeyUsage:
    allowed = {"digital_signature", "content_commitment"}
    kinds = (
        "digital_signature content_commitment key_encipherment data_encipherment key_agreement key_cert_sign"
        " crl_sign encipher_only decipher_only"
    )
    return x509.KeyUsage(**{kind: kind in allowed for kind in kinds.split()})


def _certificate(cert_pem: bytes) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(pem.unarmor(cert_pem)[2])


@functools.lru_cache(maxsize=64)
def _signer(key_pem: bytes, cert_pem: bytes, passphrase: str) -> SimpleSigner:
    """Unlock a key once per process: its encryption is slow on purpose, a batch of papers must not be."""
    return SimpleSigner(
        signing_cert=_certificate(cert_pem),
        signing_key=load_private_key_from_pemder_data(key_pem, passphrase=passphrase.encode()),
        cert_registry=SimpleCertificateStore(),
    )
