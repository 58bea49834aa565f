"""What a form does when somebody else changed the same item: both versions side by side."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar, cast

import streamlit as st

from dashboard.core.people import Deed, Signature
from dashboard.errors import ConflictError
from dashboard.store.engine import Store
from dashboard.ui import changes, components

R = TypeVar("R")


@dataclass(frozen=True)
class Drawn(Generic[R]):
    """What a form was drawn from: the record then, and its version."""

    record: R
    version: int


@dataclass(frozen=True)
class _Met:
    """A conflict that was met: its sentence, both versions in words, the version stored."""

    sentence: str
    stored: Mapping[str, str]
    typed: Mapping[str, str]
    version: int


def drawn(form: str, record: R, version: int) -> Drawn[R]:
    """Return what a form was first drawn from: the same until a form's change was made.

    What somebody else stores meanwhile must not slip in: the fields on the screen keep their old
    values, and saving those over a newer version would undo it unseen.
    """
    key = changes.entry(f"drawn_{form}")
    held: Drawn[R] = changes.kept().setdefault(key, Drawn(record, version))
    return held


def submitted(form: str, verb: str) -> bool:
    """Show a form's button and return whether it was pressed; stands within the form.

    After a conflict, both versions stand above it, and what saves the one over the other beside it.
    """
    met: _Met | None = changes.kept().get(_key(form))
    if met is None:
        return st.form_submit_button(verb)
    st.error(components.plain(met.sentence))
    components.table(_side_by_side(met), "The two versions")
    components.muted(
        "What you typed is still in the form above. To keep what is stored, leave this page."
    )
    return st.form_submit_button("Save mine over it")


def save(
    form: str,
    base: Drawn[R],
    typed: Mapping[str, str],
    words_of: Callable[[R], Mapping[str, str]],
    change: Callable[[Store, Signature, int], object],
    done: str,
    takes: Deed | None = None,
) -> None:
    """Make a form's change over the version it was drawn from, or over the one it met since.

    `words_of` puts a record's fields in the words in which `typed` has the form's.  Where what
    somebody else changed is not in the form, there is nothing to compare, and it is saved. `takes`
    is as of `changes.make`.
    """
    met: _Met | None = changes.kept().get(_key(form))
    version = met.version if met else base.version
    newer: list[ConflictError] = []

    def saved(store: Store, signature: Signature) -> object:
        try:
            return change(store, signature, version)
        except ConflictError as conflict:
            before = met.stored if met else words_of(base.record)
            if words_of(cast(R, conflict.held)) == before:
                return change(store, signature, conflict.version)
            newer.append(conflict)
            raise

    changes.make(saved, done, takes=takes)
    if newer:
        conflict = newer[0]
        stored = words_of(cast(R, conflict.held))
        changes.kept()[_key(form)] = _Met(str(conflict), stored, typed, conflict.version)
        st.rerun()


def _key(form: str) -> str:
    return changes.entry(f"conflict_{form}")


def _side_by_side(met: _Met) -> dict[str, list[str]]:
    names = list(met.typed)
    differs = [met.stored.get(name, "") != met.typed[name] for name in names]
    return {
        "Field": names,
        "Stored now": [met.stored.get(name, "") or "empty" for name in names],
        "What you typed": [met.typed[name] or "empty" for name in names],
        "Compared": ["differs" if each else "the same" for each in differs],
    }
