"""Items after dashes in a cell: "документов: – приказ – положение"; a dash between words is left alone."""

import re

BULLETS = "•·▪●○◦‣*–—−-"
# a dash with space around it or at the start of a line
CANDIDATE = re.compile(rf"(?:^|(?<=\n)|(?<=\s)|(?<=[;:]))[ \t]*([{re.escape(BULLETS)}])(?:\s+|(?=[^\W\d_«]))")
# after a dash that explains: "– при наличии", "– это", "- не реже"
EXPLAINS = re.compile(
    r"(?:при|для|это|что|или|и|а|но|если|не|в|во|на|с|со|по|к|до|от|из|за|о|об|как|где|кто|без|под|через|том"
    r"|январ\w+|феврал\w+|март\w*|апрел\w+|ма[йя]|июн\w+|июл\w+|август\w*|сентябр\w+|октябр\w+|ноябр\w+|декабр\w+"
    r")(?![\w-])",
    re.IGNORECASE,
)
# "учитель – ученик", "наставник - наставляемый": the name of a form
ROLE = r"(?:учител\w*|учени\w*|наставник\w*|наставляем\w*|педагог\w*|студент\w*|работодател\w*|выпускник\w*|мастер\w*)"
ROLE_BEFORE = re.compile(ROLE + r"[»\"]?\s*$", re.IGNORECASE)
ROLE_AFTER = re.compile(r"[«\"]?" + ROLE + r"(?!\w)", re.IGNORECASE)
# "Приложение 1 - Положение", "№ 5 – о"
NUMBERED_BEFORE = re.compile(r"(?:приложение|№|таблица|форма)\s*\d*\s*$", re.IGNORECASE)
#: how far around a dash it is looked for what it parts
NEAR = 400
PAUSE = (";", ".", ":", ",")


def split_dashes(text: str) -> tuple[str, list[str]]:
    """The lead-in and the items after it; a text without such items comes back whole."""
    first = next((mark for mark in CANDIDATE.finditer(text) if _begins(text, mark)), None)
    if first is None:
        return text, []
    rest = [mark for mark in CANDIDATE.finditer(text, first.end()) if _goes_on(text, mark, first)]
    marks = _without_doubtful(text, [first, *rest])
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    items = [text[mark.end() : end].strip() for mark, end in zip(marks, ends, strict=True)]
    return text[: first.start()].strip(), [item for item in items if item]


def _begins(text, mark):
    """A list begins after a colon or at the start of a line, not in the middle of a sentence."""
    before, after = text[max(0, mark.start() - NEAR) : mark.start()].rstrip(" \t"), text[mark.end() :][:NEAR]
    if not after or after[0] in "(–—-" or _is_fill(text, mark):
        return False
    if before.rstrip().endswith(":"):
        return True
    return (not before or before.endswith("\n")) and _may_follow(before.rstrip(), after)


def _may_follow(before, after):
    """At the start of a line: not a sentence that was only wrapped before its dash."""
    return not before or before.endswith(PAUSE) or not (EXPLAINS.match(after) or after[0] in "«(")


def _goes_on(text, mark, first):
    """A further item: the same sign before a word, and nothing that explains the item before."""
    if mark[1] != first[1] or not text[mark.end() : mark.end() + 1].strip("(–—-0123456789"):
        return False
    begins = max(first.end(), mark.start() - NEAR)
    before, after = text[begins : mark.start()].rstrip(), text[mark.end() : mark.end() + NEAR]
    if before.endswith(PAUSE):
        return not (before.endswith((",", ".")) and EXPLAINS.match(after) and after[0].islower())
    if after[0] in '«"' or EXPLAINS.match(after) or _is_pair(before, after):
        return False
    return not (NUMBERED_BEFORE.search(before) or _in_quotes(before, after))


def _is_pair(before, after):
    return bool(ROLE_BEFORE.search(before) and ROLE_AFTER.match(after))


def _in_quotes(before, after):
    """Inside of «…»; a quotation that was never closed encloses nothing."""
    is_open = before.count("«") > before.count("»")
    close, reopen = after.find("»"), after.find("«")
    return is_open and close >= 0 and (reopen < 0 or close < reopen)


def _is_fill(text, mark):
    return mark[1] in "-–—" and text[mark.end() : mark.end() + 1].isdigit()


def _without_doubtful(text, marks):
    """Where the items end with ";" or stand one a line, a dash in the middle of a sentence is no marker."""
    sure = [mark for mark in marks[1:] if _is_sure(text, mark)]
    is_strict = any(text[: mark.start()].rstrip().endswith(";") for mark in sure) or _one_a_line(text, marks)
    if not is_strict:
        return marks
    return [marks[0]] + [mark for mark in marks[1:] if mark in sure or text[mark.end()].isupper()]


def _is_sure(text, mark):
    before = text[: mark.start()].rstrip(" \t")
    return before.endswith((";", "\n")) or before.endswith(".")


def _one_a_line(text, marks):
    """Every line after the first marker begins with a marker: paragraphs, not lines that were wrapped."""
    lines = text[marks[0].start() :].strip().split("\n")
    return len(lines) > 1 and all(line.lstrip()[:1] in BULLETS for line in lines if line.strip())
