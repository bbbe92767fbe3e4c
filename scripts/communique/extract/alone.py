"""What a block says of itself, whatever stands around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from communique import dateline
from communique.extract import days, signs
from communique.extract.blocks import Block
from communique.extract.phrases import Match, Phrases, run
from communique.model import LineKind

MAX_LABEL = 80
"""The longest line that may be the label of a tail, in characters."""

MAX_BYLINE_WORDS = 14
"""The longest byline, in words: two names with their places."""

MAX_OTHER_BYLINE_WORDS = 9
"""The same where the word for 'by' also begins headlines."""

MAX_CREDIT_WORDS = 6
"""A line of more words that ends in a credit also says what is to be seen: a caption."""

_POST_LINK = re.compile(r"\bpic\.(?:twitter|x)\.com/\w+\s*$")
_BYLINE = re.compile(r"^(?:By|BY)\s+[A-ZÀ-Þ]")
_OTHER_BYLINE = re.compile(
    r"^(?:Par|PAR|Por|POR|Von|VON|Di|DI|Door)\s+[A-ZÀ-Þ][\w.'’-]+\s+(?:d[eiao]s?\s+|van\s+|von\s+)?[A-ZÀ-Þ]"
)
_BY = re.compile(
    r"^(?:By|BY|Par|PAR|Por|POR|Von|VON|Di|DI|Da|DA|Door|DOOR|Av|Af|Oleh|Автор:?|Автори:?|Редакция|Редакція|Redacción|Redação"
    r"|Rédaction|Redazione|Redaktion|Redactie|Redakcja|Redaksi|بقلم:?|تحرير:?)\s+(?:(?:the|la|le|el|der|die|het|a|o)\s+)?"
)
"""What opens a byline, and may open much else: a name must follow."""
_NEWSROOM = re.compile(r"\s+(?:[Ss]taff|[Nn]ewsroom|[Tt]eam|[Dd]esk|[Rr]eporters?|[Cc]orrespondents?)$")
_WROTE_FOR = re.compile(r"^(.{5,40}?),? (?:for|für|pour|para|per|voor|dla|для) (.{2,60})$")
_OWN_END = re.compile(r"[:：/／(（] ?([^:：/／()（）]{2,60})[)）]?$")
"""What stands before and around the name of those who made a picture or a text: 'Map: Name', '(drawing: Name)'."""
_NEWSROOM_OF = re.compile(
    r"^(?:rédaction|redacción|redação|redazione|Redaktion|redactie|redakcja) (?:de |d['’]|di |von |van )?"
)
_SIGNED = re.compile(r"^(?:[-–—~/]{1,3}\s*|[(\[（【][-–—]?)([^()\[\]（）【】/]{2,60})[)\]）】/]?$")
"""A name by itself below copy: '(Example Press)', '-- Example Press'."""
_BARE_DATELINE = re.compile(r"^[A-ZÀ-Þ][\w.' -]{1,30}, \d{1,2}[^()]{1,20}\([A-ZÀ-Þ][\w .-]{1,20}\)\W{0,3}$")
_PARTED = re.compile(r"\s+[-–—|·/]\s+|,\s+")
_STAFF = re.compile(r"\b(?:Staff|Desk|Bureau|Correspondent|Reporter|Editor)\s*[-–—|]?\s*$")


def kind(block: Block, found: Match | None, phrases: Phrases) -> LineKind | None:
    """Return what a block is by the vocabulary, by its markup, or by its look. None: that depends on its place."""
    if signs.is_duration(block.text):
        return "embed"
    if found is not None:
        return found.kind
    if phrases.is_agency(block.text):
        return "agency-end"
    if signs.is_address(block.text):
        return "navigation"
    return block.hint or _by_its_look(block, phrases)


def is_dateline(text: str) -> bool:
    """Tell the dateline of wire copy that stands on a line by itself: 'VIK, 5 March (Agency) -'."""
    if len(text) > MAX_LABEL or not any(map(str.isalpha, text)):
        return False
    return dateline.end(dateline.plain(text) + " ") >= len(text) or bool(_BARE_DATELINE.match(text))


def tail_labels(blocks: Sequence[Block], found: Sequence[Match | None]) -> list[int]:
    """Return the places of lines such as 'Related stories', which what follows belongs to."""
    return [i for i, match in enumerate(found) if match and match.tail and len(blocks[i].text) <= MAX_LABEL]


def _by_its_look(block: Block, phrases: Phrases) -> LineKind | None:
    text = block.text
    if not signs.has_words(text) or signs.is_number(text) or signs.is_run_together(text):
        return "navigation"
    if _POST_LINK.search(text):
        return "embed"
    if days.is_date(text, phrases.date_words) or (not block.prose and is_dateline(text)):
        return "dateline"
    if signs.ends_in_credit(text, phrases.is_agency) or (not block.prose and _ends_in_own(text, phrases)):
        return "caption" if signs.words(text) > MAX_CREDIT_WORDS else "credit"
    if _is_sign_off(text, phrases):
        return "credit"
    if block.prose:
        return None
    if " · " in text and (labels := run(text, phrases)):
        return labels
    if _is_byline(text, phrases) or _is_dated_byline(text, phrases.date_words):
        return "byline"
    return run(text, phrases)


def _is_byline(text: str, phrases: Phrases) -> bool:
    """Tell a byline: 'By Name', 'Name, Staff Reporter', 'Agency in City', 'Name · Agency ·',
    'Publisher - City'."""
    count = signs.words(text)
    if count > MAX_BYLINE_WORDS:
        return False
    if _names_publisher(text, phrases):
        return True
    if _BYLINE.match(text):
        return count <= 5 or not text.isupper()
    if count <= MAX_OTHER_BYLINE_WORDS and _OTHER_BYLINE.match(text):
        return True
    if count <= 6 and (_STAFF.search(text) or " · " in text):
        return True
    if count <= 6 and any(map(phrases.is_publisher, _PARTED.split(text)[:1])):
        return True
    agency, _, place = text.partition(" in ")
    return bool(place) and count <= 6 and phrases.is_agency(agency)


def _names_publisher(text: str, phrases: Phrases) -> bool:
    """Tell a byline that names the newsroom: 'By the Example Herald', 'Par la rédaction d'Example', 'Example staff'."""
    if by := _BY.match(text):
        return phrases.is_publisher(text[by.end() :]) or phrases.is_publisher(_NEWSROOM_OF.sub("", text[by.end() :]))
    if newsroom := _NEWSROOM.search(text):
        return phrases.is_publisher(text[: newsroom.start()])
    wrote = _WROTE_FOR.match(text)
    return wrote is not None and signs.is_name(wrote.group(1)) and phrases.is_publisher(wrote.group(2))


def _is_dated_byline(text: str, date_words: AbstractSet[str]) -> bool:
    """Tell a byline that goes on into a full date: 'By Ann Example Published: March 5, 2024'.

    What stands between is a name, without figures or names of months: 'By the end of March 2024' is none.
    """
    by = _BY.match(text)
    if by is None or len(text) > days.MAX_DATE_LINE or not days.has_full_date(text, date_words):
        return False
    words = text[by.end() :].split()
    for count in range(1, len(words)):
        name = words[:count]
        if any(map(str.isdigit, name[-1])) or name[-1].strip(",.|").casefold() in date_words:
            return False
        if days.is_day(" ".join(words[count:]), date_words):
            return name[0][:1].isupper()
    return False


def _ends_in_own(text: str, phrases: Phrases) -> bool:
    """Tell a credit of the own publisher: 'Map: Example Herald', 'The bridge (drawing: Example Herald)'."""
    end = _OWN_END.search(text) if phrases.own else None
    if end is None:
        return False
    is_bracketed = end.group(0)[0] in "(（"
    return phrases.is_own(end.group(1)) or (is_bracketed and signs.folded(end.group(1)).endswith(tuple(phrases.own)))


def _is_sign_off(text: str, phrases: Phrases) -> bool:
    """Tell a line that is nothing but the publisher's name, in brackets or after dashes: it signs what stands above."""
    signed = _SIGNED.match(text) if len(text) <= MAX_LABEL else None
    return signed is not None and phrases.is_publisher(signed.group(1))
