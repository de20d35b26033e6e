from django.urls import reverse

from audit.models import Entry


def choose(client, me, **data):
    client.force_login(me.user)
    client.post(reverse("organizations:reminders"), data)
    me.refresh_from_db()
    return me.gets_reminders


def test_reminders_are_switched_off_and_on_again(client, curator, mentor):
    assert choose(client, curator) is False
    assert "Напоминания о сроках отключены" in client.get(reverse("organizations:account")).text
    assert choose(client, curator, wanted="1") is True

    mentor.refresh_from_db()
    assert mentor.gets_reminders
    wanted = [entry.details["wanted"] for entry in Entry.objects.filter(action="member.reminders_chosen")]
    assert sorted(wanted) == [False, True]
