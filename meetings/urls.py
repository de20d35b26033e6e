from django.urls import path

from meetings import urls_answering
from meetings.views import hours, journal, lists, planning, vacations

app_name = "meetings"
urlpatterns = [
    path("", lists.meetings_list, name="list"),
    path("plan/", planning.plan_several, name="plan_several"),
    path("hours/", hours.hours, name="hours"),
    path("pair/<int:pk>/", lists.meetings_of_pair, name="of_pair"),
    path("pair/<int:pk>/plan/", planning.plan, name="plan"),
    path("pair/<int:pk>/add/", planning.meeting_add, name="add"),
    path("pair/<int:pk>/tell/", journal.meeting_tell, name="tell"),
    path("pair/<int:pk>/today/", journal.met_today, name="met_today"),
    path("series/<int:pk>/edit/", planning.series_edit, name="series_edit"),
    path("series/<int:pk>/stop/", planning.series_stop, name="series_stop"),
    path("vacations/", vacations.vacations, name="vacations"),
    path("vacations/year/", vacations.vacations_year, name="vacations_year"),
    path("vacations/add/", vacations.vacation_add, name="vacation_add"),
    path("vacations/<int:pk>/edit/", vacations.vacation_edit, name="vacation_edit"),
    path("vacations/<int:pk>/remove/", vacations.vacation_remove, name="vacation_remove"),
    path("<int:pk>/", journal.meeting_detail, name="detail"),
    path("<int:pk>/held/", journal.meeting_hold, name="hold"),
    path("<int:pk>/missed/", journal.meeting_miss, name="miss"),
    path("<int:pk>/edit/", journal.meeting_edit, name="edit"),
    path("<int:pk>/move/", planning.meeting_move, name="move"),
    path("<int:pk>/cancel/", planning.meeting_cancel, name="cancel"),
    path("<int:pk>/restore/", planning.meeting_restore, name="restore"),
    *urls_answering.urlpatterns,
]
