from django.urls import path

from meetings.views import lists

app_name = "meetings"
urlpatterns = [
    path("", lists.meetings_list, name="list"),
]
