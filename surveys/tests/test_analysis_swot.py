"""SWOT: answers sorted into a table, each deed on one line, nobody's work lost, nothing shown of a few."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from audit.models import Entry
from surveys.models import Box, SwotNote
from surveys.results.open_answers import open_answers
from surveys.results.reading import Respondent
from surveys.services import swot as deeds
from surveys.sheet import Kind, Option, Question, Section, Sheet
from surveys.tests.factories import CampaignFactory, InvitationFactory, QuestionnaireFactory, ResponseFactory

CONTENT = {"sections": [{"key": "s", "questions": [
    {"key": "best", "kind": "long", "words": "Что лучше всего?"},
    {"key": "worst", "kind": "long", "words": "Что мешает?"}]}]}  # fmt: skip


@pytest.fixture
def campaign(curator):
    asked = QuestionnaireFactory(organization=curator.organization, content=CONTENT, status="frozen")
    return CampaignFactory(questionnaire=asked)


def answers(campaign, *texts, key="best"):
    rows = [
        ResponseFactory(invitation=InvitationFactory(campaign=campaign), answers={key: text})
        for text in texts
    ]
    return [f"r{row.pk:08}" for row in rows]


@pytest.fixture
def five(campaign):
    return answers(campaign, "Первый", "Второй", "Третий", "Четвёртый", "Пятый")


@pytest.fixture
def sort(campaign, curator):
    return lambda answer, cell="strength", question="best": deeds.sort_answer(
        campaign, question=question, answer=answer, cell=cell, by=curator
    )


@pytest.fixture
def as_curator(client, curator):
    client.force_login(curator.user)
    return client


def own(curator, text="Своя строка", cell="strength"):
    return deeds.add_note(
        curator.organization, year=curator.organization.school_year, text=text, cell=cell, by=curator
    )


def stands(cell="strength"):
    return list(SwotNote.objects.filter(cell=cell).values_list("text", flat=True))


# what is shown


def person(number, **answers):
    return Respondent(f"r{number:08}", "", "", answers)


SHEET = Sheet((Section("s", "", "", (
    Question("mark", Kind.SCALE, "Оценка", low=1, high=10, why_at=3),
    Question("one", Kind.SINGLE_OTHER, "Что важно?", options=(Option("a", "А"),)),
    Question("text", Kind.SHORT, "Слово"),
)),))  # fmt: skip


def test_words_reasons_and_own_options_are_open_answers():
    people = [person(n, text=f"т{n}", one={"other": f"о{n}"}, **{"mark:why": f"п{n}"}) for n in range(5)]
    people += [person(9, one="a", text="  ")]

    found = open_answers(SHEET, people)

    assert {one.question for one in found} == {"mark:why", "one", "text"}
    assert {one.text for one in found if one.question == "text"} == {f"т{n}" for n in range(5)}
    assert len(found) == 15


def test_words_of_four_people_are_not_shown():
    people = [person(n, text="слово") for n in range(4)] + [person(n, mark=5) for n in range(5, 12)]

    assert open_answers(SHEET, people) == []


def test_order_tells_nothing_of_when_it_was_written():
    found = open_answers(SHEET, [person(n, text=str(n)) for n in range(40)])

    assert [one.text for one in found] != [str(n) for n in range(40)]
    assert sorted(int(one.text) for one in found) == list(range(40))


def test_unsigned_answers_wait_for_the_end_of_their_campaign(campaign, as_curator):
    campaign.is_anonymous = True
    campaign.save()
    ballots = [{"key": f"k{n}", "answers": {"best": f"Тайна {n}"}} for n in range(5)]
    Box.objects.create(organization=campaign.organization, campaign=campaign, number=0, ballots=ballots)

    during = as_curator.get(reverse("surveys:swot")).content.decode()
    campaign.status = "closed"
    campaign.save()
    after = as_curator.get(reverse("surveys:swot")).content.decode()

    assert ("Тайна" in during, "Тайна" in after) == (False, True)


# deeds


def test_answer_is_sorted_once(sort, five):
    note = sort(five[0])

    with pytest.raises(ValidationError, match="уже разобран"):
        sort(five[0], "threat")

    assert (note.text, note.cell, SwotNote.objects.count()) == ("Первый", "strength", 1)
    assert Entry.objects.filter(action="swot.answer_sorted").count() == 1


def test_one_answer_to_two_questions_is_sorted_twice(campaign, sort):
    texts = {"best": "Да", "worst": "Нет"}
    rows = [ResponseFactory(invitation=InvitationFactory(campaign=campaign), answers=texts) for _ in range(5)]

    sort(f"r{rows[0].pk:08}"), sort(f"r{rows[0].pk:08}", "weakness", "worst")

    assert (stands(), stands("weakness")) == (["Да"], ["Нет"])


@pytest.mark.parametrize(("answer", "question"), [("r00000000", "best"), (None, "worst"), (None, "no")])
def test_what_is_not_shown_cannot_be_sorted(sort, five, answer, question):
    with pytest.raises(ValidationError, match="показать его нельзя"):
        sort(answer or five[0], question=question)

    assert not SwotNote.objects.exists()


def test_quote_fits_into_its_line(campaign, sort):
    keys = answers(campaign, *["Очень длинно " * 80] * 5)

    note = sort(keys[0])

    assert len(note.text) <= 600
    assert note.text.endswith("…")


def test_text_is_edited_by_who_has_seen_it(curator):
    note = own(curator)

    deeds.edit_note(note, text=" Короче ", was="Своя строка", by=curator)
    with pytest.raises(ValidationError, match="«Короче»"):
        deeds.edit_note(note, text="Моё", was="Своя строка", by=curator)

    assert stands() == ["Короче"]


def test_lines_are_moved_and_stepped(curator):
    first, _, third = [own(curator, text) for text in "абв"]

    deeds.move_note(third, cell="strength", position=0, by=curator)
    assert stands() == ["в", "а", "б"]
    deeds.step_note(first, step=1, by=curator)
    assert stands() == ["в", "б", "а"]
    deeds.step_note(first, step=1, by=curator)
    deeds.move_note(third, cell="threat", by=curator)

    assert (stands(), stands("threat")) == (["б", "а"], ["в"])


def test_line_that_a_colleague_has_removed_is_said_so(curator):
    note = own(curator)
    deeds.remove_note(note, by=curator)

    for act in (
        lambda: deeds.move_note(note, cell="threat", by=curator),
        lambda: deeds.edit_note(note, text="а", was=note.text, by=curator),
        lambda: deeds.remove_note(note, by=curator),
    ):
        with pytest.raises(ValidationError, match="уже убрали"):
            act()


def test_line_without_words_is_refused(curator):
    with pytest.raises(ValidationError):
        own(curator, "  ")

    assert not SwotNote.objects.exists()


def test_quotes_go_with_the_person(campaign, sort, five, curator):
    from surveys.erasing import erase_answers  # noqa: PLC0415

    sort(five[0]), sort(five[1]), own(curator)
    row = campaign.responses.order_by("pk").first()

    erase_answers(row.invitation.person, ())

    assert stands() == ["Второй", "Своя строка"]


# the page


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same(as_curator, curator, campaign, count, django_assert_num_queries):
    for _ in range(count):
        other = CampaignFactory(questionnaire=campaign.questionnaire)
        answers(other, *"абвгд")
        own(curator)

    with django_assert_num_queries(7):
        answer = as_curator.get(reverse("surveys:swot"))

    assert answer.context["page"].paginator.count == 5 * count


def test_answer_leaves_the_list_and_comes_back(as_curator, campaign, five):
    asked = {"campaign": campaign.pk, "question": "best", "answer": five[2], "cell": "weakness"}

    board = as_curator.post(reverse("surveys:swot_sort"), asked, headers={"HX-Request": "true"})
    assert board.templates[0].name == "surveys/swot/_board.html"
    assert board.context["page"].paginator.count == 4
    assert stands("weakness") == ["Третий"]
    note = SwotNote.objects.get()
    as_curator.post(reverse("surveys:swot_remove", args=[note.pk]))
    page = as_curator.get(reverse("surveys:swot"))

    assert page.context["page"].paginator.count == 5
    as_curator.post(reverse("surveys:swot_undo"))
    assert stands("weakness") == ["Третий"]


@pytest.mark.parametrize("deed", ["sort", "add", "move", "remove"])
def test_last_deed_is_undone_once(as_curator, curator, campaign, five, deed):
    note = own(curator)
    before = list(SwotNote.objects.values_list("text", "cell"))
    data = {
        "sort": (
            "swot_sort",
            [],
            {"campaign": campaign.pk, "question": "best", "answer": five[0], "cell": "threat"},
        ),
        "add": ("swot_add", [], {"year": note.school_year, "text": "Ещё", "cell": "threat"}),
        "move": ("swot_move", [note.pk], {"cell": "threat"}),
        "remove": ("swot_remove", [note.pk], {}),
    }
    name, args, posted = data[deed]

    as_curator.post(reverse(f"surveys:{name}", args=args), posted)
    assert list(SwotNote.objects.values_list("text", "cell")) != before
    as_curator.post(reverse("surveys:swot_undo"))
    as_curator.post(reverse("surveys:swot_undo"))

    assert list(SwotNote.objects.values_list("text", "cell")) == before


def test_refusal_stands_on_the_board(as_curator, campaign, five, sort):
    sort(five[0])
    asked = {"campaign": campaign.pk, "question": "best", "answer": five[0], "cell": "threat"}

    board = as_curator.post(reverse("surveys:swot_sort"), asked, headers={"HX-Request": "true"})

    assert "Этот ответ уже разобран." in board.content.decode()
    assert stands("threat") == []


def test_list_is_narrowed_by_campaign_and_question(as_curator, campaign, five):
    answers(campaign, *"абвгд", key="worst")
    other = CampaignFactory(questionnaire=campaign.questionnaire)
    answers(other, *"абвгде")

    def count(query):
        return as_curator.get(f"{reverse('surveys:swot')}?{query}").context["page"].paginator.count

    assert (count(""), count(f"campaign={campaign.pk}"), count(f"campaign={campaign.pk}&question=worst")) == (
        16,
        10,
        5,
    )
    assert count(f"year={campaign.school_year - 1}") == 16  # no such year: the running one
    assert count("question=worst") == 16  # a question belongs to a campaign


def test_readers_see_the_table_and_no_answers(client, head, sort, five):
    sort(five[0])
    client.force_login(head.user)

    words = client.get(reverse("surveys:swot")).content.decode()

    assert ("Первый" in words, "Второй" in words, "<textarea" in words) == (True, False, False)


def test_paper_has_the_four_cells(client, head, sort, five):
    sort(five[0])
    client.force_login(head.user)

    answer = client.get(reverse("surveys:swot_pdf"))

    assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")
