"""The same file from two tabs in the same moment (UPL-1): both are answered, nobody comes in twice."""

import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from people.models import Person, RosterImport
from tests import corpus

pytestmark = pytest.mark.django_db(transaction=True)


def test_same_list_twice_at_once_makes_two_previews_and_no_person_twice(curator):
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

    assert answers == [(302, 302)] * 2
    assert RosterImport.objects.count() == 2
    assert Person.objects.count() == 3
