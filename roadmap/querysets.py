"""Who reaches which rows, where the models have no room for it."""

from common.codes import digest
from organizations.models import OwnedQuerySet


class CalendarFeedQuerySet(OwnedQuerySet):
    def visible_to(self, membership):
        """One's own only."""
        return self.filter(membership=membership)

    def for_token(self, token):
        """The feed with this address, as long as its owner may come in."""
        open_ones = self.filter(membership__is_active=True, membership__user__is_active=True)
        return open_ones.filter(token_sha256=digest(token))
