import datetime as dt
import functools
import io
import time

import pytest
from cryptography import x509
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pypdf import PdfReader, PdfWriter

from common.pdf import render_pdf
from common.seal_writer import SealError, _signer, check_seal, make_certificate, seal_pdf
from common.tests.papers import one_sheet_order

WORDS = {"reason": "Подписание приказа", "location": "г. Светлореченск", "name": "Ковалёва Марина Сергеевна"}


@functools.cache
def certificate(common_name="Ковалёва Марина Сергеевна", starts_at=None, years=5):
    key_pem, cert_pem = make_certificate(
        common_name=common_name,
        organization="МБОУ «СОШ № 12»",
        inn="4300000000",
        passphrase="тихий ключ",
        starts_at=starts_at,
        years=years,
    )
    return {"key_pem": key_pem, "cert_pem": cert_pem, "passphrase": "тихий ключ"}


@functools.cache
def paper():
    return render_pdf("papers/paper.html", one_sheet_order())


def sealed(**other):
    return seal_pdf(paper(), **{**certificate(), **WORDS, **other})


def signed_by_hand(pdf, keys, field="Other"):
    """Sign past `seal_pdf`, which would refuse: what an outsider with a library can do."""
    metadata = PdfSignatureMetadata(field_name=field, subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256")
    out = io.BytesIO()
    PdfSigner(metadata, _signer(**keys)).sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), output=out)
    return out.getvalue()


def test_sealed_paper_is_confirmed_with_signer_and_moment():
    check = check_seal(sealed(), [certificate()["cert_pem"]])

    assert (check.ok, check.problem, check.signer) == (True, "", "Ковалёва Марина Сергеевна")
    assert abs(dt.datetime.now(dt.UTC) - check.signed_at) < dt.timedelta(minutes=1)


def test_seal_keeps_the_paper_archival_and_its_first_bytes():
    pdf = sealed()

    assert pdf.startswith(paper())
    metadata = PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/Metadata"].get_data()
    assert b'pdfaid:part="2"' in metadata
    assert b'pdfaid:conformance="U"' in metadata


def test_seal_is_invisible_and_certifies_without_changes():
    reader = PdfReader(io.BytesIO(sealed()))

    widget = reader.pages[0]["/Annots"][0].get_object()
    certification = reader.trailer["/Root"]["/Perms"]["/DocMDP"]["/Reference"][0]["/TransformParams"]
    assert [float(side) for side in widget["/Rect"]] == [0, 0, 0, 0]
    assert certification["/P"] == 1


def test_paper_without_seal_is_not_confirmed():
    check = check_seal(paper(), [certificate()["cert_pem"]])

    assert (check.ok, check.problem) == (False, "не подтверждено: в файле нет печати")


@pytest.mark.parametrize("part", [0.01, 0.2, 0.4, 0.6, 0.8, 0.97])
def test_one_flipped_byte_is_not_confirmed(part):
    pdf = bytearray(sealed())
    pdf[int(len(pdf) * part)] ^= 1

    check = check_seal(bytes(pdf), [certificate()["cert_pem"]])

    assert not check.ok
    assert check.problem.startswith("не подтверждено: ")


def test_byte_written_into_the_unsigned_hole_is_not_confirmed():
    pdf = sealed()
    last_zero = pdf.rindex(b"0>", 0, pdf.rindex(b"startxref"))

    check = check_seal(pdf[:last_zero] + b"1" + pdf[last_zero + 1 :], [certificate()["cert_pem"]])

    assert (check.ok, check.problem) == (False, "не подтверждено: файл изменен после подписания")


def test_revision_appended_after_sealing_is_not_confirmed():
    writer = IncrementalPdfFileWriter(io.BytesIO(sealed()))
    writer.root["/Note"] = generic.pdf_string("дополнено")
    writer.update_root()
    out = io.BytesIO()
    writer.write(out)

    check = check_seal(out.getvalue(), [certificate()["cert_pem"]])

    assert (check.ok, check.problem) == (False, "не подтверждено: файл изменен после подписания")


def test_even_an_addition_that_the_standard_allows_is_not_confirmed():
    pdf = io.BytesIO(signed_by_hand(paper(), certificate()))
    DocumentSecurityStore.add_dss(pdf, None, certs=[_signer(**certificate()).signing_cert])

    check = check_seal(pdf.getvalue(), [certificate()["cert_pem"]])

    assert check_seal(signed_by_hand(paper(), certificate()), [certificate()["cert_pem"]]).ok
    assert (check.ok, check.problem) == (False, "не подтверждено: файл изменен после подписания")


def test_page_added_by_another_program_is_not_confirmed():
    writer = PdfWriter(io.BytesIO(sealed()), incremental=True)
    writer.add_blank_page(595, 842)
    out = io.BytesIO()
    writer.write(out)

    check = check_seal(out.getvalue(), [certificate()["cert_pem"]])

    assert not check.ok


def test_second_signature_by_another_key_is_not_confirmed():
    stranger = certificate("Чужая Анна Павловна")
    once = signed_by_hand(paper(), certificate(), field="First")
    twice = signed_by_hand(once, stranger, field="Second")

    check = check_seal(twice, [certificate()["cert_pem"]])

    assert (check.ok, check.problem) == (False, "не подтверждено: в файле больше одной подписи")


def test_certificate_expired_at_signing_is_not_confirmed():
    expired = certificate(starts_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC), years=1)

    check = check_seal(signed_by_hand(paper(), expired), [expired["cert_pem"]])

    assert (check.ok, check.problem) == (
        False,
        "не подтверждено: сертификат печати не действовал в момент подписания",
    )


def test_expired_certificate_seals_nothing():
    expired = certificate(starts_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC), years=1)

    with pytest.raises(SealError, match="Срок действия сертификата печати истек"):
        sealed(**expired)


def test_certificate_of_another_institution_is_not_confirmed():
    stranger = certificate("Чужая Анна Павловна")

    check = check_seal(sealed(**stranger), [certificate()["cert_pem"]])

    assert (check.ok, check.problem) == (False, "не подтверждено: сертификат печати нам не принадлежит")


def test_seal_moved_from_another_paper_is_not_confirmed():
    mine, other = sealed(), render_pdf("papers/paper.html", one_sheet_order(number="148-од"))
    moved = other + mine[len(paper()) :]

    assert not check_seal(moved, [certificate()["cert_pem"]]).ok


@pytest.mark.parametrize(
    "rubbish", [b"", b"%PDF-1.7\n", b"not a paper", b"%PDF-1.7\ntrailer<</Root 1 0 R>>\n%%EOF"]
)
def test_rubbish_is_not_confirmed(rubbish):
    assert not check_seal(rubbish, [certificate()["cert_pem"]]).ok


def test_key_opens_only_with_its_passphrase():
    assert b"ENCRYPTED" in certificate()["key_pem"]
    with pytest.raises(ValueError, match="(?i)password|decrypt"):
        sealed(passphrase="другой ключ")


def test_warm_seal_is_quick():
    sealed()

    moments = []
    for _ in range(7):
        start = time.perf_counter()
        sealed()
        moments.append(time.perf_counter() - start)

    assert min(moments) <= 0.15


@pytest.mark.parametrize("inn", ["", "7800000000"])
def test_a_long_russian_name_and_a_missing_inn_make_a_certificate(inn):
    name = "Государственное бюджетное дошкольное образовательное учреждение детский сад № 27"

    _, certificate = make_certificate(common_name=name, organization=name, inn=inn, passphrase="тихий ключ")

    assert (
        "Государственное бюджетное дошкол"
        in x509.load_pem_x509_certificate(certificate).subject.rfc4514_string()
    )
