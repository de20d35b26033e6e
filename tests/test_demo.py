"""The demonstration district, loaded once for this file as `bin/run` loads it."""

import io
import json
from collections import Counter
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse

from audit.models import Entry
from documents import frozen
from documents.models import Document, FrozenFile
from documents.services.checking import damage
from documents.services.verifying import check_file
from jobs.models import Job
from meetings.models import Answer, Fit, Meeting, Vacation
from mentorship.demo.accounts import PASSWORD
from organizations.models import Membership, Organization, Role
from pairs.change_steps import papers_of
from pairs.models import Pair, PairChange, Substitution
from people.models import (
    Absence,
    Consent,
    MenteeEntry,
    MentorEntry,
    Person,
    PersonChange,
    RosterImport,
    Withdrawal,
)
from programmes.models import Programme
from roadmap.models import Reading, Roadmap
from roadmap.progress import COUNTERS, count
from selection.models import ChoiceMeeting, MatchRun
from selection.services.runs import repeat
from support.models import SearchOffer, SupportCase
from surveys.models import Box, Campaign, Invitation, Response, SwotNote

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(300)]
DATA = Path(__file__).parent.parent / "mentorship" / "demo" / "data"
KINDS = ["college", "kindergarten", "school"]
YEAR = {  # what the roadmap of the school counts by itself
    "pairs": 22, "duty_consents": 20, "agreements": 2, "order_pairs": 17, "programmes": 13, "meetings": 16,
    "support_cases": 2, "acknowledgements": 78,
}  # fmt: skip


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker):
    """What the command printed; the district stays for the tests of this file."""
    out = io.StringIO()
    with django_db_blocker.unblock():
        call_command("load_demo", stdout=out)
        yield out.getvalue()
        frozen.remove(connection)
        call_command("flush", verbosity=0, interactive=False)
        frozen.install(connection)


@pytest.fixture(autouse=True)
def _loaded(told):
    """Every test of this file is about the loaded district."""


def institution(kind):
    return Organization.objects.get(kind=kind)


def test_table_names_an_account_of_every_role_with_the_password(told):
    lines = told.splitlines()[2:]

    words = {line.split("  ")[0] for line in lines}
    staff_roles = {role.label for role in Role} - {"участник"}
    assert words == staff_roles | {"наставник", "наставляемый"}
    assert all(line.endswith(PASSWORD) for line in lines)
    assert set(Membership.objects.values_list("role", flat=True)) == set(Role.values)


@pytest.mark.parametrize(
    "email", ["admin@district.example", "curator@school.example", "mentee@school.example"]
)
def test_accounts_of_the_table_let_in(client, told, email):
    client.post(reverse("account_login"), {"login": email, "password": PASSWORD})

    page = client.get(reverse("desk:home"), follow=True)  # an administrator works elsewhere

    assert email in told
    assert page.status_code == 200
    assert page.context["me"].user.email == email


def test_next_start_loads_nothing_and_prints_the_same_table(told):
    entries, out = Entry.objects.count(), io.StringIO()

    call_command("load_demo", if_empty=True, stdout=out)

    assert out.getvalue() == told
    assert Entry.objects.count() == entries


def test_account_with_a_password_of_its_own_leaves_the_table(told):
    user = Membership.objects.get(role=Role.PSYCHOLOGIST).user
    user.set_password("another-password-2026")
    user.save()
    out = io.StringIO()

    call_command("load_demo", if_empty=True, stdout=out)

    assert out.getvalue().count("\n") == told.count("\n") - 1
    assert user.email not in out.getvalue()


def test_second_load_is_refused_in_words():
    with pytest.raises(CommandError, match="только в пустую базу"):
        call_command("load_demo")

    assert Organization.objects.count() == 5


def test_quiet_start_prints_nothing():
    out = io.StringIO()

    call_command("load_demo", if_empty=True, quiet=True, stdout=out)

    assert out.getvalue() == ""


def test_institutions_stand_under_the_centre_and_the_department():
    above = {each.kind: getattr(each.parent, "kind", None) for each in Organization.objects.all()}

    assert above == dict.fromkeys(KINDS, "methodical_centre") | {
        "methodical_centre": "department",
        "department": None,
    }


def test_ninety_people_come_from_staff_lists_and_by_hand():
    by_kind = {kind: Person.objects.filter(organization=institution(kind)).count() for kind in KINDS}

    assert by_kind == {"kindergarten": 22, "school": 45, "college": 24}
    assert sorted(RosterImport.objects.values_list("added", "bad")) == [(18, 1), (22, 0), (45, 0)]
    assert set(Person.objects.values_list("kind", flat=True)) == set(Person.Kind.values)
    assert not Person.objects.filter(gender="").exists()


def test_roadmaps_are_approved_as_each_institution_does_it():
    approved = {r.template: (bool(r.approved_on), r.stamp, r.approval_number) for r in Roadmap.objects.all()}

    assert approved["s0"] == (True, "person", "")
    assert approved["s1"] == (True, "order", "96-од")
    assert approved["s2"][0]
    assert not approved["s4"][0]


def test_college_has_an_own_document_read_and_not_yet_made_into_a_roadmap():
    reading = Reading.objects.get()

    assert (reading.organization.kind, reading.roadmap) == ("college", None)
    assert [len(stage["activities"]) for stage in reading.draft["stages"]] == [2, 2, 1]
    assert reading.draft["unrecognised"]


def test_counters_of_all_institutions_run_and_stand_differently():
    roadmaps = {r.organization.kind: r for r in Roadmap.objects.select_related("organization")}

    done = {kind: {key: p.done for key, p in count(r, COUNTERS).items()} for kind, r in roadmaps.items()}

    assert done["school"].items() >= YEAR.items()
    assert done["kindergarten"].items() >= {"order_pairs": 0, "duty_consents": 2, "pairs": 4}.items()
    assert done["college"].items() >= {"pairs": 0, "requests": 3, "mentor_bank": 0}.items()
    assert set(done) == {*KINDS, "department"}


def test_kindergarten_has_one_pair_without_a_consent_and_no_order():
    pairs = Pair.objects.filter(organization=institution("kindergarten"))

    states = sorted(pair.status for pair in pairs)
    owed = Consent.objects.filter(organization=institution("kindergarten"), signed_on=None)
    assert states == ["proposed", "ready", "ready"]
    assert sum(pair.is_group for pair in pairs) == 1
    assert [str(paper.person.last_name) for paper in owed] == ["Ковтун"]
    assert not Document.objects.filter(organization=institution("kindergarten")).exists()


def test_school_has_a_numbered_order_and_one_that_waits_for_the_head():
    signed, waiting = Document.objects.filter(kind=Document.Kind.ORDER_PAIRS).order_by("created_at")

    assert (signed.status, signed.number, waiting.status) == ("signed", "116-од", "to_sign")
    rows = signed.acknowledgements.all()
    assert Counter(row.method for row in rows) == {"": 3, "in_system": 1, "paper": 28}
    mentees = MenteeEntry.objects.open().filter(organization=institution("school"))
    assert (mentees.count(), mentees.filter(person__pairs_as_mentee=None).count()) == (24, 2)
    waiting = Consent.objects.filter(organization=institution("school")).asked()
    assert sorted(waiting.values_list("kind", flat=True)) == ["distribution", "mentee_duty"]


def test_school_selects_by_its_banks_and_makes_pairs_of_the_result():
    runs = dict(MatchRun.objects.values_list("name", "status"))
    run = MatchRun.objects.get(name="Пары на учебный год")

    assert Counter(runs.values()) == {"applied": 2, "draft": 1}
    assert (run.proposals.exclude(pair=None).count(), repeat(run)) == (20, True)
    assert sorted(run.proposals.filter(pair=None).values_list("left", flat=True)) == [
        "capacity",
        "competence",
    ]
    assert Counter(run.changes.values_list("kind", flat=True)) == {"refuse": 1, "lock": 1}
    assert ChoiceMeeting.objects.get().seats.exclude(handed_in_on=None).count() == 7
    assert Document.objects.get(kind=Document.Kind.SELECTION_PROTOCOL).status == "signed"


def test_board_of_the_school_shows_pairs_in_every_state():
    pairs = Pair.objects.filter(organization=institution("school"))

    states = Counter(pair.status for pair in pairs)
    assert states == {"proposed": 1, "ready": 1, "ordered": 2, "active": 17, "ended": 1}
    assert sum(pair.is_group for pair in pairs.open()) == 1


def test_mentor_who_stopped_is_replaced_with_all_papers():
    change = PairChange.objects.get()

    papers = {paper.kind: paper.status for paper in papers_of(change).values()}
    assert (change.status, change.pair.outcome, change.new_pair.status) == ("in_force", "replaced", "active")
    assert papers == {"notice": "signed", "agreement": "signed", "order_change": "signed"}
    assert change.new_pair.programmes.get().status == "submitted"
    assert Substitution.objects.get().pair.documents.filter(kind="order_change", status="signed").exists()


def test_programmes_of_the_school_stand_at_every_step():
    states = Counter(Programme.objects.values_list("status", flat=True))

    assert states == {"approved": 14, "submitted": 2, "returned": 1, "draft": 1}
    own = Programme.objects.get(title="Урок литературы: от замысла до самоанализа")
    assert own.remarks.get().settled_on
    assert own.rows.exclude(done_on=None).count() == Meeting.objects.held().filter(pair=own.pair).count()


def test_pairs_of_the_school_meet_through_the_term():
    held, today = Meeting.objects.held(), institution("school").today

    assert 40 <= held.count() <= 90
    assert not held.filter(on__gte=today).exists()
    for holidays in Vacation.objects.all():
        assert not Meeting.objects.filter(on__range=(holidays.starts_on, holidays.ends_on)).exists()
    assert set(Fit.objects.values_list("word", flat=True)) == {"fits", "unsure"}
    assert Answer.objects.filter(is_yes=True).exists()


def test_two_mentees_of_the_school_are_supported_and_the_neighbours_are_asked():
    cases = SupportCase.objects.filter(organization=institution("school"))

    led = {case.person.last_name: (case.specialist.role, case.contacts.count()) for case in cases}
    assert led == {"Мухина": ("psychologist", 3), "Великая": ("psychologist", 3)}
    offer = SearchOffer.objects.get()
    assert (offer.organization.kind, offer.call.case.person.last_name) == ("college", "Мухина")


def test_school_shows_what_happens_to_people_in_a_year():
    school = institution("school")
    released = Consent.objects.in_force().filter(organization=school, kind="distribution")

    assert [change.after for change in PersonChange.objects.filter(organization=school).order_by("pk")] == [
        {"category": "высшая"},
        {"position": "учитель изобразительного искусства и черчения"},
    ]
    assert Absence.objects.get().reason == "parental"
    assert sorted(len(paper.fields) for paper in released) == [2, 3, 5]
    withdrawal = Withdrawal.objects.get()
    assert (withdrawal.number, withdrawal.outcome, withdrawal.person.last_name) == (1, "", "Пятых")
    assert withdrawal.person.processing_stopped_on == withdrawal.received_on
    assert not MentorEntry.objects.open().filter(person=withdrawal.person).exists()


def test_school_brings_the_answers_of_last_year():
    campaigns = Campaign.objects.filter(school_year=institution("school").school_year - 1)
    answered = Response.objects.filter(campaign__in=campaigns).done()

    asked = Counter(campaigns.values_list("questionnaire__purpose", flat=True))
    assert asked == {"entry": 2, "interim": 2, "exit": 2, "satisfaction": 1}
    assert set(campaigns.values_list("status", flat=True)) == {"closed"}
    both = [set(answered.filter(campaign__questionnaire__purpose=purpose)
                .values_list("invitation__person", "invitation__side")) for purpose in ("entry", "exit")]  # fmt: skip
    assert both[0] == both[1]
    assert len(both[0]) == 24
    assert not answered.filter(campaign__is_anonymous=True).exists()
    assert sum(len(box.ballots) for box in Box.objects.filter(campaign__in=campaigns)) == 23
    assert set(SwotNote.objects.values_list("cell", flat=True)) == {
        "strength", "weakness", "opportunity", "threat",
    }  # fmt: skip


def test_school_asks_this_year_and_its_people_are_waited_for():
    campaigns = Campaign.objects.filter(school_year=institution("school").school_year)
    asked = Invitation.objects.filter(campaign__in=campaigns.open())

    states = campaigns.order_by("pk").values_list("questionnaire__purpose", "status")
    assert Counter(states) == {("requests", "closed"): 1, ("candidate", "closed"): 1, ("entry", "open"): 2}
    for email in ("mentor@school.example", "mentee@school.example"):
        assert asked.get(person__membership__user__email=email, response=None)
    assert 0 < asked.filter(response__status="done").count() < asked.count()


def test_college_has_a_minor_whose_mother_is_asked():
    paper = Consent.objects.get(person__last_name="Кот", kind="processing")

    assert (paper.representative.first_name, paper.state, paper.text.for_minors) == ("Лидия", "asked", True)


def test_college_has_banks_half_filled_and_no_pairs():
    college = institution("college")

    assert MentorEntry.objects.filter(organization=college, competences=None).count() == 1
    assert MenteeEntry.objects.filter(organization=college, requests=None).count() == 2
    assert not Pair.objects.filter(organization=college).exists()


def test_signed_order_lies_sealed_and_every_job_is_done():
    order = Document.objects.signed().get(kind=Document.Kind.ORDER_PAIRS)
    file = FrozenFile.objects.get(document=order, kind=FrozenFile.Kind.SEALED)

    verdict = check_file(order, file.file.read())

    assert verdict.ok
    assert set(Job.objects.values_list("kind", "status")) == {
        ("seal_document", "done"),
        ("consents_pdf", "done"),
    }
    assert damage() == (68, [])  # papers and their files, nine questionnaires that have been asked


def test_journal_is_whole_and_runs_forward():
    out = io.StringIO()

    call_command("verify_journal", stdout=out)

    assert out.getvalue().endswith("Журнал цел.\n")
    for organization in Organization.objects.all():
        moments = (
            Entry.objects.filter(organization=organization).order_by("number").values_list("at_us", flat=True)
        )
        assert list(moments) == sorted(moments)


def test_people_and_addresses_are_invented():
    text = "".join(file.read_text(encoding="utf-8") for file in DATA.glob("*.json"))
    heads = {organization.head_last_name for organization in Organization.objects.all()}

    assert heads.isdisjoint({"Ермолова", "Попова", "Рыкина"})
    assert not any(real in text for real in ("№ 49", "МУК № 4", "Кронштадт", "Кинешем", "134/4"))
    addresses = [word for word in json.dumps(text).replace("\\", '"').split('"') if "@" in word]
    assert addresses
    assert all(address.endswith(".example") for address in addresses)
