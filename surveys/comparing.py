"""Read-outs over several campaigns of a school year: before and after, years beside each other, deficits."""

from dataclasses import dataclass

from people.analysis import analyse
from people.models import MentoringForm
from surveys.models import Campaign
from surveys.models.questionnaires import Purpose, Side
from surveys.results.closeness import is_few
from surveys.results.deficits import deficits, together
from surveys.results.dynamics import Change, Wave, changes
from surveys.results.groups import OTHERS
from surveys.results.marks import columns_of
from surveys.results.reading_many import counted_persons, shown_of
from surveys.results.words import year_words
from surveys.results.years import Asked, compare, measures

HALVES = [Purpose.ENTRY, Purpose.INTERIM, Purpose.EXIT]
HALF_WORDS = {Purpose.ENTRY: "входная", Purpose.INTERIM: "промежуточная", Purpose.EXIT: "итоговая"}
SIDES = {"mentor": "наставники", "mentee": "наставляемые", "curator": "кураторы", "parent": "родители"}
GROUP_WORDS = {
    "sides": {**SIDES, "": "другие участники", OTHERS: "остальные вместе"},
    "forms": {**dict(MentoringForm.choices), "": "форма не указана", OTHERS: "остальные вместе"},
}


def campaigns_of(me, **conditions):
    """Campaigns that were asked, with their questionnaires, the oldest first."""
    rows = Campaign.objects.visible_to(me).exclude(status=Campaign.Status.DRAFT).filter(**conditions)
    return list(rows.select_related("questionnaire").order_by("opens_on", "pk"))


def years_of(campaigns, me):
    """[(year, "2026/27")], the newest first, the running one always among them."""
    known = {campaign.school_year for campaign in campaigns} | {me.organization.school_year}
    return [(year, year_words(year)) for year in sorted(known, reverse=True)]


def chosen_year(query, years):
    """The year of the address, or the running one: the newest."""
    return next((year for year, _ in years if str(year) == query.get("year", "")), years[0][0])


@dataclass
class Dynamics:
    """Before and after in one school year."""

    year: int
    before: list  # campaigns
    after: list
    changes: list[Change]

    @property
    def halves(self):
        """ "входная и итоговая"."""
        purposes = [rows[0].questionnaire.purpose for rows in (self.before, self.after) if rows]
        return " и ".join(HALF_WORDS[purpose] for purpose in purposes)

    @property
    def is_whole(self):
        return bool(self.before and self.after)

    @property
    def groups(self):
        """[("sides:mentor", "наставники")]: those of which at least one measure can be told."""
        found = {}
        for change in self.changes:
            for dimension in ("sides", "forms"):
                for value in getattr(change, dimension):
                    found[f"{dimension}:{value}"] = GROUP_WORDS[dimension].get(value, value)
        return sorted(
            found.items(), key=lambda one: (one[0].split(":")[0] == "forms", one[0].endswith(OTHERS), one[1])
        )

    def chosen(self, group):
        """[(change, its figures for a group or for all)], as far as these can be told."""
        dimension, _, value = group.partition(":")
        return [
            (change.in_words_of(value) if dimension == "sides" else change, found)
            for change in self.changes
            if (found := change.of(dimension, value)) is not None
        ]


def dynamics_of(me, campaigns, year):
    """The first and the last of entry, interim and exit that were asked by name in the year."""
    found = {purpose: [] for purpose in HALVES}
    for campaign in campaigns:
        if campaign.school_year == year and not campaign.is_anonymous:
            found[campaign.questionnaire.purpose].append(campaign)
    known = [rows for rows in found.values() if rows]
    if len(known) < 2:
        before = known[0] if known and known[0][0].questionnaire.purpose != Purpose.EXIT else []
        after = known[0] if known and not before else []
        return Dynamics(year, before, after, [])
    before, after = known[0], known[-1]
    answers = shown_of([*before, *after])
    halves = [
        [Wave(one.questionnaire.sheet, answers[one.pk], one.questionnaire.side) for one in rows]
        for rows in (before, after)
    ]
    return Dynamics(year, before, after, changes(*halves, counted_persons(me)))


def compared_years(campaigns, asked_for):
    """({measure: its words}, the comparison of one of them or None)."""
    known = measures([asked_of(campaign, []) for campaign in campaigns])
    measure = asked_for if asked_for in known else next(iter(known), None)
    if measure is None:
        return known, None
    used = [campaign for campaign in campaigns if measure in columns_of(campaign.questionnaire.sheet)]
    answers = shown_of(used)
    return known, compare(measure, [asked_of(campaign, answers[campaign.pk]) for campaign in used])


def asked_of(campaign, respondents):
    return Asked(campaign.school_year, kind_words(campaign), campaign.questionnaire.sheet, respondents)


def kind_words(campaign):
    """ "Входная, наставники": only such means stand in one row."""
    asked = campaign.questionnaire
    words = asked.get_purpose_display()
    return f"{words[:1].upper()}{words[1:]}" + (f", {SIDES[asked.side]}" if asked.side in Side.values else "")


@dataclass
class DeficitLine:
    """One competence: what people said, and who is strong in it."""

    deficit: object
    bank: object = None  # people.analysis.Line, None when the bank does not know such a competence

    @property
    def lacks(self):
        return not (self.bank and self.bank.offered)


@dataclass
class DeficitMap:
    lines: list[DeficitLine]
    waiting: list  # campaigns of which nothing can be told yet
    hidden: list  # campaigns in which one to four withdrew: the difference would tell their answers


def deficit_map(me, campaigns):
    """What the answers of these campaigns ask for beside what the bank of mentors has."""
    answers, fine = shown_of(campaigns), counted_persons(me)
    parts, waiting, hidden = [], [], []
    for campaign in campaigns:
        rows = answers[campaign.pk]
        kept = [one for one in rows if one.person_id is None or one.person_id in fine]
        if not rows:
            waiting.append(campaign)
        elif is_few(len(rows) - len(kept)):
            hidden.append(campaign)
        else:
            parts.append(deficits(campaign.questionnaire.sheet, kept))
    bank = {line.competence.name.casefold(): line for line in analyse(me).lines} if parts else {}
    lines = [DeficitLine(one, bank.get(one.name.casefold())) for one in together(parts)]
    return DeficitMap(lines, waiting, hidden)
