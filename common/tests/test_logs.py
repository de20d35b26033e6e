import logging

import pytest
from django.urls import reverse


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["calendar_feed", "accounts:invitation"])
def test_secret_of_an_address_never_reaches_the_log(client, caplog, name):
    secret = "kQ3v-Zx_81bTqkQ3v-Zx_81bTqkQ3v99"

    with caplog.at_level(logging.WARNING):
        assert client.get(reverse(name, args=[secret])).status_code == 404

    assert "Not Found" in caplog.text
    assert secret not in caplog.text


@pytest.mark.django_db
def test_other_addresses_are_logged_whole(client, caplog):
    client.get("/nowhere/kQ3v-Zx_81bTqkQ3v-Zx_81bTqkQ3v99/")

    assert "/nowhere/kQ3v-Zx_81bTqkQ3v-Zx_81bTqkQ3v99/" in caplog.text
