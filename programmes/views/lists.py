from django.shortcuts import render
from django.views.decorators.http import require_safe

from common.pages import require
from pairs.permissions import can_see_pairs


@require_safe
def programmes_list(request):
    require(can_see_pairs(request.membership))
    return render(request, "programmes/programmes_list.html")
