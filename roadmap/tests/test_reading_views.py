"""The pages from an own document to a roadmap."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from common.document_reading import blocks_of_text
from roadmap import services
from roadmap.correcting.screen import reading_context
from roadmap.forms.reading import DraftForm, head_of
from roadmap.models import Reading, Roadmap
from roadmap.tests.factories import RoadmapFactory
from roadmap.tests.own_documents import APPROVED, UNKNOWN, long_document

pytestmark = pytest.mark.django_db


def read(me, text=APPROVED):
    return services.read_roadmap(me.organization, blocks=blocks_of_text(text), name="Карта.docx", by=me)


@pytest.fixture
def reading(curator):
    return read(curator)


def text(response):
    return response.content.decode().replace("\u00a0", " ").replace("&nbsp;", " ")


def get(client, me, name, *args, **query):
    client.force_login(me.user)
    return client.get(reverse(f"roadmap:{name}", args=args), query)


def post(client, me, name, *args, **data):
    client.force_login(me.user)
    return client.post(reverse(f"roadmap:{name}", args=args), data)


def filled(reading, **changes):
    """What the browser sends of an untouched page, with changes."""
    shown = reading_context(reading, reading.draft, DraftForm())
    data = {"version": reading.version, "shape": shown["shape"]}
    for stage in shown["stages"]:
        data |= {
            f"s{stage.at}-number": stage.number,
            f"s{stage.at}-title": stage.title,
            f"s{stage.at}-kept": stage.kept,
        }
        for line in stage.lines:
            data |= dict(line.hidden)
    data |= {name: value or "" for name, value in head_of(reading).items()}
    data |= {
        "title": data["title"].replace("\n", "\r\n"),
        "column_field": [field for field, _ in shown["columns"]],
        "column_heading": [heading for _, heading in shown["columns"]],
    }
    return data | changes


# The upload


def test_pasted_text_is_read_and_shown_beside_the_draft(client, curator):
    response = post(client, curator, "read", text=APPROVED)

    reading = Reading.objects.get()
    shown = text(get(client, curator, "reading", reading.pk))
    assert response.url == reading.get_absolute_url()
    assert reading.name.startswith("Вставленный текст: Дорожная карта")
    assert "Прочитано: 2 этапа, 5 мероприятий" in shown
    assert "август – сентябрь 2026" in shown
    assert "срок не распознан: дат не будет" in shown
    assert 'id="b12r0"' in shown  # the row of line 1.1 in the source, and the link to it
    assert 'href="#b12r0"' in shown


def test_file_is_read_under_its_name(client, curator):
    upload = SimpleUploadedFile("Наша карта.txt", APPROVED.encode())

    post(client, curator, "read", file=upload)

    assert Reading.objects.get().name == "Наша карта.txt"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"text": ""}, "Выберите файл или вставьте текст документа."),
        ({"text": " \n"}, "Выберите файл или вставьте текст документа."),
        ({"text": "Карта", "file": b"x"}, "Выберите что-то одно"),
        ({"file": b"\x89PNG\r\n"}, "Это картинка"),
        ({"file": b" \n "}, "В документе нет текста"),
    ],
)
def test_what_cannot_be_read_gets_a_sentence(client, curator, data, sentence):
    files = {
        key: SimpleUploadedFile("Файл", value) for key, value in data.items() if isinstance(value, bytes)
    }

    response = post(client, curator, "read", **(data | files))

    assert response.status_code == 422
    assert sentence in text(response)
    assert not Reading.objects.exists()


def test_sentence_about_the_file_stands_at_its_field(client, curator):
    response = post(client, curator, "read", file=SimpleUploadedFile("x.docx", b"MZ\x90\x00"))

    assert list(response.context["form"].errors) == ["file"]


def test_document_without_activities_says_what_to_do(client, curator):
    shown = text(get(client, curator, "reading", read(curator, UNKNOWN).pk))

    assert "Мероприятий в документе не нашлось" in shown
    assert "что значит каждый столбец" in shown


@pytest.mark.parametrize("name", ["list", "add"])
def test_pages_lead_to_the_upload(client, curator, head, name):
    assert reverse("roadmap:read") in text(get(client, curator, name))
    assert reverse("roadmap:read") not in text(get(client, head, name))


def test_list_shows_unfinished_readings_to_their_keepers_only(client, curator, head, reading):
    assert "Карта.docx" in text(get(client, curator, "list"))
    assert "Карта.docx" not in text(get(client, head, "list"))

    services.create_from_reading(reading, start_year=2026, years=1, by=curator)

    assert "Карта.docx" not in text(get(client, curator, "list"))


# The correction


def test_untouched_page_saves_as_it_was(client, curator, reading):
    response = post(client, curator, "reading", reading.pk, **filled(reading))

    kept = Reading.objects.get()
    assert response.url == reading.get_absolute_url()
    assert (kept.version, kept.draft) == (1, reading.draft)


def test_typed_words_are_kept(client, curator, reading):
    typed = {
        "title": "Карта\r\nшколы",
        "a0-0-title": "Новое \x00 дело",
        "a0-0-content": "Раз\r\n\r\nДва",
        "a0-0-term": "Май 2027",
        "a0-0-responsible": "Директор\r\nКуратор",
        "approver_name": "А.А. Новая",
        "approved_on": "2026-09-02",
        "stamp": "appendix",
    }
    data = filled(reading, **typed)

    post(client, curator, "reading", reading.pk, **data)

    draft = Reading.objects.get().draft
    line = draft["stages"][0]["activities"][0]
    assert draft["title_lines"] == ["Карта", "школы"]
    assert (draft["approver"]["name"], draft["approval_order"]["date"], draft["stamp"]) == (
        "А.А. Новая", "2026-09-02", "appendix",
    )  # fmt: skip
    assert (line["title"], line["content"], line["term"]) == ("Новое дело", ["Раз", "Два"], "Май 2027")
    assert (line["responsible"], line["source"]) == (["Директор", "Куратор"], [[12, 0]])


def test_button_saves_what_was_typed_and_does_its_deed(client, curator, reading):
    response = post(
        client, curator, "reading", reading.pk, **filled(reading, do="remove 0 1", **{"a0-0-title": "Новое"})
    )

    lines = Reading.objects.get().draft["stages"][0]["activities"]
    assert response.url.endswith("#a0-1")
    assert [(line["title"], line.get("removed", False)) for line in lines] == [
        ("Новое", False),
        ("Формирование базы наставляемых при наличии наставляемых", True),
    ]
    assert "Удалено: 1.2" in text(get(client, curator, "reading", reading.pk))


def test_removed_line_comes_back_whole(client, curator, reading):
    post(client, curator, "reading", reading.pk, **filled(reading, do="remove 0 1"))
    removed = Reading.objects.get()

    post(client, curator, "reading", reading.pk, **filled(removed, intro="Ещё"))
    kept = Reading.objects.get()
    post(client, curator, "reading", reading.pk, **filled(kept, intro="", do="put_back 0 1"))

    assert kept.draft["stages"] == removed.draft["stages"]
    assert Reading.objects.get().draft == reading.draft


def test_piece_is_dismissed_and_taken_back(client, curator):
    reading = read(curator, f"{APPROVED}\nИсполнитель Громова, телефон 22-33\n")
    pieces = reading.draft["unrecognised"]

    gone = post(client, curator, "reading", reading.pk, **filled(reading, do="dismiss", piece=["0"]))
    dismissed = Reading.objects.get()
    post(client, curator, "reading", reading.pk, **filled(dismissed, do="take_back", back=["0"]))

    assert pieces
    assert gone.url.endswith("#pieces")
    assert dismissed.draft["dismissed"] == pieces[:1]
    assert sorted(Reading.objects.get().draft["unrecognised"]) == sorted(pieces)


def test_many_pieces_are_shown_part_by_part(client, curator):
    reading = read(
        curator, "\n".join([APPROVED, "", *(f"Примечание номер {n} к плану." for n in range(250))])
    )

    shown = text(get(client, curator, "reading", reading.pk))

    assert len(reading.draft["unrecognised"]) > 240
    assert shown.count('name="piece"') == 200
    assert f"И ещё {len(reading.draft['unrecognised']) - 200}: появятся здесь" in shown


def test_stale_save_is_refused_and_the_typed_text_stays_on_the_page(client, curator, reading):
    post(client, curator, "reading", reading.pk, **filled(reading, intro="Чужое вступление"))

    response = post(
        client, curator, "reading", reading.pk, **filled(reading, do="up 0 1", **{"a0-0-title": "Моя правка"})
    )

    shown = text(response)
    assert response.status_code == 422
    assert "этот документ изменили" in shown
    assert "Моя правка" in shown
    assert 'name="version" type="hidden" value="2"' in shown  # pressed once more, it is saved knowingly
    assert Reading.objects.get().draft["intro"] == "Чужое вступление"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"shape": ""}, "пришли не целиком"),
        ({"shape": "9999,9999"}, "пришли не целиком"),
        ({"shape": "2,4"}, "пришли не целиком"),
        ({"approved_on": "вчера"}, "Введите правильную дату"),
        ({"do": "join 0 0"}, "Выше нет строки"),
        ({"do": "burn 1"}, "Обновите страницу"),
        ({"do": "dismiss"}, "Отметьте строки"),
    ],
)
def test_what_cannot_be_saved_says_why_and_changes_nothing(client, curator, reading, changes, sentence):
    response = post(client, curator, "reading", reading.pk, **filled(reading, **changes))

    assert response.status_code == 422
    assert sentence in text(response)
    assert (Reading.objects.get().version, Reading.objects.get().draft) == (1, reading.draft)


def test_reading_again_from_the_page_keeps_the_correction_and_opens_another(client, curator, reading):
    response = post(client, curator, "reading", reading.pk, **filled(reading, intro="Моё", do="again"))

    old, new = Reading.objects.order_by("pk")
    assert response.url == new.get_absolute_url()
    assert (old.draft["intro"], new.draft["intro"]) == ("Моё", "")


def test_reading_again_takes_the_meanings_chosen_on_the_page(client, curator, reading):
    columns = ["number", "activity", "result", "term", "responsible", ""]

    post(client, curator, "reading", reading.pk, **filled(reading, column_field=columns, do="again"))

    again = Reading.objects.order_by("pk").last()
    assert [field for field, _ in again.draft["columns"]] == columns[:-1]
    assert again.draft["stages"][0]["activities"][1]["result"] == "Сбор сведений о молодых педагогах."


def test_finished_reading_is_shown_closed_and_can_be_read_again(client, curator, reading):
    services.create_from_reading(reading, start_year=2026, years=1, by=curator)

    shown = text(get(client, curator, "reading", reading.pk))
    refused = post(client, curator, "reading", reading.pk, **filled(reading, intro="Поздно"))
    again = post(client, curator, "reading_again", reading.pk)

    assert "Правка закрыта" in shown
    assert refused.status_code == 422
    assert again.url == Reading.objects.get(roadmap=None).get_absolute_url()


def test_three_hundred_lines_are_saved_in_one_form(client, curator):
    reading = read(curator, long_document(300))

    response = post(client, curator, "reading", reading.pk, **filled(reading, do="down 0 0"))

    assert response.status_code == 302
    assert Reading.objects.get().draft["stages"][0]["activities"][1]["title"] == "Мероприятие номер 1"


# The roadmap


def test_button_leads_to_the_years_and_then_to_the_roadmap(client, curator, reading):
    pressed = post(client, curator, "reading", reading.pk, **filled(reading, do="create"))
    shown = get(client, curator, "reading_create", reading.pk, start_year=2026, years=1)
    made = post(client, curator, "reading_create", reading.pk, start_year=2026, years=1, with_approval="on")

    roadmap = Roadmap.objects.get()
    assert pressed.url == reverse("roadmap:reading_create", args=[reading.pk])
    assert "приказ от 01.09.2026 № 98-од" in text(shown)
    assert made.url == roadmap.get_absolute_url()
    assert roadmap.is_approved
    assert "Сроки не распознаны, дат пока нет: 2.1 Встречи пар" in text(client.get(made.url))


def test_years_to_come_are_announced_before_anything_moves(client, curator, reading):
    shown = text(get(client, curator, "reading_create", reading.pk, start_year=2027, years=1))

    assert "сдвинутся на 1 год вперёд" in shown
    assert "на 2027/2028 учебный год" in shown
    assert "Не переносится: приказ от 01.09.2026" in shown
    assert 'name="with_approval"' not in shown
    assert not Roadmap.objects.exists()


def test_taken_year_is_said_before_and_refused_after(client, curator, reading):
    RoadmapFactory(organization=curator.organization)
    year = {"start_year": 2026, "years": 1}

    shown = get(client, curator, "reading_create", reading.pk, **year)
    refused = post(client, curator, "reading_create", reading.pk, **year)

    assert "Выберите другой учебный год" in text(shown)
    assert refused.status_code == 422
    assert Roadmap.objects.count() == 1


def test_year_that_is_not_offered_is_refused(client, curator, reading):
    response = post(client, curator, "reading_create", reading.pk, start_year=1999, years=1)

    assert response.status_code == 422
    assert not Roadmap.objects.exists()


def test_deleted_reading_leaves_the_list(client, curator, reading):
    response = post(client, curator, "reading_delete", reading.pk)

    assert response.url == reverse("roadmap:list")
    assert not Reading.objects.exists()


@pytest.mark.parametrize("lines", [3, 300])
def test_pages_cost_the_same_for_a_long_document(client, curator, django_assert_max_num_queries, lines):
    reading = read(curator, long_document(lines))
    client.force_login(curator.user)

    for name in ("reading", "reading_create"):
        with django_assert_max_num_queries(12):
            client.get(reverse(f"roadmap:{name}", args=[reading.pk]))
    with django_assert_max_num_queries(40):
        client.post(reverse("roadmap:reading_create", args=[reading.pk]), {"start_year": 2026, "years": 1})

    assert Roadmap.objects.get().activities.count() == lines
