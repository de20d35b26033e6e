"""A batch of consent forms: the drawing alone, and the whole job up to one file for the printer."""

from functools import partial

from bench.bare_paper import bare_pool, html_of
from bench.compare import compare
from common.pdf_pool import render_many
from jobs.models import Job
from people.consent_paper import content_of
from people.models import Consent
from people.services.printing import consents_pdf
from people.tests.factories import ConsentFactory, PersonFactory
from tests.invented import people

TEMPLATE = "papers/consent.html"


def measure(repeats=5, papers=200):
    job = job_of(papers)
    contents = contents_of(job)
    bare = partial(bare_pool, [html_of(TEMPLATE, content) for content in contents])
    share = partial(compare, limit=bare, bar=(">=", 0.85), repeats=repeats)
    return [
        share(
            f"{papers} papers, drawn",
            lambda: list(render_many(TEMPLATE, contents)),
            meaning="papers per second of render_many : of a bare WeasyPrint pool on all cores, its start included",
        ),
        share(
            f"{papers} papers, whole job",
            lambda: consents_pdf(job),
            meaning="papers per second of the job (rows, contents, drawing, one joined file) : of the same bare pool",
        ),
    ]


def job_of(count):
    """A job under way, whose forms stand in the ledger."""
    first = ConsentFactory(person=PersonFactory())
    organization = first.organization
    rows = [first]
    for person in people(count - 1):
        card = PersonFactory(
            organization=organization, last_name=person.last_name, first_name=person.first_name,
            patronymic=person.patronymic, position=person.position,
        )  # fmt: skip
        rows.append(ConsentFactory(person=card))
    return Job.objects.create(
        organization=organization, kind="consents_pdf", title="Бланки", status=Job.Status.RUNNING,
        payload={"consents": [row.pk for row in rows]},
    )  # fmt: skip


def contents_of(job):
    rows = Consent.objects.filter(pk__in=job.payload["consents"])
    return [content_of(row) for row in rows.select_related("person", "organization")]
