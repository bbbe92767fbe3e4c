"""What a single line looks like, in itself: a sentence, a date, a credit, a name. Pure tests of one text."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

KEPT = 1024
"""For how many lines what is asked of each many times is kept: more than an article has."""

LONG = 130
"""A line wider than this is prose even without a stop; headlines rarely reach it."""

SENTENCE = 40
"""A line this wide that ends in a stop is a sentence; below it, it must look like one in other ways."""

SHORT_WIDE = 14
"""So wide a line that ends in an ideographic full stop is a sentence: seven characters say as much as four words."""

WIDE_SENTENCE = 100
"""A line this wide that ends in a question mark or colon is prose; a question may also be a headline."""

SUBHEADING_WIDTH = 60
"""The widest sub-heading: half a line of print. Headlines of other stories are mostly wider."""

JOINTS = 4
"""So many words that begin in the middle of others make a line one of labels run together."""

CREDIT = 160
"""How far from its end a line is searched for a credit, in characters."""

_WIDE = re.compile("[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]")
_CLOSERS = "\"'”’»)]〉》」』›"
_ENDS = tuple(f"{mark}{closer}" for mark in ".!?…。！？؟۔।:：" for closer in ("", *_CLOSERS))
_STOP = re.compile(rf"[.!?…。！？؟۔।][{re.escape(_CLOSERS)}]*\s*[■◼●□▪]?$")
_FULL_STOP = re.compile(rf"[.…。۔।][{re.escape(_CLOSERS)}]*\s*[■◼●□▪]?$")
_INNER_STOP = re.compile(
    rf"[a-zà-ÿа-яёіїєґ0-9)]{{2}}[.!?][{re.escape(_CLOSERS)}]*\s+[\"“‘'«(]?[A-ZÀ-ÞА-ЯЁІЇЄҐ]|[。！？]|\.[”\"]? [가-힣]"
)
_OFFICE_END = re.compile(
    r"([.!?。！？؟][\"”’»」』]?)\s*[(（【\[][^()（）【】\[\]]{1,30}[)）】\]]\s*\d{0,8}$"
    r"|(?<=[.!?”\"]) (?:Endite?m?s?|[A-Z]{2,10})(?:\s+[a-z]{2,4}/[a-z]{2,4})?$"
    r"|(?<=[.!?”\"]) ?[-–—/]{1,3} ?\(?[A-Z]{2,10}\)?"
    r"(?:[-–—/]{1,3}|(?:[,;/]? ?\d{1,2}[:.]?\d\d(?: ?[A-Z]{2,5}| [Ll]ocal [Tt]ime)*){1,2})?$"
)
_OFFICE_ENDS = ("-", "–", "—", "/", "ime", ")", "]", "）", "】", *"0123456789", "Endit", "Enditem", "Enditems")
_ABBREVIATION = re.compile(r"(?:\b(?:[A-Z]\.)+[A-Z]|\b(?:Inc|Ltd|Corp|Co|Jr|Sr|St|No|vs|etc))$")
_ITEM = re.compile(r"^(?:[•·▪►●○*‣–-]\s+\S|\(?\d{1,2}[.)]\s+\S|\(?[a-z]\)\s+\S|№\s*\d)")
_SPEAKER = re.compile(r"^[A-ZÀ-Þ][A-ZÀ-Þ.' -]{1,40}:\s")
_WORD = re.compile(r"[^\W_]+")

_JOINT = re.compile(r"[a-zà-ÿа-яёіїєґ]{2}[A-ZÀ-ÞА-ЯЁІЇЄҐ][a-zà-ÿа-яёіїєґ]")
_NUMBERS_ONLY = re.compile(r"^[#(\[]?\d[\d.,/%\s]{0,8}[)\]]?$")
_ADDRESS = re.compile(
    r"^(?:https?://\S+|www\.\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|[\w-]+(?:\.[\w-]+)+/\S+)$", re.IGNORECASE
)
_DURATION = re.compile(r"^(?:\W*(?:duration|length)\W+)?\d{1,2}:\d\d(?::\d\d)?$", re.IGNORECASE)
_BRACKETED = re.compile(r"[(\[]([^()\[\]]{2,90})[)\]][.\s]*(?:[-–—]?\s*[A-Z][\w. ]{1,20})?$")
_SLASHED_NAMES = re.compile(r"^(?:[\w ]+:\s*)?[A-ZÀ-Þ][\w.'’ -]{1,40}(?:\s?/\s?[A-ZÀ-Þ][\w.'’ -]{1,40}){1,3}$")
_DASHED_OFF = re.compile(r"[.!?\"”’»]\s?[—–]\s?([A-Z][\w ./-]{1,30})$")
_SIGNED_OFF = re.compile(r"[.!?][\"”’»]?\s*[(\[]([A-ZÀ-Þ][\w.&'’ -]{1,40}(?<!\.))[)\]]$")
_SLASHED_END = re.compile(r"[/／=]\s?([^/／=\s][^/／=]{1,30})$")
_AGENCY_SLASHED = re.compile(
    r"(?:^|[\s.)\"”’])([A-ZÀ-Þ][\w.’]*(?:[ -][A-ZÀ-Þ][\w.’]*){0,3})\s?/\s?[A-Z][A-Za-z. ]{1,30}$"
)
_PARTICLES = frozenset(
    {"de", "da", "di", "do", "dos", "del", "della", "van", "von", "der", "den", "bin", "ibn", "al", "el", "la", "y"}
)
_NAME_PART = re.compile(r"^[A-ZÀ-ÞА-ЯЁІЇЄ][\w'’.-]*$")


@lru_cache(maxsize=KEPT)
def lowered(text: str) -> str:
    """Return a text with its letters folded, its apostrophes straight and its spaces single."""
    return " ".join(text.casefold().replace("’", "'").replace("‘", "'").split())


def folded(text: str) -> str:
    """Return a text as whole lines are compared: lowered, and without marks around it."""
    return lowered(text).strip(" :.!…»«>|<·•-–—→›‹*_[]")


def bare(text: str) -> str:
    """Return the letters and digits of a text, in lower case: what is left of it when the page sets it otherwise."""
    return "".join(filter(str.isalnum, text.casefold()))


def width(text: str) -> int:
    """Return how wide a text is, in Latin letters: characters of East Asia take two."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


@lru_cache(maxsize=KEPT)
def words(text: str) -> int:
    """Return the number of words, counting two and a half characters of East Asia as one where no space parts them."""
    spaced = len(text.split())
    return spaced if text.isascii() else max(spaced, len(_WIDE.findall(text)) * 2 // 5)


def ends_sentence(text: str) -> bool:
    """Tell whether a line ends in a stop that is not an abbreviation's."""
    return bool(_STOP.search(text)) and not _ABBREVIATION.search(text.rstrip("."))


def ends_in_full_stop(text: str) -> bool:
    """Tell whether a line ends in a full stop, maybe signed: headlines may ask or exclaim, but seldom end so."""
    if is_signed(text):
        return True
    return bool(_FULL_STOP.search(text)) and not (_ABBREVIATION.search(text.rstrip(".")) and width(text) < LONG)


def is_prose(text: str) -> bool:
    """Tell whether a line is one or more whole sentences, as body text is.

    What an office adds to the last one, such as '(完)' or '（編輯：甲乙）1140114', does not count. An ideographic full
    stop stands in no headline.
    """
    if text.endswith(_OFFICE_ENDS) or text[-1:].isupper() or "/" in text[-5:]:
        text = _OFFICE_END.sub(lambda match: match.group(1) or "", text)
    size = width(text)
    if "。" in text and (size >= SENTENCE or (size >= SHORT_WIDE and _FULL_STOP.search(text))):
        return True
    if size >= LONG:
        return True
    if ends_in_full_stop(text):
        return size >= SENTENCE or (words(text) >= 3 and any(letter.islower() for letter in text[1:]))
    return text.endswith(_ENDS) and (size >= WIDE_SENTENCE or has_inner_stop(text))


def has_inner_stop(text: str) -> bool:
    """Tell whether a line holds more than one sentence."""
    return bool(_INNER_STOP.search(text))


def is_item(text: str) -> bool:
    """Tell whether a line belongs to a list or a transcript: a bullet, a number, semicolons, a speaker, a colon."""
    return is_fragment(text) or bool(_SPEAKER.match(text)) or ";" in text


def is_fragment(text: str) -> bool:
    """Tell whether a line is a part of something: it has a bullet or number, begins small, or leads on."""
    return bool(_ITEM.match(text)) or text.endswith((":", ",", "：")) or text[:1].islower()


def has_bullet(text: str) -> bool:
    """Tell whether a line begins with a bullet or a number of a list."""
    return bool(_ITEM.match(text))


def has_words(text: str) -> bool:
    """Tell whether a line holds a letter or digit at all."""
    return bool(_WORD.search(text))


def is_number(text: str) -> bool:
    """Tell whether a line is a bare number: a rank, a count of comments."""
    return bool(_NUMBERS_ONLY.match(text))


def is_run_together(text: str) -> bool:
    """Tell labels whose spaces were lost: 'World newsBusinessSportWeather'."""
    return not ends_sentence(text) and len(_JOINT.findall(text)) >= JOINTS


def is_address(text: str) -> bool:
    """Tell whether a line is a web or mail address and nothing else."""
    return bool(_ADDRESS.match(text))


def is_duration(text: str) -> bool:
    """Tell whether a line is the length of a clip."""
    return bool(_DURATION.match(text))


def is_name(text: str) -> bool:
    """Tell whether a line is a person's name as it stands under a headline: two to four capitalised words."""
    parts = text.split()
    return (
        2 <= len(parts) <= 4
        and not text.isupper()
        and all(part in _PARTICLES or _NAME_PART.match(part) for part in parts)
        and parts[-1][:1].isupper()
    )


def ends_in_credit(text: str, is_agency: Callable[[str], bool]) -> bool:
    """Tell whether a line ends by naming who took a picture: '(Name/Agency)', 'Name / AGENCY', '/AGENCY',
    '.—AGENCY'."""
    end = text[-CREDIT:]
    dashed = _DASHED_OFF.search(end)
    if dashed and is_agency(dashed.group(1)):
        return True
    if not any(mark in end for mark in "/／="):
        return False
    bracketed = _BRACKETED.search(end)
    if bracketed and _SLASHED_NAMES.match(bracketed.group(1).strip()):
        return True
    names = (_SLASHED_END.search(end), _AGENCY_SLASHED.search(end))
    return any(name is not None and is_agency(name.group(1)) for name in names)


def is_signed(text: str) -> bool:
    """Tell whether a whole sentence is followed by a name in brackets: a caption's credit or an agency's sign-off."""
    return text.endswith((")", "]")) and bool(_SIGNED_OFF.search(text[-CREDIT:]))
