"""The table of programmes and its file."""

from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from common.pages import file_response, page_of, require
from pairs.models import Pair
from programmes.models import Programme
from programmes.permissions import can_export_programmes, can_keep_templates, can_see_programmes
from programmes.services import write_register
from programmes.table import Line, ProgrammeFilter, counted, figures_of, lines_of, pairs_without

MOST_PAIRS = 100  # of those without a programme


@require_safe
def programmes_list(request):
    me = request.membership
    require(can_see_programmes(me))
    chosen = ProgrammeFilter(request.GET)
    programmes = Programme.objects.visible_to(me)
    page = page_of(request, counted(chosen.narrow(programmes)))
    page.object_list = [Line(programme.pair, programme) for programme in page.object_list]
    pairs = chosen.narrow_pairs(pairs_without(Pair.objects.visible_to(me)))[: MOST_PAIRS + 1]
    can_send = can_keep_templates(me)
    context = {
        "page": page,
        "pairs": list(pairs)[:MOST_PAIRS],
        "more_pairs": len(pairs) > MOST_PAIRS,
        "figures": figures_of(programmes),
        "filter": chosen,
        "can_send": can_send and any(line.can_be_sent for line in page.object_list),
        "is_curator": can_send,
    }
    return render(request, "programmes/programmes_list.html", context)


@require_POST
def programmes_export(request):
    """The table as its filter shows it, as a workbook."""
    me = request.membership
    require(can_export_programmes(me))
    chosen = ProgrammeFilter(request.POST)
    lines = lines_of(chosen.narrow(Programme.objects.visible_to(me)))
    lines += [Line(pair) for pair in chosen.narrow_pairs(pairs_without(Pair.objects.visible_to(me)))]
    data, name = write_register(lines, by=me)
    return file_response(data, name=name, content_type="application/octet-stream")
