from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "jobs"
    verbose_name = "Задания"

    def ready(self):
        """Register the removal of files and the cleaning of old ones."""
        from jobs import cleaning, removal  # noqa: F401, PLC0415 - models must be loaded first
