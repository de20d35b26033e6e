"""The versions of a paper on its way to the register, and what changed between two of them."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from common.pages import require
from documents.comparing import differences
from documents.models import Document
from documents.permissions import can_see_papers
from documents.services.drafts import current_content

NOW = "now"


@require_safe
def document_versions(request, pk):
    """`?from=2&to=5` compares two versions, "now" is the paper as it reads today; without them the last change."""
    me = request.membership
    document = get_object_or_404(
        Document.objects.visible_to(me).select_related("organization", "created_by__user"), pk=pk
    )
    require(can_see_papers(me))
    rows = document.versions.visible_to(me)
    versions = list(rows.defer("content").select_related("saved_by__user").order_by("number"))
    names = [*(str(version.number) for version in versions), NOW]
    since, to, changes = compared(rows, document, names, request.GET)
    context = {
        "document": document,
        "versions": list(zip(versions, [None, *versions], strict=False)),
        "last": versions[-1] if versions else None,
        "names": names,
        "since": since,
        "to": to,
        "changes": changes,
    }
    return render(request, "documents/document_versions.html", context)


def compared(rows, document, names, question):
    """(from, to, changes) as asked for; else the last step at which anything changed."""
    asked = [question.get("from"), question.get("to")]
    if all(name in names for name in asked):
        return *asked, differences(*contents_of(rows, document, asked))
    last = names[-3:]
    contents = contents_of(rows, document, last)
    steps = list(zip(last, last[1:], contents, contents[1:], strict=False))
    for since, to, before, after in reversed(steps):
        if changes := differences(before, after):
            return since, to, changes
    return last[0], last[-1], []


def contents_of(rows, document, names):
    numbers = [int(name) for name in names if name != NOW]
    contents = {str(row.number): row.content for row in rows.filter(number__in=numbers)}
    return [current_content(document) if name == NOW else contents[name] for name in names]
