"""Tables of the protocol of selection: proposals, changes by hand, those left over, all scores."""

from common.russian import Case, date_dots, decline_surname_initials, lower_first
from documents.content import BLANK_REFERENCE
from documents.papers import pieces
from selection.matching.words import left_sentence, sentence
from selection.models import HandChange, Proposal
from selection.protocol import GONE

MOST_MENTORS = 16  # columns of a lying sheet
BEST = 5
NAME = 28
NOBODY = "–"
KEY = (
    "Столбцы – номера наставников из таблицы выше. Звездочкой отмечено предложение; прочерк значит, что пара "
    "невозможна: нет согласия, общей формы или участников нельзя ставить вместе."
)
KEY_BEST = "По пять лучших возможных наставников для каждого. Звездочкой отмечено предложение."
STATES = {Proposal.State.LOCKED: "закреплено", Proposal.State.REFUSED: ""}
Kind = HandChange.Kind


def short(found, pk):
    """ "Ермолова Л.В."; nobody's name where a consent was withdrawn."""
    person = found.people.get(pk)
    return decline_surname_initials(person.name, Case.NOMINATIVE) if person else GONE


def whole(found, pk):
    """The full name with the position behind it, for a cell."""
    person = found.people.get(pk)
    if person is None:
        return GONE
    rest = f", {lower_first(person.position)}" if person.position else ""
    return {"name": person.full_name, "rest": rest}


def proposal_rows(found):
    return [
        pieces.row(
            f"p{row.mentee_id}", str(number), whole(found, row.mentee_id), mentor_cell(found, row),
            NOBODY if row.score is None else str(row.score), sentence(row, found.competences), second(found, row),
        )
        for number, row in enumerate(found.paired, 1)
    ]  # fmt: skip


def mentor_cell(found, row):
    name = whole(found, row.mentor_id)
    note = "выбран вручную" if row.is_by_hand else STATES.get(row.state, "")
    return [name, f"({note})"] if note else name


def second(found, row):
    """The runner-up and what choosing him or her would cost the whole selection."""
    if not row.runner_up_id:
        return NOBODY
    name, score, cost = short(found, row.runner_up_id), row.runner_up_score, row.runner_up_cost
    if cost is None:
        return [name, str(score)]
    return [name, f"{score}, итог ниже на {cost}" if cost > 0 else f"{score}, итог не хуже"]


def change_rows(found):
    zone = found.run.organization.zone
    return [
        pieces.row(
            f"c{change.pk}", str(number), whole(found, change.mentee_id), changed(found, change),
            change.reason or NOBODY,
            [change.made_by.name or NOBODY, date_dots(change.made_at.astimezone(zone).date())],
        )
        for number, change in enumerate(found.changes, 1)
    ]  # fmt: skip


def changed(found, change):
    before = short(found, change.before_id) if change.before_id else ""
    after = short(found, change.after_id) if change.after_id else "без наставника"
    if change.kind in {Kind.LOCK, Kind.UNLOCK, Kind.REFUSE}:
        who = after if change.kind == Kind.LOCK else before
        return f"{change.get_kind_display()}: {who}" if who else change.get_kind_display()
    return f"{change.get_kind_display()}: {after}{f' (прежде {before})' if before else ''}"


def left_rows(found):
    return [
        pieces.row(
            f"l{row.mentee_id}", str(number), whole(found, row.mentee_id),
            left_sentence(row, found.competences) or "Причина не записана.",
        )
        for number, row in enumerate(found.left, 1)
    ]  # fmt: skip


def scores_appendix(organization, found):
    """All scores; where there are too many mentors for a sheet, the best of each mentee."""
    mentees, mentors, scores = found.scores()
    chosen = {row.mentee_id: row.mentor_id for row in found.proposals}
    if len(mentors) > MOST_MENTORS:
        tables = [
            pieces.text("key", KEY_BEST, look="flat"),
            best_table(found, mentees, mentors, scores, chosen),
        ]
    else:
        tables = [
            mentors_table(found, mentors),
            pieces.text("key", KEY, look="flat"),
            matrix(found, mentees, mentors, scores, chosen),
        ]
    return pieces.appendix(
        organization,
        ["Соответствие наставляемых и наставников в баллах"],
        tables,
        landscape=True,
        head_lines=["к протоколу подбора наставнических пар и групп", BLANK_REFERENCE],
    )


def mentors_table(found, mentors):
    facts, taken = {one.id: one for one in found.problem.mentors}, found.taken
    columns = [("№ п/п", 6), ("Наставник", 58), ("Мест", 12), ("Занято прежде", 12), ("Предложено", 12)]
    rows = [
        pieces.row(
            f"m{pk}",
            str(number),
            whole(found, pk),
            str(facts[pk].capacity),
            str(facts[pk].load),
            str(taken[pk]),
        )
        for number, pk in enumerate(mentors, 1)
    ]
    return pieces.table("mentors", columns, rows)


def matrix(found, mentees, mentors, scores, chosen):
    width = max(4, min(12, (100 - NAME - 6) // max(len(mentors), 1)))
    name = min(70, 94 - width * len(mentors))
    columns = [("№ п/п", 6), ("Наставляемый", name), *((str(n), width) for n in range(1, len(mentors) + 1))]
    rows = [
        pieces.row(
            f"s{mentee}", str(number), short(found, mentee),
            *(marked(score, chosen.get(mentee) == mentor) for mentor, score in zip(mentors, line, strict=True)),
        )
        for number, (mentee, line) in enumerate(zip(mentees, scores, strict=True), 1)
    ]  # fmt: skip
    return pieces.table("scores", columns, rows)


def marked(score, is_chosen):
    words = NOBODY if score < 0 else str(score)
    return f"{words}*" if is_chosen else words


def best_table(found, mentees, mentors, scores, chosen):
    columns = [("№ п/п", 6), ("Наставляемый", 24), ("Наставники и баллы", 70)]
    rows = [
        pieces.row(
            f"s{mentee}",
            str(number),
            short(found, mentee),
            best_words(found, mentors, line, chosen.get(mentee)),
        )
        for number, (mentee, line) in enumerate(zip(mentees, scores, strict=True), 1)
    ]
    return pieces.table("scores", columns, rows)


def best_words(found, mentors, line, chosen):
    """The best five, and the proposed one wherever he or she stands."""
    order = sorted(
        (place for place, score in enumerate(line) if score >= 0), key=lambda place: (-line[place], place)
    )
    shown = order[:BEST] + [place for place in order[BEST:] if mentors[place] == chosen]
    words = [f"{short(found, mentors[n])} – {marked(line[n], mentors[n] == chosen)}" for n in shown]
    return "; ".join(words) or NOBODY
