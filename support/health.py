"""Words that tell of somebody's health: such a note would be a special category of data (152-ФЗ ст. 10, ПП № 1119).

Pure. The list warns, it never forbids: a teacher of anatomy may talk about diabetes.
"""

import re

WORDS = re.compile(
    r"\b(?:диагно[зс]\w*|мкб|заболева\w+|болезн\w+|болеет|инвалид\w*|депресси\w+|невроз\w*|психоз\w*|шизофр\w+|психиатр\w*"
    r"|психоневролог\w*|психотроп\w*|антидепресс\w+|транквилизатор\w*|суицид\w*|самоповрежд\w+|паническ\w+ атак\w*"
    r"|расстройств\w*|биполярн\w+|аутизм\w*|аутист\w*|аутичн\w+|рас|сдвг|зпр|зрр|овз|дцп|эпилеп\w+"
    r"|онколог\w*|диабет\w*|астм\w+|вич|спид|гепатит\w*|беременн\w+|алкогол\w+|нарко(?:ман|лог|тик)\w*|таблет\w+"
    r"|лекарств\w+|госпитализ\w+|диспансер\w*|справк\w+ от врача|f\d{2}(?:\.\d)?)\b",
    re.IGNORECASE,
)


def health_words(text: str) -> list[str]:
    """What in a text sounds like health, each word once, in the order of the text."""
    return list(dict.fromkeys(found.lower() for found in WORDS.findall(text or "")))
