"""The demonstration district: every deed is done by the services, in the order and on the days of its story."""

from django.core.exceptions import ValidationError
from django.db import transaction

from jobs.models import Job
from jobs.work import run
from mentorship.demo import (
    banks,
    changes,
    consents,
    life,
    meetings,
    orders,
    papers,
    plan,
    programmes,
    selecting,
    staff,
    support,
    surveys,
    surveys_past,
)
from mentorship.demo.accounts import open_accounts, set_passwords
from mentorship.demo.cast import Cast
from mentorship.demo.clock import Clock
from mentorship.demo.sources import INSTITUTIONS, read
from organizations.founding import wait_for_other_founders
from organizations.models import Organization

DEEDS = {
    "roadmap": plan.open_roadmap,
    "approve": plan.approve_roadmap,
    "close": plan.close_activities,
    "answer": plan.assign_lines,
    "note": plan.write_notes,
    "read": plan.read_own_document,
    "staff": staff.load_staff,
    "others": staff.add_others,
    "participants": staff.give_accesses,
    "banks": banks.fill_banks,
    "describe": banks.describe_everybody,
    "print": consents.print_all,
    "print_batch": consents.print_batch,
    "sign": consents.sign_all,
    "changes": life.record_changes,
    "absences": life.record_absences,
    "representatives": life.name_representatives,
    "release": life.release,
    "join": life.join_for_a_while,
    "withdraw": life.withdraw,
    "pairs": orders.form_pairs,
    "draft_order": orders.draft_order,
    "sign_order": orders.sign_order,
    "acquaint": orders.acquaint,
    "papers": papers.draw_papers,
    "books": papers.continue_books,
    "wishes": selecting.write_wishes,
    "choice": selecting.invite_to_choice,
    "sheets": selecting.type_in_sheets,
    "select": selecting.select_pairs,
    "confirm": orders.confirm_pairs,
    "start_later": orders.start_later,
    "sign_late": consents.sign_late,
    "programmes": programmes.create_programmes,
    "submit": programmes.submit_programmes,
    "remark": programmes.remark,
    "settle": programmes.settle,
    "send_programmes": programmes.send_programmes,
    "sign_programmes": programmes.sign_programmes,
    "vacations": meetings.add_vacations,
    "series": meetings.plan_all,
    "journal": meetings.keep_journal,
    "fits": meetings.say_fits,
    "pair_notes": meetings.write_notes,
    "leaving": changes.give_notice,
    "replacement": changes.replace_mentor,
    "carry_on": changes.carry_on,
    "substitution": changes.substitute,
    "day": changes.pass_night,
    "support": support.take_cases,
    "contacts": support.write_contacts,
    "call": support.ask_neighbours,
    "offer": support.offer_mentor,
    "past_surveys": surveys_past.bring_last_year,
    "survey_requests": surveys.ask_requests,
    "survey_candidates": surveys.ask_candidates,
    "survey_year": surveys.open_year,
    "surveys_close": surveys.close_surveys,
}


@transaction.atomic
def load_district():
    """Make the whole district or nothing; only an empty base takes it."""
    wait_for_other_founders()
    if Organization.objects.exists():
        raise ValidationError("В базе уже есть учреждения: демонстрация загружается только в пустую базу.")
    founded = {}
    for name in INSTITUTIONS:
        data = read(name)
        founded[name] = found(data, founded.get(data.get("parent")))
        play(founded[name], data)
    set_passwords()


def found(data, parent):
    """Write the card of an institution: the first run makes one only, and no service makes the bodies above."""
    organization = Organization(parent=parent, **data["organization"])
    organization.full_clean()
    organization.save(force_insert=True)
    return organization


def play(organization, data):
    clock = Clock(organization)
    with clock.at(0):
        acting = open_accounts(organization, data["accounts"])
    cast = Cast(organization, data, clock, acting)
    for part, deed, *more in data["story"]:
        with clock.at(part):
            DEEDS[deed](cast, *more)


def finish_papers():
    """Carry out what the deeds have asked for, so that sealed files are there at once."""
    for pk in Job.objects.claimable().order_by("pk").values_list("pk", flat=True):
        run(pk)
