"""What a reviewer would otherwise have to remember."""

import ast
from pathlib import Path

import pytest
from django.apps import apps

from audit.words import WORDS
from organizations.models import OwnedModel, OwnedQuerySet
from tests.each import each

ROOT = Path(__file__).parent.parent
# The project package is no room: what it does with all rooms together is tested in tests/.
ROOMS = sorted(path.parent.name for path in ROOT.glob("*/apps.py") if path.parent.name != "mentorship")
SOURCES = sorted(
    path
    for folder in (*ROOMS, "mentorship", "tests", "bench")
    for path in (ROOT / folder).rglob("*.py")
    if "migrations" not in path.parts
)
PROGRAM = [
    path for path in SOURCES if "tests" not in path.parts and path.is_relative_to(ROOT / "bench") is False
]
VIEWS = [path for path in PROGRAM if path.stem.startswith("views") or path.parent.name == "views"]
SERVICES = [path for path in PROGRAM if path.stem == "services" or path.parent.name == "services"]

# Rows that belong to no single institution by a column of their own, and why.
GLOBAL_MODELS = {
    "organizations.Organization": "the institution itself",
    "organizations.Membership": "the actor; visible_to of its own",
    "accounts.User": "one person may work in several institutions",
    "accounts.Invitation": "belongs to a user",
    "audit.ChainHead": "the institution is its key",
    "desk.Letter": "belongs to a user; visible_to of its own",
    "people.Request": "a part of a bank entry, reached through it",
    "roadmap.Stage": "a part of a roadmap, reached through it",
}
# Where a page takes rows otherwise than by visible_to, and why.
OTHER_WAYS = {
    ("accounts/views.py", "for_secret"): "the secret of the link is the right",
}
# Deeds that nobody signed in does.
WITHOUT_ACTOR = {
    "accept_invitation": "the holder of a link is not signed in yet",
    "open_boxes": "of the store of unsigned answers: it knows no actor by design",
    "put_ballot": "the same",
    "submit_anonymous": "the same",
}
SAFE_MARKERS = {ROOT / "common/qr.py": "an SVG of numbers, no text of a user in it"}


def name_of(path):
    return str(path.relative_to(ROOT))


def tree_of(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path):
    return [
        node for node in ast.walk(tree_of(path)) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    ]


def calls(path):
    return [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call)]


def saying(*words):
    """The files of the program that are worth reading as code: most name none of the words."""
    return [path for path in PROGRAM if any(word in path.read_text(encoding="utf-8") for word in words)]


@each(SOURCES, name=name_of)
def test_file_and_functions_stay_small(path):
    lines = path.read_text(encoding="utf-8").count("\n")
    long = [node.name for node in functions(path) if node.end_lineno - node.lineno >= 40]

    assert lines <= 400
    assert long == []


@each(saying("delay", "apply_async"), name=name_of)
def test_work_is_handed_over_in_one_place(path):
    sent = [node.lineno for node in calls(path) if getattr(node.func, "attr", "") in {"delay", "apply_async"}]

    assert sent == [] or path.is_relative_to(ROOT / "jobs")


@each(saying("mark_safe"), name=name_of)
def test_text_is_marked_safe_only_where_it_is_escaped(path):
    names = {getattr(node.func, "id", getattr(node.func, "attr", "")) for node in calls(path)}

    assert (
        path.is_relative_to(ROOT / "common/templatetags") or path in SAFE_MARKERS or "mark_safe" not in names
    )


def our_models():
    return [model for model in apps.get_models() if model._meta.app_label in ROOMS]


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_every_model_belongs_to_an_institution(model):
    if model._meta.label in GLOBAL_MODELS:
        assert not issubclass(model, OwnedModel)
        return

    assert issubclass(model, OwnedModel)
    assert isinstance(model._default_manager.all(), OwnedQuerySet)
    assert not model._meta.get_field("organization").null


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_models_and_columns_are_named_in_lower_case(model):
    columns = [
        column
        for column in model._meta.get_fields()
        if not column.auto_created and hasattr(column, "verbose_name")
    ]
    names = [str(column.verbose_name) for column in columns] + [str(model._meta.verbose_name)]

    assert [name for name in names if name[:1].isupper() and not name[:2].isupper()] == []


@each(VIEWS, name=name_of)
def test_views_reach_rows_only_through_visible_to(path):
    wrong = [
        f"line {line}: .objects.{way}" for line, way in ways(path) if (name_of(path), way) not in OTHER_WAYS
    ]

    assert wrong + bare_models(path) == []


def ways(path):
    """What is called on a manager: `.objects.filter` as well as `._default_manager.all`."""
    for node in ast.walk(tree_of(path)):
        on_manager = isinstance(node, ast.Attribute) and getattr(node.value, "attr", "") in MANAGERS
        if on_manager and node.attr != "visible_to":
            yield node.lineno, node.attr


MANAGERS = {"objects", "_default_manager", "_base_manager"}


def bare_models(path):
    """`get_object_or_404(Pair, …)` would pass the sight by."""
    asked = [
        node
        for node in calls(path)
        if getattr(node.func, "id", "") in {"get_object_or_404", "get_list_or_404"}
    ]
    bare = [
        node.lineno for node in asked if isinstance(node.args[0], ast.Name) and node.args[0].id[:1].isupper()
    ]
    return [f"line {line}: a bare model" for line in bare]


def test_every_other_way_to_rows_is_still_in_use():
    used = {(name_of(path), way) for path in VIEWS for _, way in ways(path)}

    assert used == set(OTHER_WAYS)


@each(VIEWS, name=name_of)
def test_views_write_nothing_themselves(path):
    writing = {"save", "create", "update_or_create", "get_or_create", "bulk_create", "bulk_update", "delete"}
    found = [node for node in calls(path) if getattr(node.func, "attr", "") in writing]

    assert [node.lineno for node in found if not unsaved(node)] == []


def unsaved(node):
    """`form.save(commit=False)` only builds the row for the service."""
    return any(word.arg == "commit" and word.value.value is False for word in node.keywords)


@each(SERVICES, name=name_of)
def test_every_deed_names_its_actor_as_a_keyword(path):
    deeds = [node for node in tree_of(path).body if isinstance(node, ast.FunctionDef) and is_deed(node)]
    wrong = [node.name for node in deeds if "by" not in [arg.arg for arg in node.args.kwonlyargs]]

    assert [name for name in wrong if name not in WITHOUT_ACTOR] == []


def is_deed(node):
    return any("atomic" in ast.unparse(decorator) for decorator in node.decorator_list)


@each(SERVICES, name=name_of)
def test_services_do_not_know_requests(path):
    taking = [node.name for node in functions(path) if "request" in [arg.arg for arg in node.args.args]]

    assert taking == []


def test_every_deed_of_the_journal_has_words():
    actions = {action for path in PROGRAM for action in recorded(path)}

    assert sorted(actions - set(WORDS)) == []


def recorded(path):
    """The actions that stand as text in record("…", …) and save_form(form, "…", …)."""
    for node in calls(path):
        place = {"record": 0, "save_form": 1}.get(getattr(node.func, "id", ""))
        if place is not None and len(node.args) > place and isinstance(node.args[place], ast.Constant):
            yield node.args[place].value


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_has_tests(room):
    assert (ROOT / room / "tests" / "__init__.py").exists()
    assert list((ROOT / room / "tests").glob("test_*.py"))
