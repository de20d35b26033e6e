"""The seal of a signed paper beside pyHanko with the key already loaded."""

import io
from functools import partial

from asn1crypto import pem, x509
from django.conf import settings
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.general import load_private_key_from_pemder_data
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from bench.compare import compare
from common.pdf import render_pdf
from common.sealing import seal_pdf
from common.tests import papers
from documents.services.sealing import ensure_seal, passphrase_for
from organizations.tests.factories import OrganizationFactory


def measure(repeats=25):
    organization = OrganizationFactory(inn="7707083893")
    pdf = render_pdf("papers/paper.html", papers.one_sheet_order())
    keys = keys_of(ensure_seal(organization, by=None))
    beside = partial(
        compare, limit=partial(bare_sign, pdf, signer_of(**keys)), bar=("<=", 1.5), repeats=repeats
    )
    return [
        beside(
            "seal of one paper",
            lambda: seal(pdf, keys),
            meaning="time of seal_pdf : time of pyHanko's signing of the same file with the same loaded key",
        ),
        beside(
            "seal with the look at the certificate",
            lambda: seal(pdf, keys_of(ensure_seal(organization, by=None))),
            meaning="the same, and the certificate in force is found and its key tried, as for every paper",
        ),
    ]


def keys_of(row):
    return {
        "key_pem": (settings.SEAL_DIR / row.key_file).read_bytes(),
        "cert_pem": row.certificate.encode(),
        "passphrase": passphrase_for(row.key_file),
    }


def seal(pdf, keys):
    return seal_pdf(
        pdf, **keys, reason="Приказ № 147-од", location="г. Светлореченск", name="МБОУ «СОШ № 12»"
    )


def signer_of(*, key_pem, cert_pem, passphrase):
    return SimpleSigner(
        signing_cert=x509.Certificate.load(pem.unarmor(cert_pem)[2]),
        signing_key=load_private_key_from_pemder_data(key_pem, passphrase=passphrase.encode()),
        cert_registry=SimpleCertificateStore(),
    )


def bare_sign(pdf, signer):
    signed = io.BytesIO()
    metadata = PdfSignatureMetadata(field_name="Signature", md_algorithm="sha256")
    PdfSigner(metadata, signer).sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), output=signed)
    return signed.getvalue()
