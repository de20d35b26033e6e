"""Pages of own questionnaires: the list, the editor, a question, a stale form."""

import pytest
from django.urls import reverse

from audit.models import Entry
from organizations.tests.factories import MembershipFactory
from people.models import Competence
from surveys import editing
from surveys.models import Questionnaire
from surveys.services.questionnaires import freeze, save_sheet
from surveys.sheet import Kind, Option, Question, ShowIf
from surveys.tests.factories import CampaignFactory, QuestionnaireFactory

pytestmark = pytest.mark.django_db
SCALE = {"revision": 0, "words": "Насколько полезно?", "kind": "scale", "low": 1, "high": 10, "section": "s2"}


@pytest.fixture
def as_curator(client, curator):
    client.force_login(curator.user)
    return client


@pytest.fixture
def draft(curator):
    return QuestionnaireFactory(organization=curator.organization, title="Входная")


def at(name, row, *more):
    return reverse(f"surveys:{name}", args=[row.pk, *more])


def keys_of(row):
    row.refresh_from_db()
    return [[one.key for one in section.questions] for section in row.sheet.sections]


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_however_long(as_curator, curator, count, django_assert_max_num_queries):
    for _ in range(count):
        CampaignFactory(questionnaire=QuestionnaireFactory(organization=curator.organization))

    with django_assert_max_num_queries(8):
        answer = as_curator.get(reverse("surveys:questionnaires"))

    assert [row.asked for row in answer.context["page"]] == [1] * count


@pytest.mark.parametrize("count", [1, 3])
def test_editor_costs_the_same_however_many_versions(
    as_curator, curator, draft, count, django_assert_max_num_queries
):
    for version in range(2, count + 2):
        row = QuestionnaireFactory(
            organization=curator.organization, line=draft.line, version=version, status="frozen"
        )
        CampaignFactory(questionnaire=draft, status="closed")
        assert row

    with django_assert_max_num_queries(9):
        answer = as_curator.get(draft.get_absolute_url())

    assert len(answer.context["versions"]) == len(answer.context["campaigns"]) == count


@pytest.mark.parametrize("count", [1, 3])
def test_question_costs_the_same_however_many_others(
    as_curator, curator, draft, count, django_assert_max_num_queries
):
    for number in range(count):
        QuestionnaireFactory(organization=curator.organization)
        Competence.objects.create(organization=curator.organization, name=f"Методика {number}")

    with django_assert_max_num_queries(8):
        answer = as_curator.get(at("question_edit", draft, "comfort"))

    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Входная", "Итоговая"]),
        ("q=ВХОД", ["Входная"]),
        ("q=нет такой", []),
        ("purpose=exit", ["Итоговая"]),
        ("state=archived", ["Старая"]),
        ("state=frozen", ["Входная", "Итоговая"]),
        ("state=all", ["Входная", "Входная", "Итоговая", "Старая"]),
        ("state=nonsense&purpose=nonsense", ["Входная", "Итоговая"]),
    ],
)
def test_list_is_narrowed_by_the_address(as_curator, curator, query, titles):
    made = {"organization": curator.organization}
    first = QuestionnaireFactory(title="Входная", status="frozen", **made)
    QuestionnaireFactory(title="Входная", line=first.line, version=2, **made)
    QuestionnaireFactory(title="Итоговая", purpose="exit", status="frozen", **made)
    QuestionnaireFactory(title="Старая", status="archived", **made)

    rows = as_curator.get(f"{reverse('surveys:questionnaires')}?{query}").context["page"]

    assert [row.title for row in rows] == titles


def test_empty_list_says_what_to_do_first(as_curator):
    page = as_curator.get(reverse("surveys:questionnaires")).content.decode()

    assert reverse("surveys:ready") in page
    assert "Своих анкет пока нет" in page


def test_a_new_questionnaire_leads_to_its_questions(as_curator):
    answer = as_curator.post(
        reverse("surveys:questionnaire_add"), {"title": "Наша", "purpose": "own", "side": "mentee"}
    )

    row = Questionnaire.objects.get()
    assert answer.url == row.get_absolute_url()
    assert "Вопросов пока нет" in as_curator.get(answer.url).content.decode()


def test_frozen_questionnaire_is_read_and_every_form_of_it_leads_there(as_curator, curator, draft):
    freeze(draft, by=curator)

    page = as_curator.get(draft.get_absolute_url())

    assert [part.section.title for part in page.context["parts"]] == ["О работе пары", "Что дальше"]
    assert at("questionnaire_version", draft) in page.content.decode()
    assert at("question_edit", draft, "comfort") not in page.content.decode()
    for name in ("question_edit", "question_items"):
        assert as_curator.get(at(name, draft, "comfort")).url == draft.get_absolute_url()
    assert as_curator.post(at("question_add", draft), SCALE).url == draft.get_absolute_url()
    assert keys_of(draft) == [["comfort", "often"], ["more", "wish"]]


def test_a_question_is_added_to_its_section(as_curator, draft):
    answer = as_curator.post(at("question_add", draft), SCALE | {"is_required": "on", "why_at": 4})

    draft.refresh_from_db()
    question = draft.sheet.sections[1].questions[-1]
    assert answer.url == f"{draft.get_absolute_url()}#line-{question.key}"
    assert (question.words, question.kind, question.low, question.high) == (
        "Насколько полезно?",
        "scale",
        1,
        10,
    )
    assert (question.is_required, question.why_at, question.is_scored) == (True, 4, False)
    assert question.measure


def test_one_may_go_on_to_the_next_question(as_curator, draft):
    answer = as_curator.post(at("question_add", draft), SCALE | {"more": "1"})

    assert answer.url == f"{at('question_add', draft)}?section=s2"


def test_only_what_the_kind_has_is_kept(as_curator, draft):
    data = SCALE | {"kind": "several", "options": "Да\n\nНет\n", "least": 1, "rows": "Лишнее", "why_at": 3}

    as_curator.post(at("question_add", draft), data)

    draft.refresh_from_db()
    question = draft.sheet.sections[1].questions[-1]
    assert [one.words for one in question.options] == ["Да", "Нет"]
    assert (question.least, question.most, question.rows, question.low, question.why_at) == (
        1,
        None,
        (),
        None,
        None,
    )


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"words": " "}, "words"),
        ({"kind": "single", "options": "  "}, "options"),
        ({"kind": "several", "options": "Да\nНет", "least": 3}, "least"),
        ({"low": 5, "high": 5}, "low"),
        ({"low": ""}, "low"),
        ({"low": 0, "high": 20}, "labels"),
        ({"labels": "раз\nдва"}, "labels"),
        ({"kind": "grid", "rows": ""}, "rows"),
        ({"condition": "more"}, "condition"),
        ({"condition": "wish"}, "condition"),
        ({"kind": "poem"}, "kind"),
        ({"revision": ""}, "revision"),
        ({"kind": "single", "options": "\n".join("абвгд" * 10)}, "options"),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused(as_curator, draft, change, field):
    answer = as_curator.post(at("question_add", draft), SCALE | change)

    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert keys_of(draft) == [["comfort", "often"], ["more", "wish"]]


def test_reworded_options_keep_their_keys(as_curator, draft):
    """Conditions and answers hang on the keys."""
    data = {"revision": 0, "words": "Как часто?", "kind": "single", "section": "s1"}

    as_curator.post(at("question_edit", draft, "often"), data | {"options": "Раз в месяц\nРаз в неделю"})
    draft.refresh_from_db()
    assert draft.sheet.question("often").options == (
        Option("month", "Раз в месяц"),
        Option("week", "Раз в неделю"),
    )

    as_curator.post(
        at("question_edit", draft, "often"), data | {"revision": 1, "options": "Раз в месяц\nРеже\nНет"}
    )
    draft.refresh_from_db()
    keys = draft.sheet.question("often").keys
    assert keys[0] == "month"
    assert "week" not in keys


def test_a_condition_is_kept_with_the_ticked_answers(as_curator, draft):
    data = SCALE | {"condition": "often", "answers_often": ["week"], "answers_more": ["yes"]}

    as_curator.post(at("question_add", draft), data)

    draft.refresh_from_db()
    assert draft.sheet.questions[-1].show_if == ShowIf("often", ("week",))


def test_the_form_shows_what_is_kept(as_curator, draft):
    form = as_curator.get(at("question_edit", draft, "wish")).context["form"]

    assert (form["kind"].value(), form["section"].value(), form["condition"].value()) == (
        "long",
        "s2",
        "more",
    )
    assert form["answers_more"].value() == ["no"]


def test_a_question_moves_with_its_section(as_curator, draft):
    data = {"revision": 0, "words": "Хотите продолжить?", "kind": "yes_no", "section": "s1"}

    as_curator.post(at("question_edit", draft, "more"), data)

    assert keys_of(draft) == [["comfort", "often", "more"], ["wish"]]


def test_a_pair_bears_the_same_measure_and_may_be_undone(as_curator, curator, draft):
    own = QuestionnaireFactory(organization=curator.organization, title="Итоговая")
    own.content = {"sections": [{"key": "s2", "questions": [
        {"key": "q", "kind": "scale", "words": "?", "low": 1, "high": 10}]}]}  # fmt: skip
    own.save()

    as_curator.post(at("question_edit", own, "q"), SCALE | {"pair": "comfort"})
    own.refresh_from_db()
    assert own.sheet.question("q").measure == draft.sheet.question("comfort").measure == "comfort"

    as_curator.post(at("question_edit", own, "q"), SCALE | {"revision": 1, "pair": ""})
    own.refresh_from_db()
    assert own.sheet.question("q").measure not in ("", "comfort")


def test_points_and_competences_of_options(as_curator, curator, draft):
    Competence.objects.create(organization=curator.organization, name="Методика")
    data = {"revision": 0, "score_week": "3", "score_month": "", "competence_week": "Методика"}

    as_curator.post(at("question_items", draft, "often"), data)

    draft.refresh_from_db()
    assert draft.sheet.question("often").options == (
        Option("week", "Каждую неделю", 3, "Методика"), Option("month", "Раз в месяц"),
    )  # fmt: skip


def test_rows_count_from_the_other_end(as_curator, draft):
    grid = {"revision": 0, "words": "Оцените", "kind": "grid", "rows": "Раз\nДва", "low": 1, "high": 5}
    as_curator.post(at("question_edit", draft, "often"), grid)
    draft.refresh_from_db()
    first, second = draft.sheet.question("often").rows

    data = {"revision": 1, f"is_reversed_{second.key}": "on", f"measure_{first.key}": "comfort"}
    as_curator.post(at("question_items", draft, "often"), data)

    draft.refresh_from_db()
    rows = draft.sheet.question("often").rows
    assert [(row.words, row.is_reversed) for row in rows] == [("Раз", False), ("Два", True)]
    assert rows[1].measure == second.measure != ""


def test_lines_are_pasted_as_questions(as_curator, draft):
    text = "Что помогло? (несколько)\n- Советы\n- Уроки\nЧто мешало?"

    as_curator.post(at("questions_paste", draft), {"revision": 0, "text": text, "section": "s1"})

    draft.refresh_from_db()
    assert [one.words for one in draft.sheet.sections[0].questions[2:]] == ["Что помогло?", "Что мешало?"]
    assert draft.sheet.questions[2].kind == Kind.SEVERAL


def test_levels_are_kept_in_their_order(as_curator, draft):
    data = {"revision": 0, "low_0": "6", "high_0": "10", "words_0": "высокий", "tone_0": "good",
            "low_2": "1", "high_2": "5", "words_2": "низкий"}  # fmt: skip

    as_curator.post(at("bands", draft), data)

    draft.refresh_from_db()
    assert [(one.low, one.high, one.words, one.tone) for one in draft.sheet.bands] == [
        (1, 5, "низкий", "fair"), (6, 10, "высокий", "good"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "row", [{"low_0": "1"}, {"words_0": "низкий"}, {"low_0": 9, "high_0": 1, "words_0": "?"}]
)
def test_half_a_level_is_refused(as_curator, draft, row):
    answer = as_curator.post(at("bands", draft), {"revision": 0} | row)

    assert answer.status_code == 422
    assert keys_of(draft)
    assert draft.sheet.bands == ()


def test_a_stale_form_is_answered_with_both_texts(as_curator, curator, draft):
    other = MembershipFactory(
        organization=curator.organization, role="curator", user__name="Петрова Ирина Львовна"
    )
    changed = Question("comfort", Kind.SCALE, "Совсем иначе?", low=1, high=10)
    sheet = draft.sheet
    save_sheet(draft, editing.replace_question(sheet, changed), revision=0, by=other)
    data = SCALE | {"words": "Мой вопрос", "section": "s1"}

    answer = as_curator.post(at("question_edit", draft, "comfort"), data)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert all(words in page for words in ("Мой вопрос", "Совсем иначе?", "Петрова", "изменён вопрос"))
    assert draft.sheet.question("comfort").words != "Мой вопрос"

    sent = {name: value for name, value in answer.context["sent"] if name != "revision"}
    as_curator.post(at("question_edit", draft, "comfort"), sent | {"revision": answer.context["revision"]})
    draft.refresh_from_db()
    assert draft.sheet.question("comfort").words == "Мой вопрос"


def test_what_was_typed_of_a_question_that_is_gone_may_become_a_new_one(as_curator, curator, draft):
    save_sheet(draft, editing.take_question(draft.sheet, "comfort"), revision=0, by=curator)

    answer = as_curator.post(at("question_edit", draft, "comfort"), SCALE | {"words": "Мой вопрос"})

    assert answer.status_code == 409
    assert "Мой вопрос" in answer.content.decode()
    assert answer.context["save_to"] == at("question_add", draft)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("questionnaire_head", {"title": "Моё название", "purpose": "own"}),
        ("section_add", {"title": "Моё название"}),
        ("questions_paste", {"text": "Моё название"}),
        ("bands", {"low_0": 1, "high_0": 2, "words_0": "Моё название"}),
        ("question_add", SCALE | {"words": "Моё название"}),
    ],
)
def test_every_stale_form_keeps_what_was_typed(as_curator, draft, name, data):
    Questionnaire.objects.filter(pk=draft.pk).update(revision=5)

    answer = as_curator.post(at(name, draft), data | {"revision": 4})

    assert answer.status_code == 409
    assert "Моё название" in answer.content.decode()
    assert answer.context["revision"] == 5
    assert not Entry.objects.exists()
