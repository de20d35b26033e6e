"""What the pages and the desk say about withdrawals: the clocks, what stopped, what people must do by hand."""

import datetime as dt
from dataclasses import dataclass

from common.russian import days_left_words
from common.working_days import working_days_note
from people.models import ConsentKind
from people.pairings import pairs_of
from people.permissions import can_answer_withdrawal, can_cancel_destruction, can_edit_person
from people.withdrawal_paper import STOPPED


@dataclass(frozen=True)
class Clock:
    """A term that runs: what is to be done by when, how it stands and in which mark."""

    words: str
    due: dt.date
    today: dt.date
    done: bool = False

    @property
    def mark(self):
        if self.done:
            return "done"
        return "late" if self.due < self.today else "wait"

    @property
    def left(self):
        return "сделано" if self.done else days_left_words(self.due, self.today)


def clocks_of(withdrawal, today):
    """To stop and answer; to destroy. A closed withdrawal has no clocks."""
    if withdrawal.closed_on:
        return []
    answered = bool(withdrawal.answered_on)
    clocks = [Clock("прекратить и ответить", withdrawal.stop_by, today, answered)]
    if withdrawal.destroy_by:
        clocks.append(Clock("уничтожить данные", withdrawal.destroy_by, today))
    return clocks


def rows_of(withdrawals, today):
    return [(withdrawal, clocks_of(withdrawal, today)) for withdrawal in withdrawals]


def context_of(withdrawal, me):
    """All that the page of one withdrawal shows."""
    today = me.organization.today
    destruction = withdrawal.destructions.order_by("-pk").first()
    is_open, may = withdrawal.closed_on is None, can_answer_withdrawal(me, withdrawal)
    proposed = bool(destruction) and destruction.cancelled_at is None
    undecided = is_open and withdrawal.is_of_processing and not proposed
    return {
        "withdrawal": withdrawal,
        "clocks": clocks_of(withdrawal, today),
        "note": working_days_note(withdrawal.received_on, withdrawal.stop_by),
        "stopped": [STOPPED[kind] for kind in map(ConsentKind, withdrawal.kinds)],
        "pairs": paused_pairs(withdrawal),
        "by_hand": by_hand(withdrawal),
        "destruction": destruction if proposed else None,
        "can_answer": is_open and may and not withdrawal.answered_on,
        "can_keep": undecided and may,
        "can_propose": undecided and can_edit_person(me, withdrawal.person),
        "can_cancel": proposed and can_cancel_destruction(me, destruction),
    }  # fmt: skip


def paused_pairs(withdrawal):
    """Pairs of the person that stand because of a withdrawn consent."""
    if withdrawal.kinds == [ConsentKind.DISTRIBUTION]:
        return []
    members = pairs_of(withdrawal.person)
    return list({member.pair: None for member in members if member.pair.paused_for == "withdrawn"})


def by_hand(withdrawal):
    """What no machine can do."""
    kinds, things = set(withdrawal.kinds), []
    if kinds & {ConsentKind.PROCESSING, ConsentKind.DISTRIBUTION}:
        things.append(f"Снимите имя, фотографии и материалы человека со страниц: {pages_of(withdrawal)}.")
    if ConsentKind.PROCESSING in kinds:
        things += [
            "Уберите данные из бумажных списков, скачанных файлов и переписки.",
            "Передайте отзыв всем, кому давали данные: методическому центру, партнёрам.",
        ]
    if kinds - {ConsentKind.DISTRIBUTION}:
        things.append("Если человек назван в действующем приказе о парах, подготовьте приказ об изменении.")
    return [*things, "Отдайте человеку расписку и сообщите, что сделано."]


def pages_of(withdrawal):
    papers = withdrawal.person.consents.filter(kind=ConsentKind.DISTRIBUTION).exclude(addresses="")
    pages = [page for paper in papers for page in paper.addresses.split()]
    return ", ".join(dict.fromkeys(pages)) or withdrawal.organization.site or "сайт, стенды, соцсети"
