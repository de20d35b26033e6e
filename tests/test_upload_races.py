"""The same file from two tabs in the same moment (UPL-1): both are answered, nobody comes in twice.

A commit takes away the curator's other previews, so the slower tab may find its own gone: a page, never an error.
"""

import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from people.models import Person, RosterImport
from tests import corpus

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("turn", range(2))
def test_same_list_twice_at_once_brings_nobody_in_twice(curator, turn):
    data, answers = corpus.staff_xlsx(3), []
    clients = [Client(raise_request_exception=False) for _ in range(2)]
    for client in clients:
        client.force_login(curator.user)

    def send(client):
        file = SimpleUploadedFile("Список.xlsx", data)
        preview = client.post(reverse("people:import_add"), {"file": file})
        committed = client.post(f"{preview.headers['Location']}commit/")
        answers.append((preview.status_code, committed.status_code))
        connection.close()

    threads = [threading.Thread(target=send, args=[client]) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [preview for preview, _ in answers] == [302, 302]
    assert {committed for _, committed in answers} in ({302}, {302, 404})
    assert RosterImport.objects.filter(status=RosterImport.Status.DONE).exists()
    assert Person.objects.count() == 3
