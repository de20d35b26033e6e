"""One named answer in words: the questions its writer was asked, each with what was answered."""

from dataclasses import dataclass

from surveys.asking import asked
from surveys.results.labels import one_answer
from surveys.sheet import WHY, Question


@dataclass(frozen=True)
class Written:
    question: Question
    lines: list[str]
    why: str = ""


def written_answers(response):
    """[(title of the section, [Written])]; a question without an answer stands there with none."""
    answers = response.answers
    sheet = response.campaign.questionnaire.sheet
    return [
        (
            section.title,
            [
                Written(
                    question,
                    one_answer(question, answers.get(question.key)),
                    answers.get(question.key + WHY, ""),
                )
                for question in questions
            ],
        )
        for section, questions in asked(sheet, answers, response.invitation.side)
    ]
