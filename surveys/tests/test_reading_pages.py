"""From a file to a draft: the deed, the page that shows the file beside the questions, remarks struck off."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.models import Entry
from common.document_reading import blocks_of_text, read_document
from organizations.tests.factories import MembershipFactory
from roadmap.tests.own_documents import APPROVED
from surveys.models import Questionnaire
from surveys.services.reading import questionnaire_from_file, strike_all_doubts, strike_doubt
from surveys.tests.factories import QuestionnaireFactory
from surveys.tests.reading_documents import as_docx, blocks_of, document

TEXT = "\n".join(document("d01_letters_and_boxes")["text"])


@pytest.fixture
def draft(curator):
    return questionnaire_from_file(blocks_of_text(TEXT), name="Наша анкета.docx", by=curator)


@pytest.fixture
def as_curator(client, curator):
    client.force_login(curator.user)
    return client


def at(name, row):
    return reverse(f"surveys:{name}", args=[row.pk])


def shown(answer):
    return answer.content.decode().replace("&nbsp;", " ").replace("\u00a0", " ")


# The deed


def test_file_becomes_a_draft_with_its_remarks(draft, curator):
    assert (draft.status, draft.purpose, draft.side) == ("draft", "interim", "mentor")
    assert draft.title == "Анкета для наставника (промежуточная)"
    assert len(draft.sheet.questions) == 9
    assert len(draft.doubts) == 5
    assert draft.source["name"] == "Наша анкета.docx"
    assert draft.source["unread"] == ["Приложение 3 к приказу от 01.09.2026 № 12", "Спасибо за участие!"]
    entry = Entry.objects.get(action="questionnaire.read")
    assert entry.details == {"questions": 9, "doubts": 5}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "Приказ\nО проведении недели наставничества\nНазначить ответственным Петрова П. П.",
            "Вопросов в документе не нашлось",
        ),
        ("Анкета", "Вопросов в документе не нашлось"),
        ("\n".join(f"{n}. Что вам помогает в работе?" for n in range(1, 501)), "не больше 150 вопросов"),
        ("строка\n" * 3001, "больше 3000 строк"),
    ],
)
def test_what_is_no_questionnaire_is_refused_with_a_sentence(curator, text, sentence):
    with pytest.raises(ValidationError, match=sentence):
        questionnaire_from_file(blocks_of_text(text), by=curator)

    assert not Questionnaire.objects.exists()
    assert not Entry.objects.filter(action__startswith="questionnaire").exists()


def test_roadmap_is_sent_where_it_belongs(curator):
    with pytest.raises(ValidationError, match="дорожную карту"):
        questionnaire_from_file(plan(), by=curator)

    assert not Questionnaire.objects.exists()


def plan():
    rows = [
        ["№", "Мероприятие", "Срок", "Ответственный"],
        ["1", "Анкетирование наставников", "сентябрь", "куратор"],
    ]
    return read_document(as_docx(["Дорожная карта", {"rows": rows}]))


def test_roadmap_as_text_is_no_questionnaire(curator):
    with pytest.raises(ValidationError):
        questionnaire_from_file(blocks_of_text(APPROVED), by=curator)


def test_one_remark_is_struck_off(draft, curator):
    doubt = draft.doubts[0]

    strike_doubt(draft, question=doubt["question"], words=doubt["words"], by=curator)

    draft.refresh_from_db()
    assert len(draft.doubts) == 4
    assert doubt not in draft.doubts
    assert draft.source


def test_remark_that_is_not_there_changes_nothing(draft, curator):
    with pytest.raises(ValidationError, match="уже снято"):
        strike_doubt(draft, question="q1", words="Чего нет", by=curator)

    draft.refresh_from_db()
    assert len(draft.doubts) == 5


def test_all_looked_at_leaves_neither_remarks_nor_lines_of_the_file(draft, curator):
    strike_all_doubts(draft, by=curator)

    draft.refresh_from_db()
    assert (draft.doubts, draft.source) == ([], {})
    assert len(draft.sheet.questions) == 9
    with pytest.raises(ValidationError, match="уже снято"):
        strike_all_doubts(draft, by=curator)


def test_frozen_questionnaire_keeps_its_remarks(draft, curator):
    Questionnaire.objects.filter(pk=draft.pk).update(status="frozen")

    with pytest.raises(ValidationError):
        strike_all_doubts(draft, by=curator)

    draft.refresh_from_db()
    assert draft.source


# The pages


def test_upload_leads_to_the_page_beside_the_file(as_curator):
    upload = SimpleUploadedFile("Анкета.docx", as_docx(document("d02_word_lists_and_grid")["parts"]))

    answer = as_curator.post(reverse("surveys:questionnaire_read"), {"file": upload}, follow=True)

    row = Questionnaire.objects.get()
    assert answer.redirect_chain == [(at("questionnaire_reading", row), 302)]
    assert "Прочитано 6 вопросов" in shown(answer)
    assert "Анкета.docx" in shown(answer)
    assert "Файл прочитан" in shown(answer)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"text": " "}, "Выберите файл или вставьте текст"),
        ({"text": "Просто письмо."}, "Вопросов в документе не нашлось"),
        ({"file": b""}, "Файл пустой"),
        ({"file": b"\x89PNG\r\n"}, "Это картинка"),
        ({"file": b"x" * (15 * 1024 * 1024 + 1)}, "больше 15 МБ"),
    ],
)
def test_refused_file_gets_a_sentence_and_leaves_nothing(as_curator, data, sentence):
    files = {key: SimpleUploadedFile("ф", value) if key == "file" else value for key, value in data.items()}

    answer = as_curator.post(reverse("surveys:questionnaire_read"), files)

    assert answer.status_code == 422
    assert sentence in shown(answer)
    assert not Questionnaire.objects.exists()


def test_page_shows_remarks_first_then_what_did_not_come_in_then_questions(as_curator, draft):
    text = shown(as_curator.get(at("questionnaire_reading", draft)))

    places = [text.index(words) for words in ("Проверьте: 5", "Не вошло в анкету: 2", "Что получилось")]
    assert places == sorted(places)
    assert "согласие берётся отдельной бумагой" in text
    assert 'id="line8"' in text
    assert 'href="#line8"' in text  # the first numbered question stands there


@pytest.mark.parametrize("name", ["d10_criteria_to_mark", "d01_letters_and_boxes"])
def test_page_costs_the_same_however_long(as_curator, curator, name, django_assert_max_num_queries):
    draft = questionnaire_from_file(blocks_of(document(name)), by=curator)

    with django_assert_max_num_queries(12):
        assert as_curator.get(at("questionnaire_reading", draft)).status_code == 200


def test_each_remark_is_struck_off_from_the_page(as_curator, draft):
    for doubt in list(draft.doubts):
        as_curator.post(at("doubt_strike", draft), doubt)

    draft.refresh_from_db()
    assert draft.doubts == []
    assert "Сомнений нет" in shown(as_curator.get(at("questionnaire_reading", draft)))


def test_compared_questionnaire_opens_in_the_editor(as_curator, draft):
    answer = as_curator.post(at("doubts_strike", draft))

    assert answer.url == draft.get_absolute_url()
    assert as_curator.get(at("questionnaire_reading", draft)).url == draft.get_absolute_url()


@pytest.mark.parametrize("role", ["head", "psychologist", "administrator"])
def test_only_the_curator_reads_files(client, school, role, draft):
    client.force_login(MembershipFactory(organization=school, role=role).user)

    assert client.get(at("questionnaire_reading", draft)).status_code == 403
    assert client.post(at("doubts_strike", draft)).status_code == 403
    assert client.get(reverse("surveys:questionnaire_read")).status_code == 403


def test_stranger_does_not_find_it(client, stranger, draft):
    client.force_login(stranger.user)

    assert client.get(at("questionnaire_reading", draft)).status_code == 404
    assert client.post(at("doubts_strike", draft)).status_code == 404


def test_questionnaire_of_another_origin_has_no_such_page(as_curator, school):
    row = QuestionnaireFactory(organization=school)

    assert as_curator.get(at("questionnaire_reading", row)).url == row.get_absolute_url()
