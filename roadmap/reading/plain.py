"""Words as rules compare them: one letter case, one hyphen, no Latin letters inside Russian words."""

import re

from common.russian_dates import normalise_search

LOOKALIKES = str.maketrans("aceopxykmtbh", "асеорхукмтвн")
_RUSSIAN_WORD = re.compile(r"[a-zа-я]*[а-я][a-zа-я]*")


def plain(text: str) -> str:
    """ "Oктябрь – Ноябрь" with a Latin O reads "октябрь - ноябрь"; words wholly Latin (I, II, IT) stay."""
    return _RUSSIAN_WORD.sub(lambda found: found[0].translate(LOOKALIKES), normalise_search(text))
