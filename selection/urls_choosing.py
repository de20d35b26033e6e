from django.urls import path

from selection.views import choosing, wishes

urlpatterns = [
    path("wishes/", wishes.wish_list, name="wishes"),
    path("wishes/add/", wishes.wish_add, name="wish_add"),
    path("wishes/<int:pk>/remove/", wishes.wish_remove, name="wish_remove"),
    path("wishes/mine/", wishes.my_sheet, name="my_wishes"),
    path("wishes/mine/<int:question>/", wishes.my_question, name="my_question"),
    path("choices/", choosing.choice_list, name="choices"),
    path("choices/add/", choosing.choice_add, name="choice_add"),
    path("choices/<int:pk>/", choosing.choice_detail, name="choice"),
    path("choices/<int:pk>/edit/", choosing.choice_edit, name="choice_edit"),
    path("choices/<int:pk>/delete/", choosing.choice_delete, name="choice_delete"),
    path("choices/<int:pk>/close/", choosing.choice_close, name="choice_close"),
    path("choices/<int:pk>/reopen/", choosing.choice_reopen, name="choice_reopen"),
    path("choices/<int:pk>/sheets/", choosing.choice_sheets, name="choice_sheets"),
    path("choices/<int:pk>/sheets/print/", choosing.choice_sheets_print, name="choice_sheets_print"),
    path("choices/<int:pk>/schedule.pdf", choosing.choice_schedule_pdf, name="choice_schedule_pdf"),
    path("choices/<int:pk>/mine/", wishes.my_sheet, name="my_sheet"),
    path("choices/<int:pk>/mine/<int:question>/", wishes.my_question, name="my_sheet_question"),
]
