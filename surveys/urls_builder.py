from django.urls import path

from surveys.views import preview, questionnaires, questions, sections

ONE = "questionnaires/<int:pk>/"
QUESTION = ONE + "questions/<slug:survey_question>/"
SECTION = ONE + "sections/<slug:survey_section>/"
urlpatterns = [
    path("questionnaires/", questionnaires.questionnaires_list, name="questionnaires"),
    path("questionnaires/add/", questionnaires.questionnaire_add, name="questionnaire_add"),
    path(ONE, questionnaires.questionnaire_detail, name="questionnaire"),
    path(ONE + "head/", questionnaires.questionnaire_head, name="questionnaire_head"),
    path(ONE + "copy/", questionnaires.questionnaire_copy, name="questionnaire_copy"),
    path(ONE + "version/", questionnaires.questionnaire_version, name="questionnaire_version"),
    path(ONE + "archive/", questionnaires.questionnaire_archive, name="questionnaire_archive"),
    path(ONE + "restore/", questionnaires.questionnaire_restore, name="questionnaire_restore"),
    path(ONE + "remove/", questionnaires.questionnaire_remove, name="questionnaire_remove"),
    path(ONE + "bands/", sections.bands, name="bands"),
    path(ONE + "put-back/", questions.removed_restore, name="removed_restore"),
    path(ONE + "settle/", questions.doubt_settle, name="doubt_settle"),
    path(ONE + "preview/", preview.preview, name="preview"),
    path(ONE + "preview/sheet/", preview.preview_sheet, name="preview_sheet"),
    path(ONE + "questions/add/", questions.question_add, name="question_add"),
    path(ONE + "questions/paste/", questions.questions_paste, name="questions_paste"),
    path(QUESTION, questions.question_edit, name="question_edit"),
    path(QUESTION + "items/", questions.question_items, name="question_items"),
    path(QUESTION + "move/", questions.question_move, name="question_move"),
    path(QUESTION + "copy/", questions.question_copy, name="question_copy"),
    path(QUESTION + "remove/", questions.question_remove, name="question_remove"),
    path(ONE + "sections/add/", sections.section_add, name="section_add"),
    path(SECTION, sections.section_edit, name="section_edit"),
    path(SECTION + "move/", sections.section_move, name="section_move"),
    path(SECTION + "remove/", sections.section_remove, name="section_remove"),
]
