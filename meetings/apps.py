from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = "Встречи"

    def ready(self):
        """Tell the desk, the roadmap, the pages of pairs, the calendar and the registers what this room knows."""
        from meetings import (  # noqa: F401, PLC0415  (models are loaded only now)
            erasing,
            erasing_answers,
            extract,
            extract_answers,
            feed,
            mine,
            progress,
            receivers,
            register,
            telling,
            todo,
        )
        from meetings.services import links  # noqa: F401, PLC0415  (its letters go every day)
