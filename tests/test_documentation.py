"""What the documents promise exists, and what exists is documented."""

import re
import tomllib
from pathlib import Path

import pytest

from dashboard import VERSION
from dashboard.__main__ import main
from dashboard.ui.navigation import PAGES

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *ROOT.glob("deploy/*.md")])
LONGEST_SENTENCE_WORDS = 30
NO_PROSE = ("#", "|", "    ", "```", "![")


def text(name):
    return (ROOT / name).read_text(encoding="utf-8")


def paragraphs(markdown):
    """Return paragraphs and list items; code and links count as one word or as their text."""
    markdown = re.sub(r"^```.*?^```", "", markdown, flags=re.MULTILINE | re.DOTALL)
    markdown = re.sub(r"`[^`]*`", "Code", markdown)
    markdown = re.sub(r"(?<!!)\[([^\]]*)\]\([^)]*\)", r"\1", markdown)
    found: list[list[str]] = [[]]
    for line in markdown.splitlines():
        if not line.strip() or line.startswith(NO_PROSE):
            found.append([])
        elif re.match(r"\s*([-*]|\d+\.)\s", line):
            found.append([line])
        else:
            found[-1].append(line)
    return [" ".join(lines) for lines in found]


def sentences(markdown):
    end = r"(?<=[.!?])[*\"')]*\s+(?=[*\"'(]*[A-Z0-9])"
    return [each for part in paragraphs(markdown) for each in re.split(end, part)]


def test_every_page_is_in_the_readme():
    assert all(entry.title in text("README.md") for entry in PAGES)


def test_every_command_is_documented_and_has_help():
    documents = "\n".join(document.read_text(encoding="utf-8") for document in DOCUMENTS)

    for name, command in main.commands.items():
        assert f"dashboard {name}" in documents
        assert command.help


def test_every_make_target_a_document_names_exists():
    targets = set(re.findall(r"^([a-z]+):", text("Makefile"), re.MULTILINE))

    for document in DOCUMENTS:
        named = set(re.findall(r"`make ([a-z]+)`", document.read_text(encoding="utf-8")))
        assert named <= targets


def test_every_link_between_documents_leads_somewhere():
    for document in DOCUMENTS:
        for link in re.findall(r"\]\((?!http)([^)#]+)\)", document.read_text(encoding="utf-8")):
            assert (document.parent / link).exists(), f"{document.name}: {link}"


def test_the_readme_opens_with_one_picture_and_gives_the_two_commands():
    readme = text("README.md")

    assert readme.index("![") < readme.index("## Start")
    assert readme.count("![") == 1
    assert "make run" in readme
    assert "make test" in readme


def test_the_glossary_names_each_word_of_the_screen_and_explains_no_word_twice():
    terms = tomllib.loads(text("data/definitions/glossary.toml"))["terms"]
    on_screen = {term["word"].lower() for term in terms}
    introduction = text("docs/glossary.md").split("## ")[0].lower()
    explained = re.findall(r"^- \*\*(.+?)\*\*:", text("docs/glossary.md"), re.MULTILINE)
    explained = [word.lower() for word in explained]

    assert all(word in introduction for word in on_screen)
    assert not on_screen & set(explained)
    assert len(explained) == len(set(explained))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_no_sentence_of_a_document_has_more_than_thirty_words(document):
    for sentence in sentences(document.read_text(encoding="utf-8")):
        assert len(re.findall(r"\S*\w\S*", sentence)) <= LONGEST_SENTENCE_WORDS, sentence


def test_sentences_are_told_apart_in_paragraphs_and_lists_and_not_in_tables_or_code():
    shown = "# Head\n\nOne `a. B` two. *Three*\nfour.\n\n| cell. Cell |\n\n- Five\n  six\n- Seven"

    found = [sentence for sentence in sentences(shown) if sentence]

    assert found == ["One Code two.", "*Three* four.", "- Five   six", "- Seven"]


def test_the_version_is_that_of_the_newest_release_in_the_changelog():
    releases = re.findall(r"^## (\d+\.\d+\.\d+) \(\d{4}-\d{2}-\d{2}\)$", text("CHANGELOG.md"), re.M)

    assert releases[0] == VERSION


def test_the_project_reads_its_version_from_the_code_and_names_its_licence():
    project = tomllib.loads(text("pyproject.toml"))

    assert project["project"]["dynamic"] == ["version"]
    assert project["tool"]["setuptools"]["dynamic"]["version"] == {"attr": "dashboard.VERSION"}
    assert project["project"]["license"] == "MIT"
    assert all((ROOT / name).exists() for name in project["project"]["license-files"])
    assert "Open Government Licence v3.0" in text("LICENSE")
