"""Article + Reading -> Explanation: each decision with its rule, score, places and runner-up, as text, JSON and pages.

Pure. The page itself is a template, `explain.html.j2`; `rows` gives it the text cut into marked pieces.
"""

from __future__ import annotations

from communique.explain.decisions import Choice, Decision, Explanation, Place, explanation
from communique.explain.printed import Row, as_json, as_rows, as_text
from communique.explain.rows import KINDS, MARKS, Mark, Segment, TextRow, rows

__all__ = [
    "KINDS",
    "MARKS",
    "Choice",
    "Decision",
    "Explanation",
    "Mark",
    "Place",
    "Row",
    "Segment",
    "TextRow",
    "as_json",
    "as_rows",
    "as_text",
    "explanation",
    "rows",
]
