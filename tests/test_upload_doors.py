"""No file kills the server (UPL-1): the corpus of 136 at every door, over HTTP; a refusal leaves nothing behind.

The product files x doors is covered in two halves. A door that judges by the first bytes, by the list of parts or by
a hash takes every second of the 121 contents here, the next such door the others. A door that has a child read the
file takes here every file that is read, and of the refused ones one for each sentence; that each file gets its
sentence, within time and memory, is measured with the reader itself (`test_upload_readers.py`), which is all such
doors have in common. The 15 names and ways of sending go through every door.
"""

import time

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from tests.each import sliced
from tests.upload_corpus import GOOD, SENDINGS, content
from tests.upload_doors import DOORS, functions_that_take_files, routes_of, rows_for_doors, taken, tries

pytestmark = pytest.mark.django_db
CASES = [(name, member) for name, door in DOORS.items() for member in tries(door)]


@pytest.fixture(scope="module")
def rows(stage):
    return rows_for_doors(stage)


def upload(data, name="Файл.bin", declared="application/octet-stream"):
    return SimpleUploadedFile(name, data, content_type=declared)


def stored():
    return sorted(path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file())


def sentences(answer):
    form = answer.context.get("form")
    if form is None:  # a questionnaire: its fields are questions
        return [field.error for field in answer.context["errors"]]
    return [str(error) for errors in form.errors.values() for error in errors]


def is_sentence(text):
    return text[0].isupper() and text.endswith((".", "?")) and any("а" <= letter <= "я" for letter in text)


def test_every_view_that_takes_a_file_has_a_line():
    functions = set(functions_that_take_files())
    routes = set(routes_of(functions))

    assert routes == {door.route for door in DOORS.values()}
    assert len(routes) == len(functions)


@pytest.mark.parametrize(("name", "member"), sliced(CASES))
def test_file_is_let_in_or_refused_with_a_sentence_and_leaves_nothing(stage, rows, name, member):
    door, before = DOORS[name], stored()
    body = {**door.fields(rows), door.field: upload(content(member))}
    started = time.monotonic()

    answer = stage.ask(door.actor, "post", door.url(rows), body, cookies=door.cookies(rows))

    assert time.monotonic() - started <= 10
    assert answer.status_code == (verdict(door) if member in taken(door) else 422)
    if answer.status_code == 422:
        assert all(is_sentence(sentence) for sentence in sentences(answer))
        assert sentences(answer)
        assert answer.written == []
        assert stored() == before


def verdict(door):
    """What a door answers when it lets the file in: the page of the paper says what the file is."""
    return 200 if door.reader == "checked" else 302


@pytest.mark.parametrize("sending", SENDINGS)
@pytest.mark.parametrize("name", DOORS)
def test_name_and_way_of_sending_change_nothing(stage, rows, name, sending):
    door, how = DOORS[name], SENDINGS[sending]
    data = GOOD[door.reader]()
    if how.over_limit:
        data = data.ljust(door.limit + 1, b"\0")

    answer = sent(stage, rows, door, how, data)

    refused = how.over_limit or how.way == "chunked"  # a body whose length nobody tells is no body for WSGI
    assert answer.status_code == (422 if refused else verdict(door))
    if refused:
        assert all(is_sentence(sentence) for sentence in sentences(answer))
        assert answer.written == []
    assert "Set-Cookie: a=b" not in str(answer.headers)


def sent(stage, rows, door, how, data):
    url = door.url(rows)
    if how.way == "form":
        body = {**door.fields(rows), door.field: upload(data, how.name, how.declared)}
        return stage.ask(door.actor, "post", url, body, cookies=door.cookies(rows))
    files = [upload(data, how.name) for _ in range(2 if how.way == "twice" else 1)]
    body, client = {**door.fields(rows), door.field: files}, Chunked(how.way)
    return stage.ask(door.actor, "post", url, body, client=client, cookies=door.cookies(rows))


class Chunked(Client):
    """Sends a form without telling its length, or in one piece with the same file twice."""

    def __init__(self, way):
        super().__init__(raise_request_exception=False)
        self.way = way

    def post(self, path, data=None, **extra):
        body = encode_multipart(BOUNDARY, data)
        headers = {"CONTENT_LENGTH": "", "HTTP_TRANSFER_ENCODING": "chunked"} if self.way == "chunked" else {}
        return self.generic("POST", path, body, MULTIPART_CONTENT, **headers)
