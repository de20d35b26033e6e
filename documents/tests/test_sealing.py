"""The sealed file: made once, by the institution's own certificate; its key opens only here."""

import stat

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from common.sealing import check_seal
from documents.content import fingerprint
from documents.models import FrozenFile, Seal
from documents.services.keeping import freeze_file
from documents.services.registering import register_on_paper
from documents.services.sealing import certificates_of, ensure_file, ensure_seal
from documents.tests.factories import DocumentFactory
from documents.tests.steps import BYTES, paper_with_file, signed_paper
from jobs.models import Job
from jobs.work import run


def stored_files():
    folder = settings.MEDIA_ROOT / "papers"
    return set(folder.rglob("*.pdf")) if folder.exists() else set()


def test_job_seals_a_signed_paper_once(head):
    document = signed_paper(head)
    before = stored_files()

    assert run(Job.objects.get().pk)
    Job.objects.update(status=Job.Status.WAITING)
    assert run(Job.objects.get().pk)

    file = document.files.get()
    assert file.kind == FrozenFile.Kind.SEALED
    assert check_seal(file.file.read(), certificates_of(head.organization)).ok
    assert len(stored_files() - before) == 1


def test_job_killed_after_the_bytes_were_written_leaves_one_file_in_the_register(head):
    document = signed_paper(head)
    default_storage.save(f"papers/{document.organization_id}/orphan.pdf", ContentFile(BYTES))

    ensure_file(document)
    ensure_file(document)

    assert document.files.count() == 1


def test_paper_for_a_hand_gets_a_file_to_print_without_a_seal(head):
    document = DocumentFactory(created_by=head)
    shown = fingerprint(document.content)
    document = register_on_paper(document, on=head.organization.today, shown_sha256=shown, by=head)

    file = ensure_file(document)

    assert file.kind == FrozenFile.Kind.PRINT
    assert check_seal(file.file.read(), []).problem == "не подтверждено: в файле нет печати"


def test_the_second_to_store_a_file_gets_the_first(head):
    document, file = paper_with_file(head)
    before = stored_files()

    again = freeze_file(document, FrozenFile.Kind.SEALED, b"%PDF- other bytes", by=None)

    assert again == file
    assert stored_files() == before


def test_seal_is_made_once_and_its_key_lies_encrypted_and_closed(curator):
    first = ensure_seal(curator.organization, by=curator)
    second = ensure_seal(curator.organization, by=None)

    path = settings.SEAL_DIR / first.key_file
    assert first == second
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert b"ENCRYPTED PRIVATE KEY" in path.read_bytes()


@pytest.mark.parametrize("loss", ["secret", "key", "term"])
def test_a_seal_that_cannot_be_used_any_more_is_replaced_and_the_old_one_still_confirms(
    curator, settings, loss
):
    old = ensure_seal(curator.organization, by=curator)
    if loss == "secret":
        settings.SECRET_KEY = "another" * 10
    elif loss == "key":
        (settings.SEAL_DIR / old.key_file).unlink()
    else:
        Seal.objects.update(valid_until=timezone.now())

    new = ensure_seal(curator.organization, by=None)

    assert new != old
    assert {new.certificate.encode(), old.certificate.encode()} == set(certificates_of(curator.organization))
