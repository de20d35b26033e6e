"""How well a roadmap was read: cells of the document that stand in the right field, and words that stand nowhere.

An expected answer is the JSON of the reader without what is empty; "?" is a cell on which methodists would disagree:
it is not counted. Ends of sentences (".", ";", ":") and runs of spaces make no difference.
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field

ANY = "?"
LIKE = 0.3  # the least share of common words that makes two things a pair
ACTIVITY = ("number", "title", "term", "periods", "continuous", "responsible", "result")
NUMBERING = re.compile(
    r"(?:(?<=[\s\x22])|^)(?:\d{1,2}(?:\.\d{1,2})*\.?\)?|[IVX]{1,4}[.)]?)(?=\s|$)", re.MULTILINE
)
STAGE_WORD = re.compile(
    r"^(?:этап|раздел|блок)\s+(?=[\dIVX])|^[\dIVX]+\s+этап\b", re.IGNORECASE | re.MULTILINE
)
FOOTNOTES = str.maketrans("", "", "¹²³®*")


@dataclass
class Score:
    """`right` of `total` cells; `wrong` are (field, expected, got)."""

    right: int = 0
    wrong: list = field(default_factory=list)

    @property
    def total(self):
        return self.right + len(self.wrong)

    @property
    def share(self):
        return self.right / self.total if self.total else 1

    def compare(self, name, expected, got):
        """Count one cell; one that is empty in both is none."""
        if expected == ANY or (not expected and not got):
            return
        if plain(expected) == plain(got):
            self.right += 1
        else:
            self.wrong.append((name, expected, got))


def plain(value):
    """A value as it is compared."""
    if isinstance(value, str):
        return " ".join(value.split()).strip(" .;:,")
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return value or None


def score(expected, got):
    """Compare two answers cell by cell."""
    result = Score()
    _compare_head(result, expected, got)
    pairs = aligned(
        expected["stages"], got["stages"], lambda stage: (stage.get("title") or "", _stage_text(stage))
    )
    places = {}
    for wanted, found in pairs:
        name = f"stage {(wanted or found)['number']}"
        for key in ("number", "title"):
            result.compare(f"{name}.{key}", (wanted or {}).get(key), (found or {}).get(key))
        if wanted and found:
            places[id(wanted)] = id(found)
    _compare_activities(result, expected, got, places)
    return result


def _compare_head(result, expected, got):
    for key in ("title", "institution"):
        wanted, found = expected.get(key), got.get(key)
        if key == "institution":  # a title in capitals leaves no other way
            wanted, found = (wanted or "").casefold(), (found or "").casefold()
        result.compare(key, wanted, found)
    for key, parts in (("approver", ("position", "name")), ("approval_order", ("number", "date"))):
        for part in parts:
            result.compare(f"{key}.{part}", expected.get(key, {}).get(part), got[key][part])
    for wanted in expected.get("stamps", []):
        found = next((stamp for stamp in got.get("stamps", []) if _same_word(stamp, wanted)), {})
        result.compare(f"stamp {wanted['word']}", wanted["word"], wanted["word"] if found else None)
        for part in ("position", "name", "number", "date"):
            result.compare(f"stamp {wanted['word']}.{part}", wanted.get(part), found.get(part))


def _same_word(stamp, wanted):
    return (stamp.get("word") or "").casefold()[:8] == wanted["word"].casefold()[:8]


def _compare_activities(result, expected, got, places):
    wanted_all = [(stage, activity) for stage in expected["stages"] for activity in stage["activities"]]
    found_all = [(stage, activity) for stage in got["stages"] for activity in stage["activities"]]
    pairs = aligned(wanted_all, found_all, lambda pair: (pair[1]["title"] or "", _activity_text(pair[1])))
    for wanted, found in pairs:
        place, wanted_one = wanted or (None, {})
        found_place, found_one = found or (None, {})
        name = f"activity {wanted_one.get('number') or ''} «{_activity_text(wanted_one or found_one)[:30]}»"
        for key in ACTIVITY:
            result.compare(f"{name}.{key}", wanted_one.get(key), found_one.get(key))
        _compare_content(result, name, wanted_one.get("content", []), found_one.get("content", []))
        if wanted and found and places.get(id(place)) != id(found_place):
            result.wrong.append((f"{name}.stage", place["title"], found_place["title"]))


def _compare_content(result, name, wanted, found):
    """Items side by side; where the lists differ, by likeness."""
    if wanted == ANY:
        return
    for i, (left, right) in enumerate(aligned(wanted, found, lambda item: (item,)), 1):
        result.compare(f"{name}.content {i}", left, right)


def _stage_text(stage):
    words = " ".join((activity["title"] or "")[:40] for activity in stage["activities"][:3])
    return f"{stage.get('title') or ''} {words}"


def _activity_text(activity):
    items = activity.get("content", [])
    return f"{activity['title'] or ''} {' '.join(items) if items != ANY else ''}"


def aligned(left, right, texts_of):
    """Pairs of things alike by one of their texts, in order; a thing without a pair stands beside None."""
    best = _best_sums(left, right, texts_of)
    pairs, i, j = [], 0, 0
    while i < len(left) or j < len(right):
        step = best[i][j][1]
        pairs.append((left[i] if step != "right" else None, right[j] if step != "left" else None))
        i += step != "right"
        j += step != "left"
    return pairs


def _best_sums(left, right, texts_of):
    """For each two tails of the lists: the best sum of likeness and the step that leads to it."""
    bags = [
        [[Counter(words(text)) for text in texts_of(thing)] for thing in things] for things in (left, right)
    ]
    table = [[(0.0, "both")] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i in range(len(left), -1, -1):
        for j in range(len(right), -1, -1):
            ways = []
            if i < len(left):
                ways.append((table[i + 1][j][0], "left"))
            if j < len(right):
                ways.append((table[i][j + 1][0], "right"))
            if len(ways) == 2 and (likeness := _likeness(bags[0][i], bags[1][j])) >= LIKE:
                ways.append((table[i + 1][j + 1][0] + likeness, "both"))
            table[i][j] = max(ways, default=(0.0, "both"), key=lambda way: way[0])
    return table


def _likeness(one, two):
    return max(_common_share(left, right) for left, right in zip(one, two, strict=True))


def _common_share(one, two):
    total = sum((one | two).values())
    return sum((one & two).values()) / total if total else LIKE


def listed(wrong, draft):
    """How many of the wrong cells stand, every word of them, in what was not recognised."""
    unrecognised = Counter(words(" ".join(draft["unrecognised"])))
    cells = [Counter(words(" ".join(_texts(expected)))) for _, expected, _ in wrong]
    return sum(bool(cell) and not cell - unrecognised for cell in cells)


def words(text):
    text = unicodedata.normalize("NFC", text.translate(FOOTNOTES))
    return re.findall(r"[^\W_]+", text.casefold())


def lost_words(source, draft):
    """Words of the texts `source` (one cell or line each) that stand nowhere in the draft.

    Numbering is no word, and a heading of a column repeated on each page counts once.
    """
    heads = {plain(heading) for _, heading in draft.get("columns", [])}
    repeated = {text for text in source if plain(text) in heads}
    wanted = Counter()
    for text in [*(text for text in source if text not in repeated), *repeated]:
        text = STAGE_WORD.sub("", text.replace("\xa0", " "))
        wanted += Counter(words(NUMBERING.sub(" ", text)))
    return sorted((wanted - Counter(words(" ".join(_kept_texts(draft))))).elements())


def _kept_texts(draft):
    """Texts of the draft, each place of the document once: what only repeats the title or a stamp is left out."""
    stamps = [stamp.get("lines") or stamp for stamp in draft.get("stamps", [])]
    head = {"title", "intro", "columns", "stages", "unrecognised"}
    kept = {key: value for key, value in draft.items() if key in head}
    repeated = {"institution"} if _stands_in(draft.get("institution"), kept, stamps) else set()
    if stamps:
        repeated |= {"approver", "approval_order"}
    rest = {key: value for key, value in draft.items() if key not in head | repeated | {"stamps"}}
    return [text for part in (kept, stamps, rest) for text in _texts(part)]


def _stands_in(text, *places):
    everything = " ".join(word for place in places for text_ in _texts(place) for word in words(text_))
    return bool(text) and " ".join(words(text)) in everything


def _texts(value):
    if isinstance(value, dict):
        value = [item for key, item in value.items() if key not in {"periods", "source"}]
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    return [value] if isinstance(value, str) else []
