"""What is noted beside the records and their history: sessions, and what concerns one's account."""

import datetime as dt
from dataclasses import dataclass

from dashboard.core.accounts import SignIn
from dashboard.store import accounts, sign_ins
from dashboard.store.reading import Reading


@dataclass(frozen=True)
class Noting(Reading):
    """A short transaction outside the writers' queue, as long as `Store.noting` lends it."""

    def begin_sign_in(self, key: str, begun: SignIn) -> None:
        """Store a session that begins; one that another server began at once stays as it is."""
        sign_ins.begin(self.connection, key, begun)
        accounts.set_values(self.connection, begun.person, signed_in_at=begun.begun_at)

    def seen(self, key: str, at: dt.datetime) -> None:
        """Note that somebody did something in a session."""
        sign_ins.seen(self.connection, key, at)

    def end_sign_in(self, key: str, at: dt.datetime) -> None:
        """End a session, for every server and for good."""
        sign_ins.end(self.connection, key, at)

    def bind(self, person: str, issuer: str, subject: str, at: dt.datetime) -> bool:
        """Bind an account to a subject and return True; False where it is bound to one already."""
        return accounts.bind(self.connection, person, issuer, subject, at)

    def prefer_public(self, person: str, prefers: bool) -> None:
        """Note whether somebody wants to see figures as everybody may."""
        accounts.set_values(self.connection, person, prefers_public=prefers)
