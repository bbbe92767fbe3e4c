"""Names of people beside an office in Arabic, which has no capitals: by the words that stand around a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.model import Span
from communique.recognise.cues import Cue
from communique.recognise.names_east import Named
from communique.recognise.passages import Passage

_LETTERS = r"[\u0620-\u0652]"
_STOP = (
    r"(?:أن|إن|بأن|أنه|أنها|في|إلى|الى|مع|على|عن|من|منذ|خلال|بعد|قبل|حول|بين|عند|لدى|ضد|حتى|الذي|التي|اليوم|الاثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|الأحد|أمس|غدا|مساء|صباح"
    r"|هذا|هذه|ذلك|قد|لقد|كان|كانت|قال|قالت|أكد|أعلن|صرح|أوضح|أضاف|بحث|التقى|زار|وصل|استقبل|شدد|دعا|كما|حيث|أي|كل|بمناسبة|برفقة)"
)
"""Words that follow a name and are in none: conjunctions, prepositions, verbs of news."""

_VERB = r"(?:ي(?!وسف|اسر|حيى|عقوب|اسين|ونس)|ت(?!ميم|وفيق|يمور|ركي)|ل(?![وؤيا])|ب(?![وايرشلندس]))"
"""How verbs in the present and nouns after a preposition begin, and few names do."""

_WORD = rf"(?!{_STOP}(?!{_LETTERS}))(?!و{_LETTERS}{{3}}){_LETTERS}{{2,}}"
_NAME = (
    rf"(?!ال|{_VERB}){_WORD}(?: (?:بن|ابن|بنت|آل|أبو|عبد|دي|فان|فون) {_WORD}| {_WORD}){{1,2}}?"
    rf"(?=[،,.:؛()\"«]|$| {_STOP}(?!{_LETTERS})| و{_LETTERS})"
)
_BODIES = "باسم|وزارة|لوزارة|لشؤون|للشؤون|رئاسة|مجلس|هيئة|والمغتربين"
_FIELD = rf"(?: (?:ال{_LETTERS}+|{_BODIES}|{_LETTERS}+(?:ية|ي)(?= {_LETTERS}))){{0,6}}? "
"""The words of an office's field and country between it and the name."""

_AFTER = re.compile(rf"{_FIELD}(?P<name>{_NAME})")
_BEFORE = re.compile(rf"(?:^|[.!؟؛] )و?{_LETTERS}{{3,7}} (?P<name>{_NAME})، $")
"""A verb and its subject at the start of a sentence, and the comma before an apposition."""

_WINDOW = 60
"""How far back an apposition's name may begin, in characters."""

_COUNTERPART = re.compile(r"نظير")


def beside_in_arabic(passage: Passage, office: Cue) -> Iterator[Named]:
    """Give the name that follows an office and its field, or that an office in apposition follows."""
    if not "\u0620" <= passage.text[office.start] <= "\u064a":
        return
    begun = max((start for start, _ in passage.sentences if start <= office.start), default=0)
    before = _BEFORE.search(passage.text[max(begun, office.start - _WINDOW) : office.start])
    offset = max(begun, office.start - _WINDOW)
    found = before or _AFTER.match(passage.text, office.end)
    if found:
        start = found.start("name") + (offset if before else 0)
        role = (
            None
            if _COUNTERPART.search(passage.text, office.start, office.end)
            else passage.text[office.start : office.end]
        )
        yield Named(found["name"], role, Span(passage.number, start, start + len(found["name"])))
