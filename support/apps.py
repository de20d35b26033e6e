from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "support"
    verbose_name = "Поддержка наставляемых без пары"

    def ready(self):
        """Tell the roadmap, the desk, the histories and the lists what this room knows."""
        from support import (  # noqa: PLC0415  (models are loaded only now)
            erasing,  # noqa: F401
            export,  # noqa: F401
            extract,  # noqa: F401
            moments,  # noqa: F401
            progress,  # noqa: F401
            receivers,  # noqa: F401
            todo,  # noqa: F401
        )
