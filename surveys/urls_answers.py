from django.urls import path

from surveys.views import answering

urlpatterns = [
    path("answer/<int:pk>/", answering.answer_own, name="answer"),
    path("answer/<int:pk>/save/", answering.answer_save, name="answer_save"),
    path("response/<int:pk>/file/<str:answer_key>/", answering.answer_file, name="answer_file"),
]
