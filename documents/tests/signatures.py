"""Detached signatures as programs write them, made here with EC and RSA keys; the ГОСТ ones only look like it."""

import datetime as dt

from asn1crypto import algos, cms
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import NameOID

GOST_HASH = "1.2.643.7.1.1.2.2"  # ГОСТ Р 34.11-2012, 256 bits


def certificate(key, *, name="Ковалёва Марина Сергеевна"):
    last, _, rest = name.partition(" ")
    parts = [
        (NameOID.COMMON_NAME, name),
        (NameOID.SURNAME, last),
        (NameOID.GIVEN_NAME, rest),
        (NameOID.ORGANIZATION_NAME, "МБОУ «СОШ № 12»"),
    ]
    subject = x509.Name([x509.NameAttribute(oid, value) for oid, value in parts])
    issuer = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Федеральное казначейство")])
    since = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key.public_key())
    builder = builder.serial_number(0x1234ABCD).not_valid_before(since)
    return builder.not_valid_after(since + dt.timedelta(days=456)).sign(key, hashes.SHA256())


def detached(data, *, encoding=serialization.Encoding.DER, options=()):
    """A detached signature of the bytes with SHA-256."""
    key = ec.generate_private_key(ec.SECP256R1())
    builder = pkcs7.PKCS7SignatureBuilder().set_data(data)
    builder = builder.add_signer(certificate(key), key, hashes.SHA256())
    flags = [pkcs7.PKCS7Options.DetachedSignature, pkcs7.PKCS7Options.Binary, *options]
    return builder.sign(encoding, flags)


def with_gost_hash(data):
    """A signature whose hash is named by the ОИД of ГОСТ: no hashlib knows it."""
    info = cms.ContentInfo.load(detached(data))
    signed = info["content"]
    for place in (signed["digest_algorithms"][0], signed["signer_infos"][0]["digest_algorithm"]):
        place["algorithm"] = algos.DigestAlgorithmId(GOST_HASH)
    return info.dump(force=True)


def without_certificate(data):
    info = cms.ContentInfo.load(detached(data))
    info["content"]["certificates"] = cms.CertificateSet([])
    return info.dump(force=True)
