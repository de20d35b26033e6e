from django.urls import path

from selection.views import lists

app_name = "selection"
urlpatterns = [
    path("", lists.selection_list, name="list"),
]
