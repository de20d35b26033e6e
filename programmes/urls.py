from django.urls import path

from programmes.views import lists

app_name = "programmes"
urlpatterns = [
    path("", lists.programmes_list, name="list"),
]
