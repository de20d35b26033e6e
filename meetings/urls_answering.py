"""Routes of "Встретились?" and "Подходите друг другу?"; `meetings.urls` includes them."""

from django.urls import path

from meetings.views import answering, fitting

urlpatterns = [
    path("<int:pk>/met/", answering.met, name="met"),
    path("<int:pk>/met/topic/", answering.met_topic, name="met_topic"),
    path("<int:pk>/met/decide/", answering.met_decide, name="met_decide"),
    path("answers/", answering.answers, name="answers"),
    path("pair/<int:pk>/fit/", fitting.fit, name="fit"),
    path("pair/<int:pk>/slips/", fitting.link_slip, name="link_slip"),
    path("fits/", fitting.fits, name="fits"),
    path("fits/<int:pk>/settle/", fitting.fit_settle, name="fit_settle"),
]
