"""A day on the command line, read as everywhere else."""

import datetime as dt

import click

from dashboard.core.written.days import read_day
from dashboard.core.written.meaning import NotReadError


class DayType(click.ParamType[dt.date]):
    """A day such as 2018-12-31 or "31 December 2018"; anything else is wrong usage."""

    name = "day"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.date:
        """Return the day that an option's text names."""
        if isinstance(value, dt.date):
            return value
        try:
            return read_day(str(value)).value
        except NotReadError as error:
            self.fail(str(error), param, ctx)


DAY = DayType()
