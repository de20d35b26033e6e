"""Forms of reading an own document: the upload, the draft that is corrected, the years of the new roadmap."""

from django import forms
from django.core.exceptions import ValidationError

from common.document_reading import MAX_BYTES, DocumentError, blocks_of_text, read_document
from common.russian import clean_text, counted
from roadmap.columns import FIELDS
from roadmap.correcting.draft import MAX_LINES, line_of, stage_of
from roadmap.correcting.plan import Years
from roadmap.forms.maps import DATE, lines_of
from roadmap.models import Roadmap

CUT = "Строки пришли не целиком. Обновите страницу и повторите правку."
TOO_BIG = "Файл больше 15 МБ. Удалите из него картинки или вставьте текст документа в поле для текста."
YEAR_WORDS = ("год", "года", "лет")
OTHER = "other"
MEANINGS = {**FIELDS, OTHER: "не нужен"}


class ReadForm(forms.Form):
    """A document as a file or as pasted text; what cannot be read gets a sentence under its field."""

    file = forms.FileField(
        label="Файл",
        required=False,
        error_messages={"empty": "Файл пустой. Проверьте, что выбран нужный файл и что он сохранён."},
        help_text="Word (.docx), Excel (.xlsx), PDF с текстом или TXT, до 15 МБ.",
        widget=forms.FileInput(attrs={"accept": ".docx,.xlsx,.xls,.pdf,.txt"}),
    )
    text = forms.CharField(
        label="Или текст документа",
        required=False,
        strip=False,
        help_text="Скопируйте документ целиком, от грифа «УТВЕРЖДАЮ» до последней строки таблицы, и вставьте сюда.",
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.label_suffix = ""  # one of the two is needed: neither is called optional

    def clean(self):
        data = super().clean()
        upload, text = data.get("file"), data.get("text", "")
        if self.errors:
            return data
        if upload and text.strip():
            raise ValidationError("Выберите что-то одно: файл или вставленный текст.")
        if not upload and not text.strip():
            raise ValidationError("Выберите файл или вставьте текст документа.")
        name, read = ("file", self._blocks) if upload else ("text", blocks_of_text)
        try:
            data["blocks"] = read(upload or text)
        except DocumentError as error:
            self.add_error(name, str(error))
        data["name"] = clean_text(upload.name)[:200] if upload else ""
        return data

    @property
    def document(self):
        """What the deed of reading needs."""
        return {name: self.cleaned_data[name] for name in ("blocks", "name")}

    def _blocks(self, upload):
        if upload.size > MAX_BYTES:
            raise DocumentError(TOO_BIG)
        return read_document(upload.read(), upload.name)


class DraftForm(forms.Form):
    """The head of the draft; stages, lines and columns come as numbered fields and are read by hand."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(
        label="Название", required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Каждая строка печатается отдельной строкой.",
    )  # fmt: skip
    intro = forms.CharField(
        label="Текст перед таблицей",
        required=False,
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    stamp = forms.ChoiceField(label="Гриф", choices=Roadmap.Stamp.choices)
    appendix_number = forms.IntegerField(
        label="Номер приложения к приказу", min_value=1, max_value=99,
        help_text="Печатается при грифе «УТВЕРЖДЕНА приказом».",
    )  # fmt: skip
    approver_position = forms.CharField(label="Кто утвердил: должность", required=False, max_length=300)
    approver_name = forms.CharField(label="Кто утвердил: инициалы и фамилия", required=False, max_length=120)
    approval_number = forms.CharField(label="Номер приказа", required=False, max_length=40)
    approved_on = forms.DateField(label="Дата утверждения", required=False, widget=DATE)
    adopted = forms.CharField(
        label="ПРИНЯТО: кем, протокол",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    agreed = forms.CharField(
        label="СОГЛАСОВАНО: с кем, протокол",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self):
        data = super().clean()
        stages = list(self._stages())
        return data | {"stages": stages, "columns": self._columns()}

    def draft(self, kept):
        """The kept draft with everything that was typed; call it on a form whose stages came whole."""
        data = self.cleaned_data
        approved_on = data.get("approved_on")
        return kept | {
            "title_lines": [clean_text(line) for line in lines_of(data.get("title", ""))],
            "title": clean_text(data.get("title", "")),
            "approver": {
                "position": data.get("approver_position") or None,
                "name": data.get("approver_name") or None,
            },
            "approval_order": {
                "number": data.get("approval_number") or None,
                "date": approved_on.isoformat() if approved_on else None,
            },
            **{key: data[key] for key in ("stamp", "appendix_number") if key in data},
            **{key: _whole(data.get(key, "")) for key in ("intro", "adopted", "agreed")},
            "stages": data["stages"],
            "columns": data["columns"],
        }

    @property
    def is_whole(self):
        """Whether all lines came, so that the page can show them as they were typed."""
        return "stages" in getattr(self, "cleaned_data", {})

    @property
    def pressed(self):
        """The words of the button: "join 0 3", "to_content"."""
        return self.data.get("do", "").split(" ")[:4] if self.data.get("do") else ["save"]

    @property
    def name(self):
        return self.pressed[0]

    @property
    def chosen(self):
        """The ticked pieces, and (stage, line) of the line they go to, or None."""
        ticked = self.data.getlist("back" if self.name == "take_back" else "piece")
        words = [
            word for word in self.data.get("target", "").split(" ") if word.isdecimal() and len(word) < 5
        ]
        return {
            "pieces": [int(number) for number in ticked if number.isdecimal() and len(number) < 7],
            "target": tuple(map(int, words)) if len(words) == 2 else None,
        }

    @property
    def meanings(self):
        """What each column of the table means, in their order."""
        return [field for field, _ in self.cleaned_data["columns"]]

    def _columns(self):
        pairs = zip(self.data.getlist("column_field"), self.data.getlist("column_heading"), strict=False)
        kept = [[field, clean_text(heading)[:200]] for field, heading in pairs if field in MEANINGS]
        return kept[:20]

    def _stages(self):
        """Stages with their lines; `shape` says how many lines each of them has."""
        shape = [
            number
            for number in self.data.get("shape", "").split(",")
            if number.isdecimal() and len(number) < 5
        ]
        if not shape or sum(map(int, shape)) > 2 * MAX_LINES:
            raise ValidationError(CUT)
        for stage, size in enumerate(map(int, shape)):
            lines = [self._line(f"a{stage}-{line}") for line in range(size)]
            yield stage_of(
                self._text(f"s{stage}-number") or None,
                self._text(f"s{stage}-title") or None,
                lines,
                _sources(self.data.get(f"s{stage}-kept", "")),
            )

    def _line(self, prefix):
        if f"{prefix}-title" not in self.data:
            raise ValidationError(CUT)
        kept = self.data.get(f"{prefix}-kept", "")
        line = line_of(
            number=self._text(f"{prefix}-number") or None,
            title=self._text(f"{prefix}-title"),
            content=self._lines(f"{prefix}-content"),
            term=self._text(f"{prefix}-term") or None,
            responsible=self._lines(f"{prefix}-responsible"),
            result=self._text(f"{prefix}-result") or None,
            continuous="c" in kept,
            source=_sources(kept),
        )
        return line | {"removed": True} if "r" in kept else line

    def _text(self, name):
        return clean_text(self.data.get(name, ""))

    def _lines(self, name):
        return [clean_text(line) for line in lines_of(self.data.get(name, ""))]


def _whole(text):
    return "\n".join(clean_text(line) for line in lines_of(text))


def _sources(kept):
    """ "c 4.2 4.3" -> [[4, 2], [4, 3]]."""
    pairs = [word.split(".") for word in kept.split() if word.replace(".", "", 1).isdecimal() and "." in word]
    return [[int(block[:6]), int(row[:6])] for block, row in pairs]


def kept_of(row):
    """What a line keeps without showing it, in one hidden field: "r" removed, "c" continuous, where it was read."""
    marks = ["r"] * bool(row.get("removed")) + ["c"] * bool(row.get("continuous"))
    return " ".join([*marks, *(f"{block}.{line}" for block, line in row["source"])])


def head_of(reading):
    """The first values of a DraftForm."""
    draft = reading.draft
    return {
        "version": reading.version,
        "title": "\n".join(draft["title_lines"]),
        "approver_position": draft["approver"]["position"],
        "approver_name": draft["approver"]["name"],
        "approval_number": draft["approval_order"]["number"],
        "approved_on": draft["approval_order"]["date"],
        **{key: draft[key] for key in ("intro", "stamp", "appendix_number", "adopted", "agreed")},
    }


class YearsForm(forms.Form):
    """For which school years the roadmap is made; `own` are those of the document, `current` the running one."""

    start_year = forms.TypedChoiceField(label="Начинается в учебном году", coerce=int)
    years = forms.TypedChoiceField(label="На сколько лет", coerce=int)

    def __init__(self, *args, own, current, **kwargs):
        super().__init__(*args, **kwargs)
        known = {current - 1: "", current: ", идёт сейчас", current + 1: ""}
        if own:
            known[own.start] = f"{known.get(own.start, '')}, как в документе"
        most = max(2, own.count if own else 1)
        self.fields["start_year"].choices = [
            (year, f"{year}/{year + 1}{note}") for year, note in sorted(known.items())
        ]
        self.fields["years"].choices = [(count, counted(count, *YEAR_WORDS)) for count in range(1, most + 1)]
        for field in self.fields.values():
            field.widget.attrs = {"class": "form-select", "data-submit-on-change": True}

    @property
    def chosen(self):
        return Years(self.cleaned_data["start_year"], self.cleaned_data["years"])


class CreateForm(YearsForm):
    """The years once more, and whether the approval read from the document is written down too."""

    with_approval = forms.BooleanField(
        required=False,
        help_text="После этого слова и сроки карты меняются только новой редакцией, отметки о выполнении – как обычно.",
    )

    def __init__(self, *args, approval, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["start_year"].widget = forms.HiddenInput()
        self.fields["years"].widget = forms.HiddenInput()
        self.fields["with_approval"].label = f"Записать утверждение: {approval}"
        self.fields["with_approval"].widget.attrs = {}
        if not approval:
            del self.fields["with_approval"]
