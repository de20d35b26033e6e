from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "surveys"
    verbose_name = "Анкеты и опросы"

    def ready(self):
        """Tell the desk, the roadmap, the pages of pairs, destruction and extract what this room knows."""
        from surveys import (  # noqa: PLC0415  (models are loaded only now)
            erasing,  # noqa: F401
            extract,  # noqa: F401
            fingerprints,  # noqa: F401
            mine,  # noqa: F401
            progress,  # noqa: F401
            receivers,  # noqa: F401
            todo,  # noqa: F401
        )
        from surveys.services import campaigns, letters  # noqa: F401, PLC0415  (closing and reminders go every day)
