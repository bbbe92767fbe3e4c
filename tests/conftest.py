"""What many tests share: a folder of files, a fixed day, the packaged vocabulary, and builders of the nouns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings as hypothesis_settings

from communique import library
from communique import vocabulary as vocabulary_files
from communique.briefing import Known
from communique.config import Settings
from communique.model import Article, Briefing, Library, Reading, Source, Stated
from communique.problems import errors
from communique.recognise import Lexicon, compile_lexicon
from communique.vocabulary import Vocabulary

hypothesis_settings.register_profile("steady", deadline=None, derandomize=True, max_examples=50)
hypothesis_settings.load_profile("steady")

TODAY = date(2026, 11, 23)
"""The day on which all tests draft."""

Folder = Callable[[Mapping[str, str | bytes]], Path]
MakeBriefing = Callable[..., Briefing]
MakeLibrary = Callable[..., Library]
MakeArticle = Callable[..., Article]
MakeReading = Callable[..., Reading]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Lay out files ({path: text or bytes}) below a new root and return the root."""

    def lay_out(files: Mapping[str, str | bytes]) -> Path:
        for path, content in files.items():
            place = tmp_path / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content.encode() if isinstance(content, str) else content)
        return tmp_path

    return lay_out


@pytest.fixture
def today() -> date:
    """The day on which all tests draft."""
    return TODAY


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """The packaged vocabulary, without a desk's own."""
    return vocabulary_files.load({})


@pytest.fixture(scope="session")
def lexicon(vocabulary: Vocabulary) -> Lexicon:
    """The packaged vocabulary, ready for recognition."""
    return compile_lexicon(vocabulary)


@pytest.fixture(scope="session")
def known(vocabulary: Vocabulary) -> Known:
    """What a briefing may refer to, on an English site with the packaged vocabulary."""
    return Known(vocabulary.countries.keys(), vocabulary.topics.keys(), "en")


@pytest.fixture(scope="session")
def settings() -> Settings:
    """The settings of a desk that has changed nothing."""
    return Settings(
        name="Briefings",
        description="Relations between states",
        url=None,
        lang="en",
        docs_dir="site_src",
        site_dir="site",
        new_briefings="published",
        quote_sentences=4,
        quote_words=120,
    )


@pytest.fixture(scope="session")
def briefing() -> MakeBriefing:
    """Make a briefing of two countries; what is not said in `changes` is plain. `path` and `title` follow the id."""

    def make(id: str = "a-visit", **changes: Any) -> Briefing:
        values: dict[str, Any] = {
            "path": f"briefings/PRK-RUS/diplomacy/{id}.md",
            "id": id,
            "title": id.replace("-", " ").capitalize(),
            "lang": "en",
            "status": "published",
            "event_date": "2024-01-16",
            "published": date(2024, 1, 18),
            "added": TODAY,
            "parties": ("PRK", "RUS"),
            "pairs": ("PRK-RUS",),
            "mentions": (),
            "topics": ("diplomacy",),
            "people": (),
            "summary": "The two ministers met.",
            "key_points": (),
            "sources": (Source(publisher="Baltic Courier", url="https://courier.example/visit"),),
            "review": None,
            "corrections": (),
            "aliases": (),
            "drafted": None,
            "body": "",
        }
        return Briefing(**(values | changes))

    return make


@pytest.fixture(scope="session")
def a_library() -> MakeLibrary:
    """Make a library of briefings that do not collide."""

    def make(*briefings: Briefing, drafts: bool = False) -> Library:
        made, problems = library.build(briefings, drafts=drafts)
        assert not errors(problems), problems
        return made

    return make


@pytest.fixture(scope="session")
def article() -> MakeArticle:
    """Make an article of two paragraphs."""

    def make(*paragraphs: str, **changes: Any) -> Article:
        values: dict[str, Any] = {
            "path": "seeds/visit.txt",
            "sha256": "ab" * 32,
            "lang": "en",
            "title": "Ministers meet in Riga",
            "paragraphs": paragraphs
            or (
                "The foreign ministers of Latvia and Georgia signed an agreement on ports on Monday.",
                "Freight between the two countries has grown by a third since the spring.",
            ),
            "lines": (),
            "stated": Stated(),
            "page": Stated(),
        }
        return Article(**(values | changes))

    return make


@pytest.fixture(scope="session")
def reading() -> MakeReading:
    """Make a reading of two parties and a topic."""

    def make(**changes: Any) -> Reading:
        values: dict[str, Any] = {
            "published": date(2024, 1, 18),
            "event_date": "2024-01-15",
            "parties": ("GEO", "LVA"),
            "pairs": ("GEO-LVA",),
            "mentions": ("TUR",),
            "topics": ("trade-economy",),
            "people": (),
            "points": (),
            "agency": None,
            "publisher": "Baltic Courier",
            "evidence": (),
            "gaps": {},
        }
        return Reading(**(values | changes))

    return make
