"""A management-board dashboard for youth justice services in England and Wales."""

VERSION = "1.4.0"
