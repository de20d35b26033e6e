"""Deeds with accesses and with the card of the institution."""

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.emails import send_invitation
from accounts.models import Invitation, User
from accounts.services import end_sessions, invite, revoke_invitations
from organizations.journal import record
from organizations.models import Membership, Organization, Role
from organizations.permissions import can_manage_member

ROLES_ABOVE = [Role.METHODOLOGIST, Role.DEPARTMENT_HEAD, Role.ADMINISTRATOR]
ROLES_OF_INSTITUTION = [Role.HEAD, Role.CURATOR, Role.PSYCHOLOGIST, Role.PARTICIPANT, Role.ADMINISTRATOR]


def roles_of(organization) -> list[Role]:
    """Roles that exist in an institution of this kind."""
    return ROLES_ABOVE if organization.is_above else ROLES_OF_INSTITUTION


@transaction.atomic
def grant_access(organization: Organization, *, name: str, email: str, role: str, by) -> Membership:
    """Open an access; one e-mail is one person everywhere, and a known person keeps the own name."""
    if role not in roles_of(organization):
        raise ValidationError("Такой роли в учреждении этого вида нет.")
    user = find_or_make_user(name=name, email=email)
    known = Membership.objects.filter(user=user, organization=organization, role=role).first()
    if known and not known.is_active:
        raise ValidationError(
            "Доступ с такой ролью у этого человека закрыт. Откройте его снова в списке доступов."
        )
    membership = Membership(user=user, organization=organization, role=role)
    membership.full_clean()
    membership.save(force_insert=True)
    record("member.added", membership, by=by, user=user.pk, role=str(role))
    return membership


def find_or_make_user(*, name, email):
    """The person with this address; a new one signs in by a personal link or a mailed code until a password is set."""
    email = email.strip().lower()
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User(email=email, name=" ".join(name.split()))
        user.set_unusable_password()
        user.full_clean(exclude=["password"])
        user.save()
    return user


@transaction.atomic
def invite_member(membership: Membership, *, by, letter: bool = True) -> tuple[Invitation, str]:
    """Give a personal link; it lets into everything its owner has, so whoever gives it must manage all of that."""
    membership = (
        Membership.objects.select_for_update(of=("self",))
        .select_related("user", "organization")
        .get(pk=membership.pk)
    )
    if not membership.is_active:
        raise ValidationError("Доступ закрыт. Сначала откройте его.")
    if not manages_all_of(by, membership.user):
        raise ValidationError(
            "Ссылку дать нельзя: у этого человека есть и другие роли, которыми вы не управляете. "
            "Он входит сам: по паролю или по коду из письма."
        )
    invitation, secret = invite(membership.user, by=by)
    record("member.invited", membership, by=by, letter=letter)
    if letter:
        harmless = is_only_participant(membership.user)
        transaction.on_commit(
            lambda: send_invitation(
                invitation, secret, institution=membership.organization, open_to_curator=harmless
            ),
            robust=True,  # the link is on the page anyway; a silent mail server must not hide it
        )
    return invitation, secret


def is_only_participant(user):
    """A link of somebody with a second, stronger role opens that role too: the curator must not read it."""
    return not Membership.objects.open().filter(user=user).exclude(role=Role.PARTICIPANT).exists()


def manages_all_of(by, user):
    return all(can_manage_member(by, other) for other in Membership.objects.open().filter(user=user))


@transaction.atomic
def close_member(membership: Membership, *, by) -> Membership:
    """Close an access at once: its sessions end, its links are revoked (TEN-7)."""
    membership = change_state(membership, is_active=False, by=by)
    revoke_invitations(membership.user, by=by)
    end_sessions(membership.user, by=by)
    record("member.closed", membership, by=by)
    return membership


@transaction.atomic
def reopen_member(membership: Membership, *, by) -> Membership:
    membership = change_state(membership, is_active=True, by=by)
    record("member.reopened", membership, by=by)
    return membership


@transaction.atomic
def choose_reminders(*, wanted: bool, by) -> Membership:
    """Switch the mailed reminders of the actor's own membership on or off."""
    membership = Membership.objects.select_for_update(of=("self",)).get(pk=by.pk)
    membership.gets_reminders = wanted
    membership.full_clean()
    membership.save(update_fields=["gets_reminders"])
    record("member.reminders_chosen", membership, by=by, wanted=wanted)
    return membership


def change_state(membership, *, is_active, by):
    membership = (
        Membership.objects.select_for_update(of=("self",)).select_related("user").get(pk=membership.pk)
    )
    if by is not None and membership.user_id == by.user_id:
        raise ValidationError("Собственный доступ закрывает другой администратор или руководитель.")
    if membership.is_active == is_active:
        raise ValidationError("Доступ уже открыт." if is_active else "Доступ уже закрыт.")
    membership.is_active = is_active
    membership.full_clean()
    membership.save(update_fields=["is_active"])
    return membership


@transaction.atomic
def edit_organization(form, *, by) -> Organization:
    """Save the card and journal which fields were touched, not their values."""
    organization = form.save(commit=False)
    organization.full_clean()
    organization.save()
    record("organization.edited", organization, by=by, fields=form.changed_data)
    return organization
