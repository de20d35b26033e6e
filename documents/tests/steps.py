"""Steps that several tests take on the way to a signed paper."""

from html.parser import HTMLParser

from documents.content import fingerprint
from documents.kinds import KINDS
from documents.models import FrozenFile
from documents.services.drafts import draft_paper
from documents.services.following import approved_by, shown_hash
from documents.services.keeping import freeze_file
from documents.services.registering import sign_document
from documents.services.sending import send_to_sign
from documents.tests.factories import DocumentFactory

BYTES = b"%PDF-1.7 the bytes of a sealed paper"


def signed_paper(head, **fields):
    document = DocumentFactory(created_by=head, **fields)
    return sign_document(document, shown_sha256=fingerprint(document.content), method="password", by=head)


def paper_with_file(head, data=BYTES, **fields):
    """A signed paper and its stored file, without the slow drawing of a real PDF."""
    document = signed_paper(head, **fields)
    return document, freeze_file(document, FrozenFile.Kind.SEALED, data, by=None)


def fields_of(page, form="edit"):
    """What a browser would send of the form `id`: {name: [values]}, buttons left out."""
    reader = _Fields(form)
    reader.feed(page)
    return reader.fields


class _Fields(HTMLParser):
    def __init__(self, form):
        super().__init__()
        self.form, self.fields, self.is_inside, self.area, self.select = form, {}, False, "", ""

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.is_inside = attrs.get("id") == self.form
        elif self.is_inside and tag == "input":
            self.fields.setdefault(attrs["name"], []).append(attrs.get("value", ""))
        elif self.is_inside and tag == "textarea":
            self.area = attrs["name"]
            self.fields.setdefault(self.area, []).append("")
        elif self.is_inside and tag == "select":
            self.select = attrs["name"]
        elif self.is_inside and tag == "option" and "selected" in attrs:
            self.fields.setdefault(self.select, []).append(attrs["value"])

    def handle_data(self, data):
        if self.area:
            self.fields[self.area][-1] += data

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.area = ""
        elif tag == "form":
            self.is_inside = False


def drawn_up(kind, me, /, **answers):
    """A draft as its form draws it up; what the form refuses fails the test."""
    form = KINDS[kind].form(answers, me=me)
    assert form.is_valid(), form.errors
    return draft_paper(KINDS[kind], form.cleaned_data, by=me)


def sent_and_signed(document, head):
    """The head's signature under a draft and all that it approves."""
    document = send_to_sign(document, by=document.created_by)
    shown = shown_hash(document, approved_by(document))
    return sign_document(document, shown_sha256=shown, method="password", by=head)
