"""How the dashboard is run, as the command line promises it."""

from typing import Any

from dashboard.core.upkeep import Status, Upkeep


def status_contract(status: Status) -> dict[str, Any]:
    """Return a status as plain values; the keys are a contract and only ever grow."""
    return {
        "sound": status.is_sound,
        "version": status.version,
        "database": status.database,
        "size_bytes": status.size_bytes,
        "tables_version": status.tables_version,
        "history_entries": status.entries,
        "last_backup": _upkeep(status.backup),
        "last_backup_is_old": status.backup_is_old,
        "last": {kind.value: _upkeep(each) for kind, each in sorted(status.last.items())},
        "sessions": status.sessions,
        "roles": [
            {"where": each.where, "role": each.role, "people": list(each.people)}
            for each in status.roles
        ],
        "settings": dict(status.settings),
    }


def _upkeep(done: Upkeep | None) -> dict[str, Any] | None:
    if done is None:
        return None
    at = done.at.isoformat(timespec="seconds")
    return {"at": at, "sound": done.sound, "outcome": done.outcome}
