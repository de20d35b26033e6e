"""Forms and kinds of mentoring: what the banks offer and ask for, what the pairs above are of (Р-145; АЗ-1128/08)."""

from django.db import models


class MentoringForm(models.TextChoices):
    PEDAGOGUE_PEDAGOGUE = "pedagogue_pedagogue", "педагог – педагог"
    TEACHER_TEACHER = "teacher_teacher", "учитель – учитель"
    HEAD_PEDAGOGUE = "head_pedagogue", "руководитель – педагог"
    STUDENT_STUDENT = "student_student", "ученик – ученик"
    COLLEGE_STUDENT_PUPIL = "college_student_pupil", "студент – ученик"
    EMPLOYER_PUPIL = "employer_pupil", "работодатель – ученик"
    EMPLOYER_STUDENT = "employer_student", "работодатель – студент"
    PARTNER_PEDAGOGUE = "partner_pedagogue", "социальный партнёр – педагог"


class MentoringKind(models.TextChoices):
    TRADITIONAL = "traditional", "традиционное"
    GROUP = "group", "групповое"
    VIRTUAL = "virtual", "дистанционное"
    SHORT_TERM = "short_term", "краткосрочное"
    REVERSE = "reverse", "реверсивное"
    SITUATIONAL = "situational", "ситуационное"
    SPEED = "speed", "скоростное"
    PEER = "peer", "партнёрское (равный – равному)"
    TEAM = "team", "командное"
