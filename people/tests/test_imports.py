import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.models import Entry
from common.table_reading import read_table
from organizations.models import Role
from organizations.tests.factories import MembershipFactory
from people.models import Person, RosterImport
from people.services import commit_roster, preview_roster
from people.services.imports import plan_of
from people.tests.factories import PersonFactory
from people.tests.lists import many, staff_list


def read(rows, curator):
    return preview_roster(curator.organization, data=staff_list(rows), file_name="Кадры.xlsx", by=curator)


def test_preview_counts_rows_and_adds_nobody(curator):
    PersonFactory(organization=curator.organization, last_name="Шевченко", position="учитель химии")

    roster = read([["Шевченко Ольга Николаевна", "учитель химии", "3"], *many(3, bad=1)], curator)

    assert (roster.added, roster.updated, roster.known, roster.bad) == (2, 1, 0, 1)
    assert list(Person.objects.values_list("experience_years", flat=True)) == [None]


def test_commit_takes_good_rows_and_keeps_bad_ones_to_hand_back(curator):
    roster = commit_roster(read(many(1000, bad=37), curator), by=curator)

    assert (roster.added, roster.known, roster.bad, roster.status) == (963, 0, 37, "done")
    assert Person.objects.filter(organization=curator.organization).count() == 963
    assert [line.verdict for line in plan_of(roster).lines] == ["bad"] * 37
    assert len(roster.roster["bad_rows"]) == 37
    entry = Entry.objects.get(action="roster.imported")
    assert (entry.user, entry.details) == (
        curator.user,
        {"added": 963, "updated": 0, "known": 0, "bad": 37, "persons": []},
    )


def test_same_file_again_adds_nothing(curator):
    commit_roster(read(many(50), curator), by=curator)

    again = commit_roster(read(many(50), curator), by=curator)

    assert (again.added, again.known) == (0, 50)
    assert Person.objects.count() == 50


def test_one_list_looked_at_by_two_curators_adds_everybody_once(curator):
    colleague = MembershipFactory(organization=curator.organization, role=Role.CURATOR)
    first, second = read(many(5), curator), read(many(5), colleague)
    commit_roster(first, by=curator)

    late = commit_roster(second, by=colleague)

    assert (late.added, late.known) == (0, 5)
    assert Person.objects.count() == 5


def test_lists_looked_at_and_not_taken_go_with_the_taken_one(curator, stranger):
    left, foreign, taken = read(many(2), curator), read(many(2), stranger), read(many(3), curator)

    commit_roster(taken, by=curator)

    assert set(RosterImport.objects.all()) == {foreign, taken}
    assert left.status == RosterImport.Status.PREVIEW


def test_imported_person_has_the_keys_of_one_added_by_hand(curator):
    commit_roster(read([["Семёнова-Ким Анна", "Учитель физики", "4"]], curator), by=curator)

    person = Person.objects.get()
    kept = (person.search, person.identity)
    person.fill_search()
    assert kept == (person.search, person.identity)
    assert (person.kind, person.name_forms, person.experience_years) == ("employee", {}, 4)


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"%PDF-1.7", "PDF"), (b"", "пустой"), ("Имя;Возраст\nАнна;5".encode(), "строка заголовков")],
)
def test_file_that_is_no_list_is_refused_in_words(curator, data, words):
    with pytest.raises(ValidationError, match=words):
        preview_roster(curator.organization, data=data, file_name="a.xlsx", by=curator)

    assert not RosterImport.objects.exists()


def test_upload_preview_commit_and_bad_rows_by_pages(client, curator):
    client.force_login(curator.user)
    file = SimpleUploadedFile("Кадры.xlsx", staff_list(many(5, bad=2)))

    preview = client.post(reverse("people:import_add"), {"file": file}, follow=True)
    roster = RosterImport.objects.get()
    done = client.post(reverse("people:import_commit", args=[roster.pk]), follow=True)
    bad = read_table(client.get(reverse("people:import_bad", args=[roster.pk])).content)

    assert "новых 3, изменится 0, уже есть 0, с ошибками 2" in preview.content.decode()
    assert "добавлено 3" in done.content.decode()
    assert bad[0] == ["ФИО", "Должность", "Стаж", "Что исправить"]
    assert [row[2] for row in bad[1:]] == ["много", "много"]
    assert all(row[3] for row in bad[1:])


def test_file_that_is_no_table_is_answered_on_the_form(client, curator):
    client.force_login(curator.user)
    answer = client.post(reverse("people:import_add"), {"file": SimpleUploadedFile("a.xlsx", b"%PDF-1.7")})

    assert answer.status_code == 422
    assert "PDF" in answer.content.decode()
    assert not RosterImport.objects.exists()


@pytest.mark.parametrize("page", ["import_detail", "import_choose", "import_commit", "import_bad"])
def test_import_of_another_institution_does_not_exist(client, curator, stranger, page):
    roster = read(many(2), curator)
    client.force_login(stranger.user)
    url = reverse(f"people:{page}", args=[roster.pk])

    answer = client.post(url) if page in ("import_choose", "import_commit") else client.get(url)

    assert answer.status_code == 404
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    "surname", ["О’Нил", "Салтыков-Щедрин", "Ли", "Әлиева", "Нурмагомедов оглы", "Ёлкина", "Д'Артаньян"]
)
def test_unusual_name_comes_through_import_and_list(client, curator, surname):
    client.force_login(curator.user)
    commit_roster(read([[f"{surname} Ольга Николаевна", "учитель", "1"]], curator), by=curator)

    person = Person.objects.get()
    html = client.get(reverse("people:list"), {"q": surname}).content.decode()

    assert surname.split()[0] in person.full_name
    assert f"/people/{person.pk}/" in html


def test_markup_in_a_list_is_shown_as_text(client, curator):
    client.force_login(curator.user)
    canary = "<img src=x onerror=alert(1)>"
    roster = read([["Лебедева Ольга Николаевна", canary, "1"], [canary, "учитель", "1"]], curator)
    commit_roster(roster, by=curator)

    pages = client.get(reverse("people:list")).content + client.get(roster.get_absolute_url()).content

    assert b"<img src=x" not in pages
    assert b"&lt;img src=x" in pages
