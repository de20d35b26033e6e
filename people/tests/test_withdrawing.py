"""A withdrawal stops everything of its purpose in one transaction, and nothing else (PDN-2)."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.models import Entry
from common.russian import date_dots
from desk.models import Reminder
from desk.todo import tasks_for
from jobs.models import Job
from pairs.models import Pair
from pairs.tests.factories import PairFactory
from people.models import Consent, Person, Representation, Withdrawal
from people.services import print_consents, sign_consent, withdraw_consents
from people.services.closing import GROUNDS, answer_withdrawal, keep_by_law
from people.services.destroying import propose_destruction
from people.tests.factories import ConsentFactory, MenteeEntryFactory, MentorEntryFactory, PersonFactory
from people.withdrawal_paper import receipt_content

pytestmark = pytest.mark.django_db
PROCESSING, DUTY = "processing", "mentor_duty"


@pytest.fixture
def person(school):
    """In both banks, with every consent signed and a blank that waits."""
    person = PersonFactory(organization=school, last_name="Ермолова")
    MenteeEntryFactory(person=person)
    MentorEntryFactory(person=person)
    for kind in (PROCESSING, DUTY, "distribution"):
        ConsentFactory(person=person, kind=kind)
    ConsentFactory(person=person, kind="mentee_duty", signed_on=None)
    return person


def withdraw(person, *kinds, by=None, **more):
    fields = {"channel": "letter", "received_on": person.organization.today, "by": by} | more
    return withdraw_consents(person, kinds, **fields)


def endings(person):
    return {paper.kind: paper.ending for paper in person.consents.all()}


def open_banks(person):
    return person.mentee_entries.open().count(), person.mentor_entries.open().count()


def test_withdrawn_processing_stops_everything(person, curator):
    withdrawal = withdraw(person, PROCESSING, by=curator)

    person.refresh_from_db()
    assert person.processing_stopped_on == person.organization.today
    assert open_banks(person) == (0, 0)
    assert person.mentor_entries.get().leaving == "withdrawn"
    assert endings(person) == {
        PROCESSING: "withdrawn", "distribution": "withdrawn", DUTY: "", "mentee_duty": "spoilt"
    }  # fmt: skip
    assert (withdrawal.number, withdrawal.kinds, withdrawal.recorded_by) == (1, [PROCESSING], curator)
    entry = Entry.objects.get(action="consents.withdrawn")
    assert (entry.user, entry.details["kinds"], entry.details["person"]) == (
        curator.user,
        [PROCESSING],
        person.pk,
    )


def test_withdrawn_duty_ends_its_bank_only(person):
    withdraw(person, DUTY)

    person.refresh_from_db()
    assert person.processing_stopped_on is None
    assert open_banks(person) == (1, 0)
    assert endings(person) == {PROCESSING: "", "distribution": "", DUTY: "withdrawn", "mentee_duty": ""}


def test_withdrawn_distribution_ends_publication_only(person):
    withdrawal = withdraw(person, "distribution", received_on=dt.date(2026, 9, 4))

    person.refresh_from_db()
    assert person.processing_stopped_on is None
    assert open_banks(person) == (1, 1)
    assert endings(person)["distribution"] == "withdrawn"
    assert (withdrawal.stop_by, withdrawal.destroy_by) == (dt.date(2026, 9, 9), None)


def test_clocks_are_ten_working_days_and_thirty_days(person):
    withdrawal = withdraw(person, PROCESSING, received_on=dt.date(2026, 10, 30))

    # 4 November 2026 is a Wednesday that nobody works.
    assert (withdrawal.stop_by, withdrawal.destroy_by) == (dt.date(2026, 11, 16), dt.date(2026, 11, 29))


def test_second_withdrawal_is_refused_and_doubles_nothing(person):
    withdraw(person, PROCESSING, DUTY)
    before = list(Consent.objects.order_by("pk").values_list("pk", "ending", "ended_on"))

    for kind in (PROCESSING, DUTY, "distribution"):
        with pytest.raises(ValidationError):
            withdraw(person, kind)

    assert Withdrawal.objects.count() == 1
    assert list(Consent.objects.order_by("pk").values_list("pk", "ending", "ended_on")) == before


@pytest.mark.parametrize("received_on", [dt.date(2026, 9, 1), dt.date(2099, 1, 1)])
def test_withdrawal_before_the_signature_or_in_the_future_is_refused(person, received_on):
    with pytest.raises(ValidationError):
        withdraw(person, PROCESSING, received_on=received_on)

    assert (Withdrawal.objects.count(), open_banks(person)) == (0, (1, 1))


def test_demand_to_stop_needs_no_paper_of_ours_but_a_duty_does(school):
    person = PersonFactory(organization=school)

    with pytest.raises(ValidationError, match="отзывать нечего"):
        withdraw(person, DUTY)
    withdraw(person, PROCESSING)

    assert Person.objects.get().processing_stopped_on == school.today


def test_numbers_run_by_institution(person, stranger):
    other = PersonFactory(organization=stranger.organization)
    numbers = [
        withdraw(person, DUTY).number,
        withdraw(person, PROCESSING).number,
        withdraw(other, PROCESSING).number,
    ]

    assert numbers == [1, 2, 1]


def learner(school, **fields):
    return PersonFactory(organization=school, kind="learner", last_name="Ученикова", **fields)


def test_child_is_withdrawn_by_its_representative_only(school):
    child, mother, stranger = (
        learner(school),
        PersonFactory(organization=school),
        PersonFactory(organization=school),
    )
    Representation.objects.create(organization=school, learner=child, representative=mother)
    ConsentFactory(person=child, kind=PROCESSING, representative=mother)

    for asker in (None, stranger):
        with pytest.raises(ValidationError):
            withdraw(child, PROCESSING, representative=asker)
    withdrawal = withdraw(child, PROCESSING, representative=mother)

    assert (Withdrawal.objects.count(), withdrawal.representative) == (1, mother)


def test_grown_up_withdraws_alone(school):
    grown, mother = learner(school, birth_date=dt.date(2000, 1, 1)), PersonFactory(organization=school)
    Representation.objects.create(organization=school, learner=grown, representative=mother)
    ConsentFactory(person=grown, kind=PROCESSING, representative=mother)

    with pytest.raises(ValidationError, match="отзывает согласие сам"):
        withdraw(grown, PROCESSING, representative=mother)
    assert withdraw(grown, PROCESSING).representative is None


def test_letter_is_kept_under_a_name_that_tells_nothing(person):
    letter = SimpleUploadedFile("Ермолова.pdf", b"%PDF-1.7 letter")

    withdrawal = withdraw(person, PROCESSING, letter=letter)

    assert withdrawal.letter.name.startswith(f"withdrawals/{person.organization_id}/")
    assert "Ермолова" not in withdrawal.letter.name
    with withdrawal.letter.open() as file:
        assert file.read() == b"%PDF-1.7 letter"


def test_letter_that_is_no_scan_stops_nothing(person):
    with pytest.raises(ValidationError):
        withdraw(person, PROCESSING, letter=SimpleUploadedFile("x.pdf", b"MZ"))

    assert (Withdrawal.objects.count(), open_banks(person)) == (0, (1, 1))


def made_file(school, curator, **payload):
    job = Job(organization=school, kind="export", title="Список", created_by=curator.user, payload=payload)
    job.status = "done"
    job.result.save("jobs/withdrawn.bin", ContentFile(b"names"))
    return job


def test_prepared_files_with_the_person_go_others_stay(person, school, curator):
    other = ConsentFactory(person=PersonFactory(organization=school))
    export = made_file(school, curator)
    own = made_file(school, curator, consents=[person.consents.first().pk])
    foreign = made_file(school, curator, consents=[other.pk])
    running = Job.objects.create(
        organization=school, kind="export", title="Идёт", status="running", attempts=1
    )

    withdraw(person, PROCESSING)

    states = [Job.objects.get(pk=job.pk).status for job in (export, own, foreign, running)]
    assert states == ["failed", "failed", "done", "waiting"]
    assert Job.objects.filter(kind="remove_files").count() == 2


def test_reminders_of_the_person_are_forgotten(mentor, school):
    Reminder.objects.create(organization=school, membership=mentor, task="x", due_on=school.today, step="day")

    withdraw(mentor.person, PROCESSING)

    assert Reminder.objects.count() == 0


def test_new_consent_opens_the_work_again_and_closes_the_withdrawal(person, curator, head):
    withdrawal = withdraw(person, PROCESSING)
    proposal = propose_destruction(Person.objects.get(pk=person.pk), reason="withdrawn", by=curator)
    (blank,) = print_consents([(person, PROCESSING)], by=curator)

    sign_consent(blank, on=person.organization.today, by=curator)

    for row in (person, withdrawal, proposal):
        row.refresh_from_db()
    assert (person.processing_stopped_on, withdrawal.outcome) == (None, "given_again")
    assert proposal.cancelled_at is not None


def test_answer_closes_what_has_nothing_to_destroy(person, curator):
    duty, processing = withdraw(person, DUTY), withdraw(person, PROCESSING)

    closed = [answer_withdrawal(row, by=curator).outcome for row in (duty, processing)]

    assert closed == ["stopped", ""]
    with pytest.raises(ValidationError):
        answer_withdrawal(duty, by=curator)


def test_data_are_kept_on_a_named_ground_only(person, curator):
    withdrawal = withdraw(person, PROCESSING)

    with pytest.raises(ValidationError, match="из списка"):
        keep_by_law(withdrawal, ground="так удобнее", by=curator)
    kept = keep_by_law(withdrawal, ground=GROUNDS[0], by=curator)

    assert (kept.outcome, kept.ground, kept.closed_on) == ("kept", GROUNDS[0], person.organization.today)


def test_desk_shows_the_terms_to_curator_and_head(person, curator, head, mentor):
    withdrawal = withdraw(person, PROCESSING)

    due = {
        me.role: [task.due for task in tasks_for(me) if "отзыв" in task.title.lower()]
        for me in (curator, head, mentor)
    }

    both = [withdrawal.stop_by, withdrawal.destroy_by]
    assert due == {"curator": both, "head": both, "participant": []}


def test_receipt_says_who_what_and_by_when(person):
    withdrawal = withdraw(person, PROCESSING)

    content = receipt_content(withdrawal)

    assert (content["number"], content["code"]) == ("1", withdrawal.code)
    assert "Ермоловой Ольги Николаевны" in content["opening"]
    assert content["date"] == date_dots(person.organization.today)
    assert len(content["terms"]) == 2


def test_curator_writes_a_letter_down_and_hands_over_the_receipt(client, curator, person):
    client.force_login(curator.user)
    url = reverse("people:person_withdraw", args=[person.pk])
    body = {"kinds": [PROCESSING], "received_on": person.organization.today.isoformat()}

    page, answer = client.get(url), client.post(url, body)
    withdrawal = Withdrawal.objects.get()

    assert (page.status_code, answer.url) == (200, withdrawal.get_absolute_url())
    shown = client.get(answer.url).content.decode()
    assert "Сделать вручную" in shown
    assert client.get(reverse("people:withdrawal_receipt", args=[withdrawal.pk])).content.startswith(b"%PDF")


def test_lists_cost_the_same_for_one_and_three(client, curator, school, django_assert_num_queries):
    client.force_login(curator.user)
    counts = []
    for _ in range(2):
        withdraw(PersonFactory(organization=school), PROCESSING)
        withdraw(PersonFactory(organization=school), PROCESSING)
        with django_assert_num_queries(12, exact=False) as captured:
            assert client.get(reverse("people:withdrawals")).status_code == 200
        counts.append(len(captured))

    assert len(set(counts)) == 1


def test_pairs_stand_with_the_reason(school):
    pair = PairFactory(mentor__organization=school, status="active", consents=True)

    withdraw(pair.mentor, PROCESSING)

    pair.refresh_from_db()
    assert (pair.status, pair.paused_for, pair.paused_on) == (Pair.Status.PAUSED, "withdrawn", school.today)
