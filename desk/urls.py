from django.urls import path

from desk import views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("letters/", views.letter_list, name="letters"),
    path("components/", views.components, name="components"),
]
