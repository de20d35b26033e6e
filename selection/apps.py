from django.apps import AppConfig


class SelectionConfig(AppConfig):
    name = "selection"
    verbose_name = "Подбор пар"

    def ready(self):
        """Tell the desk, the pairs and the rooms of people what this room knows."""
        from selection import (  # noqa: F401, PLC0415  (models are loaded only now)
            erasing,
            erasing_choosing,
            extract,
            extract_choosing,
            pair_part,
            todo,
            todo_choosing,
        )
        from selection.services import printing  # noqa: F401, PLC0415  (a kind of job)
