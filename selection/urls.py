from django.urls import include, path

from selection.views import deciding, lists, runs

app_name = "selection"
urlpatterns = [
    path("", lists.selection_list, name="list"),
    path("add/", lists.run_add, name="add"),
    path("weights/", lists.weights, name="weights"),
    path("<int:pk>/", runs.run_detail, name="detail"),
    path("<int:pk>/again/", runs.run_again, name="again"),
    path("<int:pk>/check/", runs.run_check, name="check"),
    path("<int:pk>/undo/", runs.run_undo, name="undo"),
    path("<int:pk>/drop/", runs.run_drop, name="drop"),
    path("<int:pk>/apply/", runs.run_apply, name="apply"),
    path("<int:pk>/variant/", lists.run_variant, name="variant"),
    path("<int:pk>/variants/", lists.run_variants, name="variants"),
    path("proposals/<int:pk>/lock/", deciding.lock, name="lock"),
    path("proposals/<int:pk>/unlock/", deciding.unlock, name="unlock"),
    path("proposals/<int:pk>/refuse/", deciding.refuse, name="refuse"),
    path("proposals/<int:pk>/replace/", deciding.replace, name="replace"),
    path("proposals/<int:pk>/swap/", deciding.swap, name="swap"),
    path("proposals/<int:pk>/effect/", deciding.effect, name="effect"),
    path("", include("selection.urls_choosing")),
]
