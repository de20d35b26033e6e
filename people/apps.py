from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = "Участники"

    def ready(self):
        """Tell the roadmap and the desk what this room knows."""
        from people import progress, todo  # noqa: F401, PLC0415  (models are loaded only now)
        from people.services import printing  # noqa: F401, PLC0415
