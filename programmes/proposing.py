"""What the system proposes for a pair: the template, the goal and the rows, from what the mentees have asked for."""

from dataclasses import dataclass, field

from pairs.queries import people_of
from people.models import MentoringForm, Person, Request
from programmes.library import AUDIENCES, recognised
from programmes.models import Programme, ProgrammeTemplate
from programmes.samples import builtin_templates, fits
from programmes.terms import day_at, term_of, term_words

LEARNER_FORMS = {
    MentoringForm.STUDENT_STUDENT,
    MentoringForm.COLLEGE_STUDENT_PUPIL,
    MentoringForm.EMPLOYER_PUPIL,
    MentoringForm.EMPLOYER_STUDENT,
}
WHO = {
    "mentor": "Наставник",
    "mentee": "Наставляемый",
    "both": "Наставник, наставляемый",
    "curator": "Куратор",
    "psychologist": "Педагог-психолог",
}
MOST_OF_DEFICIT, MOST_ROWS = 3, 8  # a plan of twenty rows is read by nobody
LONGEST_GOAL = 500


@dataclass
class Row:
    """A row that is proposed: `key` names it in the form, the rest goes into the plan."""

    key: str
    fields: dict
    why: str = ""  # the request that it answers


@dataclass
class Proposal:
    """All that a new programme of a pair is made from."""

    key: str
    content: dict
    requests: list = field(default_factory=list)
    rows: list = field(default_factory=list)


def audience_of(pair):
    """Whose library it is: of teachers, of a kindergarten or a college, of those who learn."""
    if pair.form in LEARNER_FORMS or any(one.kind == Person.Kind.LEARNER for one in people_of(pair)[1:]):
        return "learners"
    house = pair.organization.kind
    return house if house in AUDIENCES else "teachers"


def templates_for(pair, own=()):
    """[(key, name, content)] that fit a pair, the one proposed first; `own` are the institution's."""
    limit = pair.organization.young_teacher_years
    years = [person.experience_years for person in people_of(pair)[1:]]
    is_young = any(one is not None and one <= limit for one in years)
    about = {"form": pair.form, "kind": pair.kind, "house": pair.organization.kind, "is_young": is_young}
    built = [(key, one["name"], one) for key, one in builtin_templates().items() if fits(one, **about)]
    programmes = [one for one in built if one[2]["kind"] == Programme.Kind.PROGRAMME]
    plans = [one for one in built if one[2]["kind"] == Programme.Kind.PLAN]
    ours = [(f"own-{one.pk}", one.name, one.content | {"kind": one.kind}) for one in own]
    return [*reversed(programmes), *ours, *plans]


def own_templates(pair):
    """The institution's templates of the form of a pair."""
    return ProgrammeTemplate.objects.filter(organization=pair.organization, form=pair.form)


def requests_of(pair):
    """What the mentees of a pair ask for in their open entries of the bank, in two queries."""
    mentees = [person.pk for person in people_of(pair)[1:]]
    rows = Request.objects.filter(entry__person__in=mentees, entry__left_on=None)
    return list(rows.prefetch_related("competences").order_by("pk"))


def propose(pair, key, content, *, starts_on=None, ends_on=None):
    """The template of a pair filled with its requests and dates."""
    requests = requests_of(pair)
    dates = (starts_on or pair.starts_on, ends_on or pair.ends_on)
    rows = [of_template(number, row, content, dates) for number, row in enumerate(content["rows"])]
    rows += of_library(pair, requests, content, dates)
    rows.sort(key=lambda row: (row.fields["place"], row.fields["due_on"]))
    return Proposal(key, content, requests, rows)


def of_template(number, row, content, dates):
    words, due_on = term_of(row, *dates)
    fields = {
        "place": row["section"], "section": content["sections"][row["section"]], "direction": row["direction"],
        "activity": row["activity"], "form": row["form"], "term": words, "due_on": due_on,
        "responsible": WHO.get(row["who"], row["who"]), "result": row["result"],
    }  # fmt: skip
    return Row(f"t{number}", fields)


def of_library(pair, requests, content, dates):
    """Rows that answer the requests, spread over the middle of the programme; each activity once."""
    chosen = {}
    for request in requests:
        texts = [request.text, *(competence.name for competence in request.competences.all())]
        for deficit in recognised(texts, audience_of(pair)):
            for activity in deficit.activities[:MOST_OF_DEFICIT]:
                chosen.setdefault(activity.key, (activity, request))
    chosen, place = list(chosen.values())[:MOST_ROWS], content["deficit_section"]
    return [
        Row(
            f"l{activity.key}",
            library_row(activity, content["sections"][place], dates, number, len(chosen)) | {"place": place},
            why=request.text,
        )
        for number, (activity, request) in enumerate(chosen)
    ]


def library_row(activity, section, dates, number=0, of=1):
    """Fields of a row made of an activity of the library: the `number`-th of several between a tenth and the end."""
    first = day_at(*dates, 0.1 + 0.7 * number / of)
    last = day_at(*dates, 0.1 + 0.7 * (number + 1) / of)
    return {
        "section": section, "direction": activity.deficit, "activity": activity.text, "form": activity.form,
        "term": term_words(first, last), "due_on": last, "responsible": WHO["both"], "result": activity.result,
    }  # fmt: skip


def goal_of(content, requests):
    """The goal of the template with the chosen requests in it, as many as there is room for."""
    goal = content["goal"].rstrip(".")
    told = ""
    for request in requests:
        more = f"{told}{', ' if told else ''}«{request.text}»"
        if len(f"{goal}. Запросы: {more}.") > LONGEST_GOAL:
            break
        told = more
    return f"{goal}. Запросы: {told}." if told else f"{goal}."
