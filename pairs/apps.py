from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate

from pairs import capacity


class PairsConfig(AppConfig):
    name = "pairs"
    verbose_name = "Пары и программы"

    def ready(self):
        """Tell the roadmap and the desk what this room knows."""
        from pairs import erasing, extract, history, progress, receivers, todo  # noqa: F401, PLC0415  (models are loaded only now)

        pre_migrate.connect(lift_rules, sender=self)
        post_migrate.connect(lay_rules, sender=self)


def lift_rules(using, **more):
    """SQLite remakes tables in migrations, which triggers would stop."""
    if connections[using].vendor == "sqlite":
        capacity.remove(connections[using])


def lay_rules(using, **more):
    if capacity.missing(connections[using]):
        capacity.install(connections[using])
