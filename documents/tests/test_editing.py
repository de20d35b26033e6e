"""The editor of a draft: what is typed, the buttons, the preview, a save that comes too late (CON-2)."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from audit.models import Entry
from documents.arranging import arranged
from documents.corrections import Typed
from documents.models import Document
from documents.papers.items import numbered
from documents.services.drafts import StaleDraft, current_content, draft_order_pairs
from documents.services.editing import edit_draft
from documents.services.sending import send_to_sign
from documents.tests.factories import DocumentFactory
from documents.tests.steps import fields_of
from organizations.models import Role
from organizations.tests.factories import MembershipFactory
from pairs.models import Pair
from pairs.tests.factories import PairFactory
from people.models import Person
from people.tests.factories import PersonFactory


@pytest.fixture
def pair(school):
    return PairFactory(
        mentor=PersonFactory(organization=school, last_name="Громова", position="старший воспитатель"),
        consents=True,
        status=Pair.Status.READY,
    )


@pytest.fixture
def draft(curator, pair):
    return draft_order_pairs([pair], by=curator)


@pytest.fixture
def editor(client, curator, draft):
    """The page of the editor: `fields()` of its form, `save(changes)`, `press(button, changes)`."""
    client.force_login(curator.user)
    return Editor(client, draft)


class Editor:
    def __init__(self, client, draft):
        self.client, self.draft = client, draft
        self.url = reverse("documents:edit", args=[draft.pk])

    def fields(self):
        return fields_of(self.client.get(self.url).content.decode())

    def save(self, changes=(), **fields):
        return self.client.post(self.url, (fields or self.fields()) | dict(changes))

    def press(self, do, fields=None):
        url = reverse("documents:pieces", args=[self.draft.pk])
        answer = self.client.post(url, (fields or self.fields()) | {"do": do}, headers={"HX-Request": "true"})
        return fields_of(answer.content.decode())

    def content(self):
        self.draft.refresh_from_db()
        return current_content(self.draft)

    def item(self, uid):
        return next(one for one in self.content()["items"] if one["uid"] == uid)


def uids(content):
    return [one["uid"] for one in content["items"]]


def test_saving_what_was_shown_changes_nothing(editor, draft):
    entries = Entry.objects.count()

    response = editor.save()

    draft.refresh_from_db()
    assert response.url == draft.get_absolute_url()
    assert (draft.version, draft.versions.count(), Entry.objects.count()) == (1, 1, entries)
    assert "by_hand" not in str(draft.content)


def test_only_what_was_typed_becomes_hand_made_and_a_version(editor, draft, curator):
    editor.save({"text/items/control": "Контроль возложить на завуча", "who/items/control": "Завуч",
                 "until/items/control": "2027-05-21"})  # fmt: skip

    assert editor.item("control") | {"number": "", "uid": ""} == {
        "uid": "", "level": 1, "text": "Контроль возложить на завуча.", "who": "Завуч", "until": "2027-05-21",
        "number": "", "by_hand": True,
    }  # fmt: skip
    assert [one["uid"] for one in draft.content["items"] if one.get("by_hand")] == ["control"]
    assert (draft.version, draft.versions.first().words) == (2, "правка текста")
    assert Entry.objects.latest("number").action == "document.edited"


def test_a_person_renamed_while_somebody_types_is_not_pinned(editor, pair):
    fields = editor.fields()
    Person.objects.filter(pk=pair.mentor_id).update(last_name="Полякова")

    editor.save({"text/items/control": "Своё."}, **fields)

    assert "Полякову" in str(editor.content())
    assert "Громов" not in str(editor.content())
    assert editor.item("control")["text"] == "Своё."


def test_words_typed_back_are_no_longer_hand_made(editor):
    before = editor.item("control")["text"]
    editor.save({"text/items/control": "Своё."})

    editor.save({"text/items/control": before})

    assert "by_hand" not in editor.item("control")


def test_heading_and_cells_are_kept_by_hand_and_the_row_number_is_not_a_word(editor, pair):
    row = f"appendix/pairs/pair-{pair.pk}"
    cells = editor.fields()[f"cell/{row}"]

    editor.save({"text/@heading": "О наставниках", f"cell/{row}": [*cells[:4], "Своя тема"]})

    content = editor.content()
    line = content["appendices"][0]["body"][0]["rows"][0]
    assert (content["heading"], content["by_hand"]) == ("О наставниках", ["heading"])
    assert (line["cells"][0], line["cells"][4], line["by_hand"]) == ("1", "Своя тема", True)
    assert line["cells"][1]["name"] == pair.mentor.full_name  # an untouched cell keeps its shape


def test_a_stale_save_shows_both_and_mine_goes_over_knowingly(editor, curator, draft):
    fields = editor.fields()
    other = [Typed("items/control", words={"text": "Контроль за завучем."}),
             Typed("items/programmes", words={"text": "Программы к октябрю."})]  # fmt: skip
    edit_draft(draft, version=1, typed=other, by=curator)

    response = editor.save({"text/items/control": "Контроль за директором."}, **fields)

    page = response.content.decode()
    assert response.status_code == 409
    assert "завучем" in page
    assert "директором" in page
    assert editor.item("control")["text"] == "Контроль за завучем."
    response = editor.save(**fields_of_last_form(page))
    assert response.status_code == 302
    assert editor.item("control")["text"] == "Контроль за директором."
    assert editor.item("programmes")["text"] == "Программы к октябрю."  # what only the other changed stays
    assert [version.number for version in draft.versions.all()] == [3, 2, 1]


def fields_of_last_form(page):
    """The form of the page of two versions: it bears everything that was typed."""
    start = page.rindex('<form method="post" action="/documents/')
    return fields_of(page[start:].replace("<form ", '<form id="edit" ', 1))


def test_service_refuses_a_stale_version_and_changes_nothing(draft, curator):
    before = draft.content

    with pytest.raises(StaleDraft):
        edit_draft(draft, version=7, typed=[Typed("@heading", words={"text": "О другом"})], by=curator)

    draft.refresh_from_db()
    assert (draft.content, draft.version) == (before, 1)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"text/items/control": "я" * 4001}, "Длиннее 4000 знаков"),
        ({"text/@heading": "я" * 301}, "Длиннее 300 знаков"),
        ({"text/@heading": " "}, "Впишите заголовок"),
        ({"level/items/control": "3"}, "пришла не целиком"),
        ({"until/items/control": "скоро"}, "Срок пункта укажите датой"),
        ({"piece": ["items/control|", "items/a b|"]}, "пришла не целиком"),
        ({"piece": ["items/control|", "none/x|"], "text/none/x": "Моё"}, "в данных больше нет"),
        ({"piece": ["items/control|", "items/control|"]}, "пришла не целиком"),
        ({"piece": [f"items/own-{n}|" for n in range(301)]}, "не больше 300 пунктов"),
    ],
)
def test_a_broken_rule_keeps_what_was_typed_and_writes_nothing(editor, draft, changes, sentence):
    before = draft.content

    response = editor.save({"text/@preamble": "Моя преамбула"} | changes)

    page = response.content.decode()
    draft.refresh_from_db()
    assert (response.status_code, draft.content, draft.version) == (422, before, 1)
    assert sentence in page
    assert "Моя преамбула" in page or "piece" in changes


def test_an_order_keeps_at_least_one_item(editor, draft, curator):
    gone = [Typed(f"items/{uid}", is_gone=True) for uid in uids(draft.content)]

    with pytest.raises(ValidationError, match="хотя бы один пункт"):
        edit_draft(draft, version=1, typed=gone, by=curator)


def test_odd_letters_are_cleaned(editor):
    editor.save({"text/items/control": "Кон\0троль \u202eза\u200b  делом\r\n"})

    assert editor.item("control")["text"] == "Контроль за делом."


def test_a_moved_item_stays_moved_and_numbers_follow(editor):
    fields = editor.press("up:items/control")

    editor.save(**fields)

    order = uids(editor.content())
    assert order.index("control") == len(order) - 2
    assert editor.content()["by_hand"] == ["items"]
    editor.save(**editor.press("unorder:items"))
    assert uids(editor.content())[-1] == "control"
    assert "by_hand" not in editor.content()


def test_a_moved_item_is_numbered_before_the_save(draft):
    content, _, _ = arranged(draft.content, draft.content, "up:items/control")

    assert content["items"] == numbered(content["items"]) != draft.content["items"]


def test_an_added_item_is_kept_where_it_stands_and_an_empty_one_is_not(editor):
    fields = editor.press("add:items/programmes")
    new = next(name for name in fields if name.startswith("text/items/own-"))
    editor.save(**fields)
    assert not any(uid.startswith("own-") for uid in uids(editor.content()))

    editor.save(**fields | {"version": editor.draft.version, new: "Провести установочный семинар"})

    order = uids(editor.content())
    added = order.index(new.removeprefix("text/items/"))
    assert order[added - 1] == "programmes"
    assert editor.content()["items"][added]["text"] == "Провести установочный семинар."


def test_a_taken_item_can_be_brought_back_before_and_after_the_save(editor):
    fields = editor.press("drop:items/known")
    assert any(value.startswith("items/known|") and value.endswith("|gone") for value in fields["piece"])
    assert editor.press("back:items/known", fields)["text/items/known"]

    editor.save(**fields)
    assert "known" not in uids(editor.content())
    assert editor.content()["removed"] == ["items/known"]
    editor.save(**editor.press("restore:items/known"))

    assert "known" in uids(editor.content())
    assert "removed" not in editor.content()


def test_words_go_back_to_the_facts_piece_by_piece(editor):
    before = editor.item("control")["text"]
    editor.save({"text/items/control": "Своё.", "text/items/programmes": "Моё."})

    editor.save(**editor.press("revert:items/control"))

    assert editor.item("control")["text"] == before
    assert editor.item("programmes")["by_hand"] is True


@pytest.mark.parametrize(
    "do", ["", "up:", "up:items/none", "burn:items/control", "add:body/x", "revert:x/@title"]
)
def test_a_button_of_a_place_that_is_not_there_harms_nothing(editor, draft, do):
    fields = editor.press(do)

    assert fields["text/items/control"]


def test_preview_shows_what_is_typed_and_writes_nothing(editor, client, draft):
    fields = editor.fields() | {"text/items/control": "Контроль за завучем"}

    page = client.post(reverse("documents:preview", args=[draft.pk]), fields).content.decode()

    draft.refresh_from_db()
    assert "Контроль за" in page
    assert "by_hand" not in page
    assert (draft.version, "завучем" in str(draft.content)) == (1, False)


def test_a_paper_drawn_up_before_pieces_had_uids_can_be_edited(client, curator):
    editor = Editor(client, DocumentFactory(created_by=curator, draft=True))
    client.force_login(curator.user)

    editor.save({"text/items/old-items-2": "Контроль за завучем."})

    items = editor.content()["items"]
    assert [one["text"] for one in items] == ["Закрепить пары согласно приложению.", "Контроль за завучем."]


def test_a_sent_paper_has_no_editor(editor, curator, head, draft):
    fields = editor.fields()
    send_to_sign(draft, by=curator)

    response = editor.save({"text/@heading": "Другой"}, **fields)

    assert response.status_code == 422
    assert "заберите его обратно" in response.content.decode()
    assert editor.client.get(editor.url).url == draft.get_absolute_url()


@pytest.mark.parametrize("role", [Role.HEAD, Role.PSYCHOLOGIST])
def test_who_may_not_edit_may_not_by_the_service_either(draft, role):
    other = MembershipFactory(organization=draft.organization, role=role)

    with pytest.raises(PermissionDenied):
        edit_draft(draft, version=1, typed=[Typed("@heading", words={"text": "Моё"})], by=other)

    draft.refresh_from_db()
    assert draft.version == 1


def test_the_editor_costs_the_same_for_one_item_and_for_many(editor, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        editor.fields()


def test_renamed_person_changes_the_draft_and_its_page(client, curator, draft, pair):
    client.force_login(curator.user)
    Person.objects.filter(pk=pair.mentor_id).update(last_name="Полякова")

    page = client.get(draft.get_absolute_url()).content.decode()

    assert "Полякову" in page
    assert "Громову" not in page


def test_a_sent_paper_keeps_its_words_and_says_what_the_facts_changed(client, curator, head, draft, pair):
    send_to_sign(draft, by=curator)
    client.force_login(curator.user)
    assert "Данные изменились" not in client.get(draft.get_absolute_url()).content.decode()
    Person.objects.filter(pk=pair.mentor_id).update(last_name="Полякова")

    page = client.get(draft.get_absolute_url()).content.decode()

    draft.refresh_from_db()
    assert "Данные изменились после отправки" in page
    assert "Полякову" in page
    assert "Громову" in str(draft.content)
    assert "Полякову" not in str(draft.content)
    assert Document.Status(draft.status) == Document.Status.TO_SIGN
