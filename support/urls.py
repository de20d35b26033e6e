from django.urls import path

from support.views import lists

app_name = "support"
urlpatterns = [
    path("", lists.support_list, name="list"),
]
