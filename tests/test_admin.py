"""The back office: every kind of rows, every actor, own rows only, few queries (TEN-1, TEN-2, TEN-3, CFG-6)."""

import pytest
from django.db import models
from django.urls import reverse

from mentorship.back_office.admin import site
from mentorship.back_office.registers import NOT_REGISTERED, REGISTERS
from organizations.models import Organization, Role
from organizations.tests.factories import MembershipFactory
from tests.access_rules import ACTORS, NOBODY_HERE, NOT_SIGNED_IN
from tests.canaries import LATIN
from tests.each import sliced
from tests.stage import patterns
from tests.test_architecture import our_models
from tests.test_security import brief, inline, is_strict

pytestmark = pytest.mark.django_db
OTHERS = [actor for actor in ACTORS if actor != "administrator"]
FOREIGN_WORDS = ["КАНАРЕЙКА", LATIN["КАНАРЕЙКА"]]
# An institution above or beside is another matter than its rows: who may see its card stands in visible_to.
WATCHED = ["curator", "methodologist", "anonymous"]
MOST_QUERIES = 12


def url(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def owned(register, organization):
    """Rows of one institution, as the register finds them."""
    rows = register.model._base_manager.filter(**{register.owner: organization.pk})
    return list(dict.fromkeys(rows.order_by("pk").values_list("pk", flat=True)))


def mine(stage, register):
    return owned(register, stage.sample("organization", "mine"))


KINDS = pytest.mark.parametrize(
    "register", sliced(REGISTERS), ids=lambda register: register.model._meta.label
)


def test_every_kind_of_rows_is_registered_or_says_why_not():
    named = {model._meta.label for model in site._registry} | set(NOT_REGISTERED)

    assert {model._meta.label for model in our_models()} == named
    assert {line.model for line in REGISTERS} == set(site._registry)
    assert all(NOT_REGISTERED.values())


def test_every_kind_that_is_not_corrected_says_why():
    silent = [line.model._meta.label for line in REGISTERS if not line.editable and not line.why]

    assert silent == []


def test_no_secret_and_no_stored_file_is_shown():
    """Fingerprints of secrets, keys, whole papers: what the pages never show is not shown here either."""
    secret = {
        "password",
        "token_hash",
        "token_sha256",
        "code_hash",
        "key_file",
        "salt",
        "content",
        "session_round",
    }
    shown = {
        f"{admin.opts.label}.{name}"
        for admin in site._registry.values()
        for name in admin.columns()
        if name in secret or isinstance(admin.opts.get_field(name), models.FileField)
    }

    assert shown == set()


def test_columns_of_the_registers_exist():
    wrong = [
        f"{line.model._meta.label}.{name}"
        for line in REGISTERS
        for name in (*line.adds, *line.hidden, *(line.editable if isinstance(line.editable, tuple) else ()))
        if name not in {column.name for column in line.model._meta.get_fields()}
    ]

    assert wrong == []


@pytest.mark.parametrize("actor", OTHERS)
def test_for_everybody_else_there_is_no_back_office(stage, actor):
    for address in ("admin:index", "admin:autocomplete", "admin:people_person_changelist", "admin:jsi18n"):
        answer = stage.ask(actor, "get", reverse(address))

        assert answer.status_code == promised(actor), address
        assert answer.get("Location", "/accounts/login/").startswith("/accounts/login/")


def promised(actor):
    return 302 if actor in NOT_SIGNED_IN else 403 if actor in NOBODY_HERE else 404


@KINDS
@pytest.mark.parametrize("actor", WATCHED)
def test_no_page_of_a_kind_answers_somebody_else(stage, register, actor):
    (row, *_) = mine(stage, register) or [1]
    addresses = [url(register.model, "changelist"), url(register.model, "add")]
    addresses += [url(register.model, page, row) for page in ("change", "delete", "history")]

    answers = [stage.ask(actor, method, address) for address in addresses for method in ("get", "post")]

    assert {answer.status_code for answer in answers} == {promised(actor)}
    assert [answer.written for answer in answers if answer.written] == []


@KINDS
def test_the_administrator_sees_own_rows_and_no_others(stage, register):
    ours, pages = mine(stage, register), []
    pages.append(stage.ask("administrator", "get", url(register.model, "changelist")))
    for row in ours[:2]:
        pages += [
            stage.ask("administrator", "get", url(register.model, page, row))
            for page in ("change", "history")
        ]
    if register.adds and register.model is not Organization:
        pages.append(stage.ask("administrator", "get", url(register.model, "add")))

    assert {page.status_code for page in pages} == {200}
    assert [page.written for page in pages if page.written] == []
    assert not any(word in page.content.decode() for page in pages for word in FOREIGN_WORDS)
    assert [found for page in pages for found in inline(page.content.decode())] == []
    assert all(is_strict(page) for page in pages)
    many = [list(map(brief, page.queries)) for page in pages if len(page.queries) > MOST_QUERIES]
    assert not many, "\n".join(map(str, many))


@KINDS
@pytest.mark.parametrize("place", ["sister", "far"])
def test_rows_of_another_institution_are_not_there(stage, register, place):
    foreign = set(owned(register, stage.sample("organization", place))) - set(mine(stage, register))
    for row in sorted(foreign)[:2]:
        for page in ("change", "delete", "history"):
            answers = [
                stage.ask("administrator", method, url(register.model, page, row))
                for method in ("get", "post")
            ]

            assert [answer.status_code for answer in answers] == [404, 404]
            assert [answer.written for answer in answers if answer.written] == []


@KINDS
def test_a_closed_row_takes_no_correction(stage, register):
    closed = [row for row in rows_of(stage, register) if register.closed(row)]
    for row in closed[:2]:
        page = stage.ask("administrator", "get", url(register.model, "change", row.pk))
        answer = stage.ask("administrator", "post", url(register.model, "change", row.pk), {"reason": "typo"})
        gone = stage.ask("administrator", "post", url(register.model, "delete", row.pk), {"reason": "typo"})

        assert register.why in page.content.decode().replace("&quot;", '"')
        assert "_save" not in page.content.decode()
        assert (answer.status_code, answer.written) == (403, [])
        assert (gone.status_code, gone.written) == (403, [])
    assert closed or register.editable or not mine(stage, register)


def rows_of(stage, register):
    return register.model._base_manager.filter(pk__in=mine(stage, register)).order_by("pk")


FROZEN = [
    *("audit.Entry", "audit.ChainHead", "audit.Sight", "documents.Document", "documents.FrozenFile"),
    *("documents.Signature", "documents.Acknowledgement", "people.Consent", "people.Withdrawal"),
    *("people.Destruction", "documents.Seal", "documents.NumberSeries"),
]


@pytest.mark.parametrize("label", FROZEN)
def test_papers_signatures_and_journals_are_read_only(label):
    (register,) = [line for line in REGISTERS if line.model._meta.label == label]

    assert (register.adds, register.deletes) == ((), False)
    assert register.editable in {(), ("due_on",)}


def test_a_number_that_is_no_row_is_not_there(stage):
    odd = ["999999", "0", "-1", "abc", "1'--", "99999999999999999999"]
    statuses = [
        stage.ask("administrator", "get", reverse("admin:people_person_change", args=[text])).status_code
        for text in odd
    ]

    assert statuses == [404] * len(odd)


@pytest.mark.parametrize(
    "query",
    ["?organization__id__exact=1", "?o=99", "?q=%D0%AB'%25_", "?p=abc", "?e=1", "?membership__user__email=a"],
)
def test_an_odd_address_of_a_list_shows_a_list_and_no_more(stage, query):
    answer = stage.ask("administrator", "get", url_of_people() + query)

    assert answer.status_code in {200, 302, 400}
    assert not any(word in answer.content.decode() for word in FOREIGN_WORDS)


def url_of_people():
    return reverse("admin:people_person_changelist")


def test_choices_by_typing_are_own_people_only(stage):
    fields = {"app_label": "people", "model_name": "absence", "field_name": "person", "term": ""}

    answer = stage.ask("administrator", "get", reverse("admin:autocomplete"), fields)

    ids = {int(choice["id"]) for choice in answer.json()["results"]}
    (people,) = [line for line in REGISTERS if line.model._meta.label == "people.Person"]
    assert ids
    assert ids <= set(mine(stage, people))


@pytest.mark.parametrize(
    "fields",
    [
        {"app_label": "audit", "model_name": "entry", "field_name": "user"},
        {"app_label": "people", "model_name": "person", "field_name": "phone"},
        {"app_label": "x", "model_name": "y", "field_name": "z"},
    ],
)
def test_choices_by_typing_are_no_way_to_other_tables(stage, fields):
    answer = stage.ask("administrator", "get", reverse("admin:autocomplete"), {**fields, "term": ""})

    assert answer.status_code in {403, 404}


def test_sign_in_and_passwords_are_pages_of_the_house():
    names = {getattr(pattern, "name", "") for pattern in site.get_urls()}

    assert names & {"login", "logout", "password_change", "view_on_site"} == set()


def test_the_walk_of_all_routes_leaves_only_the_back_office_out():
    assert [name for name, _ in patterns() if name.startswith("admin:")] == []


def test_an_administrator_without_a_second_factor_binds_one_first(client, school, settings):
    settings.DEMO = False
    me = MembershipFactory(organization=school, role=Role.ADMINISTRATOR)
    client.force_login(me.user)

    answer = client.get(reverse("admin:index"))

    assert answer.url == reverse("mfa_activate_totp")


def test_a_second_role_counts_only_while_one_acts_in_it(client, school, curator):
    other = MembershipFactory(organization=school, role=Role.ADMINISTRATOR, user=curator.user)
    client.force_login(curator.user)

    before = client.get(reverse("admin:index")).status_code
    client.post(reverse("organizations:switch", args=[other.pk]))
    after = client.get(reverse("admin:index")).status_code

    assert (before, after) == (404, 200)
