"""Which papers a change needs, and the answers that fill in their forms: by these the papers are drawn up, and the
links of the steps open the forms (the rooms above know the kinds)."""

from urllib.parse import urlencode

from django.urls import reverse

from pairs.models import PairChange
from pairs.queries import people_of
from people.models import Person

Kind, Reason = PairChange.Kind, PairChange.Reason
NOTICE, ORDER, AGREEMENT, AMENDING = "notice", "order_change", "agreement", "order_amending"
GROUNDS = {
    Kind.PROLONG: "prolonged",
    Kind.REPLACE: "replaced",
    Kind.REFUSAL: "refusal",
    Kind.CANCELLATION: "cancellation",
    Kind.MENTEE: "mentee",
    Kind.LEFT: "left",
    Kind.COMPLETE: "completed",
}
# After the words "В связи с": why a mentor is replaced or stood in for. What is nobody's business stays unsaid.
BECAUSE = {
    Reason.LOAD: "учебной нагрузкой наставника",
    Reason.HEALTH: "длительным отсутствием наставника",
    Reason.LEAVE: "отпуском наставника",
    Reason.MOVED: "переводом наставника на другую работу",
}


def are_employees(pair):
    """ТК ст. 351.8 is about employees who help employees: only they have notices and agreements."""
    return all(person.kind == Person.Kind.EMPLOYEE for person in people_of(pair))


def ground_of(change):
    if change.kind == Kind.REPLACE and change.notice_on:
        return "refusal"
    if change.kind in {Kind.REPLACE, Kind.LEFT} and change.reason in {Reason.LEFT, Reason.WITHDRAWN}:
        return str(change.reason)
    return GROUNDS[change.kind]


def answers_of(change):
    """{kind of paper: {field: answer}} of a planned change, in the order in which the papers are needed."""
    pair, new = change.pair, change.new_pair
    papers = {}
    if change.notice_on and are_employees(pair):
        who = "employer" if change.kind == Kind.CANCELLATION else "mentor"
        papers[NOTICE] = {
            "pair": pair.pk,
            "who": who,
            "handed_on": change.notice_on,
            "effective_on": change.effective_on,
        }
    if new and are_employees(new):
        papers[AGREEMENT] = {"pair": new.pk}
    if change.kind == Kind.PROLONG and are_employees(pair):
        papers[AGREEMENT] = {"pair": pair.pk, "until": change.new_ends_on}
    order = {"pair": pair.pk, "ground": ground_of(change), "notice_on": change.notice_on}
    if change.kind == Kind.PROLONG:
        order["new_ends_on"] = change.new_ends_on
    else:
        order |= {"effective_on": change.effective_on, "new_pair": new and new.pk}
    if change.kind == Kind.REPLACE and order["ground"] == "replaced":
        order["reason"] = BECAUSE.get(change.reason, "")
    return papers | {ORDER: filled(order)}


def answers_of_substitution(row):
    """The order that lays the work on the substitute while the mentor is away."""
    days = {"effective_on": row.starts_on, "until": row.ends_on}
    order = {"pair": row.pair_id, "ground": "substituted", "substitute": row.person_id, **days}
    return {ORDER: filled(order | {"reason": BECAUSE.get(row.reason, "")})}


def filled(answers):
    return {name: value for name, value in answers.items() if value}


def address_of(kind, answers):
    """The form of a paper with its answers filled in."""
    texts = {
        name: getattr(value, "isoformat", lambda value=value: value)() for name, value in answers.items()
    }
    return f"{reverse('documents:paper_add', args=[kind])}?{urlencode(texts)}"
