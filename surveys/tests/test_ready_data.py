"""The ready-made questionnaires themselves: complete, paired, countable, written with care."""

import re
from itertools import pairwise, product

import pytest

from people.models import MentoringForm, MentoringKind
from people.models.banks import MentorEntry
from people.services.competences import builtin_competences
from surveys.asking import checked
from surveys.builtin import all_ready, ready, set_of
from surveys.checking import problems
from surveys.duration import minutes_of
from surveys.models import Purpose, Questionnaire, Side
from surveys.scoring import band_of, score, span
from surveys.sheet import OF_MARKS, Kind, dump, load

READY = list(all_ready().values())
EVERY = pytest.mark.parametrize("one", READY, ids=lambda one: one.key)
COMMON = {"effectiveness", "comfort", "usefulness", "adaptation", "relevance", "events"}
# Letters that a careless hand writes without its dots.
WITHOUT_DOTS = re.compile(
    r"\b(еще|ее|свое|мое|твое|чье|ведет|идет|дает|берет|учет\w*|зачет\w*|подъем\w*|объем\w*|расчет\w*|прием\w*|пройдет"
    r"|поймет|найдет|партнер\w*|вперед|ребенк\w*|ребенок|четк\w*|молодежь|учеба|растет|ждет|поведет|узнаете|легкий"
    r"|развернут\w*|принес\b|причем|намечен\w*|одаренн\w*|отчет\w*|живем|начнем|трехлет\w*)\b",
    re.IGNORECASE,
)
WITHOUT_VOWEL = re.compile(
    r"\bс [сшзжщ][бвгджзклмнпрстфхцчшщ]|\bв [вф][бвгджзклмнпрстфхцчшщ]", re.IGNORECASE
)  # «с студентом»
OFFICIALESE = (
    "в рамках",
    "осуществл",
    "реализаци",
    "обеспечени",
    "в целях",
    "данного",
    "является",
    "мероприяти",
)


def words_of(one):
    """All that a person reads."""
    yield from (one.title, one.about, one.how_counted, one.greeting)
    for section in one.sheet.sections:
        yield from (section.title, section.words)
        for question in section.questions:
            yield from (question.words, question.hint, question.low_words, question.high_words)
            yield from question.labels
            yield from (part.words for part in (*question.options, *question.rows))


@EVERY
def test_has_no_problems_and_fits_its_columns(one):
    row = Questionnaire(**{name: getattr(one, name) for name in ("title", "purpose", "side", "form", "about",
                                                                 "how_counted", "greeting", "content")})  # fmt: skip

    assert problems(one.sheet, is_anonymous=one.purpose == Purpose.SATISFACTION) == []
    assert load(dump(one.sheet)) == one.sheet
    row.clean_fields(exclude=["organization"])
    assert one.about
    assert one.how_counted
    assert one.greeting


@EVERY
def test_is_answered_in_five_minutes_with_few_typed_words(one):
    typed = [question for question in one.sheet.questions if question.kind in {Kind.LONG, Kind.SHORT}]

    assert 1 <= minutes_of(one.sheet) <= 5
    assert 5 <= len(one.sheet.questions) <= 15
    assert len(typed) <= 3 or one.purpose == Purpose.PRACTICE
    assert not any(question.kind == Kind.FILE for question in one.sheet.questions)


@EVERY
def test_keys_are_short_and_stand_once(one):
    keys = [question.key for question in one.sheet.questions]
    inner = [[part.key for part in (*question.options, *question.rows)] for question in one.sheet.questions]

    assert len(set(keys)) == len(keys)
    assert all(len(set(found)) == len(found) for found in inner)
    assert all(re.fullmatch(r"[a-z][a-z0-9_]{0,29}", key) for key in [*keys, *sum(inner, [])])
    assert len(one.key) <= 60


@EVERY
def test_is_written_with_care(one):
    texts = [text for text in words_of(one) if text]

    for text in texts:
        assert not WITHOUT_DOTS.search(text), text
        assert not WITHOUT_VOWEL.search(text), text
        assert not any(
            word in text.lower() for word in (*OFFICIALESE, "согласие на", "персональн", "{", "}", "  ")
        ), text
        words = re.findall(r"[а-яё–]+", text.lower())
        assert not any(a == b for a, b in pairwise(words)), text
        assert text == text.strip()
        assert text[0].isupper() or text[0].isdigit() or len(text) < 40, text
    asked = [question.words for question in one.sheet.questions]
    assert len(set(asked)) == len(asked)


def test_question_of_every_form_side_and_moment_stands_ready():
    found = {(one.form, one.side, one.purpose) for one in READY if one.form}

    assert found == set(product(MentoringForm.values, ("mentor", "mentee"), ("entry", "exit")))


@pytest.mark.parametrize("form", MentoringForm.values)
@pytest.mark.parametrize("side", ["mentor", "mentee"])
def test_entry_and_exit_measure_the_same(form, side):
    entry, last = (measures(ready(f"{moment}_{side}_{form}")) for moment in ("entry", "exit"))

    assert len(entry) == 8
    assert entry.keys() > COMMON
    assert last.keys() == entry.keys() | {"satisfaction"}
    bounds = {(one.low, one.high, one.is_reversed) for one in [*entry.values(), *last.values()]}
    assert bounds == {(1, 10, False)}
    own = entry.keys() - COMMON
    assert all(entry[name].words == last[name].words for name in own)
    assert all(entry[name].words != last[name].words for name in COMMON)


@pytest.mark.parametrize("form", MentoringForm.values)
def test_forms_ask_their_own_and_in_their_own_words(form):
    other = "student_student" if form != "student_student" else "teacher_teacher"
    for mine, theirs in zip(set_of(form), set_of(other), strict=True):
        assert mine.content != theirs.content
        assert mine.form == form
        assert mine.form_words in mine.title


@pytest.mark.parametrize("side", ["mentor", "mentee"])
def test_interim_stands_between_entry_and_exit(side):
    assert {"comfort", "usefulness"} <= measures(ready(f"interim_{side}")).keys()


def measures(one):
    return {question.measure: question for question in one.sheet.questions if question.measure}


def test_every_purpose_has_something_ready():
    assert {one.purpose for one in READY} == set(Purpose) - {Purpose.OWN}
    assert {one.side for one in READY} <= set(Side.values) | {""}


def test_curator_is_told_what_each_score_means():
    sheet = ready("curator").sheet
    best = {q.key: q.options[-1].key for q in sheet.questions if q.options}
    worst = {q.key: q.options[0].key for q in sheet.questions if q.options}

    assert len(best) == 9
    assert span(sheet) == (0, 18)
    assert (score(sheet, best), score(sheet, worst)) == (18, 0)
    assert [band_of(sheet, points).tone for points in (18, 15, 14, 9, 8, 0)] == [
        "good", "good", "fair", "fair", "poor", "poor",
    ]  # fmt: skip
    assert all(band_of(sheet, points) for points in range(19))


def test_competences_are_those_of_the_usual_list():
    """Who changes a name in the usual list changes it here; every competence can be asked for and offered."""
    for kind, groups in builtin_competences().items():
        for group, names in groups.items():
            offered = [one for one in READY if kind in one.kinds and one.purpose == Purpose.CANDIDATE]
            wanted = [one for one in READY if kind in one.kinds and one.purpose == Purpose.REQUESTS]
            assert any(set(names) == set(competences(one)) for one in offered), (kind, group)
            asked = [set(competences(one)) for one in wanted if set(competences(one)) & set(names)]
            assert set.union(*asked) >= set(names) - NOT_ASKED, (kind, group)
    usual = {name for groups in builtin_competences().values() for names in groups.values() for name in names}
    assert {name for one in READY for name in competences(one)} <= usual


# Of health nobody asks a learner; the curator knows it from elsewhere.
NOT_ASKED = {"Обучающемуся: поддержка при ОВЗ", "Обучающемуся: поддержка при ОВЗ и инвалидности"}


def competences(one):
    parts = [part for question in one.sheet.questions for part in (*question.options, *question.rows)]
    return [part.competence for part in parts if part.competence]


@pytest.mark.parametrize(
    "one", [one for one in READY if one.purpose == Purpose.REQUESTS], ids=lambda one: one.key
)
def test_requests_are_grids_of_help_wanted(one):
    grids = [question for question in one.sheet.questions if question.kind == Kind.GRID]

    assert 15 <= sum(len(grid.rows) for grid in grids) <= 30
    assert {(grid.low, grid.high, len(grid.labels)) for grid in grids} == {(0, 2, 3)}
    forms, wishes, kinds = (one.sheet.question(key) for key in ("forms", "wishes", "kinds"))
    assert set(forms.keys) <= set(MentoringForm.values)
    assert set(kinds.keys) <= set(MentoringKind.values)
    assert wishes.kind == Kind.LONG


@pytest.mark.parametrize(
    "one", [one for one in READY if one.purpose == Purpose.CANDIDATE], ids=lambda one: one.key
)
def test_candidate_answers_what_the_bank_keeps(one):
    wanted = {"competences", "capacity", "forms", "time_resource", "interests", "mentee_ages", "achievements"}
    columns = {field.name for field in MentorEntry._meta.get_fields()}

    if one.key == "candidate_school_learner":
        wanted -= {"forms"}  # of the forms a pupil can be a mentor in one only
    assert {question.key for question in one.sheet.questions} >= wanted
    assert wanted <= columns
    capacity = one.sheet.question("capacity")
    assert (capacity.kind, capacity.low) == (Kind.NUMBER, 1)
    assert capacity.high <= 20
    assert "forms" not in wanted or set(one.sheet.question("forms").keys) <= set(MentoringForm.values)
    ages = ", ".join(option.words for option in one.sheet.question("mentee_ages").options)
    assert len(ages) <= MentorEntry._meta.get_field("mentee_ages").max_length
    hours = [option.words for option in one.sheet.question("time_resource").options]
    assert max(map(len, hours)) <= MentorEntry._meta.get_field("time_resource").max_length


@EVERY
def test_can_be_answered_from_end_to_end(one):
    answers = {question.key: any_answer(question) for question in one.sheet.questions}

    kept, errors = checked(one.sheet, answers, one.side)

    assert errors == {}
    assert kept.keys() >= {question.key for question in one.sheet.questions if not question.show_if}


def any_answer(question):
    if question.kind == Kind.SCALE:
        return question.high
    if question.kind in OF_MARKS:
        return dict.fromkeys((row.key for row in question.rows), question.low)
    if question.kind == Kind.SEVERAL:
        return list(question.keys[: question.most or 2])
    if question.options:
        return question.keys[0]
    return {Kind.YES_NO: "yes", Kind.NUMBER: 1}.get(question.kind, "Несколько слов")
