from django.apps import AppConfig


class PairsConfig(AppConfig):
    name = "pairs"
    verbose_name = "Пары и программы"

    def ready(self):
        """Tell the roadmap and the desk what this room knows."""
        from pairs import erasing, extract, progress, receivers, todo  # noqa: F401, PLC0415  (models are loaded only now)
