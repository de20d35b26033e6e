from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "desk"
    verbose_name = "Мои дела"

    def ready(self):
        """Register the daily reminders."""
        from desk import reminders  # noqa: F401, PLC0415 - models must be loaded first
