"""The glyphs themselves: a text layer may be right while the paper shows rubbish."""

import functools
import io

import pypdfium2
import pytest
from django.conf import settings
from fontTools.ttLib import TTFont
from PIL import Image, ImageChops, ImageDraw, ImageFont
from weasyprint import CSS, HTML

from common.fonts import printable
from common.pdf_writer import PaperFetcher, _style

SIZE = 64


@functools.cache
def font(subset, weight):
    """The same glyphs by another program: FreeType through Pillow, straight from the file of the package."""
    files = settings.BASE_DIR / "node_modules" / "@fontsource" / "tinos" / "files"
    plain = TTFont(files / f"tinos-{subset}-{weight}-normal.woff2")
    plain.flavor = None
    data = io.BytesIO()
    plain.save(data)
    data.seek(0)
    return ImageFont.truetype(data, SIZE)


def expected(text, weight):
    """Draw a text letter by letter, each by the first subset that knows it, and crop it to its ink."""
    canvas, x = Image.new("L", (SIZE * len(text), SIZE * 2), 255), 4
    for letter in text:
        subset = "cyrillic" if "\u0400" <= letter <= "\u04ff" or letter == "№" else "latin"
        ImageDraw.Draw(canvas).text((x, 4), letter, font=font(subset, weight), fill=0)
        x += font(subset, weight).getlength(letter)
    return cropped(canvas)


def drawn(text, weight):
    """Draw the same text by the style sheet of papers."""
    stylesheet, fonts = _style()
    size = CSS(
        string=f"@page {{ size: 60cm 5cm; margin: 1cm }} p {{ font-size: {SIZE}pt; font-kerning: none }}"
    )
    html = (
        f'<body class="paper"><p class="flat nb"><span class="w{weight}">{printable(text)}</span></p></body>'
    )
    source = HTML(string=html if weight == 400 else html.replace("span", "b"), url_fetcher=PaperFetcher())
    pdf = source.render(font_config=fonts, stylesheets=[stylesheet, size]).write_pdf()
    return cropped(pypdfium2.PdfDocument(pdf)[0].render(scale=1).to_pil().convert("L"))


def cropped(picture):
    return picture.crop(ImageChops.invert(picture).point(lambda grey: 255 if grey > 90 else 0).getbbox())


def difference(one, other):
    """The share of dark pixels that differ once both pictures have one size and are blurred by halving."""
    size = (one.width // 2, one.height // 2)
    pair = [picture.resize(size, Image.Resampling.BOX) for picture in (one, other)]
    apart = ImageChops.difference(*pair).point(lambda grey: 255 if grey > 110 else 0)
    dark = pair[0].point(lambda grey: 255 if grey < 128 else 0)
    return apart.histogram()[255] / dark.histogram()[255]


@pytest.mark.parametrize("weight", [400, 700])
@pytest.mark.parametrize(
    "text", ["№ 147-од", "«СОШ № 12»", "02.10.2026 – г. Киров", "10–21 мая, 5 %; (152-ФЗ)"]
)
def test_digits_quotes_and_dashes_are_drawn_by_the_right_subset(text, weight):
    ours, reference = drawn(text, weight), expected(text, weight)

    assert ours.width == pytest.approx(reference.width, rel=0.02)
    assert difference(reference, ours) < 0.12


def test_the_measure_sees_wrong_glyphs():
    wrong = expected("№ eox-од", 400).resize(expected("№ 147-од", 400).size)

    assert difference(expected("№ 147-од", 400), wrong) > 0.3
