"""Approval of a version by the head: from then on work goes by it, and its words stand still."""

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from common.russian import initials_surname
from roadmap.models import Roadmap
from roadmap.paper import approving, post_of
from roadmap.services.rows import changeable_roadmap, locked_roadmap
from roadmap.services.versions import hand_over


@transaction.atomic
def approve_roadmap(roadmap, *, approved_on, by, approval_number="", approver_position="", approver_name=""):
    """Write down an approval made on paper: who, when, by which order. Called again, it corrects the record.

    Who approved is kept as text: what the former head approved keeps his name.
    """
    roadmap = locked_roadmap(roadmap)
    if roadmap.is_in_order:
        raise ValidationError(
            "Карту утверждает приказ, в котором она стоит: дата и номер встанут с его подписью."
        )
    return _approve(roadmap, approved_on, approval_number, approver_position, approver_name, by)


@transaction.atomic
def approve_by_order(roadmap, *, dated, number, by):
    """The order that holds the version is signed: its date and number are those of the approval."""
    return _approve(locked_roadmap(roadmap), dated, number, "", "", by)


def _approve(roadmap, approved_on, approval_number, approver_position, approver_name, by):
    """The version becomes the one in force; the version before it is replaced."""
    if roadmap.is_replaced:
        raise ValidationError("Эта редакция уже заменена новой.")
    head = approving(roadmap.organization)
    roadmap.approved_on, roadmap.approval_number = approved_on, approval_number
    roadmap.approver_position = approver_position or post_of(head)
    roadmap.approver_name = approver_name or initials_surname(head.head_name)
    replaced = _make_current(roadmap)
    roadmap.full_clean()
    roadmap.save()
    record("roadmap.approved", roadmap, by=by, version=roadmap.version, replaced=replaced)
    return roadmap


def _make_current(roadmap):
    """Take over from the version before: its place, its ticks; its number, or None where this one was current."""
    if roadmap.is_current:
        return None
    before = Roadmap.objects.select_for_update(of=("self",)).get(
        organization=roadmap.organization, starts_on=roadmap.starts_on, is_current=True
    )
    before.is_current, roadmap.is_current = False, True
    before.save(update_fields=["is_current"])
    hand_over(before, roadmap)
    return before.version


@transaction.atomic
def take_into_order(roadmap, *, by):
    """An order of approval is drawn up: until it is signed or deleted the words stand still."""
    roadmap = changeable_roadmap(roadmap)
    roadmap.is_in_order = True
    roadmap.save(update_fields=["is_in_order"])
    record("roadmap.taken_into_order", roadmap, by=by)
    return roadmap


@transaction.atomic
def let_out_of_order(roadmap, *, by):
    """The draft of the order is gone: the words may change again."""
    roadmap = locked_roadmap(roadmap)
    roadmap.is_in_order = False
    roadmap.save(update_fields=["is_in_order"])
    record("roadmap.let_out_of_order", roadmap, by=by)
    return roadmap


@transaction.atomic
def unapprove_roadmap(roadmap, *, by):
    """Take back an approval that was written down by mistake; one that replaced another version stays."""
    roadmap = locked_roadmap(roadmap)
    if not roadmap.is_approved or roadmap.version > 1:
        raise ValidationError(
            "Снять отметку можно только с первой редакции. Чтобы изменить карту, начните новую."
        )
    if roadmap.is_in_order:
        raise ValidationError(
            "Карта утверждена подписанным приказом. Чтобы изменить её, начните новую редакцию."
        )
    roadmap.approved_on, roadmap.approval_number = None, ""
    roadmap.approver_position = roadmap.approver_name = ""
    roadmap.save(update_fields=["approved_on", "approval_number", "approver_position", "approver_name"])
    record("roadmap.approval_taken_back", roadmap, by=by)
    return roadmap
