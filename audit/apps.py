from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "audit"
    verbose_name = "Журнал"

    def ready(self):
        from audit.services import record  # noqa: PLC0415 - models are loaded only now
        from organizations import journal  # noqa: PLC0415

        journal.keep_with(record)
