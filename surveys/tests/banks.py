"""Questionnaires the banks are filled from, as tests ask them."""

from surveys.tests.factories import CampaignFactory, InvitationFactory, QuestionnaireFactory, ResponseFactory

PLAN, ORDER, OWN = (
    "Планирование и рабочая программа",
    "Дисциплина и работа с трудным классом",
    "Театр в школе",
)
REQUESTS = {
    "sections": [
        {
            "key": "s1",
            "questions": [
                {"key": "grid", "kind": "grid", "words": "Как вы справляетесь?", "low": 0, "high": 2, "rows": [
                    {"key": "plan", "words": "Составить рабочую программу", "competence": PLAN},
                    {"key": "topics", "words": "Выбрать темы", "competence": PLAN},
                    {"key": "order", "words": "Держать порядок на уроке", "competence": ORDER},
                    {"key": "stage", "words": "Поставить спектакль", "competence": OWN},
                ]},
                {"key": "forms", "kind": "several", "words": "С кем?", "options": [
                    {"key": "teacher_teacher", "words": "С учителем"},
                    {"key": "head_pedagogue", "words": "С администрацией"}]},
                {"key": "request", "kind": "short", "words": "С чего начать?"},
                {"key": "wishes", "kind": "long", "words": "Какой наставник нужен?"},
            ],
        }
    ]
}  # fmt: skip
ASKED = {
    "grid": {"plan": 2, "topics": 2, "order": 1, "stage": 2},
    "forms": ["head_pedagogue"],
    "request": "Открытый урок в декабре",
    "wishes": "Удобнее по средам",
}
CANDIDATE = {
    "sections": [
        {
            "key": "s1",
            "questions": [
                {"key": "competences", "kind": "several", "words": "В чём сильны?", "options": [
                    {"key": "c1", "words": "Планирование", "competence": PLAN},
                    {"key": "c2", "words": "Театр", "competence": OWN}]},
                {"key": "capacity", "kind": "number", "words": "Скольким?", "low": 1, "high": 20},
                {"key": "time_resource", "kind": "single_other", "words": "Время?", "options": [
                    {"key": "two", "words": "2 часа в неделю"}]},
                {"key": "mentee_ages", "kind": "several", "words": "Возраст?", "options": [
                    {"key": "teens", "words": "до 18 лет"}, {"key": "young", "words": "18–25 лет"}]},
                {"key": "interests", "kind": "short", "words": "Увлечения?"},
            ],
        }
    ]
}  # fmt: skip
OFFERED = {
    "competences": ["c1", "c2"],
    "capacity": 2,
    "time_resource": "two",
    "mentee_ages": ["teens", "young"],
    "interests": "Походы",
}


def answered(organization, purpose="requests", person=None, *, answers=None, campaign=None, **values):
    """An answer that waits to be written into a bank."""
    content, usual, side = (
        (REQUESTS, ASKED, "mentee") if purpose == "requests" else (CANDIDATE, OFFERED, "mentor")
    )
    campaign = campaign or CampaignFactory(
        questionnaire=QuestionnaireFactory(
            organization=organization, purpose=purpose, side=side, content=content, status="frozen"
        )
    )
    people = {"person": person} if person else {}
    invitation = InvitationFactory(campaign=campaign, side=side, **people)
    return ResponseFactory(invitation=invitation, answers=usual if answers is None else answers, **values)
