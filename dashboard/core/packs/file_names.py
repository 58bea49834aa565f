"""What the file of a board pack is called."""

import datetime as dt

from dashboard.core.areas import Service
from dashboard.core.disclosure.protection import Mode
from dashboard.core.packs.sections import PackFormat


def pack_file_name(service: Service, day: dt.date, audience: Mode, wanted: PackFormat) -> str:
    """Return the name of a pack's file: whose it is, as at which day, who may have it.

    The name of an invented service's pack says that it is invented.
    """
    invented = "-invented" if service.invented else ""
    return f"{service.id}-board-pack-{day.isoformat()}-{audience}{invented}.{wanted}"
