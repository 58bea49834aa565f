"""What is alike in many rows of a file is one line; nothing of it is lost."""

from dataclasses import replace

from dashboard.core.plausibility.suspects import Suspect
from dashboard.errors import Problem
from dashboard.reports.alike import (
    alike_problems,
    alike_suspects,
    problem_lines,
    suspect_lines,
    values_of,
)


def problem(row, value="Nowhere", reason="is no area team", column="area team"):
    return Problem(row, column, value, reason, "add it")


def suspect(row, alike="The whole counts _."):
    reasons = (f"The whole counts {row}.",)
    return Suspect(row, f"Entrants {row}", f"{row} children", reasons, row - 2, True, (alike,))


def test_problems_are_alike_in_column_reason_and_advice_whatever_stands_in_the_cell():
    every = [problem(2), problem(3, "East"), problem(3, reason="is too long"), problem(4)]

    assert [[one.row for one in alike] for alike in alike_problems(every)] == [[2, 3, 4], [3]]
    assert sum(map(len, alike_problems(every))) == len(every)


def test_problems_of_the_file_as_a_whole_stand_alone():
    assert len(alike_problems([problem(None), problem(None)])) == 2


def test_a_line_of_alike_problems_has_the_count_the_rows_and_the_texts():
    lines = list(problem_lines([*(problem(row) for row in range(2, 20)), problem(20, "x", "is x")]))

    assert lines == [
        '18 rows (2 to 19), area team: "Nowhere" is no area team: add it',
        'row 20, area team: "x" is x: add it',
    ]


def test_of_different_texts_what_is_wrong_is_said_of_each():
    (line,) = problem_lines([problem(2, "East"), problem(3, "West")])

    assert line == '2 rows (2 to 3), area team: "East" and "West": each is no area team: add it'


def test_an_empty_cell_is_said_to_have_nothing():
    assert values_of([problem(2, ""), problem(3, "a")]) == "nothing and a"


def test_suspects_of_the_same_rule_are_one_line_with_the_first_as_an_example():
    every = [suspect(2), suspect(3), suspect(7, "another rule")]

    assert [len(alike) for alike in alike_suspects(every)] == [2, 1]
    assert list(suspect_lines(every)) == [
        "2 rows (2 to 3): such as Entrants 2: 2 children",
        "    The whole counts 2.",
        "row 7: Entrants 7: 7 children",
        "    The whole counts 7.",
    ]


def test_what_is_alike_in_two_sheets_is_a_line_of_each_with_its_sheet():
    problems = [replace(problem(2), sheet="Q1"), replace(problem(2), sheet="Q2")]
    suspects = [replace(suspect(2), sheet="Q1"), replace(suspect(2), sheet="Q2")]

    assert [line.partition(", area")[0] for line in problem_lines(problems)] == [
        'sheet "Q1", row 2',
        'sheet "Q2", row 2',
    ]
    assert [line.partition(": ")[0] for line in suspect_lines(suspects)][::2] == [
        'sheet "Q1", row 2',
        'sheet "Q2", row 2',
    ]
