"""An address becomes a QR code whose modules are those of the standard."""

import segno

from dashboard.charts.qr_code import qr_code

ADDRESS = "http://localhost:8501/ratings?service=hertfordshire&as-at=2018-12-31"
QUIET = 4


def code_of(address):
    return qr_code(address, "QR code of the live view")


def modules_of(drawing):
    """Return which modules of a code are dark, row by row, with its quiet zone."""
    ground, *dark = drawing.marks
    size = dark[0].height
    side = int(ground.width / size)
    rows = [[0] * side for _ in range(side)]
    for box in dark:
        for x in range(int(box.x / size), int((box.x + box.width) / size)):
            rows[int(box.y / size)][x] = 1
    return rows


def test_its_modules_are_those_of_the_address():
    code = code_of(ADDRESS)

    inner = [row[QUIET:-QUIET] for row in modules_of(code)[QUIET:-QUIET]]
    expected = segno.make(ADDRESS, error="m", micro=False, boost_error=False).matrix
    assert inner == [list(row) for row in expected]


def test_four_modules_of_white_are_around_it():
    rows = modules_of(code_of(ADDRESS))

    assert not any(any(row) for row in (*rows[:QUIET], *rows[-QUIET:]))
    assert not any(any(row[:QUIET]) or any(row[-QUIET:]) for row in rows)


def test_modules_that_touch_in_a_row_are_one_box():
    code = code_of(ADDRESS)

    ends = {(box.x + box.width, box.y) for box in code.marks[1:]}
    assert not any((box.x, box.y) in ends for box in code.marks[1:])


def test_it_says_in_words_what_it_is():
    assert code_of(ADDRESS).alt == "QR code of the live view"


def test_an_address_longer_than_any_code_has_none():
    assert code_of("http://localhost/" + "a" * 3000) is None
