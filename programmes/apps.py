from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "programmes"
    verbose_name = "Программы пар"

    def ready(self):
        """Tell the roadmap, the desk and the page of a pair what this room knows."""
        from programmes import erasing, extract, progress, seams, todo  # noqa: F401, PLC0415  (models are loaded only now)
