"""Orders that act on other papers: the Положение and the roadmap approved, a signed order changed or cancelled."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from documents.content import fingerprint, texts_of
from documents.kinds import KINDS
from documents.models import Document, Link
from documents.models.kinds import PaperKind as Kind
from documents.services.drafts import change_facts
from documents.services.registering import sign_document
from documents.services.sending import delete_draft, send_to_sign
from documents.tests.factories import CONTENT
from documents.tests.steps import drawn_up, sent_and_signed, signed_paper
from documents.tests.test_races import in_threads
from organizations.models import Organization, Role
from organizations.tests.factories import MembershipFactory
from people.tests.factories import PersonFactory
from roadmap.tests.factories import ActivityFactory, RoadmapFactory

TODAY = dt.date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _a_day(monkeypatch):
    monkeypatch.setattr(Organization, "today", TODAY)


def regulation_of(me):
    form = KINDS[Kind.REGULATION].form(me=me)
    answers = {name: field.initial for name, field in form.fields.items() if field.initial is not None}
    choices = {"reviewer": "council", "payment_act": "local", "reports": "half"}
    return drawn_up(Kind.REGULATION, me, **answers | choices)


@pytest.fixture
def regulation(curator):
    return regulation_of(curator)


@pytest.fixture
def plan(school):
    plan = RoadmapFactory(organization=school)
    ActivityFactory(roadmap=plan, content=["Приказ"], term="Сентябрь 2026")
    return plan


def approving(paper, /, **more):
    return {
        "regulation": paper.pk, "in_force_from": "2026-12-01", "council": "педагогического совета",
        "council_on": "2026-11-19", "council_number": "1", "known_by": "2026-12-04", "publish_by": "2026-12-04",
    } | more  # fmt: skip


def cancelling(target, **more):
    return {"target": target.pk, "effective_on": "2026-12-01", "reason": "изданием нового приказа"} | more


def amending(target, changes):
    return {
        "target": target.pk,
        "effective_on": "2026-12-01",
        "reason": "изменением сроков",
        "changes": changes,
    }


@pytest.fixture
def paper(head):
    """A signed order that fixes no pairs."""
    return signed_paper(head, kind=Kind.ORDER_EVENT, content=dict(CONTENT))


def texts(document):
    return [f"{item['number']} {item['text']}".replace("\xa0", " ") for item in document.content["items"]]


# --- The Положение ------------------------------------------------------------------------------------------


def test_order_carries_the_regulation_under_its_stamps(curator, regulation, plan):
    document = drawn_up(
        Kind.ORDER_REGULATION, curator,
        **approving(regulation, roadmap=plan.pk, union="первичной профсоюзной организации", union_on="2026-11-18"),
    )  # fmt: skip

    first, second = document.content["appendices"]
    assert first["stamp"]["above"] == "Приложение № 1"
    assert (first["label"], first["title_lines"][0]) == ("", "ПОЛОЖЕНИЕ")
    assert first["body"] == regulation.content["body"]
    assert [stamp["word"] for stamp in first["left_stamps"]] == ["ПРИНЯТО", "СОГЛАСОВАНО"]
    assert first["left_stamps"][0]["lines"] == [
        "педагогическим советом",
        "МБОУ «СОШ № 12»",
        "(протокол от 19.11.2026 № 1)",
    ]
    assert second["label"] == "Приложение № 2"
    assert texts(document)[:3] == [
        "1. Утвердить и ввести в действие с 1 декабря 2026 г.:",
        "1.1. Положение о системе наставничества педагогических работников МБОУ «СОШ № 12» (приложение № 1).",
        "1.2. Дорожную карту (план мероприятий) по реализации Положения на 2026/2027 учебный год (приложение № 2).",
    ]
    assert "со статьями 28, 30" in document.content["preamble"]
    plan.refresh_from_db()
    assert plan.is_in_order


def test_signature_fills_the_stamp_and_approves_both(curator, head, regulation, plan):
    document = sent_and_signed(
        drawn_up(Kind.ORDER_REGULATION, curator, **approving(regulation, roadmap=plan.pk)), head
    )

    plan.refresh_from_db()
    regulation.refresh_from_db()
    stamp = document.content["appendices"][0]["stamp"]
    assert stamp["lines"] == ["приказом МБОУ «СОШ № 12»", f"от 20.11.2026 № {document.number}"]
    assert (plan.approved_on, plan.approval_number) == (TODAY, document.number)
    assert regulation.status == Document.Status.SIGNED
    assert [(link.kind, link.target) for link in document.links.all()] == [(Link.Kind.APPROVES, regulation)]


def test_regulation_alone_is_the_only_appendix(curator, regulation):
    document = drawn_up(
        Kind.ORDER_REGULATION, curator, **approving(regulation, repeals_words="приказ от 30.08.2023 № 104-од")
    )

    assert [one["stamp"]["above"] for one in document.content["appendices"]] == ["Приложение"]
    assert texts(document)[1] == "2. Признать утратившим силу приказ от 30.08.2023 № 104-од."


def test_staff_get_acquainted_and_those_who_left_do_not(school, curator, regulation):
    here = PersonFactory(organization=school)
    PersonFactory(organization=school, left_on=dt.date(2026, 10, 1))

    document = drawn_up(Kind.ORDER_REGULATION, curator, **approving(regulation))

    assert [row.person for row in document.acknowledgements.all()] == [here]


def test_earlier_order_loses_force_by_this_one(curator, head, regulation, paper):
    document = drawn_up(Kind.ORDER_REGULATION, curator, **approving(regulation, repeals=paper.pk))

    assert set(document.links.values_list("kind", "target")) == {
        ("approves", regulation.pk),
        ("cancels", paper.pk),
    }
    assert f"Признать утратившим силу приказ от 20.11.2026 № {paper.number} «" in texts(document)[1]


def test_changed_answers_change_links_and_let_the_roadmap_go(curator, regulation, plan, paper):
    document = drawn_up(
        Kind.ORDER_REGULATION, curator, **approving(regulation, roadmap=plan.pk, repeals=paper.pk)
    )
    assert document.links.count() == 2
    form = KINDS[Kind.ORDER_REGULATION].form(approving(regulation), me=curator)
    assert form.is_valid(), form.errors

    change_facts(document, form.cleaned_data, version=1, by=curator)

    plan.refresh_from_db()
    assert not plan.is_in_order
    assert document.links.count() == 1


def test_roadmap_of_another_draft_is_not_taken_and_nothing_is_kept(curator, regulation, plan):
    first = drawn_up(Kind.ORDER_REGULATION, curator, **approving(regulation, roadmap=plan.pk))
    second = regulation_of(curator)

    with pytest.raises(ValidationError, match="стоит в приказе"):
        drawn_up(Kind.ORDER_REGULATION, curator, **approving(second, roadmap=plan.pk))
    with pytest.raises(ValidationError, match="уже составлен"):
        drawn_up(Kind.ORDER_REGULATION, curator, **approving(regulation))

    assert list(Document.objects.filter(kind=Kind.ORDER_REGULATION)) == [first]


def test_regulation_in_an_order_is_not_deleted_before_it(curator, regulation, plan):
    document = drawn_up(Kind.ORDER_REGULATION, curator, **approving(regulation, roadmap=plan.pk))

    with pytest.raises(ValidationError, match="Сначала удалите тот черновик"):
        delete_draft(regulation, by=curator)
    delete_draft(document, by=curator)
    delete_draft(regulation, by=curator)

    plan.refresh_from_db()
    assert (Document.objects.count(), plan.is_in_order) == (0, False)


def test_without_a_regulation_the_form_leads_to_it(client, curator):
    client.force_login(curator.user)

    page = client.get(reverse("documents:paper_add", args=[Kind.ORDER_REGULATION])).content.decode()

    assert "составьте Положение" in page
    assert reverse("documents:paper_add", args=[Kind.REGULATION]) in page


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"council_on": "2026-11-21"}, "council_on"),
        ({"in_force_from": "2026-11-01"}, "council_on"),
        ({"regulation": ""}, "regulation"),
    ],
)
def test_form_of_the_regulation_refuses(curator, regulation, more, field):
    form = KINDS[Kind.ORDER_REGULATION].form(approving(regulation, **more), me=curator)

    assert not form.is_valid()
    assert field in form.errors


# --- Changing and cancelling --------------------------------------------------------------------------------


def test_amending_order_gives_items_new_words(curator, paper):
    document = drawn_up(
        Kind.ORDER_AMENDING,
        curator,
        **amending(paper, "1 | Закрепить пары до 1 июня\n2 |\nприложение исключить."),
    )

    number = f"от 20.11.2026 № {paper.number}"
    assert document.title.replace("\xa0", " ") == f"О внесении изменений в приказ {number}"
    assert texts(document)[1:4] == [
        "1.1. Пункт 1 изложить в следующей редакции: «1. Закрепить пары до 1 июня.».",
        "1.2. Пункт 2 признать утратившим силу.",
        "1.3. Приложение исключить.",
    ]
    assert document.links.get().kind == Link.Kind.AMENDS


def test_item_that_is_not_there_cannot_be_changed(curator, paper):
    form = KINDS[Kind.ORDER_AMENDING].form(amending(paper, "7.1 | Новый текст"), me=curator)

    assert "нет пункта 7.1" in str(form.errors["changes"])


def test_cancelling_order_takes_the_other_out_of_force(curator, head, paper):
    document = sent_and_signed(drawn_up(Kind.ORDER_CANCELLING, curator, **cancelling(paper)), head)

    assert texts(document)[0].startswith(
        f"1. Признать утратившим силу с 1 декабря 2026 г. приказ от 20.11.2026 № {paper.number} «О закреплении"
    )
    again = KINDS[Kind.ORDER_CANCELLING].form(cancelling(paper), me=curator)
    change = KINDS[Kind.ORDER_AMENDING].form(amending(paper, "1 | Текст"), me=curator)
    assert "target" in again.errors
    assert "target" in change.errors


def test_body_above_cancels_its_own_order(db):
    head = MembershipFactory(
        organization__kind="department", role=Role.DEPARTMENT_HEAD,
        organization__full_name="Отдел образования города", organization__short_name="Отдел образования города",
    )  # fmt: skip
    paper = signed_paper(head, kind=Kind.ORDER_EVENT, content=dict(CONTENT))

    document = sent_and_signed(drawn_up(Kind.ORDER_CANCELLING, head, **cancelling(paper)), head)

    words = " ".join(texts_of(document.content))
    assert "Куратору" not in words
    assert document.status == Document.Status.SIGNED


def test_order_is_cancelled_once_and_not_before_its_day(curator, paper):
    drawn_up(Kind.ORDER_CANCELLING, curator, **cancelling(paper))

    with pytest.raises(ValidationError, match="Документ об отмене уже составлен"):
        drawn_up(Kind.ORDER_CANCELLING, curator, **cancelling(paper))
    early = KINDS[Kind.ORDER_CANCELLING].form(cancelling(paper, effective_on="2026-11-01"), me=curator)

    assert "раньше нельзя" in str(early.errors["effective_on"])
    assert Document.objects.filter(kind=Kind.ORDER_CANCELLING).count() == 1


def test_stranger_and_draft_are_not_offered(curator, stranger, head, paper):
    strange = KINDS[Kind.ORDER_CANCELLING].form(cancelling(paper), me=stranger)
    draft = drawn_up(Kind.ORDER_CANCELLING, curator, **cancelling(paper))
    unsigned = KINDS[Kind.ORDER_CANCELLING].form(cancelling(draft), me=curator)

    assert "target" in strange.errors
    assert "target" in unsigned.errors


def test_change_of_a_cancelled_order_is_not_signed(curator, head, paper):
    change = drawn_up(Kind.ORDER_AMENDING, curator, **amending(paper, "1 | Текст"))
    sent_and_signed(drawn_up(Kind.ORDER_CANCELLING, curator, **cancelling(paper)), head)

    with pytest.raises(ValidationError, match="уже утратил силу"):
        send_to_sign(change, by=curator)

    change.refresh_from_db()
    assert change.status == Document.Status.DRAFT


@pytest.mark.django_db(transaction=True)
def test_change_and_cancellation_at_once_agree_on_one_order_of_things(curator, head, paper):
    """CON-4: whoever comes second finds the row held; a change signed after the cancellation does not exist."""
    change = send_to_sign(drawn_up(Kind.ORDER_AMENDING, curator, **amending(paper, "1 | Текст")), by=curator)
    cancel = send_to_sign(drawn_up(Kind.ORDER_CANCELLING, curator, **cancelling(paper)), by=curator)

    answers = in_threads(lambda one: signed(one, head), [change, cancel], workers=2)

    cancelled, changed = Document.objects.get(pk=cancel.pk), Document.objects.get(pk=change.pk)
    assert cancelled.status == Document.Status.SIGNED
    if isinstance(answers[0], ValidationError):
        assert changed.status == Document.Status.TO_SIGN
    else:
        assert changed.sequence < cancelled.sequence


def signed(document, head):
    return sign_document(document, shown_sha256=fingerprint(document.content), method="password", by=head)
