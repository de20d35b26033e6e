"""Steps that several tests take on the way to a signed paper."""

from documents.content import fingerprint
from documents.models import FrozenFile
from documents.services.keeping import freeze_file
from documents.services.registering import sign_document
from documents.tests.factories import DocumentFactory

BYTES = b"%PDF-1.7 the bytes of a sealed paper"


def signed_paper(head, **fields):
    document = DocumentFactory(created_by=head, **fields)
    return sign_document(document, shown_sha256=fingerprint(document.content), method="password", by=head)


def paper_with_file(head, data=BYTES, **fields):
    """A signed paper and its stored file, without the slow drawing of a real PDF."""
    document = signed_paper(head, **fields)
    return document, freeze_file(document, FrozenFile.Kind.SEALED, data, by=None)
