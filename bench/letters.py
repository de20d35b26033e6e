"""A batch of letters of thanks, from rows to one file: beside WeasyPrint alone and beside LibreOffice."""

import time
from functools import partial

from bench import libreoffice
from bench.bare_paper import bare_pool, html_of
from bench.compare import compare
from common.docx import render_docx
from documents.kinds import KINDS
from documents.models import Document
from documents.services.drafts import current_content
from documents.services.letters import draft_letters
from documents.services.printing import bound_papers
from jobs.models import Job
from organizations.tests.factories import MembershipFactory
from people.tests.factories import PersonFactory
from tests.invented import people

KIND = KINDS[Document.Kind.THANKS]
BY_HAND = 4  # papers that LibreOffice is given: it needs a second for each


def measure(repeats=3, papers=200):
    drafts = drafts_of(papers)
    contents = [current_content(draft) | {"draft": True} for draft in drafts]
    job = job_of(drafts)
    yield compare(
        f"{papers} papers of the register, one file",
        partial(bound_papers, job),
        partial(bare_pool, [html_of(KIND.template, content) for content in contents]),
        bar=(">=", 0.85),
        meaning="papers per second of the job (rows, contents, drawing, one file) : of a bare WeasyPrint pool",
        repeats=repeats,
    )
    if libreoffice.PROGRAM:
        documents = [render_docx(content) for content in contents[:BY_HAND]]
        yield compare(
            f"{papers} papers beside LibreOffice",
            lambda: per_paper(partial(bound_papers, job), papers),
            lambda: per_paper(partial(libreoffice.convert, documents), BY_HAND),
            bar=(">=", 10),
            meaning="papers per second of the same job : of LibreOffice making PDFs of the same papers one by one",
            repeats=repeats,
        )


def per_paper(work, count):
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) / count


def drafts_of(count):
    """A letter of thanks for each of so many people."""
    curator = MembershipFactory(role="curator")
    cards = [
        PersonFactory(
            organization=curator.organization, last_name=person.last_name, first_name=person.first_name,
            patronymic=person.patronymic, position=person.position,
        )
        for person in people(count)
    ]  # fmt: skip
    facts = {"school_year": curator.organization.school_year, "reason": "mentor"}
    return draft_letters(
        KIND, facts | {"people": cards, "others": "", "order": None, "words": ""}, by=curator
    )


def job_of(drafts):
    return Job.objects.create(
        organization=drafts[0].organization, kind="papers_pdf", title="Печать", status=Job.Status.RUNNING,
        payload={"papers": [draft.pk for draft in drafts]},
    )  # fmt: skip
