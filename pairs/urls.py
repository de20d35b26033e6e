from django.urls import path

from pairs.views import changing, ending, forming, pages, people

app_name = "pairs"
urlpatterns = [
    path("", pages.pair_list, name="list"),
    path("mine/", pages.pair_mine, name="mine"),
    path("export/", pages.pair_export, name="export"),
    path("add/", forming.pair_add, name="add"),
    path("<int:pk>/", pages.pair_detail, name="detail"),
    path("<int:pk>/edit/", forming.pair_edit, name="edit"),
    path("<int:pk>/confirm/", forming.pair_confirm, name="confirm"),
    path("<int:pk>/back/", forming.pair_back, name="back"),
    path("<int:pk>/pause/", forming.pair_pause, name="pause"),
    path("<int:pk>/resume/", forming.pair_resume, name="resume"),
    path("<int:pk>/dissolve/", forming.pair_dissolve, name="dissolve"),
    path("<int:pk>/changes/add/", changing.change_add, name="change_add"),
    path("changes/<int:pk>/", changing.change, name="change"),
    path("changes/<int:pk>/drop/", changing.change_drop, name="change_drop"),
    path("<int:pk>/substitutes/add/", people.substitution_add, name="substitution_add"),
    path("substitutes/<int:pk>/end/", people.substitution_end, name="substitution_end"),
    path("<int:pk>/members/add/", people.member_add, name="member_add"),
    path("members/<int:pk>/leave/", people.member_leave, name="member_leave"),
    path("<int:pk>/pay/", people.pair_pay, name="pay"),
    path("<int:pk>/complete/", ending.pair_complete, name="complete"),
    path("completing/", ending.pairs_completing, name="completing"),
    path("<int:pk>/history/", ending.pair_history, name="history"),
    path("<int:pk>/notes/add/", ending.note_add, name="note_add"),
    path("notes/<int:pk>/remove/", ending.note_remove, name="note_remove"),
]
