"""What proves a line and what was said about it: laid there, shown, handed out, taken away; closing needs it."""

import datetime as dt
from contextlib import suppress
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.models import Entry
from organizations.models import Role
from organizations.tests.factories import MembershipFactory, OrganizationFactory
from roadmap import services
from roadmap.models import Evidence, Note
from roadmap.tests.factories import ActivityFactory, RoadmapFactory

PDF = b"%PDF-1.7 protocol"
LINK = "https://school.example/protokol"


@pytest.fixture
def row(school):
    return ActivityFactory(roadmap__organization=school)


@pytest.fixture
def files(settings, tmp_path):
    """Names of the stored files, in a place of this test alone."""
    settings.MEDIA_ROOT = tmp_path
    return lambda: [path for path in tmp_path.rglob("*") if path.is_file()]


def pdf(name="Протокол № 1.pdf", data=PDF):
    return SimpleUploadedFile(name, data)


def actions():
    return list(Entry.objects.values_list("action", flat=True))


def get(client, me, name, row):
    client.force_login(me.user)
    return client.get(reverse(f"roadmap:{name}", args=[row.pk]))


def post(client, me, name, row, **data):
    client.force_login(me.user)
    return client.post(reverse(f"roadmap:{name}", args=[row.pk]), data)


def text(response):
    return response.content.decode().replace("\u00a0", " ")


def test_file_is_kept_under_a_name_that_tells_nothing(curator, row, files):
    kept = services.add_evidence(row, file=pdf(), by=curator)

    assert (kept.title, kept.content_type, kept.added_by) == ("Протокол № 1", "application/pdf", curator.user)
    assert (kept.file.read(), "ротокол" in kept.file.name) == (PDF, False)
    assert len(files()) == 1
    entry = Entry.objects.get()
    assert (entry.action, entry.details) == ("evidence.added", {"activity": row.pk, "with_file": True})


def test_link_is_kept_with_its_title(curator, row):
    kept = services.add_evidence(row, url=LINK, title="Протокол", by=curator)

    assert (kept.title, kept.url, kept.file.name) == ("Протокол", LINK, "")


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "ftp://school.example/a", "data:text/html,x", "школа"]
)
def test_link_leads_to_the_web_only(curator, row, url):
    with pytest.raises(ValidationError, match="https://"):
        services.add_evidence(row, url=url, by=curator)

    assert (Evidence.objects.count(), actions()) == (0, [])


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "Приложите файл или укажите ссылку"),
        ({"url": LINK, "with_file": True}, "Приложите файл или укажите ссылку"),
        ({"url": "https://", "with_file": False}, "ссылк|URL"),
    ],
)
def test_refused_evidence_leaves_neither_row_nor_file(curator, row, files, fields, message):
    file = pdf() if fields.pop("with_file", False) else None

    with pytest.raises(ValidationError, match=message):
        services.add_evidence(row, file=file, by=curator, **fields)

    assert (Evidence.objects.count(), files(), actions()) == (0, [], [])


def test_full_disk_leaves_neither_row_nor_half_a_file(curator, row, files, monkeypatch):
    def full(name, content):
        half = Path(default_storage.path(name))
        half.parent.mkdir(parents=True)
        half.write_bytes(b"%PDF")
        raise OSError("No space left on device")

    monkeypatch.setattr(default_storage, "save", full)

    with pytest.raises(ValidationError, match="кончилось место"):
        services.add_evidence(row, file=pdf(), by=curator)

    assert (Evidence.objects.count(), files()) == (0, [])


def test_removed_file_goes_after_the_commit(curator, row, files, django_capture_on_commit_callbacks):
    kept = services.add_evidence(row, file=pdf(), by=curator)

    with django_capture_on_commit_callbacks(execute=True):
        services.remove_evidence(kept, by=curator)
        assert len(files()) == 1

    assert (Evidence.objects.count(), files()) == (0, [])
    assert actions()[0] == "evidence.removed"


def test_version_not_in_force_takes_no_evidence_and_no_notes(curator, school):
    row = ActivityFactory(roadmap=RoadmapFactory(organization=school, is_current=False))

    for deed in (lambda: services.add_evidence(row, url=LINK, by=curator), lambda: note(row, curator)):
        with pytest.raises(ValidationError, match="не действующая редакция"):
            deed()

    assert actions() == []


def note(row, by, text="Ждём протокол"):
    return services.add_note(row, text=text, by=by)


# Closing by hand


def test_line_that_nothing_counts_is_closed_with_a_proof_only(curator, row):
    with pytest.raises(ValidationError, match="Приложите файл или ссылку"):
        services.close_activity(row, note="приказ № 3", by=curator)

    row.refresh_from_db()
    assert (row.closed_on, actions()) == (None, [])


@pytest.mark.parametrize("proof", ["file", "link", "before"])
def test_file_link_or_what_is_there_already_prove_it(curator, row, files, proof):
    given = {"file": {"file": pdf()}, "link": {"url": LINK}, "before": {}}[proof]
    if proof == "before":
        services.add_evidence(row, url=LINK, by=curator)

    services.close_activity(row, note="приказ № 3", by=curator, **given)

    row.refresh_from_db()
    assert (row.closed_note, row.evidence.count()) == ("приказ № 3", 1)


@pytest.mark.parametrize(
    ("counter", "content", "needs"),
    [
        ("order_pairs", [], False),
        ("training", [], True),
        ("items", ["Приказ о закреплении пар", "Утверждение дорожной карты"], False),
        ("items", ["Приказ о закреплении пар", "Обучение наставников"], True),
        ("items", [], True),
    ],
)
def test_line_that_the_system_counts_needs_a_reason_only(curator, school, counter, content, needs):
    row = ActivityFactory(roadmap__organization=school, counter=counter, content=content)

    with suppress(ValidationError):
        services.close_activity(row, note="на бумаге", by=curator)

    row.refresh_from_db()
    assert (row.closed_on is None) is needs


def test_refused_closing_keeps_no_file(curator, row, files):
    with pytest.raises(ValidationError, match="чем подтверждается"):
        services.close_activity(row, note=" ", file=pdf(), by=curator)
    with pytest.raises(ValidationError, match="https://"):
        services.close_activity(row, note="приказ", file=pdf(), url="ftp://x.example/", by=curator)

    assert (Evidence.objects.count(), files()) == (0, [])


def test_last_proof_of_a_closed_line_stays(curator, row):
    services.close_activity(row, note="приказ № 3", url=LINK, by=curator)
    first = row.evidence.get()

    with pytest.raises(ValidationError, match="единственное подтверждение"):
        services.remove_evidence(first, by=curator)
    services.add_evidence(row, url=LINK, by=curator)
    services.remove_evidence(first, by=curator)

    assert row.evidence.count() == 1


# Notes


def test_notes_stand_newest_first_with_who_and_when(client, curator, row):
    note(row, curator, "первая")
    note(row, curator, "вторая")

    shown = text(get(client, curator, "activity", row))

    assert shown.index("вторая") < shown.index("первая")
    assert dt.date.today().strftime("%d.%m.%Y") in shown  # noqa: DTZ011 - the zone of the tests


def test_own_note_is_taken_back_by_its_writer_only(client, curator, school, row):
    mine = note(row, curator)
    other = MembershipFactory(organization=school, role=Role.CURATOR)

    with pytest.raises(ValidationError, match="только свою"):
        services.remove_note(mine, by=other)
    foreign = post(client, other, "note_remove", mine)
    own = post(client, curator, "note_remove", mine)

    assert (foreign.status_code, own.url) == (404, row.get_absolute_url())
    assert not Note.objects.exists()


def test_only_keepers_and_those_who_answer_in_person_write_notes(client, curator, head, mentor, row):
    refused = [post(client, me, "note_add", row, text="слово").status_code for me in (head, mentor)]
    row.members.set([head, mentor])
    taken = [post(client, me, "note_add", row, text="слово").url for me in (curator, head, mentor)]

    assert refused == [403, 404]
    assert taken == [row.get_absolute_url(), row.get_absolute_url(), f"/roadmap/mine/#a{row.pk}"]
    assert row.notes.count() == 3


# Pages


def test_curator_attaches_a_file_and_it_is_handed_out_as_a_file(client, curator, head, row, files):
    added = post(client, curator, "evidence_add", row, file=pdf(), title="Протокол педсовета")
    kept = row.evidence.get()
    table = text(client.get(row.roadmap.get_absolute_url()))
    answer = get(client, head, "evidence_file", kept)

    assert added.url == row.get_absolute_url()
    assert "Протокол педсовета" in table
    assert (answer.content, answer["Content-Type"]) == (PDF, "application/pdf")
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("data", [{}, {"url": "javascript:alert(1)"}, {"url": LINK, "file": pdf()}])
def test_wrong_form_of_evidence_is_refused(client, curator, row, files, data):
    response = post(client, curator, "evidence_add", row, **data)

    assert response.status_code == 422
    assert (Evidence.objects.count(), files()) == (0, [])


def test_evidence_is_removed_by_keepers_only(client, curator, head, row):
    kept = services.add_evidence(row, url=LINK, by=curator)

    refused = post(client, head, "evidence_remove", kept).status_code
    assert (refused, row.evidence.count()) == (403, 1)
    assert post(client, curator, "evidence_remove", kept).url == row.get_absolute_url()
    assert row.evidence.count() == 0


def test_link_has_no_file_to_hand_out(client, curator, row):
    kept = services.add_evidence(row, url=LINK, by=curator)

    assert get(client, curator, "evidence_file", kept).status_code == 404


def test_body_above_sees_neither_evidence_nor_notes(client, curator, school, row, files):
    school.parent = OrganizationFactory(kind="department")
    school.save()
    above = MembershipFactory(organization=school.parent, role=Role.DEPARTMENT_HEAD)
    kept = services.add_evidence(row, file=pdf(), title="Справка Жук А. И.", by=curator)
    note(row, curator, "Жук болеет")
    row.members.set([MembershipFactory(organization=school, user__name="Журавлёва Анна Ильинична")])

    shown = text(get(client, above, "activity", row)) + text(get(client, above, "detail", row.roadmap))

    assert get(client, above, "evidence_file", kept).status_code == 404
    assert "Жук" not in shown
    assert "Журавлёва" not in shown
    assert get(client, above, "activity", row).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_opened_line_costs_the_same_for_one_and_for_three(
    client, curator, row, count, django_assert_num_queries
):
    for _ in range(count):
        services.add_evidence(row, url=LINK, by=curator)
        note(row, curator)
    row.members.set(MembershipFactory.create_batch(count, organization=curator.organization))
    client.force_login(curator.user)

    with django_assert_num_queries(7):  # session, user, membership, line, evidence, notes, people
        client.get(row.get_absolute_url())
