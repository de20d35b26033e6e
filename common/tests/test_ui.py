import pytest
from django.template import Context, Template

STATES = ["done", "hand", "run", "plan", "wait", "miss", "late", "none"]


def render(source, **context):
    return Template("{% load ui %}" + source).render(Context(context))


def test_icon_draws_the_shape_of_its_name_and_is_skipped_by_readers():
    html = render('{% icon "download" %}')

    assert html.startswith('<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="')
    assert html.count("<svg") == html.count("</svg>") == 1
    assert html != render('{% icon "printer" %}')


def test_icon_after_a_word_has_its_own_class():
    assert 'class="icon icon-after"' in render('{% icon "chevron-down" after=True %}')


@pytest.mark.parametrize("name", ["../../../package", "no/such", "", "A"])
def test_icon_refuses_what_is_not_a_name(name):
    with pytest.raises(ValueError, match="Not a name of a picture"):
        render("{% icon name %}", name=name)


def test_icon_that_does_not_exist_stops_the_page():
    with pytest.raises(FileNotFoundError):
        render('{% icon "no-such-icon" %}')


@pytest.mark.parametrize("kind", STATES)
def test_state_is_a_shape_and_words(kind):
    html = render("{% state kind words %}", kind=kind, words="готово, 4 из 4")

    assert html.startswith(f'<span class="state state-{kind}"><svg viewBox="0 0 16 16" aria-hidden="true"><')
    assert html.endswith("</svg>готово, 4 из 4</span>")


def test_states_differ_by_shape_and_not_by_colour_alone():
    shapes = {render('{% state kind "" %}', kind=kind).split("<svg")[1] for kind in STATES}

    assert len(shapes) == len(STATES)


def test_state_escapes_words_of_a_user():
    html = render('{% state "late" words %}', words="<script>alert(1)</script>")

    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_bar_carries_figures_and_a_name():
    html = render("{% bar 8 10 label %}", label='Программы "А"')

    label = "Программы &quot;А&quot;: 8 из 10"
    assert html == f'<progress class="bar" value="8" max="10" aria-label="{label}"></progress>'


def test_late_bar_has_its_own_class():
    assert 'class="bar bar-late"' in render('{% bar 1 4 "Анкеты" late=True %}')


@pytest.mark.parametrize("total", [0, None])
def test_bar_without_a_whole_is_words(total):
    assert render('{% bar 0 total "Анкеты" %}', total=total) == '<span class="muted">нет данных</span>'
