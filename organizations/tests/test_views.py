import pytest
from django.urls import reverse

from accounts.models import Invitation
from audit.models import Entry
from organizations.models import Membership, Role
from organizations.tests.factories import MembershipFactory, OrganizationFactory
from organizations.tests.test_forms import fields_of


def test_card_shows_names_head_and_an_example_of_a_number(client, curator):
    client.force_login(curator.user)

    text = client.get(reverse("organizations:mine"), follow=True).text

    assert curator.organization.full_name_genitive[:20] in text
    assert "Ковалёва Марина Сергеевна" in text
    assert "12-од" in text


def test_card_of_a_stranger_does_not_exist_but_one_below_does(client, curator, stranger):
    below = OrganizationFactory(parent=curator.organization)
    client.force_login(curator.user)

    assert client.get(stranger.organization.get_absolute_url()).status_code == 404
    assert client.get(below.get_absolute_url()).status_code == 200
    assert client.get(reverse("organizations:edit", args=[below.pk])).status_code == 403


def test_card_is_edited_and_journaled_by_field_names_only(client, curator):
    client.force_login(curator.user)
    school = curator.organization

    fields = fields_of(school, short_name="МБОУ «Лицей № 3»")
    response = client.post(reverse("organizations:edit", args=[school.pk]), fields)

    school.refresh_from_db()
    assert response.url == school.get_absolute_url()
    assert school.short_name == "МБОУ «Лицей № 3»"
    entry = Entry.objects.get()
    assert entry.action == "organization.edited"
    assert "short_name" in entry.details["fields"]
    assert "Лицей" not in str(entry.details)


def test_access_is_opened_from_the_page(client, curator):
    client.force_login(curator.user)

    fields = {"name": "Сычёва Юлия", "email": "s@school.example", "role": Role.PSYCHOLOGIST}
    response = client.post(reverse("organizations:member_add"), fields)

    assert response.url == reverse("organizations:members")
    assert Membership.objects.get(user__email="s@school.example").role == Role.PSYCHOLOGIST


def test_curator_cannot_make_a_head(client, curator):
    client.force_login(curator.user)

    fields = {"name": "Сычёва Юлия", "email": "s@school.example", "role": Role.HEAD}
    response = client.post(reverse("organizations:member_add"), fields)

    assert response.status_code == 422
    assert not Membership.objects.filter(role=Role.HEAD).exists()


def test_link_is_told_once_with_a_picture(client, curator, mentor):
    client.force_login(curator.user)

    response = client.post(reverse("organizations:member_invite", args=[mentor.pk]))

    assert "/accounts/i/" in response.context["url"]
    assert response.text.count(response.context["url"]) == 2  # the field and the button that copies
    assert "<svg" in response.text
    assert "no-store" in response.headers["Cache-Control"]
    assert Invitation.objects.get().user == mentor.user


@pytest.mark.parametrize("deed", ["member_invite", "member_close", "member_reopen"])
def test_curator_may_do_nothing_to_the_head(client, curator, head, deed):
    client.force_login(curator.user)

    response = client.post(reverse(f"organizations:{deed}", args=[head.pk]))

    assert response.status_code == 403
    assert not Entry.objects.exists()


def test_access_is_closed_and_opened_from_the_page(client, curator, mentor):
    client.force_login(curator.user)

    client.post(reverse("organizations:member_close", args=[mentor.pk]))
    assert not Membership.objects.get(pk=mentor.pk).is_active
    client.post(reverse("organizations:member_reopen", args=[mentor.pk]))

    assert Membership.objects.get(pk=mentor.pk).is_active


def test_slips_come_as_a_pdf(client, curator, mentor):
    client.force_login(curator.user)

    response = client.post(reverse("organizations:slips"), {"members": [mentor.pk]})

    assert response.headers["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF-")


def test_slips_of_nobody_or_of_strangers_are_refused(client, curator, stranger):
    client.force_login(curator.user)

    for members in ([], [stranger.pk]):
        response = client.post(reverse("organizations:slips"), {"members": members})
        assert response.url == reverse("organizations:members")

    assert not Invitation.objects.exists()


def test_own_other_role_is_taken_up(client, curator):
    other = MembershipFactory(user=curator.user)
    client.force_login(curator.user)

    client.post(reverse("organizations:switch", args=[other.pk]))

    assert client.get(reverse("organizations:mine")).url == other.organization.get_absolute_url()


def test_foreign_or_closed_role_does_not_exist(client, curator, stranger):
    closed = MembershipFactory(user=curator.user, is_active=False)
    client.force_login(curator.user)

    for row in (stranger, closed):
        assert client.post(reverse("organizations:switch", args=[row.pk])).status_code == 404
    assert "membership" not in client.session


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_accesses_costs_the_same_for_one_and_for_three(
    client, curator, count, django_assert_num_queries
):
    MembershipFactory.create_batch(count, organization=curator.organization, role=Role.PARTICIPANT)
    client.force_login(curator.user)

    with django_assert_num_queries(6):  # session, user, memberships, count, rows, invitations
        client.get(reverse("organizations:members"))


@pytest.mark.parametrize(
    ("state", "words"),
    [("new", "ссылка ещё не выдана"), ("invited", "ссылка выдана, до"), ("closed", "доступ закрыт")],
)
def test_list_says_how_far_a_person_has_come_in(client, curator, mentor, state, words):
    client.force_login(curator.user)
    if state == "invited":
        client.post(reverse("organizations:member_invite", args=[mentor.pk]))
    if state == "closed":
        client.post(reverse("organizations:member_close", args=[mentor.pk]))

    assert words in client.get(reverse("organizations:members")).text


def test_account_page_shows_what_one_has(client, mentor):
    mentor.user.set_unusable_password()
    mentor.user.save()
    client.force_login(mentor.user)

    text = client.get(reverse("organizations:account")).text

    assert "Задать пароль" in text
    assert "Телефон не привязан" in text


@pytest.mark.parametrize("role", [Role.HEAD, Role.ADMINISTRATOR, Role.METHODOLOGIST, Role.DEPARTMENT_HEAD])
def test_strong_role_must_bind_a_phone(client, school, settings, role):
    settings.DEMO = False
    client.force_login(MembershipFactory(organization=school, role=role).user)

    assert client.get(reverse("organizations:mine")).url == reverse("mfa_activate_totp")


@pytest.mark.parametrize("role", [Role.CURATOR, Role.PSYCHOLOGIST, Role.PARTICIPANT])
def test_other_roles_need_no_phone(client, school, settings, role):
    settings.DEMO = False
    client.force_login(MembershipFactory(organization=school, role=role).user)

    assert client.get(reverse("organizations:mine")).url == school.get_absolute_url()
