import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import Invitation
from accounts.services import accept_invitation, end_sessions, invite, revoke_invitations
from organizations.tests.factories import UserFactory


def test_invite_keeps_only_a_hash_and_revokes_earlier_links(db, curator):
    user = UserFactory()
    first, _ = invite(user, by=curator)

    second, secret = invite(user, by=curator, days=3)

    first.refresh_from_db()
    assert first.revoked_at is not None
    assert len(secret) == 32
    assert secret not in second.token_hash
    assert Invitation.objects.for_secret(secret).get() == second
    assert (second.expires_at - timezone.now()).days == 2


def test_invite_refuses_somebody_whose_sign_in_is_closed(db, curator):
    user = UserFactory(is_active=False)

    with pytest.raises(ValidationError, match="закрыт"):
        invite(user, by=curator)

    assert not Invitation.objects.exists()


def test_accept_invitation_remembers_the_first_time_and_lets_in_again(db, curator):
    user = UserFactory()
    invitation, secret = invite(user, by=curator)

    assert accept_invitation(secret) == user
    invitation.refresh_from_db()
    first_time = invitation.used_at
    assert accept_invitation(secret) == user

    invitation.refresh_from_db()
    assert first_time is not None
    assert invitation.used_at == first_time


@pytest.mark.parametrize("spoil", ["revoke", "expire", "misspell", "deactivate"])
def test_accept_invitation_refuses_and_changes_nothing(db, curator, spoil):
    user = UserFactory()
    invitation, secret = invite(user, by=curator)
    if spoil == "revoke":
        revoke_invitations(user, by=curator)
    if spoil == "expire":
        Invitation.objects.update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    if spoil == "deactivate":
        type(user).objects.update(is_active=False)

    with pytest.raises(ValidationError, match="Попросите куратора"):
        accept_invitation(secret + "x" if spoil == "misspell" else secret)

    invitation.refresh_from_db()
    assert invitation.used_at is None


def test_end_sessions_signs_out_every_device_of_this_person_only(client, curator, head):
    client.force_login(curator.user)
    others = type(client)()
    others.force_login(head.user)

    end_sessions(curator.user, by=curator)

    assert client.get("/organizations/account/").status_code == 302
    assert others.get("/organizations/account/").status_code == 200
