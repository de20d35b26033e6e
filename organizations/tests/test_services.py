import pytest
from django.core.exceptions import ValidationError

from accounts.models import Invitation, User
from audit.models import Entry
from organizations.models import Membership, Organization, Role
from organizations.services import close_member, grant_access, invite_member, reopen_member
from organizations.slips import print_slips
from organizations.tests.factories import MembershipFactory, OrganizationFactory


def actions():
    return list(Entry.objects.order_by("pk").values_list("action", flat=True))


def test_grant_access_makes_a_person_without_password_and_journals_it(school, head):
    membership = grant_access(
        school, name=" Панов  Егор ", email="Panov@School.example", role=Role.CURATOR, by=head
    )

    user = User.objects.get(email="panov@school.example")
    assert (user.name, user.has_usable_password()) == ("Панов Егор", False)
    assert (membership.user, membership.organization, membership.role) == (user, school, Role.CURATOR)
    entry = Entry.objects.get()
    assert (entry.action, entry.user, entry.subject_id) == ("member.added", head.user, membership.pk)
    assert "Панов" not in str(entry.details)


def test_same_address_is_the_same_person_and_keeps_the_own_name(school, head, stranger):
    membership = grant_access(
        school, name="Кто-то", email=stranger.user.email, role=Role.PSYCHOLOGIST, by=head
    )

    stranger.user.refresh_from_db()
    assert membership.user == stranger.user
    assert stranger.user.name != "Кто-то"


@pytest.mark.parametrize(
    ("role", "is_active", "sentence"),
    [
        (Role.CURATOR, True, "уже есть доступ"),
        (Role.CURATOR, False, "закрыт"),
        (Role.METHODOLOGIST, True, "Такой роли"),
    ],
)
def test_grant_access_refuses_and_adds_nothing(school, head, role, is_active, sentence):
    known = MembershipFactory(organization=school, role=role, is_active=is_active)

    with pytest.raises(ValidationError, match=sentence):
        grant_access(school, name="", email=known.user.email, role=role, by=head)

    assert Membership.objects.filter(user=known.user).get() == known
    assert not Entry.objects.exists()


def test_grant_access_leaves_no_user_behind_when_the_role_does_not_fit(school, head):
    with pytest.raises(ValidationError):
        grant_access(school, name="Новый", email="new@school.example", role=Role.DEPARTMENT_HEAD, by=head)

    assert not User.objects.filter(email="new@school.example").exists()


def test_invite_member_journals_and_mails_after_commit(
    curator, mentor, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        _, secret = invite_member(mentor, by=curator)

    assert actions() == ["member.invited"]
    assert secret not in str(Entry.objects.get().details)
    assert mailoutbox[0].to == [mentor.user.email]
    assert secret in mailoutbox[0].body


@pytest.mark.parametrize(
    ("second_role", "header"), [(None, "open"), (Role.PSYCHOLOGIST, None)], ids=["participant", "second role"]
)
def test_only_the_letter_of_a_mere_participant_is_open_to_the_curator(
    curator, mentor, mailoutbox, django_capture_on_commit_callbacks, second_role, header
):
    if second_role:
        MembershipFactory(user=mentor.user, organization=mentor.organization, role=second_role)

    with django_capture_on_commit_callbacks(execute=True):
        invite_member(mentor, by=curator)

    assert mailoutbox[0].extra_headers.get("X-Kept-Letter") == header


def test_invite_member_refuses_a_closed_access(curator, mentor):
    Membership.objects.filter(pk=mentor.pk).update(is_active=False)

    with pytest.raises(ValidationError, match="Сначала откройте"):
        invite_member(mentor, by=curator)

    assert not Invitation.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.parametrize("where", ["stronger role here", "another institution"])
def test_invite_member_refuses_whoever_has_more_than_the_giver_manages(curator, mentor, where):
    """A link signs its owner in everywhere: with a teacher's link a curator could sign as the head."""
    if where == "another institution":
        MembershipFactory(user=mentor.user, role=Role.PARTICIPANT)
    else:
        MembershipFactory(user=mentor.user, organization=mentor.organization, role=Role.HEAD)

    with pytest.raises(ValidationError, match="не управляете"):
        invite_member(mentor, by=curator)

    assert not Invitation.objects.exists()


def test_close_member_ends_sessions_and_links_at_once(client, curator, mentor):
    invitation, _ = invite_member(mentor, by=curator)
    client.force_login(mentor.user)

    close_member(mentor, by=curator)

    mentor.refresh_from_db()
    invitation.refresh_from_db()
    assert not mentor.is_active
    assert invitation.revoked_at is not None
    assert client.get("/organizations/account/").status_code == 302
    assert actions() == ["member.invited", "member.closed"]


def test_reopen_member_opens_again(curator, mentor):
    close_member(mentor, by=curator)

    reopen_member(mentor, by=curator)

    mentor.refresh_from_db()
    assert mentor.is_active
    assert actions() == ["member.closed", "member.reopened"]


def test_nobody_closes_the_own_access(curator):
    with pytest.raises(ValidationError, match="Собственный доступ"):
        close_member(curator, by=curator)

    curator.refresh_from_db()
    assert curator.is_active
    assert not Entry.objects.exists()


@pytest.mark.parametrize("deed", [close_member, reopen_member])
def test_a_deed_already_done_is_refused(curator, mentor, deed):
    Membership.objects.filter(pk=mentor.pk).update(is_active=deed is reopen_member)

    with pytest.raises(ValidationError, match="уже"):
        deed(mentor, by=curator)

    assert not Entry.objects.exists()


def test_slips_give_one_live_link_to_each_person(curator, mentor):
    second = MembershipFactory(user=mentor.user, organization=mentor.organization, role=Role.PSYCHOLOGIST)
    other = MembershipFactory(organization=mentor.organization, role=Role.PARTICIPANT)

    sheet = print_slips([mentor, second, other], by=curator)

    assert sheet.startswith(b"%PDF-")
    assert Invitation.objects.open().count() == 2
    assert Invitation.objects.count() == 2


def test_slips_are_all_or_none(curator, mentor, head):
    with pytest.raises(ValidationError):
        print_slips([mentor, head], by=curator)

    assert not Invitation.objects.exists()


def test_roles_of_a_body_above_differ(db, head):
    centre = OrganizationFactory(kind=Organization.Kind.METHODICAL_CENTRE)

    assert grant_access(centre, name="А Б", email="a@b.example", role=Role.METHODOLOGIST, by=head)
    with pytest.raises(ValidationError, match="Такой роли"):
        grant_access(centre, name="А Б", email="a@b.example", role=Role.CURATOR, by=head)
