import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

SEED = Path(__file__).parent / "reading" / "seed_s1.txt"


def read_roadmap(*args):
    out = StringIO()
    call_command("read_roadmap", *map(str, args), stdout=out)
    return out.getvalue()


def test_outline_is_plain_russian():
    text = read_roadmap(SEED).replace("\N{NO-BREAK SPACE}", " ")

    assert "Всего: 7 этапов, 16 мероприятий, 33 пункта содержания" in text
    assert "Этап 4. Отбор наставников" not in text
    assert "  4.1. Отбор наставников\n" in text
    assert "    Срок: Октябрь 2022 по май 2023 (октябрь 2022 – май 2023)\n" in text
    assert "    Срок: В течение периода (всё время)\n" in text
    assert "Не распознано" not in text


def test_json_has_the_keys_of_the_issue():
    draft = json.loads(read_roadmap(SEED, "--json"))

    assert draft["approval_order"] == {"number": "134/4", "date": "2022-09-08"}
    assert draft["stages"][0]["activities"][0] == {
        "number": "1.1",
        "title": "Изучение и систематизация имеющихся материалов по проблеме наставничества "
        "в МБОУ МУК № 7 г. Заречинска",
        "content": ["Принятие решения о внедрении целевой модели наставничества."],
        "term": "Август-сентябрь 2022",
        "periods": [{"start": "2022-08", "end": "2022-09"}],
        "continuous": False,
        "responsible": ["Администрация МБОУ МУК № 7 г. Заречинска"],
        "result": None,
        "source": draft["stages"][0]["activities"][0]["source"],
    }


@pytest.mark.parametrize(
    ("content", "words"),
    [(None, "Не удалось открыть"), (b"\x7fELF" + bytes(90), "Это не текстовый документ")],
)
def test_what_cannot_be_read_is_said_in_a_sentence(tmp_path, content, words):
    path = tmp_path / "map.docx"
    if content:
        path.write_bytes(content)

    with pytest.raises(CommandError, match=words):
        read_roadmap(path)
