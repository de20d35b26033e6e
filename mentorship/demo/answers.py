"""Invented answers: believable, different for everybody, the same at every loading."""

import random

from surveys.sheet import WHY, Kind

SKIPPED = 0.2  # of what may be passed over
FALLEN = 0.12  # one in eight thinks less of it in the end than in the beginning


class Teller:
    """Answers whole questionnaires; a person keeps to the own temper, a text is used once while there are others."""

    def __init__(self, said, seed):
        self.said, self.chance, self.pools = said, random.Random(seed), {}  # noqa: S311 - nothing secret
        self.trend, self.side = {}, ""

    def tell(self, sheet, who, *, moment="", side="", strong=()):
        """The answers of somebody with this name; `strong` are competences to choose, or to ask for."""
        self.trend, self.side = self.said["trend"].get(moment, {}), side
        answers = {}
        for question in sheet.questions:
            if question.is_required or self.chance.random() > SKIPPED:
                value = TELLERS[question.kind](self, question, who, strong)
                if value not in (None, [], ""):
                    answers[question.key] = value
                if question.why_at is not None and question.kind == Kind.SCALE and value <= question.why_at:
                    answers[question.key + WHY] = "Мало времени на встречи"
        return answers

    def mark(self, question, who, strong):
        """About what is usual for this measure, a little as the person is."""
        temper = random.Random(who).gauss(0, 1)  # noqa: S311 - nothing secret
        usual = self.trend.get(question.measure, 7)
        fall = -3 if self.chance.random() < FALLEN else 0
        found = round(usual + temper + fall + self.chance.gauss(0, 0.9))
        return min(max(found, question.low), question.high)

    def one(self, question, who, strong):
        """The earlier answers of a list are the usual ones."""
        weights = [len(question.keys) - place for place in range(len(question.keys))]
        return self.chance.choices(question.keys, weights)[0]

    def several(self, question, who, strong):
        if found := [option.key for option in question.options if option.competence in strong]:
            return found[: question.most]
        weights = [len(question.keys) - place for place in range(len(question.keys))]
        found = set(self.chance.choices(question.keys, weights, k=question.most or 2))
        return [key for key in question.keys if key in found]

    def grid(self, question, who, strong):
        """Help is wanted with what the person asks for anyway, and with what is hard for many."""
        return {
            row.key: question.high
            if row.competence in strong or self.chance.random() < self.said["hard"].get(row.competence, 0.05)
            else self.chance.choice((0, 0, 0, 1, 1))
            for row in question.rows
        }

    def text(self, question, who, strong):
        said = self.said["texts"]
        key = next((key for key in (f"{question.key} {self.side}", question.key) if key in said), None)
        if key and not self.pools.get(key):
            self.pools[key] = self.chance.sample(said[key], len(said[key]))
        return self.pools[key].pop() if key else ""

    def yes_no(self, question, who, strong):
        return self.chance.choice(("yes", "yes", "no"))

    def number(self, question, who, strong):
        return self.chance.choice((1, 1, 2))


TELLERS = {
    Kind.SCALE: Teller.mark, Kind.SINGLE: Teller.one, Kind.SINGLE_OTHER: Teller.one, Kind.SEVERAL: Teller.several,
    Kind.GRID: Teller.grid, Kind.SHORT: Teller.text, Kind.LONG: Teller.text, Kind.YES_NO: Teller.yes_no,
    Kind.NUMBER: Teller.number,
}  # fmt: skip
