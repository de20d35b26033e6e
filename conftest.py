"""The cast: one institution with its head, curator and a mentor, and a stranger from another one."""

import os

import pytest
from django.db import connection, transaction
from django.test import TransactionTestCase

from documents import frozen
from organizations import founding
from organizations.models import Role
from organizations.tests.factories import MembershipFactory, OrganizationFactory
from people.tests.factories import PersonFactory
from tests import ready_database

DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}


def pytest_addoption(parser):
    parser.addoption(
        "--only-with-database",
        action="store_true",
        help="leave out tests of what another engine changes nothing for: no database, or only the look of pages",
    )


# Width, contrast, keys and dragging in Chromium, how papers are drawn and scans read, how measures are taken, what a
# child makes of a hostile file: rows are only made for them. Who may open what is decided by the same query sets on
# either engine; that they hold on the other one the tests of each room, the crawls of test_security and test_canaries
# and the way from an empty system to a signed order (test_way) show.
LOOKS = {
    *("test_pages_in_browser", "test_arrange_in_browser", "test_surveys_line", "test_surveys_way"),
    *("test_papers_way", "test_pairs_way", "test_requests_way", "test_roadmap_way", "test_consents_by_link"),
    *("test_access", "test_admin", "test_doors", "test_foreign_rows", "test_privacy"),
    *("test_bench", "test_upload_doors", "test_loading", "test_scans", "test_scan_files"),
    *("test_papers_table", "test_word", "test_word_page", "test_draw_papers"),
}


def pytest_collection_modifyitems(config, items):
    """The long ones first, so that no worker is left alone with them at the end."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)
    if os.environ.get("CI"):
        leave_out(config, items, lambda item: item.get_closest_marker("thorough"))
    if config.getoption("only_with_database"):
        leave_out(config, items, lambda item: not reaches_database(item))


def leave_out(config, items, is_left_out):
    left_out = [item for item in items if is_left_out(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if not is_left_out(item)]


def pytest_make_parametrize_id(config, val, argname):
    """A packed file carries the second it was made in: named by its bytes, a test has another name in each worker."""
    return argname if isinstance(val, bytes) and val.startswith(b"PK") and len(val) > 4 else None


def reaches_database(item):
    """Whether pytest-django lets the test near the database: by its mark, a fixture, or a fixture that unblocks it."""
    if item.path.stem in LOOKS:
        return False
    if item.get_closest_marker("django_db") or DATABASE_FIXTURES & set(item.fixturenames):
        return True
    found = (fixture for group in item._fixtureinfo.name2fixturedefs.values() for fixture in group)
    return any(
        "django_db_blocker" in fixture.argnames and not fixture.func.__module__.startswith("pytest_django")
        for fixture in found
    )


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings):
    """Whether a migrated database of an earlier run was laid ready (tests/ready_database.py)."""
    return ready_database.lay()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_keepdb, django_db_blocker):
    if not django_db_keepdb:
        with django_db_blocker.unblock():
            ready_database.keep()


@pytest.fixture
def school(db):
    return OrganizationFactory(short_name="МБОУ «СОШ № 12»")


@pytest.fixture
def curator(school):
    return MembershipFactory(organization=school, role=Role.CURATOR)


@pytest.fixture
def head(school):
    return MembershipFactory(organization=school, role=Role.HEAD, user__name="Ковалёва Марина Сергеевна")


@pytest.fixture
def mentor(school):
    """A participant with a card of a person."""
    membership = MembershipFactory(organization=school, role=Role.PARTICIPANT)
    PersonFactory(
        organization=school, membership=membership, last_name="Громова", email=membership.user.email
    )
    return membership


@pytest.fixture
def stranger(db):
    """The curator of another institution."""
    return MembershipFactory(role=Role.CURATOR)


@pytest.fixture(autouse=True)
def _no_second_factor_page(settings):
    """The cast signs in without a phone; the rule itself is tested where it lives, with DEMO switched off."""
    settings.DEMO = True


@pytest.fixture(autouse=True)
def _nothing_founded(monkeypatch):
    """Each test starts with an empty system; a process otherwise remembers that an institution exists."""
    monkeypatch.setattr(founding, "_founded", False)


# What migrations fill by themselves and no test changes; Django's flush would empty and fill it anew each time.
KEPT = {"django_content_type", "auth_permission"}


def empty_database(self):
    """A test with real transactions empties the database at its end, which frozen papers refuse.

    Rows of tables that have some are deleted, all else is left alone: to truncate a hundred tables takes PostgreSQL
    seconds, and most tests of this kind write into ten.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        filled = filled_tables(cursor)
        if is_guarded := bool(set(filled) & set(frozen.TABLES) or frozen.missing(connection)):
            frozen.remove(connection)
        for table in filled:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")  # noqa: S608  (names of our own)
        connection.check_constraints()  # a deferred constraint waiting for the commit would refuse the triggers
        if is_guarded:
            frozen.install(connection)


def filled_tables(cursor):
    names = connection.introspection.django_table_names(only_existing=True, include_views=False)
    quoted = {name: connection.ops.quote_name(name) for name in set(names) - KEPT}
    asked = [f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {table})" for name, table in quoted.items()]  # noqa: S608
    cursor.execute(" UNION ALL ".join(asked))
    return [name for (name,) in cursor.fetchall()]


TransactionTestCase._fixture_teardown = empty_database
