"""Years, quarters and months as tables and people write them."""

from dashboard.core.written.quarters import read_quarter_or_month
from dashboard.core.written.years import read_year

__all__ = ["read_quarter_or_month", "read_year"]
