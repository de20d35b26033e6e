"""Random answers of mixed kinds for tests of results, from a seed."""

from surveys.asking import checked
from surveys.results.reading import Respondent
from surveys.sheet import OF_OPTIONS, Band, Kind, Option, Question, Row, Section, Sheet, ShowIf

FIVE = tuple(Option(f"o{number}", f"Вариант {number}", float(number)) for number in range(5))
ROWS = tuple(Row(f"r{number}", f"Строка {number}", is_reversed=number == 1) for number in range(3))


def question(key, kind, **more):
    values = {"options": FIVE if kind in OF_OPTIONS else (), "rows": ROWS if kind == Kind.GRID else ()}
    if kind in {Kind.SCALE, Kind.GRID}:
        values |= {"low": 1, "high": 10 if kind == Kind.SCALE else 5}
    return Question(key, kind, f"Вопрос {key}", **(values | more))


QUESTIONS = (
    question("ten", Kind.SCALE, measure="satisfaction", why_at=3),
    question("turned", Kind.SCALE, is_reversed=True, measure="calm"),
    question("zero", Kind.SCALE, low=0, high=10, is_scored=False),
    question("grid", Kind.GRID),
    question("one", Kind.SINGLE),
    question("own", Kind.SINGLE_OTHER, is_scored=False),
    question("some", Kind.SEVERAL),
    question("rank", Kind.RANKING),
    question("count", Kind.NUMBER),
    question("day", Kind.DATE),
    question("more", Kind.YES_NO),
    question("wish", Kind.LONG, show_if=ShowIf("more", ("no",))),
    question("after", Kind.SCALE, low=0, high=2, show_if=ShowIf("one", ("o0", "o1"))),
    question("mentors", Kind.SCALE, low=1, high=4, only_for="mentor"),
)
SHEET = Sheet(
    (Section("a", "Первый", "", QUESTIONS[:7]), Section("b", "Второй", "", QUESTIONS[7:])),
    (Band(0, 30, "мало", "poor"), Band(31, 45, "средне"), Band(46, 999, "много", "good")),
)


def raw_answer(one, random):
    return {
        Kind.SCALE: lambda: random.choice(one.marks),
        Kind.GRID: lambda: {row.key: random.choice(one.marks) for row in one.rows if random.random() < 0.9},
        Kind.SINGLE: lambda: random.choice(one.keys),
        Kind.SINGLE_OTHER: lambda: random.choice([*one.keys, {"other": random.choice(["Своё", "Иначе"])}]),
        Kind.SEVERAL: lambda: random.sample(one.keys, random.randint(1, 3)),
        Kind.RANKING: lambda: random.sample(one.keys, len(one.keys)),
        Kind.NUMBER: lambda: random.choice([random.randint(0, 40), round(random.random() * 9, 1)]),
        Kind.DATE: lambda: f"2026-{random.randint(1, 12):02}-{random.randint(1, 28):02}",
        Kind.YES_NO: lambda: random.choice(["yes", "no"]),
        Kind.LONG: lambda: random.choice(["Больше встреч", "Чаще", f"Мысль {random.random()}"]),
    }[one.kind]()


def answers_of(sheet, random, side, *, missing=0.15):
    """What somebody answered, kept as the program keeps it: what is not asked is dropped."""
    raw = {one.key: raw_answer(one, random) for one in sheet.questions if random.random() >= missing}
    raw["ten:why"] = "Не успели"
    answers, _ = checked(sheet, raw, side, is_draft=True)
    return answers


def crowd(
    number, random, *, sheet=SHEET, sides=("mentor", "mentee", "mentee", "curator"), forms=("a", "b", "")
):
    """Respondents with chance features; small groups come by themselves."""
    found = []
    for place in range(number):
        side = random.choice(sides)
        young = random.random() < 0.4 if side == "mentee" else False
        answers = answers_of(sheet, random, side)
        found.append(Respondent(f"r{place:08}", side, random.choice(forms), answers, young, place))
    return found
