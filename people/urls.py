from django.urls import path

from people.views import banks, competences, consents, imports, persons

app_name = "people"
urlpatterns = [
    path("", persons.person_list, name="list"),
    path("add/", persons.person_add, name="add"),
    path("<int:pk>/", persons.person_detail, name="detail"),
    path("<int:pk>/edit/", persons.person_edit, name="edit"),
    path("<int:pk>/forms/", persons.person_forms, name="forms"),
    path("<int:pk>/leave/", persons.person_leave, name="leave"),
    path("<int:pk>/access/", persons.person_access, name="access"),
    path("import/", imports.import_add, name="import_add"),
    path("import/<int:pk>/", imports.import_detail, name="import_detail"),
    path("import/<int:pk>/commit/", imports.import_commit, name="import_commit"),
    path("import/<int:pk>/bad/", imports.import_bad, name="import_bad"),
    path("mentees/", banks.mentees, name="mentees"),
    path("mentees/add/", banks.mentees_add, name="mentees_add"),
    path("mentees/<int:pk>/", banks.mentee_edit, name="mentee_edit"),
    path("mentees/<int:pk>/leave/", banks.mentee_leave, name="mentee_leave"),
    path("mentees/table/", banks.mentees_table, name="mentees_table"),
    path("mentors/", banks.mentors, name="mentors"),
    path("mentors/table/", banks.mentors_table, name="mentors_table"),
    path("mentors/add/", banks.mentors_add, name="mentors_add"),
    path("mentors/<int:pk>/", banks.mentor_edit, name="mentor_edit"),
    path("mentors/<int:pk>/leave/", banks.mentor_leave, name="mentor_leave"),
    path("competences/", competences.competence_list, name="competences"),
    path("competences/add/", competences.competence_add, name="competence_add"),
    path("competences/fill/", competences.competence_fill, name="competence_fill"),
    path("competences/<int:pk>/", competences.competence_edit, name="competence_edit"),
    path("consents/", consents.consent_list, name="consents"),
    path("consents/sign/", consents.consents_sign, name="consents_sign"),
    path("consents/<int:pk>/", consents.consent_detail, name="consent"),
    path("consents/<int:pk>/sign/", consents.consent_sign, name="consent_sign"),
    path("consents/<int:pk>/attach/", consents.consent_attach, name="consent_attach"),
    path("consents/<int:pk>/scan/", consents.consent_scan, name="consent_scan"),
]
