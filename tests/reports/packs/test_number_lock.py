"""No file of a pack shows a numeral that is no fact of its document, whatever the document is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.core.packs.sections import PackFormat
from dashboard.core.sentences import Clause, Tone
from dashboard.reports.packs.document import Beside, Heading, Picture, Points, Statement, fact
from dashboard.reports.packs.files import pack_bytes
from tests.pack_factories import document, drawing, section, table
from tests.pack_reader import known_numerals, numerals, pages_counted, words_of

# No letters that run from the right: a reader may tell the digits beside them in another order.
NUMBERED = st.text("ab é 0123456789.,%<&", max_size=19).map(fact)
PICTURES = st.builds(lambda words: Picture(words, words, drawing(words.text), table()), NUMBERED)
BLOCKS = st.one_of(
    st.builds(Heading, NUMBERED),
    st.builds(Statement, NUMBERED, st.sampled_from([None, *Tone])),
    st.builds(Points, st.tuples(NUMBERED, NUMBERED), st.booleans()),
    st.builds(lambda words, rows: table(rows, caption=words, most=2), NUMBERED, st.integers(0, 4)),
    PICTURES,
    st.builds(lambda left, right: Beside((left, right)), PICTURES, PICTURES),
)
# Points and sheets are numbered too, and slides go on.
FEWEST_COUNTED = 12


@pytest.mark.parametrize("wanted", PackFormat)
@settings(max_examples=8)
@given(blocks=st.lists(BLOCKS, max_size=4), title=NUMBERED, message=NUMBERED)
def test_every_numeral_is_a_fact_of_the_document_or_the_number_of_a_page_or_a_point(
    wanted, blocks, title, message
):
    made = document(section(*blocks, title=title, message=message), occasion=Clause("Board"))
    content = pack_bytes(made, wanted)
    counted = range(1, max(pages_counted(content, wanted), FEWEST_COUNTED) + 1)

    told = numerals(words_of(content, wanted))

    assert told <= known_numerals(made) | {str(number) for number in counted}
