"""What the table of consents can be narrowed by; everything stands in the address."""

from common.russian import normalise_search
from people.consents import SHORT
from people.filters import ListFilter, select
from people.models import in_key

STATES = {
    "open": "не подписано",
    "missing": "не спрашивали",
    "printed": "ждём подписи",
    "representative": "нужен представитель",
    "outdated": "текст устарел",
    "expiring": "скоро закончится",
    "unscanned": "подписано, скана нет",
    "signed": "подписано",
}


class NeedFilter(ListFilter):
    bank = select("Банк", "Оба", [("mentee", "наставляемые"), ("mentor", "наставники")])
    kind = select("Согласие", "Все", [(kind.value, words) for kind, words in SHORT.items()])
    state = select("Состояние", "Все", list(STATES.items()))

    def narrow(self, rows):
        """Those of the rows of the table that have such a consent in such a state."""
        bank, words = self.chosen("bank"), normalise_search(self.chosen("q")).split()
        keys = [in_key(word) for word in words]
        return [
            row
            for row in rows
            if (not bank or (row.is_mentee if bank == "mentee" else row.is_mentor))
            and all(key in row.person.search for key in keys)
            and self.has_state(row)
        ]

    def has_state(self, row):
        kind, state = self.chosen("kind"), self.chosen("state")
        needs = [need for need in row.needs.values() if need.kind == kind] if kind else row.demanded
        return any(is_in(need, state) for need in needs)


def is_in(need, state):
    if state in ("", need.state):
        return True
    return {
        "open": need.state != "signed",
        "expiring": need.is_expiring,
        "unscanned": need.state == "signed" and not need.consent.scan,
    }.get(state, False)
