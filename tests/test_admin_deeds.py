"""Corrections in the back office: with a reason, in the journal, by the rules; lists in and out."""

import io

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from audit.models import Entry, Sight
from common.table_writing import write_csv, write_xlsx
from organizations.models import Organization, Role
from organizations.tests.factories import MembershipFactory, OrganizationFactory
from pairs.models import Pair
from pairs.tests.factories import PairFactory
from people.models import Absence, Competence, ConsentLink, Person
from people.tests.factories import ConsentFactory, MentorEntryFactory, PersonFactory

pytestmark = pytest.mark.django_db
WHY = {"reason": "typo", "basis": "12-од"}


@pytest.fixture
def admin(client, school):
    me = MembershipFactory(organization=school, role=Role.ADMINISTRATOR)
    client.force_login(me.user)
    return me


def post(client, row, data, page="change"):
    """What the form of a row shows now, changed, sent back."""
    address = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{page}", args=[row.pk])
    form = client.get(address).context["adminform"].form
    filled = {
        name: value for name, value in form.initial.items() if name in form.fields and value is not None
    }
    return client.post(address, {**filled, **data})


def told():
    return [(entry.action, entry.subject_id, entry.details) for entry in Entry.objects.order_by("pk")]


def errors(answer):
    return [str(words) for many in answer.context["adminform"].form.errors.values() for words in many]


def test_a_correction_is_saved_and_journaled_without_values(client, admin, school):
    person = PersonFactory(organization=school, last_name="Ветрава")

    answer = post(client, person, {"last_name": "Ветрова", **WHY})

    assert answer.status_code == 302
    person.refresh_from_db()
    assert (person.last_name, person.search.startswith("ветрова")) == ("Ветрова", True)
    assert told() == [
        ("admin.changed", person.pk, {"fields": ["last_name"], "reason": "typo", "basis": "12-од"})
    ]
    assert Entry.objects.get().user == admin.user


@pytest.mark.parametrize(
    ("why", "words"),
    [
        ({}, "Обязательное поле."),
        ({"reason": "typo", "basis": "заявление Ветровой"}, "Впишите только номер документа"),
        ({"reason": "typo", "basis": "без номера"}, "Впишите только номер документа"),
        ({"reason": "whim"}, "Выберите корректный вариант"),
    ],
)
def test_without_a_good_reason_nothing_changes(client, admin, school, why, words):
    person = PersonFactory(organization=school, last_name="Ветрава")

    answer = post(client, person, {"last_name": "Ветрова", **why})

    assert [error for error in errors(answer) if words in error]
    person.refresh_from_db()
    assert (person.last_name, told()) == ("Ветрава", [])


def test_saving_what_stands_is_no_correction(client, admin, school):
    answer = post(client, PersonFactory(organization=school), WHY)

    assert errors(answer) == ["Вы ничего не изменили. Исправьте запись или вернитесь к списку."]
    assert told() == []


def test_rules_of_columns_that_are_not_shown_are_asked_too(client, admin, school):
    """The name is shown, the institution is not: the constraint over both answers in words."""
    Competence.objects.create(organization=school, name="Методика урока")
    other = Competence.objects.create(organization=school, name="Методика уроков")

    answer = post(client, other, {"name": "Методика урока", **WHY})

    assert errors(answer) == ["Такая компетенция уже есть в списке."]
    other.refresh_from_db()
    assert other.name == "Методика уроков"


@pytest.mark.parametrize("field", ["membership", "destroyed_on", "search", "organization", "left_on"])
def test_columns_that_are_not_offered_are_not_taken(client, admin, school, field):
    person = PersonFactory(organization=school)
    before = Person.objects.filter(pk=person.pk).values(field).get()

    post(client, person, {"phone": "+79000000000", field: "2026-01-01", **WHY})

    assert Person.objects.filter(pk=person.pk).values(field).get() == before


def test_a_link_to_another_institution_is_refused(client, admin, school):
    person, foreign = PersonFactory(organization=school), PersonFactory()

    answer = post(client, person, {"manager": foreign.pk, **WHY})

    assert errors(answer) == ["Выберите корректный вариант. Вашего варианта нет среди допустимых значений."]
    person.refresh_from_db()
    assert person.manager is None


def test_a_row_is_added_with_a_reason_in_the_own_institution_only(client, admin, school, stranger):
    address = reverse("admin:people_competence_add")
    fields = {"name": "Методика урока", "organization": school.pk}

    without = client.post(address, fields)
    foreign = client.post(address, {**fields, "organization": stranger.organization_id, **WHY})
    added = client.post(address, {**fields, **WHY})

    assert [answer.status_code for answer in (without, foreign, added)] == [200, 200, 302]
    row = Competence.objects.get()
    assert (row.organization, told()[0][:2]) == (school, ("admin.added", row.pk))


def test_a_person_added_here_is_found_like_any_other(client, admin, school):
    fields = {"organization": school.pk, "kind": "employee", "last_name": "Ёлкина", "first_name": "Анна"}

    client.post(reverse("admin:people_person_add"), {**fields, **WHY})

    assert [person.full_name for person in Person.objects.search("елкина")] == ["Ёлкина Анна"]
    page = client.get(reverse("admin:people_person_changelist"), {"q": "елкина"})
    assert page.context["cl"].result_count == 1


def test_a_deletion_needs_its_reason_and_leaves_a_line(client, admin, school):
    row = Absence.objects.create(
        organization=school, person=PersonFactory(organization=school), starts_on=school.today
    )
    address = reverse("admin:people_absence_delete", args=[row.pk])

    refused, done = client.post(address), client.post(address, {"reason": "request"})

    assert (refused.status_code, done.status_code) == (200, 302)
    assert not Absence.objects.exists()
    facts = {"rows": {"временные отсутствия": 1}, "reason": "request", "basis": ""}
    assert told() == [("admin.deleted", row.pk, facts)]


def test_what_others_lean_on_is_not_deleted_and_says_so(client, admin, school):
    person = PersonFactory(organization=school)
    ConsentFactory(person=person)
    address = reverse("admin:people_person_delete", args=[person.pk])

    page, answer = client.get(address), client.post(address, WHY)

    assert "Удалить нельзя: на запись опираются другие" in page.content.decode()
    assert "Согласие" in page.content.decode()
    assert (answer.status_code, Person.objects.filter(pk=person.pk).exists(), told()) == (200, True, [])


def test_what_would_take_a_kept_row_along_is_not_deleted(client, admin, school):
    person = PersonFactory(organization=school)
    ConsentLink.objects.create(
        organization=school, addressee=person, token_hash="a" * 64, expires_at="2099-01-01T00:00Z"
    )
    address = reverse("admin:people_person_delete", args=[person.pk])

    answer = client.post(address, WHY)

    assert (answer.status_code, Person.objects.filter(pk=person.pk).exists()) == (200, True)


def test_a_card_entered_by_mistake_is_deleted(client, admin, school):
    person = PersonFactory(organization=school)

    client.post(reverse("admin:people_person_delete", args=[person.pk]), WHY)

    assert not Person.objects.filter(pk=person.pk).exists()


@pytest.mark.parametrize(("status", "code"), [("proposed", 302), ("ordered", 403), ("active", 403)])
def test_a_pair_is_corrected_until_it_stands_in_an_order(client, admin, school, status, code):
    pair = PairFactory(mentor=PersonFactory(organization=school), status=status)
    address = reverse("admin:pairs_pair_change", args=[pair.pk])
    fields = {"theme": "Новая тема", "form": pair.form, "kind": pair.kind, "starts_on": "2026-10-05"}

    answer = client.post(address, {**fields, "ends_on": "2027-05-28", **WHY})

    assert answer.status_code == code
    assert Pair.objects.get().theme == ("Новая тема" if code == 302 else "")


def test_several_choices_are_corrected_like_one(client, admin, school):
    entry = MentorEntryFactory(person=PersonFactory(organization=school), forms=["employer_student"])

    answer = post(client, entry, {"forms": ["pedagogue_pedagogue"], **WHY})

    assert answer.status_code == 302
    entry.refresh_from_db()
    assert entry.forms == ["pedagogue_pedagogue"]


def test_opening_a_card_here_is_noted_like_anywhere(client, admin, school):
    person = PersonFactory(organization=school)

    client.get(reverse("admin:people_person_change", args=[person.pk]))

    assert list(Sight.objects.values_list("subject_id", "user")) == [(person.pk, admin.user_id)]


def test_history_tells_what_the_journal_knows(client, admin, school):
    person = PersonFactory(organization=school, last_name="Ветрава")
    post(client, person, {"last_name": "Ветрова", **WHY})

    page = client.get(reverse("admin:people_person_history", args=[person.pk])).content.decode()

    assert "исправлена запись в служебном разделе" in page


# Lists


def upload(client, data, kind="competence", app="people", **more):
    file = SimpleUploadedFile("список.xlsx", data)
    fields = {"import_file": file, "format": "0", "resource": "0", **WHY, **more}
    return client.post(reverse(f"admin:{app}_{kind}_import"), fields)


def confirm(client, answer, kind="competence", app="people", **more):
    form = answer.context["confirm_form"]
    return client.post(reverse(f"admin:{app}_{kind}_process_import"), {**form.initial, **more})


NAMES = write_xlsx("Список", ["Название"], [["Методика урока"], ["=1+1"], ["Работа с родителями"]])


def test_a_list_is_shown_first_and_comes_in_after(client, admin, school):
    Competence.objects.create(organization=school, name="Методика урока")

    shown = upload(client, NAMES)
    assert Competence.objects.count() == 1
    done = confirm(client, shown)

    assert done.status_code == 302
    assert sorted(row.name for row in Competence.objects.filter(organization=school)) == [
        "=1+1", "Методика урока", "Работа с родителями",
    ]  # fmt: skip
    facts = {"model": "people.competence", "new": 2, "updated": 0, "reason": "typo", "basis": "12-од"}
    assert told() == [("admin.imported", school.pk, facts)]


def test_csv_of_a_russian_office_comes_in_too(client, admin, school):
    shown = upload(client, write_csv(["Название"], [["Классное руководство"]]), format="1")

    confirm(client, shown)

    assert [row.name for row in Competence.objects.all()] == ["Классное руководство"]


def test_a_list_touches_no_rows_of_another_institution(client, admin, stranger):
    foreign = Competence.objects.create(organization=stranger.organization, name="Методика урока")

    confirm(client, upload(client, NAMES))

    foreign.refresh_from_db()
    assert foreign.organization == stranger.organization
    assert Competence.objects.filter(organization=admin.organization).count() == 3


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "Отправленный файл пуст."),
        (b"%PDF-1.7", "Это PDF"),
        (b"PK\x03\x04 broken", ""),
        (b"\x00" * 2_000_000, "Файл больше 1 МБ"),
        (write_xlsx("Список", ["Другое"], [["x"]]), ""),
        (write_xlsx("Список", ["Название"], [["ы" * 200]]), ""),
    ],
)
def test_a_bad_file_is_refused_in_words(client, admin, data, words):
    answer = upload(client, data)

    assert (answer.status_code, "confirm_form" in answer.context) == (200, False)
    assert words in answer.content.decode()
    assert (Competence.objects.count(), told()) == (0, [])


def test_a_list_needs_a_reason(client, admin):
    answer = upload(client, NAMES, reason="")

    assert "confirm_form" not in answer.context
    assert "reason" in answer.context["form"].errors


@pytest.mark.parametrize(
    "change",
    [
        {"format": "9"},
        {"format": "x"},
        {"import_file_name": "../../etc/passwd"},
        {"import_file_name": "0" * 32},
    ],
)
def test_a_second_step_that_was_tampered_with_brings_nothing_in(client, admin, change):
    shown = upload(client, NAMES)

    answer = confirm(client, shown, **change)

    assert (answer.status_code, Competence.objects.count(), told()) == (200, 0, [])


def test_a_file_comes_in_once(client, admin):
    shown = upload(client, NAMES)
    confirm(client, shown)
    cache.clear()

    again = confirm(client, shown)

    assert (again.status_code, Competence.objects.count()) == (200, 3)
    assert "Загрузите его ещё раз" in again.content.decode()


def test_a_body_above_brings_its_institutions_in(client):
    body = OrganizationFactory(kind=Organization.Kind.DEPARTMENT)
    me = MembershipFactory(organization=body, role=Role.ADMINISTRATOR)
    client.force_login(me.user)
    head = ["Вид", "Краткое наименование", "Полное наименование", "Полное наименование, кого? чего?"]
    head += ["Должность руководителя", "Фамилия руководителя", "Имя руководителя", "Отчество руководителя"]
    rows = [
        [
            "школа",
            "МОУ СОШ № 3",
            "Школа № 3",
            "школы № 3",
            "директор",
            "Ильина",
            "Анна",
            "Ивановна",
            "г. Киров",
            "",
            "",
        ]
    ]
    data = write_xlsx("Список", [*head, "Населённый пункт", "ИНН", "ОГРН"], rows)

    confirm(client, upload(client, data, "organization", "organizations"), "organization", "organizations")

    row = Organization.objects.get(short_name="МОУ СОШ № 3")
    assert (row.parent, row.kind) == (body, Organization.Kind.SCHOOL)


def test_a_school_brings_no_institutions_in(client, admin):
    assert client.get(reverse("admin:organizations_organization_import")).status_code == 403
    assert client.get(reverse("admin:organizations_organization_add")).status_code == 403


def test_people_go_out_without_formulas_past_the_gate_and_into_the_journal(client, admin, school):
    fine = PersonFactory(organization=school, last_name="=1+1")
    PersonFactory(organization=school, processing_stopped_on=school.today, last_name="Отозвалова")
    PersonFactory(last_name="Чужова")

    answer = client.post(reverse("admin:people_person_export"), {"format": "0", "resource": "0"})

    (sheet,) = load_workbook(io.BytesIO(answer.content)).worksheets
    rows = list(sheet.iter_rows(values_only=True))
    assert [row[0] for row in rows[1:]] == [fine.full_name]
    assert sheet["A2"].data_type == "s"
    entry = Entry.objects.get(action="people.exported")
    assert entry.details == {"register": "admin", "format": "xlsx", "persons": [fine.pk]}
