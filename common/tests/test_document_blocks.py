import json

import pytest

from common.blocks import Merge, Paragraph, Table, from_json, tidy, to_json


def test_blocks_survive_the_way_through_json():
    blocks = [
        Paragraph("1.\tОтбор"),
        Paragraph(""),
        Table([["Этап", ""], ["1", "май\nиюнь"]], [Merge(0, 0, 1, 2)]),
        Table([["а"]]),
    ]

    assert from_json(json.loads(json.dumps(to_json(blocks)))) == blocks


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("и\u0306од", "йод"),
        ("№\u00a01\u202fэтап\u2003", "№ 1 этап "),
        ("на\u00adстав\u200bник\ufeff\u2060", "наставник"),
        ("а\x00б\x1f\x7f\u202eв", "абв"),
        ("  а\tб\r\nв\rг\x0bд\u2028е\x0cж", "  а\tб\nв\nг\nд\nе\nж"),
        ("Plan\x01 1", "Plan 1"),
        ("«Ёлка» – 1.1 ✓ ¹", "«Ёлка» – 1.1 ✓ ¹"),
    ],
)
def test_text_is_tidied_and_tabs_and_lines_stay(text, clean):
    assert tidy(text) == clean
