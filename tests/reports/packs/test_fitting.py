"""A pack fitted to its pages: what goes first, what stays, and that the annex has all of it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.core.sentences import Clause
from dashboard.narrative.packs.paper import MORE_IN_ANNEX
from dashboard.reports.packs.document import (
    Beside,
    Cell,
    Heading,
    Picture,
    Points,
    Statement,
    Table,
    fact,
)
from dashboard.reports.packs.fitting import FEWEST_ROWS, fitted
from dashboard.reports.packs.pdf import running_over
from tests.pack_factories import document, every_block, picture, section, table

NOTE = Statement(Clause("A short note."))
LINES_OF_A_PAGE = 40


def lines_of(block):
    """Return how many lines a block takes on a page of the tests' own, with no layout."""
    if isinstance(block, Table):
        return 2 + len(block.rows[: block.most])
    if isinstance(block, Picture):
        return 12 + len(block.title.text) // 80
    if isinstance(block, Beside):
        return sum(lines_of(each) for each in block.pictures)
    if isinstance(block, Points):
        return len(block.items)
    return 1 + len(block.words.text) // 80


def too_long(made):
    """Return the sections of more lines than a page has, in place of a real layout."""
    lengths = [
        len(each.message.text) // 60 + sum(lines_of(block) for block in each.blocks)
        for each in made.sections
    ]
    return frozenset(place for place, length in enumerate(lengths) if length > LINES_OF_A_PAGE)


def fit(*blocks, **changed):
    made = fitted(document(section(*blocks, **changed)), too_long)
    return made.sections[0], made.annex


def fitted_on_paper(*blocks):
    made = fitted(document(section(*blocks)))
    return made.sections[0], made.annex


def in_annex(annex):
    return [block for each in annex for block in each.blocks]


def test_a_section_that_fits_is_left_as_it_is():
    given_document = document(section(*every_block()), annex=(section(table(300)),))

    assert fitted(given_document, lambda _: frozenset()) == given_document


def test_the_longest_table_is_shortened_first_and_the_annex_has_it_whole():
    short, long = table(8, caption=Clause("Short")), table(60, caption=Clause("Long"))
    page, annex = fit(NOTE, short, long)

    assert page.blocks[:2] == (NOTE, short)
    assert 20 < page.blocks[2].most < 40
    assert in_annex(annex) == [long]
    # The table itself says how many more there are; nothing else was moved.
    assert page.blocks[-1] is page.blocks[2]


def test_the_last_picture_goes_before_the_other_blocks_and_the_page_says_so():
    first, last = picture("First"), picture("Last")
    page, annex = fit(first, last, table(FEWEST_ROWS), *[NOTE] * 14)

    assert first in page.blocks
    assert last not in page.blocks
    assert page.blocks[-1] == Statement(MORE_IN_ANNEX, quiet=True)
    assert in_annex(annex) == [last]


def test_a_table_is_not_shorter_than_it_has_to_be_once_a_picture_is_gone():
    page, _ = fit(table(26), picture("First"), picture("Last"))

    (kept,) = [block for block in page.blocks if isinstance(block, Table)]
    assert kept.most is not None
    assert len([block for block in page.blocks if isinstance(block, Picture)]) == 2
    assert kept.most > FEWEST_ROWS


def test_without_pictures_the_last_blocks_go_and_their_order_stays():
    notes = [Statement(fact(f"Note {place}")) for place in range(60)]
    page, annex = fit(*notes)

    kept = len(page.blocks) - 1
    assert [*page.blocks[:-1], *in_annex(annex)] == notes
    assert kept == LINES_OF_A_PAGE - 1


def test_a_heading_goes_with_the_last_that_stands_beneath_it():
    heading = Heading(Clause("What to ask"))
    page, annex = fit(*[NOTE] * 35, heading, picture())

    assert heading not in page.blocks
    assert in_annex(annex) == [heading, picture()]


@pytest.mark.parametrize(
    "block",
    [
        Statement(Clause("word " * 1000)),
        Points(tuple(fact(f"Point {place}") for place in range(200))),
        table(1000),
        Beside(tuple(picture("word " * 1000) for _ in range(3))),
        picture("word " * 1000),
    ],
    ids=["statement", "points", "table", "beside", "picture"],
)
def test_one_block_that_is_too_long_alone_is_cut_on_its_page_and_whole_in_the_annex(block):
    page, annex = fit(block)

    assert type(page.blocks[0]) is type(block)
    assert lines_of(page.blocks[0]) < LINES_OF_A_PAGE
    assert in_annex(annex) == [block]


def test_a_cut_text_ends_after_a_whole_word_and_keeps_its_facts():
    page, _ = fit(Statement(Clause("word 7 " * 1000, facts=("7",))))

    words = page.blocks[0].words
    assert words.text.endswith(("word…", "7…"))
    assert words.facts == ("7",)


def test_a_message_too_long_is_cut_and_whole_in_the_annex():
    message = Clause("word " * 1000)
    page, annex = fit(NOTE, message=message)

    assert page.message.text.endswith("…")
    assert page.blocks[0] == NOTE
    assert in_annex(annex) == [Statement(message)]


def test_long_cells_are_cut_so_that_the_table_stays_and_the_annex_has_them_whole():
    long = table(3, rows=((Cell(fact("What was decided, word for word. " * 90)),) * 3,) * 3)
    page, annex = fitted_on_paper(NOTE, Heading(Clause("Decisions")), long)

    assert [type(block) for block in page.blocks[:3]] == [Statement, Heading, Table]
    assert page.blocks[2].rows[0][0].words.text.endswith("…")
    assert in_annex(annex) == [long]


def test_a_page_names_the_headings_of_what_it_lacks():
    first, last = (Heading(fact(f"Since {year}")) for year in (2016, 2017))
    page, _ = fit(*[NOTE] * 30, first, table(), *[NOTE] * 4, last, *[NOTE] * 3, table())

    assert first in page.blocks
    assert page.blocks[-1] == Statement(
        Clause("More in the annex: Since 2017.", ("Since 2017",)), quiet=True
    )


def test_what_the_annex_has_already_is_not_put_there_twice():
    long = table(60)
    made = fitted(document(section(long), annex=(section(long),)), too_long)

    assert in_annex(made.annex) == [long]


def test_a_table_that_came_shortened_is_whole_in_the_annex_too():
    _, annex = fit(table(9, most=4))

    assert in_annex(annex) == [table(9)]


def test_more_on_a_section_bears_its_title_and_has_an_id_of_its_own():
    _, annex = fit(table(60), id="warnings", title=Clause("Early warnings"))

    assert [(each.id, each.title.text) for each in annex] == [
        ("warnings-more", "More on: Early warnings")
    ]


def test_a_section_that_nothing_makes_fit_is_left_with_its_title_after_few_layouts():
    tried = []

    def never(made):
        tried.append(made)
        return frozenset({0})

    made = fitted(document(section(*every_block())), never)

    more = Clause("More in the annex: What to ask.")
    assert made.sections[0].blocks == (Statement(more, quiet=True),)
    assert in_annex(made.annex) == list(every_block())
    assert len(tried) < 15


BLOCKS = st.one_of(
    st.builds(table, st.integers(0, 80)),
    st.builds(lambda count: Statement(Clause("word " * count)), st.integers(0, 900)),
    st.builds(lambda count: Points((Clause("Who acts?"),) * count), st.integers(1, 60)),
    st.just(picture()),
)


@settings(max_examples=25)
@given(st.lists(st.lists(BLOCKS, max_size=8), max_size=2))
def test_every_section_fits_and_nothing_is_lost(sections):
    given_document = document(*[section(*blocks) for blocks in sections])
    made = fitted(given_document, too_long)

    assert too_long(made) == frozenset()
    assert fitted(given_document, too_long) == made
    left = in_annex(made.annex)
    for before, after in zip(given_document.sections, made.sections, strict=True):
        assert all(block in after.blocks or block in left for block in before.blocks)


def test_a_full_pack_is_fitted_on_real_paper():
    full = section(
        Statement(Clause("word " * 1000)), table(90), picture(), picture(), *every_block()
    )
    made = fitted(document(full, title=Clause("Title " * 84)))

    assert running_over(made) == frozenset()
    assert any(isinstance(block, Table) for block in made.sections[0].blocks)
