"""JOB-1, JOB-2: a job killed in the middle is finished once, within a minute, with and without a broker."""

import os
import signal
import subprocess
import sys
import time
from contextlib import ExitStack

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from pypdf import PdfReader

from jobs.models import Job
from people.consents import Need
from people.models import Consent
from people.services.printing import print_forms
from people.tests.factories import PersonFactory

PEOPLE = 40


def environment(tmp_path):
    """The runner's own process sees the test's database and files, and nothing else of the tests."""
    config = connection.settings_dict
    if connection.vendor == "sqlite":
        url = f"sqlite:///{config['NAME']}"
    else:
        url = f"postgres://{config['USER']}@{config['HOST']}:{config['PORT']}/{config['NAME']}"
    extra = {"DJANGO_SETTINGS_MODULE": "mentorship.settings", "DATABASE_URL": url, "DATA_DIR": str(tmp_path)}
    return os.environ | extra | {"SECRET_KEY": "k" * 50, "CELERY_BROKER_URL": settings.CELERY_BROKER_URL}


def commands():
    """What carries jobs out: the runner alone, or celery workers and the runner as their sweeper."""
    runner = [sys.executable, "manage.py", "runjobs"]
    if not settings.CELERY_BROKER_URL:
        return [runner]
    celery = [
        sys.executable,
        "-m",
        "celery",
        "-A",
        "mentorship",
        "worker",
        "--concurrency=1",
        "--loglevel=ERROR",
    ]
    return [celery, runner]


def start(stack, tmp_path):
    """Start the processes, each in a group of its own so that children die with it."""
    processes = []
    for command in commands():
        process = subprocess.Popen(
            command,
            cwd=settings.BASE_DIR,
            env=environment(tmp_path),
            start_new_session=True,
            stdout=subprocess.DEVNULL,
        )
        stack.callback(kill, process)
        processes.append(process)
    return processes


def kill(process):
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def wait_for(job, condition, seconds):
    """The seconds it took; fails the test when the time is over."""
    started = time.monotonic()
    while time.monotonic() - started < seconds:
        job.refresh_from_db()
        if condition(job):
            return time.monotonic() - started
        time.sleep(0.02)
    raise AssertionError(
        f"{job.status}, {job.done_count} of {job.total_count} after {seconds} s: {job.error}"
    )


@pytest.mark.timeout(180)
@pytest.mark.django_db(transaction=True)
def test_killed_rendering_is_finished_once_within_a_minute(curator, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    people = [PersonFactory(organization=curator.organization) for _ in range(PEOPLE)]
    job = print_forms([Need(person, Consent.Kind.PROCESSING) for person in people], by=curator)

    with ExitStack() as stack:
        processes = start(stack, tmp_path)
        wait_for(job, lambda job: 0 < job.done_count < PEOPLE, 40)
        for process in processes:
            kill(process)
        job.refresh_from_db()
        killed_at = job.done_count
        start(stack, tmp_path)
        took = wait_for(job, lambda job: job.is_over, 60)

    assert 0 < killed_at < PEOPLE
    assert took < 60
    assert (job.status, job.attempts, job.done_count) == (Job.Status.DONE, 2, PEOPLE)
    assert len(default_storage.listdir(f"jobs/{job.pk}")[1]) == 1
    assert len(PdfReader(job.result.open()).pages) == PEOPLE
