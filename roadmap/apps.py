from django.apps import AppConfig


class RoadmapConfig(AppConfig):
    name = "roadmap"
    verbose_name = "Дорожная карта"

    def ready(self):
        """Register what this room counts and what it puts on the desk."""
        from roadmap import counters, todo  # noqa: F401, PLC0415 - models must be loaded first
