from django.urls import path

from surveys.views import reading, ready

urlpatterns = [
    path("questionnaires/read/", reading.questionnaire_read, name="questionnaire_read"),
    path("questionnaires/<int:pk>/reading/", reading.questionnaire_reading, name="questionnaire_reading"),
    path("questionnaires/<int:pk>/reading/strike/", reading.doubt_strike, name="doubt_strike"),
    path("questionnaires/<int:pk>/reading/done/", reading.doubts_strike, name="doubts_strike"),
    path("ready/", ready.ready_list, name="ready"),
    path("ready/set/<slug:ready_form>/", ready.ready_take_set, name="ready_take_set"),
    path("ready/<slug:ready_key>/", ready.ready_one, name="ready_one"),
    path("ready/<slug:ready_key>/take/", ready.ready_take, name="ready_take"),
]
