"""A questionnaire as a file or as pasted text."""

from roadmap.forms.reading import ReadForm


class QuestionnaireFileForm(ReadForm):
    """What cannot be read gets a sentence under its field."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].label = "Или текст анкеты"
        self.fields["text"].help_text = "Скопируйте анкету целиком, вместе с названием, и вставьте сюда."
