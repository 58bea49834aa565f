"""Days as people write them: the day of the month first, as in Britain, or the year first."""

import datetime as dt

from dashboard.core.written.meaning import Meaning


def read_day(text: str) -> Meaning[dt.date]:
    """Return the day that a text names, such as "31 March 2027", "31/03/27" or "2027-03-31".

    Raises:
        NotReadError: for none, for a day that does not exist, or for a month without its day.
    """
    raise NotImplementedError
