from django.urls import path

from programmes.views import adding, lists, pages, rows, templates

app_name = "programmes"
urlpatterns = [
    path("", lists.programmes_list, name="list"),
    path("export/", lists.programmes_export, name="export"),
    path("add/", adding.programme_add, name="add"),
    path("templates/", templates.templates_list, name="templates"),
    path("templates/<int:pk>/", templates.template_edit, name="template_edit"),
    path("templates/<int:pk>/delete/", templates.template_delete, name="template_delete"),
    path("<int:pk>/", pages.programme_detail, name="detail"),
    path("<int:pk>/edit/", pages.programme_edit, name="edit"),
    path("<int:pk>/submit/", pages.programme_submit, name="submit"),
    path("<int:pk>/return/", pages.programme_return, name="return"),
    path("<int:pk>/remark/", pages.remark_add, name="remark_add"),
    path("<int:pk>/complete/", pages.programme_complete, name="complete"),
    path("<int:pk>/change/", pages.programme_change, name="change"),
    path("<int:pk>/drop/", pages.programme_drop, name="drop"),
    path("<int:pk>/versions/", pages.programme_versions, name="versions"),
    path("<int:pk>/template/", templates.template_save, name="template_save"),
    path("<int:pk>/rows/add/", rows.row_add, name="row_add"),
    path("<int:pk>/rows/library/", rows.rows_pick, name="rows_pick"),
    path("rows/<int:pk>/", rows.row_edit, name="row_edit"),
    path("rows/<int:pk>/report/", rows.row_report, name="row_report"),
    path("rows/<int:pk>/done/", rows.row_done, name="row_done"),
    path("rows/<int:pk>/move/", rows.row_move, name="row_move"),
    path("rows/<int:pk>/remove/", rows.row_remove, name="row_remove"),
    path("rows/<int:pk>/remark/", pages.row_remark, name="row_remark"),
    path("remarks/<int:pk>/settle/", pages.remark_settle, name="remark_settle"),
]
