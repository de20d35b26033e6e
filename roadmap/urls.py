from django.urls import path

from roadmap import views

app_name = "roadmap"
urlpatterns = [
    path("", views.roadmap_list, name="list"),
    path("add/", views.roadmap_add, name="add"),
    path("<int:pk>/", views.roadmap_detail, name="detail"),
    path("<int:pk>/edit/", views.roadmap_edit, name="edit"),
    path("<int:pk>/print/", views.roadmap_print, name="print"),
    path("<int:pk>/activities/add/", views.activity_add, name="activity_add"),
    path("activities/<int:pk>/", views.activity, name="activity"),
    path("activities/<int:pk>/edit/", views.activity_edit, name="activity_edit"),
    path("activities/<int:pk>/remove/", views.activity_remove, name="activity_remove"),
    path("activities/<int:pk>/close/", views.activity_close, name="activity_close"),
    path("activities/<int:pk>/reopen/", views.activity_reopen, name="activity_reopen"),
]
