"""The columns of a roadmap's table: which field stands where, under which heading. Pure.

`columns` of a roadmap is a list of [field, heading] in the order of the table it came in; the five usual tables are
presets (the variants A to E that schools and districts use).
"""

FIELDS = {
    "number": "номер",
    "stage": "этап",
    "activity": "мероприятие",
    "content": "содержание",
    "term": "срок",
    "responsible": "ответственные",
    "result": "результат, документ",
    "mark": "графа для отметки",
}
PRESETS = {
    "A": [
        ["number", "№"],
        ["stage", "Наименование этапа"],
        ["content", "Содержание деятельности и примерный план мероприятий"],
    ],
    "B": [
        ["number", "№ п/п"],
        ["activity", "Мероприятия"],
        ["content", "Содержание деятельности"],
        ["term", "Срок реализации"],
        ["responsible", "Ответственные"],
    ],
    "C": [["activity", "Мероприятие"], ["term", "Дата проведения"], ["responsible", "Ответственный"]],
    "D": [
        ["number", "№"],
        ["activity", "Наименование мероприятий"],
        ["term", "Срок"],
        ["responsible", "Ответственный исполнитель"],
        ["result", "Результат. Вид документа"],
    ],
    "E": [
        ["number", "№"],
        ["stage", "Наименование этапа"],
        ["activity", "Мероприятия"],
        ["content", "Содержание"],
        ["term", "Срок"],
        ["responsible", "Ответственный"],
    ],
}
PRESET_NAMES = {
    "A": "три столбца: номер, этап, содержание",
    "B": "пять столбцов: номер, мероприятия, содержание, сроки, ответственные",
    "C": "три столбца: мероприятие, дата, ответственный",
    "D": "пять столбцов: номер, мероприятие, срок, ответственный, результат",
    "E": "шесть столбцов: номер, этап, мероприятия, содержание, срок, ответственный",
}


def usual():
    """The columns of a roadmap that nobody chose: form A."""
    return [list(column) for column in PRESETS["A"]]


def preset_of(columns):
    """The letter of the usual table with the same fields in the same order, else ""."""
    fields = fields_of(columns)
    return next((letter for letter, preset in PRESETS.items() if fields_of(preset) == fields), "")


def fields_of(columns):
    return [field for field, _ in columns]
