import datetime as dt
import unicodedata
from types import SimpleNamespace

import pytest
from django.template import Context, Template

from common.russian import (
    NBSP,
    Name,
    clean_text,
    date_dots,
    date_words,
    day_month,
    days_left_words,
    gendered,
    nbsp,
    normalise_search,
    plural,
    school_year_words,
    sort_key,
)

TODAY = dt.date(2026, 9, 8)


def tied(text):
    return text.replace("~", NBSP)


def test_dates_in_words_and_dots():
    assert date_words(TODAY) == tied("8~сентября 2026~г.")
    assert date_dots(TODAY) == "08.09.2026"
    assert day_month(dt.date(2027, 5, 31)) == tied("31~мая")


def test_school_year_in_words():
    assert school_year_words(2026) == tied("2026/2027~учебный год")


@pytest.mark.parametrize(
    ("number", "word"),
    [(0, "дней"), (1, "день"), (2, "дня"), (4, "дня"), (5, "дней"), (11, "дней"), (12, "дней"), (14, "дней")]
    + [(21, "день"), (22, "дня"), (25, "дней"), (101, "день"), (111, "дней"), (112, "дней"), (-3, "дня")],
)
def test_plural(number, word):
    assert plural(number, "день", "дня", "дней") == word


@pytest.mark.parametrize(
    ("days", "words"),
    [(3, "осталось 3~дня"), (1, "остался 1~день"), (21, "остался 21~день"), (6, "осталось 6~дней")]
    + [(11, "осталось 11~дней"), (0, "сегодня"), (-1, "просрочено на 1~день"), (-4, "просрочено на 4~дня")],
)
def test_days_left_never_shows_a_negative_number(days, words):
    assert days_left_words(TODAY + dt.timedelta(days=days), TODAY) == tied(words)


def test_gendered_word_is_masculine_when_gender_is_unknown():
    assert gendered("female", "ознакомлен", "ознакомлена") == "ознакомлена"
    assert gendered("male", "ознакомлен", "ознакомлена") == "ознакомлен"
    assert gendered("", "ознакомлен", "ознакомлена") == "ознакомлен"


@pytest.mark.parametrize(
    "text",
    [
        "приказ №~147-од",
        "«СОШ~№~12»",
        "10~«Б»~класса",
        "до 16~октября 2026~г. включительно",
        "2026~г. Школа",
        "2026/2027~учебный год",
        "15~% выплаты",
        "осталось 3~дня",
        "утверждены 8~из~10",
        "нет согласия у~2~человек",
        "подпись М.С.~Ковалёва",
        "заявление Ковалёвой~М.С.",
        "в~банке Громова~Е.~В., потом все",
        "согласно ст.~351.8, п.~2 и статьей~72",
        "г.~Киров, ул.~Мира, д.~5, кв.~7",
        "с~мая~– у~всех",
        "сентябрь~– май, 10–21~мая",
        "и т. д. Затем всё",
        "это слово и то слово",
        "",
    ],
)
def test_nbsp_binds_what_may_not_part_and_nothing_else(text):
    plain = text.replace("~", " ")

    assert nbsp(plain) == tied(text)
    assert nbsp(nbsp(plain)) == nbsp(plain)


def test_clean_text_keeps_what_is_seen():
    dirty = "\ufeff  Ко\u00adвалёва\u200b-Жук\u00a0 \t Анна\x00\u202e\ud800 "

    assert clean_text(dirty) == "Ковалёва-Жук Анна"
    assert clean_text(unicodedata.normalize("NFD", "Алёна Йодко")) == "Алёна Йодко"
    assert clean_text("\u200b \x00") == ""


@pytest.mark.parametrize(
    "other", ["СЕМЁНОВ–ЖУК пётр", " Семенов—Жук\u00a0 Пётр\u200b", "семенов\u2011жу\u00adк петр"]
)
def test_search_joins_spellings_of_one_name(other):
    assert normalise_search(other) == normalise_search("Семёнов-Жук Пётр") == "семенов-жук петр"


def test_search_joins_decomposed_letters_and_is_stable():
    once = normalise_search(unicodedata.normalize("NFD", "Ёлкин Андрей"))

    assert once == normalise_search(once) == "елкин андрей"


def test_sort_key_follows_the_dictionary():
    names = [
        "Абрамов",
        "Ежов Лев",
        "Елкин Лев",
        "Ёлкин Лев",
        "Елкин Лев Ильич",
        "Ермолов Яков",
        "Ермолова Анна",
    ]
    names += ["Жук Яна", "Жук-Белых Анна", "Жукова Анна", "Ян"]
    backwards = names[::-1]

    assert sorted(backwards, key=sort_key) == names


ROW = SimpleNamespace(last_name="Ермолова", first_name="Лариса", patronymic="Викторовна")


@pytest.mark.parametrize(
    ("template", "context", "result"),
    [
        ("{{ x|date_words }}", TODAY, "8~сентября 2026~г."),
        ("{{ x|date_words }}", dt.datetime(2026, 9, 7, 23, 30, tzinfo=dt.UTC), "8~сентября 2026~г."),
        ("{{ x|date_dots }}", TODAY, "08.09.2026"),
        ("{{ x|date_words }}{{ x|date_dots }}{{ x|short_name }}", None, ""),
        ("{{ x|short_name }}", ROW, "Ермолова~Л.~В."),
        ("{{ x|short_name }}", Name("<b>", "Лариса"), "&lt;b&gt;~Л."),
        ("{{ x|nbsp }}", "№ 4-од <b>", "№~4-од &lt;b&gt;"),
        ('{{ x }} {{ x|plural:"человек,человека,человек" }}', 3, "3 человека"),
        ("{{ x|of:10 }}", 8, "8~из~10"),
    ],
)
def test_template_filters(settings, template, context, result):
    settings.TIME_ZONE = "Europe/Moscow"

    assert Template("{% load russian %}" + template).render(Context({"x": context})) == tied(result)
