from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "documents"
    verbose_name = "Документы"

    def ready(self):
        """Tell the roadmap, the desk and the jobs what this room knows."""
        from documents import (  # noqa: F401, PLC0415  (models are loaded only now)
            erasing,
            extract,
            jobs,
            pair_moments,
            progress,
            receivers,
            todo,
        )
