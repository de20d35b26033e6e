import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.utils import timezone

from jobs import registry, work
from jobs.models import Job
from jobs.services import LeaseLost, claim, enqueue, fail, finish, progress, retry


@pytest.fixture
def job(curator):
    return enqueue("test_work", organization=curator.organization, title="Проверка", by=curator)


@pytest.fixture
def handle(monkeypatch):
    """Register a handler for the kind `test_work` for the time of one test."""
    return lambda function: monkeypatch.setitem(registry.HANDLERS, "test_work", function)


def test_an_equal_key_gives_the_same_job(curator):
    first = enqueue("test_work", organization=curator.organization, title="а", by=curator, key="one")
    second = enqueue("test_work", organization=curator.organization, title="б", by=curator, key="one")

    assert first == second
    assert Job.objects.count() == 1


def test_claim_has_one_winner(job):
    first, second = claim(job.pk), claim(job.pk)

    assert (first.status, first.attempts) == (Job.Status.RUNNING, 1)
    assert second is None


def test_an_abandoned_job_is_claimed_again_and_the_old_attempt_can_write_nothing(job, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    lost = claim(job.pk)
    Job.objects.update(lease_until=timezone.now() - dt.timedelta(seconds=1))
    again = claim(job.pk)

    with pytest.raises(LeaseLost):
        progress(lost, 1, 2)
    assert finish(lost, (b"old", "old.pdf")) is False
    assert finish(again, (b"new", "new.pdf")) is True
    job.refresh_from_db()
    assert (job.status, job.result_name, job.attempts) == (Job.Status.DONE, "new.pdf", 2)
    assert default_storage.listdir(f"jobs/{job.pk}")[1] == ["2.bin"]


def test_a_failed_attempt_waits_and_the_third_one_is_shown(job):
    for attempt in (1, 2, 3):
        Job.objects.update(run_after=timezone.now())
        fail(claim(job.pk), "Нет места на диске.")
        job.refresh_from_db()
        assert job.attempts == attempt

    assert (job.status, job.error) == (Job.Status.FAILED, "Нет места на диске.")
    assert not Job.objects.claimable().exists()


def test_retry_puts_a_failed_job_back(job, curator):
    Job.objects.update(status=Job.Status.FAILED, attempts=3, error="было")

    retry(job, by=curator)

    job.refresh_from_db()
    assert (job.status, job.attempts, job.error) == (Job.Status.WAITING, 0, "")


def test_run_stores_the_result_of_the_handler(job, handle):
    handle(lambda job: (b"%PDF-", "Бланки.pdf"))

    assert work.run(job.pk) is True

    job.refresh_from_db()
    assert (job.status, job.result_name, job.result.read()) == (Job.Status.DONE, "Бланки.pdf", b"%PDF-")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ValidationError("Печатать нечего."), "Печатать нечего."),
        (KeyError("x"), "Внутренняя ошибка (KeyError)"),
    ],
)
def test_run_tells_what_happened(job, handle, error, words):
    def broken(job):
        raise error

    handle(broken)

    assert work.run(job.pk) is False

    job.refresh_from_db()
    assert job.status == Job.Status.WAITING
    assert job.error.startswith(words)
