"""Papers: one sheet, and an order with a long appendix, beside WeasyPrint on the same HTML."""

from functools import partial

from bench.bare_paper import bare_pdf, html_of
from bench.compare import compare
from common.pdf import render_pdf
from common.tests import papers

CONSENT, ORDER = "papers/consent.html", "papers/paper.html"


def measure(repeats=15, appendix_rows=200):
    long_order = papers.order(rows=appendix_rows)
    return [
        beside_bare("one sheet: consent", CONSENT, papers.consent(), bar=1.3, repeats=repeats),
        beside_bare("one sheet: order", ORDER, papers.one_sheet_order(), bar=1.3, repeats=repeats),
        beside_bare(
            f"order, appendix of {appendix_rows} rows",
            ORDER,
            long_order,
            bar=1.1,
            repeats=max(repeats // 3, 1),
        ),
    ]


def beside_bare(name, template, content, *, bar, repeats):
    return compare(
        name,
        partial(render_pdf, template, content),
        partial(bare_pdf, html_of(template, content)),
        bar=("<=", bar),
        meaning="time of render_pdf : time of bare WeasyPrint, same HTML and PDF/A options, fonts loaded before",
        repeats=repeats,
    )
