"""A management-board dashboard for youth justice services in England and Wales."""

VERSION = "2.5.1"
