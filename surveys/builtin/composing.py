"""Short notes of the data files made into questionnaires: what is always the same is not written forty times. Pure.

In the files a scale without bounds is 1-10, `options` may be {key: words}, `points` are answers worth 0, 1, 2,
`options_of` is a list of competences, `options_for` differs by the kind of institution: a kind that is not named is not
asked.
"""

from surveys.sheet import Kind


class Maker:
    """Makes whole questions; knows the usual scale and the competences of a kind of institution."""

    def __init__(self, scale_words, competences, kind=""):
        self.scale_words, self.competences, self.kind = scale_words, competences, kind

    def content(self, sections, bands=()):
        made = [
            {**section, "questions": [self.question(one) for one in section["questions"] if self.asks(one)]}
            for section in sections
        ]
        return {"sections": made} | ({"bands": list(bands)} if bands else {})

    def asks(self, note):
        return self.kind in note.get("options_for", {self.kind})

    def question(self, note):
        made = dict(note)
        if note["kind"] == Kind.SCALE and "low" not in note:
            low, high = self.scale_words
            made |= {"low": 1, "high": 10, "low_words": low, "high_words": high, "is_required": True}
        options = self.options(made)
        return made | ({"options": options} if options else {})

    def options(self, made):
        """The answers to choose from, and the note that told them taken off."""
        if points := made.pop("points", None):
            return [{"key": f"p{n}", "words": words, "score": n} for n, words in enumerate(points)]
        if group := made.pop("options_of", None):
            names = self.competences[self.kind][group]
            return [{"key": f"c{n}", "words": own_words(name), "competence": name}
                    for n, name in enumerate(names, start=1)]  # fmt: skip
        by_kind = made.pop("options_for", None)
        found = by_kind[self.kind] if by_kind else made.get("options") or {}
        return [{"key": key, "words": words} for key, words in found.items()]


def own_words(name):
    """A competence of learners as it is said to a learner: «Обучающемуся: выбор профессии» is «Выбор профессии»."""
    words = name.removeprefix("Обучающемуся: ")
    words = words.removesuffix(" и инвалидности").removesuffix(
        " и инвалидностью"
    )  # asks about skill, not health
    return words[0].upper() + words[1:]


def compose_candidates(notes, competences, scale_words):
    """A questionnaire of a candidate for each kind of institution that has such mentors."""
    for note in notes:
        for kind, words in note["for_kinds"].items():
            maker = Maker(scale_words, competences, kind)
            head = {name: note[name] for name in ("purpose", "side", "about", "how_counted", "greeting")}
            yield {
                **head, "key": note["key"].format(kind=kind), "title": note["title"].format(kind=words),
                "kinds": (kind,), "content": maker.content(note["sections"]),
            }  # fmt: skip


def compose_requests(notes, maker):
    """Grids of what one copes with, then what help is wanted."""
    for note in notes["sets"]:
        grids = [grid_section(notes, *section) for section in note["sections"]]
        forms = {
            "key": "forms", "kind": "several", "words": "С кем вам было бы полезнее работать?",
            "options": note["forms"],
        }  # fmt: skip
        wanted = [notes["request"], forms, notes["kinds"], notes["wishes"]]
        yield {
            **{name: note[name] for name in ("key", "title", "about", "greeting")},
            "purpose": "requests", "side": "mentee", "how_counted": notes["how_counted"],
            "kinds": tuple(note["kinds"]),
            "content": maker.content(
                [*grids, {"key": "help", "title": "Какая помощь нужна", "questions": wanted}]
            ),
        }  # fmt: skip


def grid_section(notes, key, title, rows):
    grid = {
        "key": key, "kind": "grid", "words": notes["question"].format(title=title), "is_required": True,
        "low": 0, "high": 2, "labels": notes["labels"],
        "rows": [{"key": row, "words": words, "competence": competence}
                 for row, (words, competence) in rows.items()],
    }  # fmt: skip
    return {"key": key, "questions": [grid]}  # the question bears the title: results show it alone


def compose_pairs(notes, form_words, maker):
    """Entry and exit of both sides in each form of mentoring."""
    for form, said in notes["forms"].items():
        words = {"place_mine": said["words"]["place"], **said["words"]}
        for moment in ("entry", "exit"):
            for side in ("mentor", "mentee"):
                yield of_pair(notes, maker, (form, form_words[form]), moment, side, words)


def of_pair(notes, maker, form, moment, side, words):
    key, form_name = form
    said, head = notes["sides"][side], notes[moment]
    own = notes["forms"][key]
    who = "наставник" if side == "mentor" else "наставляемый"
    told = {"whose": said["title"], "who": who, "form": form_name}
    questions = entry_questions if moment == "entry" else exit_questions
    sections = [
        {"key": f"s{n}", "title": title, "questions": [spoken(one, words) for one in found]}
        for n, (title, found) in enumerate(
            zip(notes["parts"][moment], questions(notes, said, own[side]), strict=True), start=1
        )
    ]
    return {
        "key": f"{moment}_{side}_{key}", "purpose": moment, "side": side, "form": key,
        "kinds": tuple(own["kinds"]),
        **{name: head[name].format(**told) for name in ("title", "about", "how_counted", "greeting")},
        "content": maker.content(sections),
    }  # fmt: skip


def entry_questions(notes, said, own):
    expectation = {"key": "expectation", "kind": "long", "words": said["expectation"],
                   "hint": "Одной-двух фраз достаточно."}  # fmt: skip
    return [*said["entry"], notes["frequency"]], measured(said, 0), scales(own), [expectation]


def exit_questions(notes, said, own):
    whole = [notes["satisfaction"], {**notes["continuing"], "options": said["continue"]}]
    open_ones = [
        {"key": key, "kind": "long", "words": said[key], "hint": "Одной-двух фраз достаточно."}
        for key in ("valuable", "change")
    ]
    return measured(said, 1), scales(own), whole, open_ones


def measured(said, moment):
    """What both questionnaires ask, in the words of the moment."""
    return [
        {"key": key, "kind": "scale", "measure": key, "words": words[moment]}
        for key, words in said["measures"].items()
    ]


def scales(own):
    return [{**one, "kind": "scale", "measure": one["key"]} for one in own]


def spoken(question, words):
    """A question with the right word for the other side."""
    return {**question, "words": question["words"].format(**words)}
