import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from audit.models import ChainHead, Entry
from audit.services import record
from organizations.tests.factories import MembershipFactory


@pytest.fixture
def journal(curator):
    """Five deeds of one institution, one of another."""
    for number in range(5):
        record("person.edited", curator, by=curator, fields=["phone"], turn=number)
    other = MembershipFactory()
    record("person.edited", other, by=other)
    return Entry.objects.filter(organization=curator.organization)


def problems(capsys):
    with pytest.raises(CommandError, match="Журнал изменён"):
        call_command("verify_journal")
    return [line for line in capsys.readouterr().out.splitlines() if ": запись " in line]


def test_untouched_journal_is_whole(journal, capsys):
    call_command("verify_journal")

    assert "Журнал цел." in capsys.readouterr().out


@pytest.mark.parametrize(
    "change",
    [
        {"action": "person.added"},
        {"details": {"fields": ["email"], "turn": 2}},
        {"user": None},
        {"at_us": 1},
        {"subject_id": 1000},
        {"subject_type": "people.person"},
    ],
)
def test_edited_entry_is_named(journal, capsys, change):
    journal.filter(number=3).update(**change)

    assert [line.split(": ", 1)[1] for line in problems(capsys)] == ["запись 3: изменена после записи"]


def test_deleted_entry_is_named(journal, capsys):
    journal.filter(number=3).delete()

    found = problems(capsys)

    assert "нет записей с 3 по 3" in found[0]
    assert "запись 4: не продолжает предыдущую" in found[1]


def test_cut_tail_is_found(journal, capsys):
    journal.filter(number__gte=4).delete()

    (line,) = problems(capsys)
    assert "последние записи удалены" in line


def test_inserted_entry_is_found(journal, capsys):
    last = journal.get(number=5)
    Entry.objects.create(
        organization=last.organization, number=6, at_us=last.at_us, action="person.left", subject_type="x",
        subject_id=1, previous_hash=last.hash, hash="0" * 64,
    )  # fmt: skip

    found = problems(capsys)

    assert "запись 6: изменена после записи" in found[0]
    assert "журнал кончается не там" in found[1]


def test_journal_without_its_end_is_found(journal, curator):
    ChainHead.objects.filter(organization=curator.organization).delete()

    with pytest.raises(CommandError, match="Журнал изменён: 5"):
        call_command("verify_journal")


def test_fork_is_refused_by_the_database(journal):
    third = journal.get(number=3)
    third.pk, third.number = None, 99

    with pytest.raises(IntegrityError), transaction.atomic():
        third.save(force_insert=True)


def test_record_vanishes_with_the_deed_that_failed(curator):
    with transaction.atomic():
        record("person.edited", curator, by=curator)
        transaction.set_rollback(True)

    assert not Entry.objects.exists()
    record("person.edited", curator, by=curator)
    assert Entry.objects.get().number == 1


@pytest.mark.django_db(transaction=True)
def test_twenty_writers_at_once_make_one_chain_without_forks(capsys):
    """CON-6."""
    me = MembershipFactory()
    barrier = threading.Barrier(20)

    def write():
        barrier.wait()
        try:
            record("person.edited", me, by=me)
        finally:
            connection.close()

    threads = [threading.Thread(target=write) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert list(Entry.objects.order_by("number").values_list("number", flat=True)) == list(range(1, 21))
    call_command("verify_journal")
    assert "Журнал цел." in capsys.readouterr().out
