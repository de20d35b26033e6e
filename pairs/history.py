"""What this room tells in the history of pairs: deeds from the journal, people from their rows (pairs/rooms.py)."""

import datetime as dt

from audit.models import Entry
from common.russian import date_words
from pairs.models import Pair, PairChange, PairMember, Substitution
from pairs.rooms import Moment, moments

TOLD = {
    "pair.added": "Пара предложена",
    "pair.confirmed": "Пара готова к приказу",
    "pair.started": "Пара начала работу",
    "pair.paused": "Пара приостановлена",
    "pair.resumed": "Пара продолжила работу",
    "pair.change_dropped": "Подготовка изменения отменена",
    "pair.ended": "Пара завершена",
}
LABELS = {"pair.paused": ("reason", Pair.Pausing), "pair.ended": ("outcome", Pair.Outcome)}


@moments
def deeds(pairs, me):
    """From the journal; why a pair was stopped is for those who run the programme."""
    told = [*TOLD, "pair.prolonged"]
    entries = Entry.objects.filter(
        organization=me.organization, subject_type=Pair._meta.label_lower, action__in=told
    )
    zone = me.organization.zone
    for entry in entries.filter(subject_id__in=[pair.pk for pair in pairs]).order_by("-number"):
        yield Moment(entry.at.astimezone(zone).date(), words_of(entry, me))


def words_of(entry, me):
    if entry.action == "pair.prolonged":
        until = entry.details.get("until")
        return f"Срок продлён до {date_words(dt.date.fromisoformat(until))}" if until else "Срок продлён"
    words = TOLD[entry.action]
    key, labels = LABELS.get(entry.action, ("", None))
    value = entry.details.get(key)
    if not value or not me.is_staff_of_programme:
        return words
    return f"{words}: {dict(labels.choices).get(value, value)}"


@moments
def changes(pairs, me):
    """Changes that are planned or in force; one that was dropped is told by the journal."""
    rows = PairChange.objects.visible_to(me).filter(pair__in=pairs).exclude(status=PairChange.Status.DROPPED)
    for row in rows.select_related("new_pair__mentor"):
        by = f": {row.new_pair.mentor}" if row.new_pair else ""
        until = f" до {date_words(row.new_ends_on)}" if row.new_ends_on else ""
        state = "" if row.status == PairChange.Status.IN_FORCE else ", готовится"
        on = row.made_at.astimezone(me.organization.zone).date() if state else row.effective_on
        url = row.get_absolute_url() if me.is_staff_of_programme else ""
        yield Moment(on, f"{row.get_kind_display().capitalize()}{until}{by}{state}", url)


@moments
def people(pairs, me):
    """Who joined a running group, who left it, who stood in for the mentor."""
    for row in PairMember.objects.filter(pair__in=pairs).select_related("person"):
        if row.joined_on:
            yield Moment(row.joined_on, f"В группу вошёл наставляемый: {row.person}")
        if row.left_on:
            yield Moment(row.left_on, f"Из группы вышел наставляемый: {row.person}")
    for row in Substitution.objects.visible_to(me).filter(pair__in=pairs).select_related("person"):
        yield Moment(row.starts_on, f"Наставника замещает {row.person}, по {date_words(row.ends_on)}")
