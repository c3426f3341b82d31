"""Does the connection that was kept from the last request still live? Django calls the class by this name."""

import select

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    def is_usable(self) -> bool:
        """A server that ends a session says so and closes. Only where something waits to be read is it asked, which takes as
        long as a statement; a server that is gone without a word would leave the question unanswered as well."""
        return self._is_silent() or super().is_usable()

    def _is_silent(self) -> bool:
        if self.connection.closed:
            return False
        waiting = select.poll()
        waiting.register(self.connection.fileno(), select.POLLIN)  # hang-up and error are told in any case
        return not waiting.poll(0)
