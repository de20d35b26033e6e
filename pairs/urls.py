from django.urls import path

from pairs import views

app_name = "pairs"
urlpatterns = [
    path("", views.pair_list, name="list"),
    path("add/", views.pair_add, name="add"),
    path("<int:pk>/", views.pair_detail, name="detail"),
    path("<int:pk>/edit/", views.pair_edit, name="edit"),
    path("<int:pk>/confirm/", views.pair_confirm, name="confirm"),
    path("<int:pk>/back/", views.pair_back, name="back"),
    path("<int:pk>/pause/", views.pair_pause, name="pause"),
    path("<int:pk>/resume/", views.pair_resume, name="resume"),
    path("<int:pk>/dissolve/", views.pair_dissolve, name="dissolve"),
]
