"""The forms of drafts: which pairs an order names, and the pieces of a paper as the editor sends them."""

import datetime as dt
import re

from django import forms
from django.core.exceptions import ValidationError

from documents.corrections import Typed
from documents.editor import MOST_COLUMNS
from documents.forms.paper import VersionField
from pairs.models import Pair

LEVELS = [(1, "пункт"), (2, "подпункт")]
PATH = re.compile(r"(?:[\w.-]{1,80}/){0,2}@?[\w.-]{1,80}", re.ASCII)
SEEN = re.compile(r"[0-9a-f]{0,12}")
LONGEST, LONGEST_HEADING, LONGEST_WHO = 4000, 300, 200
MOST_ITEMS, MOST_ROWS, MOST_PIECES = 300, 400, 3000
TORN = "Правка пришла не целиком. Проверьте текст и сохраните ещё раз."


class ChoosePairsForm(forms.Form):
    """Which of the ready pairs the order names."""

    pairs = forms.ModelMultipleChoiceField(
        Pair.objects.none(), label="Пары и группы, готовые к приказу", widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, pairs, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["pairs"].queryset = pairs
        self.initial.setdefault("pairs", [pair.pk for pair in pairs])


class DraftForm(forms.Form):
    """The pieces of a draft in the order of the page: `piece` is "path|fingerprint|gone", its words stand in fields
    "text/path", "level/path", "who/path", "until/path", "cell/path".

    `typed` is what could be read, broken rules or not: the page shows it again.
    """

    version = VersionField()

    def clean(self):
        self.typed, self.wrong = [], []
        values = self.data.getlist("piece")
        if not values or len(values) > MOST_PIECES:
            raise ValidationError(TORN)
        for value in values:
            self.take(value)
        paths = [one.path for one in self.typed]
        if len(set(paths)) != len(paths):
            self.wrong.append(TORN)
        self.check_counts(paths)
        if self.wrong:
            raise ValidationError(list(dict.fromkeys(self.wrong)))
        return self.cleaned_data | {"typed": self.typed}

    def take(self, value):
        path, seen, gone = [*value.split("|"), "", ""][:3]
        if not PATH.fullmatch(path) or not SEEN.fullmatch(seen):
            self.wrong.append(TORN)
            return
        self.typed.append(Typed(path, seen, gone == "gone", self.words_of(path)))

    def words_of(self, path):
        names = [name for name in ("text", "who", "until") if f"{name}/{path}" in self.data]
        words = {name: self.data[f"{name}/{path}"] for name in names}
        if f"level/{path}" in self.data:
            level = self.data[f"level/{path}"]
            words["level"] = 2 if level == "2" else 1
            if level not in ("1", "2"):
                self.wrong.append(TORN)
        if cells := self.data.getlist(f"cell/{path}"):
            words["cells"] = cells[:MOST_COLUMNS]
            if len(cells) > MOST_COLUMNS:
                self.wrong.append("В строке больше 12 граф. Столько не поместится на листе.")
        self.check_words(path, words)
        return words

    def check_words(self, path, words):
        longest = LONGEST_HEADING if path == "@heading" else LONGEST
        for text in [words.get("text", ""), *words.get("cells", ())]:
            if len(text) > longest:
                start = " ".join(text.split())[:60]
                self.wrong.append(f"Длиннее {longest} знаков: «{start}…». Сократите или разбейте.")
        if len(words.get("who", "")) > LONGEST_WHO:
            self.wrong.append(f"Кому поручено: не длиннее {LONGEST_WHO} знаков.")
        if not _is_day(words.get("until", "")):
            words["until"] = ""
            self.wrong.append("Срок пункта укажите датой, например 29.01.2027, или оставьте пустым.")

    def check_counts(self, paths):
        lists = [path.rpartition("/")[0] for path in paths]
        if lists.count("items") > MOST_ITEMS:
            self.wrong.append(f"В документе может быть не больше {MOST_ITEMS} пунктов.")
        if any(lists.count(key) > MOST_ROWS for key in set(lists)):
            self.wrong.append(f"Не больше {MOST_ROWS} строк подряд. Разделите таблицу или текст на части.")

    @property
    def seen(self):
        """The fingerprints that came with the form, by path."""
        return {one.path: one.seen for one in getattr(self, "typed", ())}


def _is_day(text):
    if not text:
        return True
    try:
        return dt.date.fromisoformat(text).year >= 1900
    except ValueError:
        return False
