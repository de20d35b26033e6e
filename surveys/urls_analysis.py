from django.urls import path

from surveys.views import deficits, dynamics, export, swot

urlpatterns = [
    path("dynamics/", dynamics.dynamics, name="dynamics"),
    path("dynamics/pdf/", dynamics.dynamics_pdf, name="dynamics_pdf"),
    path("years/", dynamics.compare, name="compare"),
    path("deficits/", deficits.deficits, name="deficits"),
    path("swot/", swot.swot, name="swot"),
    path("swot/pdf/", swot.swot_pdf, name="swot_pdf"),
    path("swot/sort/", swot.answer_sort, name="swot_sort"),
    path("swot/add/", swot.note_add, name="swot_add"),
    path("swot/undo/", swot.undo, name="swot_undo"),
    path("swot/<int:pk>/move/", swot.note_move, name="swot_move"),
    path("swot/<int:pk>/edit/", swot.note_edit, name="swot_edit"),
    path("swot/<int:pk>/remove/", swot.note_remove, name="swot_remove"),
    path("campaigns/<int:pk>/export/", export.export, name="export"),
]
