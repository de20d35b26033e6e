"""Every template is whole, small, used, and holds no code of its own."""

import functools
import re
from importlib.util import find_spec
from pathlib import Path

from django.template import engines
from django.template.base import Lexer, TokenType
from django.template.loader import get_template

from tests.each import each
from tests.test_security import Inline

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "templates"
TEMPLATES = sorted(path for path in FOLDER.rglob("*") if path.is_file())
HTML = [path for path in TEMPLATES if path.suffix == ".html"]
# Templates that packages look for by these names: ours replace theirs.
PACKAGES = ["allauth", "crispy_bootstrap5", "crispy_forms", "django.contrib.auth", "django.forms"]
PACKAGES += ["django.contrib.admin", "import_export"]
ASKED_BY_NAME = {"429.html"}  # by allauth, when a limit of sign-in is used up
LIBRARIES = engines["django"].engine.template_libraries


def name_of(path):
    return str(path.relative_to(FOLDER))


def tokens(path):
    return Lexer(path.read_text(encoding="utf-8")).tokenize()


def tags(path):
    return [token.contents for token in tokens(path) if token.token_type == TokenType.BLOCK]


@each(TEMPLATES, name=name_of)
def test_template_compiles_and_stays_small(path):
    get_template(name_of(path))

    assert path.read_text(encoding="utf-8").count("\n") <= 150


@each(HTML, name=name_of)
def test_template_holds_no_code_of_its_own(path):
    parser = Inline()
    text = path.read_text(encoding="utf-8")
    parser.feed(re.sub(r"{%.*?%}|{#.*?#}", " ", re.sub(r"{% (?:static|url) .*?%}|{{.*?}}", "x", text)))

    assert parser.found == []


@each(TEMPLATES, name=name_of)
def test_every_loaded_library_is_used(path):
    loaded = [name for tag in tags(path) if tag.startswith("load ") for name in libraries(tag)]

    assert [name for name in loaded if not is_used(path, *name)] == []


def libraries(tag):
    """(library, the names taken from it or None for all) of one {% load %}."""
    words = tag.split()[1:]
    if "from" in words:
        return [(words[-1], tuple(words[: words.index("from")]))]
    return [(word, None) for word in words]


def is_used(path, library, only):
    module = LIBRARIES[library]
    names = only or [*module.tags, *module.filters]
    text = " ".join(
        token.contents
        for token in tokens(path)
        if token.token_type != TokenType.TEXT and not token.contents.startswith("load ")
    )
    opened = {tag.split()[0] for tag in tags(path)}
    return any(name in opened or re.search(rf"\|\s*{name}\b", text) for name in names)


@each(TEMPLATES, name=name_of)
def test_every_template_is_used(path):
    name = name_of(path)

    assert name in named_in_the_house() or name in ASKED_BY_NAME or replaces_one_of_a_package(name)


@functools.cache
def named_in_the_house():
    """Names in quotes, in the code and in the other templates, with the parts that are put together from a word."""
    texts = [
        path.read_text(encoding="utf-8")
        for path in [*ROOT.glob("[a-z]*/**/*.py"), *TEMPLATES]
        if is_ours(path)
    ]
    return {name for text in texts for name in re.findall(r"""["']([\w/.-]+\.(?:html|txt))["']""", text)}


def is_ours(path):
    return not {"node_modules", "migrations", "var", "tests"} & set(path.parts) and path.is_file()


def replaces_one_of_a_package(name):
    folders = [Path(find_spec(package).origin).parent / "templates" for package in PACKAGES]
    return any((folder / name).exists() for folder in folders)
