"""A problem as arrays: what one side tells of itself, one entry a person, in the order of ids."""

import re
from dataclasses import dataclass

import numpy as np

from selection.matching.times import bits_of

UNKNOWN = -1
WORD = 64  # bits
GRADES = {"старший", "старшая", "главный", "ведущий", "младший"}
GROUP = re.compile(r"групп|класс|паралл|[«\d]")


@dataclass(frozen=True)
class Side:
    """Arrays of one side, or some of its people laid out to meet those of the other side cell by cell."""

    employee: np.ndarray
    reverse: np.ndarray
    experience: np.ndarray
    category: np.ndarray
    position: np.ndarray  # the number of the whole wording
    work: np.ndarray  # the number of its first word
    forms: tuple  # sets as bits, 64 to an array
    competences: tuple
    subjects: tuple
    times: tuple
    counts: dict  # {set: how many are named}

    def at(self, index, axis=None):
        """Of these people; `axis` 0 makes a column of rows, 1 a row of columns, None leaves one after another."""
        shape = {None: np.s_[:], 0: np.s_[:, None], 1: np.s_[None, :]}[axis]

        def taken(value):
            if isinstance(value, np.ndarray):
                return value[index][shape]
            if isinstance(value, tuple):
                return tuple(map(taken, value))
            return {name: taken(one) for name, one in value.items()}

        return Side(**{name: taken(value) for name, value in vars(self).items()})


def sides_of(problem):
    """(mentees, mentors) with one numbering of words and sets for both."""
    groups = (problem.mentees, problem.mentors)
    sets = {
        "forms": [[set(one.forms) for one in group] for group in groups],
        "competences": [[set(one.competences) for one in group] for group in groups],
        "subjects": _each_once(subject_parts, [[one.subject for one in group] for group in groups]),
        "times": [
            [{bit for token in one.times for bit in bits_of(token)} for one in group] for group in groups
        ],
    }
    bits = {name: _bits_of_both(*both) for name, both in sets.items()}
    counts = {
        name: [np.array([len(one) for one in group], np.int16) for group in both]
        for name, both in sets.items()
    }
    words = _each_once(_words, [[one.position for one in group] for group in groups])
    positions = _numbers_of_both([[" ".join(one) for one in group] for group in words])
    works = _numbers_of_both([[one[0] if one else "" for one in group] for group in words])
    return tuple(
        Side(
            employee=np.array([one.kind == "employee" for one in group], bool),
            reverse=np.array(["reverse" in one.kinds for one in group], bool),
            experience=np.array([_known(one.experience) for one in group], np.int16),
            category=np.array([one.category for one in group], np.int8),
            position=positions[side], work=works[side],
            counts={name: counts[name][side] for name in counts},
            **{name: bits[name][side] for name in bits},
        )
        for side, group in enumerate(groups)
    )  # fmt: skip


def subject_parts(text: str) -> set[str]:
    """ "Математика и физика" is two subjects, «Ромашка» a group."""
    parts = re.split(r"[,;/]|\sи\s", _plain(text))
    return {" ".join(part.split()) for part in parts} - {""}


def is_group(mentee: str, mentor: str) -> bool:
    """Whether what two people share is a group or a class rather than a subject."""
    return any(GROUP.search(part) for part in subject_parts(mentee) & subject_parts(mentor))


def _each_once(read, groups):
    """What is read out of each text: thousands of people share a few dozen."""
    found = {text: read(text) for text in {text for group in groups for text in group}}
    return [[found[text] for text in group] for group in groups]


def _words(position):
    return [word for word in re.findall(r"[\w-]+", _plain(position)) if word not in GRADES]


def _plain(text):
    return text.casefold().replace("ё", "е")


def _known(number):
    return UNKNOWN if number is None else min(number, 99)


def _numbers_of_both(texts):
    """The same number for the same text on both sides; 0 is no text."""
    numbers = {text: number for number, text in enumerate(sorted({"", *texts[0], *texts[1]}))}
    return [np.array([numbers[text] for text in group], np.int32) for group in texts]


def _bits_of_both(*groups):
    """Only what both sides name can meet, so only that gets a bit."""
    shared = sorted(set().union(*groups[0]) & set().union(*groups[1]))
    numbers = {item: number for number, item in enumerate(shared)}
    return [_bits(group, numbers) for group in groups]


def _bits(group, numbers):
    arrays = tuple(np.zeros(len(group), np.uint64) for _ in range(0, max(len(numbers), 1), WORD))
    for place, items in enumerate(group):
        for number in (numbers[item] for item in items if item in numbers):
            arrays[number // WORD][place] |= np.uint64(1 << number % WORD)
    return arrays
