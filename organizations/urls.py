from django.urls import path

from organizations import views, views_first_run, views_links

app_name = "organizations"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("first-run/", views_first_run.first_run, name="first_run"),
    path("account/", views.account, name="account"),
    path("account/reminders/", views.reminders, name="reminders"),
    path("switch/<int:pk>/", views.switch, name="switch"),
    path("members/", views.members, name="members"),
    path("members/add/", views.member_add, name="member_add"),
    path("members/slips/", views_links.slips, name="slips"),
    path("members/<int:pk>/invite/", views_links.member_invite, name="member_invite"),
    path("members/<int:pk>/close/", views.member_close, name="member_close"),
    path("members/<int:pk>/reopen/", views.member_reopen, name="member_reopen"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/edit/", views.edit, name="edit"),
]
