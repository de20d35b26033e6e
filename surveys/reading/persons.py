"""Lines that ask who answers, for a signature or a consent: a questionnaire of ours never asks them. Pure."""

import re

KNOWN = "программа и так знает, кто отвечает"
OWN_WAY = "согласие берётся отдельной бумагой в разделе «Участники», в анкете его не спрашивают"
SAID = (
    (
        re.compile(
            r"соглас\w*.{0,80}(?:персональн|обработк\w* данн|обработк\w* мо)|обработк\w* (?:мо\w+ )?персональн",
            re.IGNORECASE,
        ),
        OWN_WAY,
    ),
    (
        re.compile(
            r"^(?:(?:ваш\w*|укажите|напишите|данные)\s+){0,2}\(?(?:ф\.?\s?и\.?\s?о\b|фио\b"
            r"|фамили[яюи]\b|отчество|имя\b(?!дж))",
            re.IGNORECASE,
        ),
        KNOWN,
    ),
    (
        re.compile(
            r"^(?:(?:ваш\w*|укажите|занимаем\w+)\s+){0,2}должность\b(?!\s+\w+\s+\w+\s+\w+)", re.IGNORECASE
        ),
        KNOWN,
    ),
    (
        re.compile(
            r"^(?:контактн\w+\s+)?(?:(?:ваш\w*)\s+)?(?:номер\s+)?(?:телефон|контакты|e-?mail"
            r"|электронн\w+ (?:почт|адрес))",
            re.IGNORECASE,
        ),
        KNOWN,
    ),
    (re.compile(r"^\(?(?:личная\s+)?(?:подпись|расшифровка)", re.IGNORECASE), "подпись под анкетой не нужна"),
    (
        re.compile(
            r"^дата(?:\s+(?:заполнения|анкетирования|опроса|проведения))?\s*[:_\s.«»\"20г]*$", re.IGNORECASE
        ),
        "день ответа программа запишет сама",
    ),
)
LONGEST = 160


def why_dropped(words: str, has_options: bool = False) -> str:
    """Why a line does not come into the questionnaire; "" for one that does."""
    text = re.sub(r"[_\s]+", " ", words).strip(" *•–-")
    for pattern, why in SAID:
        if pattern.search(text) and (why == OWN_WAY or (len(text) <= LONGEST and not has_options)):
            return why
    return ""
