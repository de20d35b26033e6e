"""Files and previews that carry people are kept for a week."""

import datetime as dt

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from jobs.cleaning import clean_job_results
from jobs.models import Job
from jobs.registry import KEPT_DAYS
from jobs.work import run
from people.jobs import clean_rosters
from people.models import RosterImport
from people.services import commit_roster
from people.tests.lists import many, read


def made(curator, *, days, kind="register_export"):
    job = Job(
        organization=curator.organization,
        kind=kind,
        title="Файл",
        status=Job.Status.DONE,
        result_name="a.csv",
    )
    job.finished_at = timezone.now() - dt.timedelta(days=days)
    job.result.save("jobs/test.bin", ContentFile(b"names"))
    return job


def clean(curator):
    clean_job_results(curator.organization, curator.organization.today)
    for job in Job.objects.filter(kind="remove_files"):
        run(job.pk)


def test_kinds_that_carry_people_are_known():
    assert {
        kind: days for kind, days in KEPT_DAYS.items() if kind in ("register_export", "consents_pdf")
    } == {
        "register_export": 7,
        "consents_pdf": 7,
    }


@pytest.mark.parametrize(("days", "is_kept"), [(6, True), (8, False)])
def test_file_goes_after_a_week(client, curator, days, is_kept):
    job = made(curator, days=days)
    name = job.result.name

    clean(curator)

    job.refresh_from_db()
    client.force_login(curator.user)
    assert default_storage.exists(name) is is_kept
    assert bool(job.result) is is_kept
    page = client.get(job.get_absolute_url()).content.decode()
    assert ("хранился 7 дней" in page) is not is_kept
    assert (client.get(reverse("jobs:result", args=[job.pk])).status_code == 200) is is_kept


def test_other_files_and_other_institutions_are_left(curator, stranger):
    seal, foreign = made(curator, days=30, kind="seal_document"), made(stranger, days=30)

    clean(curator)

    assert all(default_storage.exists(job.result.name) for job in (seal, foreign))


@pytest.mark.parametrize(("days", "left"), [(6, 1), (8, 0)])
def test_list_looked_at_and_not_taken_goes_after_a_week(curator, days, left):
    roster = read([["Белов Олег", "учитель", "1"]], curator)
    RosterImport.objects.filter(pk=roster.pk).update(created_at=timezone.now() - dt.timedelta(days=days))

    clean_rosters(curator.organization, curator.organization.today)

    assert RosterImport.objects.count() == left


def test_bad_rows_of_a_taken_list_go_after_a_week(client, curator):
    roster = commit_roster(read(many(3, bad=1), curator), by=curator)
    RosterImport.objects.update(created_at=timezone.now() - dt.timedelta(days=8))

    clean_rosters(curator.organization, curator.organization.today)

    roster.refresh_from_db()
    client.force_login(curator.user)
    assert (roster.added, roster.roster["lines"], roster.roster["bad_rows"]) == (2, {}, [])
    assert client.get(roster.get_absolute_url()).status_code == 200
    assert client.get(reverse("people:import_bad", args=[roster.pk])).status_code == 302
