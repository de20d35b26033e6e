"""The store of unsigned answers (PDN-5): who has answered and what was answered lie apart, without order or time.

Who: one sorted list for a campaign (Turnout). What: boxes of ballots that lie by their random keys. Both are written
whole under one lock. A small campaign has one box, so that the last write of a box points at nobody; boxes that are
full are mixed anew into twice as many. No journal, no moment, no address.
"""

import secrets
import time
from collections import Counter

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count

from common.codes import digest
from surveys.crowds import told_group, told_groups
from surveys.models import Box, Invitation, Turnout

BOXES = 64  # at most
FULL = 128  # ballots in a box before there are twice as many boxes
DAY, HOUR = 86400, 3600

SIGNED = "Этот опрос не анонимный: на него отвечают по личному приглашению, с именем."
OVER = "Опрос закрыт, ответы больше не принимаются. Если хотите ответить, скажите об этом куратору."
TAKEN_BACK = "Приглашение отменено. Если это ошибка, скажите об этом куратору."
TWICE = "Вы уже ответили на эту анкету. Спасибо! Второй раз отвечать не нужно."


class AlreadyAnswered(ValidationError):
    """This invitation has been used: nothing was put into the boxes."""


@transaction.atomic
def open_boxes(campaign):
    """Make place for unsigned answers; done again it changes nothing. Returns the boxes there are."""
    values = {"organization": campaign.organization}
    Turnout.objects.get_or_create(campaign=campaign, defaults=values)
    Box.objects.get_or_create(campaign=campaign, number=0, defaults=values)
    return list(Box.objects.filter(campaign=campaign))


@transaction.atomic
def put_ballot(campaign, answers, *, side="", form="", nonce=""):
    """Put an answer of nobody into a chance box; a form sent twice with the same `nonce` is one answer."""
    mark = nonce and f"survey-ballot:{digest(nonce)}"
    if mark and not cache.add(mark, 1, seconds_kept()):
        return
    try:
        with transaction.atomic():
            lay(locked_turnout(campaign), answers, side, form)
    except BaseException:
        if mark:
            cache.delete(mark)
        raise


def seconds_kept():
    """More than an hour, to the end of a day: the cache may lie in the database, its terms tell no moment."""
    return int(DAY - time.time() % DAY + HOUR)


@transaction.atomic
def submit_anonymous(invitation, answers):
    """Note that somebody has answered and put the answer into a chance box: both or neither, once."""
    turnout = locked_turnout(invitation.campaign)
    require_asked(invitation, turnout)
    note_answered(turnout, [invitation.pk])
    lay(turnout, answers, invitation.side, invitation.form)


def require_asked(invitation, turnout):
    campaign = turnout.campaign
    if not campaign.is_anonymous:
        raise ValidationError(SIGNED)
    if invitation.pk in turnout.answered:
        raise AlreadyAnswered(TWICE)
    if not campaign.takes_answers(campaign.organization.today):
        raise ValidationError(OVER)
    if not Invitation.objects.standing().filter(pk=invitation.pk).exists():
        raise ValidationError(TAKEN_BACK)


def locked_turnout(campaign):
    """The lock of the store: whoever holds it is alone with the list and the boxes of this campaign.

    The campaign is locked with it: an answer is before its closing or after, never beside it.
    """
    rows = Turnout.objects.select_for_update(of=("self", "campaign")).select_related("campaign__organization")
    turnout = rows.filter(campaign=campaign).first()
    if turnout is None or not Box.objects.filter(campaign=campaign).exists():
        open_boxes(campaign)
        turnout = rows.get(campaign=campaign)
    return turnout


def note_answered(turnout, invitations):
    """The whole list is written in order of the invitations: it does not say who came last."""
    turnout.answered = sorted({*turnout.answered, *invitations})
    turnout.save(update_fields=["answered"])


def lay(turnout, answers, side, form):
    """Into a chance box, between the others by a random key; the box is written whole."""
    side, form = told_group(side, form, settled_groups(turnout))
    ballot = {"key": secrets.token_hex(16)} | {
        name: word for name, word in (("side", side), ("form", form)) if word
    }
    ballot["answers"] = dict(sorted(answers.items()))
    boxes = Box.objects.filter(campaign=turnout.campaign_id)
    number = boxes.count()
    box = boxes.get(number=secrets.randbelow(number))
    box.ballots = mixed([*box.ballots, ballot])
    if len(box.ballots) > FULL and number < BOXES:
        spread(turnout, [*boxes.exclude(pk=box.pk), box], number * 2)
    else:
        box.save(update_fields=["ballots"])


def mixed(ballots):
    """By their random keys: a place that comes neither from time nor from a person."""
    return sorted(ballots, key=lambda ballot: ballot["key"])


def spread(turnout, boxes, number):
    """All answers so far fall anew into `number` boxes: which of them were there first cannot be seen."""
    fallen = [[] for _ in range(number)]
    for ballot in (one for box in boxes for one in box.ballots):
        fallen[secrets.randbelow(number)].append(ballot)
    known = {box.number: box for box in boxes}
    for place, ballots in enumerate(fallen):
        box = known.get(place) or Box(
            organization=turnout.organization, campaign=turnout.campaign, number=place
        )
        box.ballots = mixed(ballots)
        box.save()


def settled_groups(turnout):
    """The groups told in this campaign; when fewer may be told than before, the earlier answers forget theirs."""
    rows = Invitation.objects.standing().filter(campaign=turnout.campaign_id)
    counts = rows.order_by().values_list("side", "form").annotate(people=Count("pk"))
    invited = Counter({(side, form): people for side, form, people in counts})
    was = None if turnout.groups is None else {tuple(group) for group in turnout.groups}
    groups = told_groups(invited, was)
    if groups != was:
        turnout.groups = sorted(groups)
        turnout.save(update_fields=["groups"])
        for box in Box.objects.filter(campaign=turnout.campaign_id):
            box.ballots = [retold(ballot, groups) for ballot in box.ballots]
            box.save(update_fields=["ballots"])
    return groups


def retold(ballot, groups):
    side, form = told_group(ballot.get("side", ""), ballot.get("form", ""), groups)
    kept = {"key": ballot["key"], "side": side, "form": form, "answers": ballot["answers"]}
    return {name: value for name, value in kept.items() if value != ""}
