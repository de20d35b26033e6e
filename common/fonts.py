"""The fonts of papers: Tinos from its package, one family per subset.

Two `@font-face` rules of one family for the latin and cyrillic subsets make WeasyPrint 70 draw digits, «»
and dashes with the glyphs of the wrong file while the text layer stays right, hence a family for each subset.
"""

import functools
import html
import re
import unicodedata
from pathlib import Path

from django.conf import settings
from fontTools.ttLib import TTFont

SCHEME = "paperfont:"
FAMILIES = {
    "Tinos Latin": "latin",
    "Tinos Cyrillic": "cyrillic",
    "Tinos Cyrillic Ext": "cyrillic-ext",  # Ә Ө Ү Җ Ң Һ Қ of Tatar, Bashkir, Kazakh names
    "Tinos Latin Ext": "latin-ext",
    "Tinos Greek": "greek",
}
FACES = (("400", "normal"), ("700", "normal"), ("400", "italic"), ("700", "italic"))
# What a text may hold and the fonts do not draw, with what an office would type instead.
LOOKALIKES = {
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "–",
    "\u2015": "–",
    "\u202f": "\u00a0",
    "\u2264": "<=",
    "\u2265": ">=",
}
UNKNOWN = "\ufffd"
INVISIBLE = {"Cc", "Cf", "Mn", "Cs"}


def _folder() -> Path:
    return settings.BASE_DIR / "node_modules" / "@fontsource" / "tinos" / "files"


def font_file(url: str) -> Path | None:
    """Find the file behind a font address of our own style sheet; None for any other address."""
    name = url.removeprefix(SCHEME)
    known = {_file_name(subset, *face) for subset in FAMILIES.values() for face in FACES}
    return _folder() / name if url.startswith(SCHEME) and name in known else None


def font_css() -> str:
    """Declare every family in four faces and list them all for the papers."""
    faces = [
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: {style};'
        f' src: url("{SCHEME}{_file_name(subset, weight, style)}") }}'
        for family, subset in FAMILIES.items()
        for weight, style in FACES
    ]
    return "\n".join(faces)


def printable(text: str) -> str:
    """Replace what no paper font can draw: neither an empty box nor a system font gets into a paper."""
    return _not_drawn().sub(lambda found: html.escape(_similar(found[0])), text)


def _file_name(subset: str, weight: str, style: str) -> str:
    return f"tinos-{subset}-{weight}-{style}.woff2"


def _similar(char: str) -> str:
    if char in LOOKALIKES:
        return LOOKALIKES[char]
    plain = unicodedata.normalize("NFKC", char)
    if plain != char and not _not_drawn().search(plain):
        return plain
    return "" if unicodedata.category(char) in INVISIBLE else UNKNOWN


@functools.cache
def _not_drawn() -> re.Pattern[str]:
    drawn = set(map(ord, "\n\t "))
    for subset in FAMILIES.values():
        drawn |= set(TTFont(_folder() / _file_name(subset, *FACES[0])).getBestCmap())
    drawn -= {0x00, 0x0D}
    return re.compile("[^" + "".join(re.escape(chr(code)) for code in sorted(drawn)) + "]")
