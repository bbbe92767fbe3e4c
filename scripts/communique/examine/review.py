"""Briefings that wait for a person to check them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from communique.examine.subject import Subject
from communique.problems import Problem
from communique.rules import found


def waiting(subject: Subject) -> Iterator[Problem]:
    """Find published briefings that no one has reviewed for longer than the settings allow, counted from `added`."""
    oldest = subject.today - timedelta(days=subject.settings.unreviewed_days)
    for one in subject.published:
        if one.review is None and one.added is not None and one.added < oldest:
            message = f"Unreviewed since {one.added.isoformat()}."
            hint = "Check it against its sources, then write 'review: {by: …, on: …}'."
            yield found("unreviewed", one.path, message, hint, key="added")
