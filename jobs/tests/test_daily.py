"""Work of each day: asked for once, by the institution's own clock, whatever the server's clock does."""

import datetime as dt

import pytest
from django.core.management import call_command

from jobs import daily, registry
from jobs.management.commands import runjobs
from jobs.models import Job
from jobs.work import run
from organizations.tests.factories import OrganizationFactory


@pytest.fixture
def done(monkeypatch):
    """One kind of daily work, from seven o'clock; the list tells what was carried out."""
    calls = []
    monkeypatch.setattr(daily, "DAYS", {})
    daily.daily("sweep", title="Уборка")(lambda organization, day: calls.append((organization.pk, day)))
    yield calls
    del registry.HANDLERS["sweep"]


@pytest.fixture
def at(monkeypatch):
    """Set the clock of the server: at(day, hour) in UTC."""

    def set_clock(day, hour, minute=0):
        moment = dt.datetime(2027, 1, day, hour, minute, tzinfo=dt.UTC)
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    return set_clock


def days():
    return sorted(job.payload["day"] for job in Job.objects.filter(kind="sweep"))


def test_work_is_asked_for_once_a_day_and_not_before_its_hour(school, done, at):
    asked = []
    for day, hour, minute in [(19, 3, 59), (19, 4, 0), (19, 4, 1), (19, 20, 0), (20, 3, 59), (20, 4, 0)]:
        at(day, hour, minute)  # Moscow is three hours ahead
        asked.append(daily.enqueue_daily())

    assert asked == [0, 1, 0, 0, 0, 1]
    assert days() == ["2027-01-19", "2027-01-20"]


def test_each_institution_has_its_own_morning(school, done, at):
    east = OrganizationFactory(time_zone="Asia/Kamchatka")

    at(18, 19)  # seven in the morning of the 19th in Kamchatka, late evening of the 18th in Moscow
    daily.enqueue_daily()

    found = {job.organization: job.payload["day"] for job in Job.objects.filter(kind="sweep")}
    assert found == {east: "2027-01-19", school: "2027-01-18"}


@pytest.mark.parametrize("jump", [(19, 11), (19, 9), (20, 10), (18, 10)])
def test_a_clock_that_jumps_and_comes_back_repeats_nothing(school, done, at, jump):
    for day, hour in [(18, 10), (19, 10), jump, (19, 10), (20, 10)]:
        at(day, hour)
        daily.enqueue_daily()

    assert days() == ["2027-01-18", "2027-01-19", "2027-01-20"]


def test_late_start_of_the_day_still_works_and_a_passed_day_does_not(school, done, at):
    at(18, 10)
    daily.enqueue_daily()
    at(21, 18)  # nobody worked for three days
    daily.enqueue_daily()

    for job in Job.objects.order_by("pk"):
        assert run(job.pk)

    assert done == [(school.pk, dt.date(2027, 1, 21))]


@pytest.mark.django_db(transaction=True)
def test_runner_looks_at_the_clock_by_itself_but_not_when_it_only_empties_the_queue(
    school, done, at, monkeypatch
):
    at(19, 10)
    call_command("runjobs", once=True)
    assert days() == []

    for turn in ("work", "sweep"):  # without a broker and with one
        monkeypatch.setattr(runjobs.Command, turn, lambda self: self.stop.set())
    call_command("runjobs")

    assert days() == ["2027-01-19"]
