"""The stage of the whole-house tests, built once a module and taken down with its transaction; a browser likewise."""

import logging

import pytest
from django.db import transaction
from django.test import override_settings

from tests.stage import build
from tests.visitor import chromium


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker):
    quiet = logging.getLogger("django.request")  # thousands of refusals are what is asked for
    quiet.setLevel(logging.ERROR)
    with django_db_blocker.unblock(), override_settings(DEMO=True), transaction.atomic():
        yield build()
        transaction.set_rollback(True)
    quiet.setLevel(logging.NOTSET)


@pytest.fixture(scope="module")
def started_chromium():
    with chromium() as browser:
        yield browser


@pytest.fixture
def browser(started_chromium):
    """Chromium without any page: it is started once a module, which takes longer than most tests."""
    yield started_chromium
    for context in started_chromium.contexts:
        context.close()
