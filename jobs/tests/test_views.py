import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from jobs.models import Job
from jobs.services import enqueue


@pytest.fixture
def job(curator):
    return enqueue("test_work", organization=curator.organization, title="Бланки согласий: 12", by=curator)


def test_page_of_a_waiting_job_asks_again(client, curator, job):
    client.force_login(curator.user)

    page = client.get(job.get_absolute_url()).content.decode()

    assert "ждёт очереди" in page
    assert 'hx-trigger="every 1s"' in page


def test_page_of_a_finished_job_offers_the_file_and_stops_asking(client, curator, job):
    job.status, job.result_name = Job.Status.DONE, "Согласия, 12 бланков.pdf"
    job.result.save("jobs/one.bin", ContentFile(b"%PDF-1.7"))
    client.force_login(curator.user)

    page = client.get(job.get_absolute_url(), headers={"HX-Request": "true"}).content.decode()
    file = client.get(reverse("jobs:result", args=[job.pk]))

    assert "Согласия, 12 бланков.pdf" in page
    assert "hx-trigger" not in page
    assert (file.content, file["Content-Type"]) == (b"%PDF-1.7", "application/pdf")
    assert file["Content-Disposition"].startswith("attachment")


def test_a_failed_job_is_tried_again_by_a_person(client, curator, job):
    Job.objects.update(status=Job.Status.FAILED, attempts=3)
    client.force_login(curator.user)

    response = client.post(reverse("jobs:retry", args=[job.pk]))

    job.refresh_from_db()
    assert response.status_code == 302
    assert job.status == Job.Status.WAITING
