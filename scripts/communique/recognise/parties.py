"""Mentions -> parties, pairs or the reason why there is none, and countries that are only named."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from communique.model import TITLE, Article, CountryCode, Evidence, PairId, Span
from communique.recognise.cues import Cue
from communique.recognise.lexicon import Lexicon
from communique.recognise.passages import Passage
from communique.recognise.proposals import stated
from communique.recognise.relations import NEXT, RELATED, VERB, Relation, protagonist, relations
from communique.recognise.roles import BODY_ZONE, LEAD_ZONE, SCENIC, Placed, Role
from communique.recognise.stories import Kind

PER_PARAGRAPH = 2
"""Mentions of a country counted in one paragraph: a paragraph that repeats a name says little more."""

PARTY_SHARE = 0.3
"""Least share of the strongest country's weight for a party."""

PARTY_WEIGHT = 4.0
"""Least weight of a party: the title alone, or the lead and the body."""

PARTY_PARAGRAPHS = 3
"""Paragraphs that must name a party which stands neither in the title nor in the lead."""

RELATED_WEIGHT, RELATED_SHARE, RELATED_PAIR = 2.0, 0.2, 0.35
"""Least weight and share of a party that stands in a near pair, and the share of the main pair's score that is near."""

PAIR_SHARE = 0.15
"""Least share of the strongest country's weight for the second of a pair; below it the story is domestic."""

RELATION_WEIGHT = 1.0
"""Least sum of relation for a pair: one sentence that relates the two; to stand in a lead together is not enough."""

FURTHER_PAIR = 0.5
"""Share of the main pair's score from which a further pair counts."""

SCENE_PAIR = 0.6
"""What a pair's score counts of which one is only where it happened, whose press reported, or whose firms acted."""

APART_PAIR = 0.5
"""The same of two of whom headline or lead says that a third turns from one to the other."""

PROTAGONIST = 1.4
"""What the score of a pair counts of the state that the headline names first, for the main pair."""

ROLE_LOCALITY: Mapping[Role, float] = {"source": 0.0, "civil": 0.4}
"""What mentions count towards the one country that a story is set in: places as much as states."""

SCENE_SHARE = 0.5
"""Most share of the strongest country's weight that another may have in a story within one country."""

LEAST_LINK = NEXT
"""The weakest link between two countries that makes a pair: to be named in turn."""

SHORT = 4
"""Passages up to which an article is too short to name a party twice."""

MOST_PAIRS = 4
"""Most pairs of a briefing: a meeting of three states has three, beyond four it is a gathering."""


@dataclass(frozen=True, slots=True)
class Roles:
    """What the text says of parties, pairs and mentions."""

    parties: tuple[CountryCode, ...]
    pairs: tuple[PairId, ...]
    mentions: tuple[CountryCode, ...]
    evidence: tuple[Evidence, ...]
    gaps: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Strength:
    """How much an article is about a country: as a state (`weight`), and as the place of what it tells (`locality`)."""

    weight: float
    locality: float
    paragraphs: int
    early: bool
    in_lead: bool
    scene: bool
    once: bool
    passing: bool
    spans: tuple[Span, ...]


def judge(
    article: Article,
    passages: Sequence[Passage],
    placed: Sequence[Placed],
    told: Mapping[int, tuple[Cue, ...]],
    story: Kind | None,
    lexicon: Lexicon,
) -> Roles:
    """Return parties, pairs and mentions; what is stated wins. `story`: its kind, if countries are no parties in it."""
    strengths = _strengths(placed)
    links = relations(passages, placed, told)
    ranked = _with_first(_ranked_pairs(strengths, links), protagonist(passages, placed, told))
    kind = _other_kind(story, placed, ranked, links)
    reason = kind.reason if kind else _no_pair(strengths, links, ranked, lexicon, len(passages))
    strong = _strong(strengths, _related(ranked, links), _linked(links))
    pairs = () if reason else _pairs(ranked, links, strong)
    parties = _with_main(pairs[0], strong) if pairs else () if kind and not kind.scene else _scene(strengths)
    said_pairs, said_parties = stated(article, "pairs"), stated(article, "parties")
    if said_pairs:
        pairs, reason = said_pairs.value, None
        parties = tuple(dict.fromkeys(code for pair in pairs for code in pair.split("-")))
    if said_parties:
        parties = said_parties.value
    mentions = tuple(code for code, one in strengths.items() if code not in parties and not one.passing)
    evidence = [
        *(said_pairs.evidence if said_pairs else _pair_evidence(pairs, ranked, links, lexicon)),
        *(said_parties.evidence if said_parties else _party_evidence(parties, strengths)),
        *(
            Evidence("mentions", code, round(strengths[code].weight, 2), "only named", strengths[code].spans)
            for code in mentions
        ),
    ]
    said_mentions = stated(article, "mentions")
    if said_mentions:
        mentions = said_mentions.value
    return Roles(parties, pairs, mentions, tuple(evidence), {"pairs": reason} if reason else {})


def _strengths(placed: Sequence[Placed]) -> dict[CountryCode, Strength]:
    grouped: dict[CountryCode, dict[int, list[Placed]]] = defaultdict(lambda: defaultdict(list))
    for one in placed:
        grouped[one.mention.country][one.mention.span.paragraph].append(one)
    strengths = {country: _strength(paragraphs) for country, paragraphs in grouped.items()}
    venues = _venues(placed) if sum(one.early for one in strengths.values()) > 1 else frozenset()
    return {
        country: replace(one, scene=one.scene or (country in venues and not one.early))
        for country, one in strengths.items()
    }


def _venues(placed: Sequence[Placed]) -> frozenset[CountryCode]:
    """Return the countries in which, by the headline, others act: 'Norland and Sudland agree on a truce in Ostland'."""
    return frozenset(
        one.mention.country for one in placed if one.mention.span.paragraph == TITLE and one.role == "place"
    )


def _strength(paragraphs: Mapping[int, Sequence[Placed]]) -> Strength:
    weight = 0.0
    for found in paragraphs.values():
        weight += sum(sorted((one.weight for one in found), reverse=True)[:PER_PARAGRAPH])
    early = any(
        one.zone >= LEAD_ZONE and one.role in {"state", "named"} for found in paragraphs.values() for one in found
    )
    in_lead = any(one.zone >= LEAD_ZONE for found in paragraphs.values() for one in found)
    all_roles = [one.role for found in paragraphs.values() for one in found]
    spans = tuple(one.mention.span for found in paragraphs.values() for one in found)
    return Strength(
        weight,
        sum(_locality(found) for found in paragraphs.values()),
        len(paragraphs),
        early,
        in_lead,
        _is_scene(all_roles, early),
        len(spans) == 1 and spans[0].paragraph != TITLE and all_roles[0] != "state",
        len(spans) == 1 and _in_passing(next(iter(paragraphs.values()))[0]),
        spans,
    )


def _locality(found: Sequence[Placed]) -> float:
    return sum(sorted((one.zone * ROLE_LOCALITY.get(one.role, 1.0) for one in found), reverse=True)[:PER_PARAGRAPH])


def _is_scene(roles: Sequence[Role], early: bool) -> bool:
    """Tell whether a country is mainly where it happened, whose press reported, whose firms acted, or who brought
    others together, and does not act in the title or lead."""
    scenic = sum(role in SCENIC for role in roles)
    mainly = "host" in roles or ("state" not in roles and 2 * scenic >= len(roles))
    return scenic == len(roles) or (mainly and not early)


def _in_passing(one: Placed) -> bool:
    """Tell whether the only mention of a country names no country: a city, a nationality, a source, in the body."""
    if one.zone > BODY_ZONE:
        return False
    by_name = one.mention.kind in {"name", "metonym", "holder"} and one.role != "source"
    return not (by_name or one.role == "state")


def _ranked_pairs(
    strengths: Mapping[CountryCode, Strength], links: Mapping[PairId, Relation]
) -> list[tuple[float, PairId]]:
    """Rank pairs by how strong both countries are and how much the sentences relate them, in equal parts.

    A pair without the strongest country counts only if title or lead names both: others are background.
    """
    top = max(strengths, key=lambda code: strengths[code].weight, default="")
    scored = []
    for pair, link in links.items():
        codes = pair.split("-")
        one, other = (strengths[code] for code in codes)
        if top in codes or (one.early and other.early):
            score = math.sqrt(math.sqrt(one.weight * other.weight) * link.score)
            score *= SCENE_PAIR if one.scene or other.scene else 1
            score *= APART_PAIR if link.apart else 1
            scored.append((score, pair))
    return sorted(scored, key=lambda item: (-item[0], item[1]))


def _with_first(ranked: Sequence[tuple[float, PairId]], first: CountryCode | None) -> list[tuple[float, PairId]]:
    """Put the pair of the headline's first state before one that is hardly stronger."""
    best = max(ranked, key=lambda item: item[0] * (PROTAGONIST if first in item[1].split("-") else 1), default=None)
    return [best, *(item for item in ranked if item is not best)] if best else []


def _no_pair(
    strengths: Mapping[CountryCode, Strength],
    links: Mapping[PairId, Relation],
    ranked: Sequence[tuple[float, PairId]],
    lexicon: Lexicon,
    length: int,
) -> str | None:
    """Return why the story is not about two states, or None if it is."""
    if len(strengths) < 2:
        return "the text names fewer than two countries"
    if not ranked:
        return "no sentence names two countries together"
    best = ranked[0][1]
    names = [lexicon.label(code) for code in best.split("-")]
    weights = sorted((strengths[code] for code in best.split("-")), key=lambda one: one.weight)
    top = max(one.weight for one in strengths.values())
    if weights[0].weight < PAIR_SHARE * top and not weights[0].early:
        return f"a story within one country: {names[0]} and {names[1]} are too unequal"
    if weights[0].once and not weights[0].early and length > SHORT:
        return f"one of {names[0]} and {names[1]} is named only once"
    if links[best].score < RELATION_WEIGHT or links[best].best_kind < LEAST_LINK:
        return f"no sentence of weight relates {names[0]} and {names[1]}"
    return None


def _pairs(
    ranked: Sequence[tuple[float, PairId]], links: Mapping[PairId, Relation], strong: Sequence[CountryCode]
) -> tuple[PairId, ...]:
    """Return the main pair, and those of strong countries that come near it and are related in words."""
    best = ranked[0][0]
    further = [
        pair
        for score, pair in ranked[1:]
        if score >= FURTHER_PAIR * best
        and links[pair].best_kind >= RELATED
        and not links[pair].apart
        and set(pair.split("-")) <= set(strong)
    ]
    return (ranked[0][1], *further[: MOST_PAIRS - 1])


def _strong(
    strengths: Mapping[CountryCode, Strength], related: Collection[CountryCode], linked: Collection[CountryCode]
) -> tuple[CountryCode, ...]:
    """Return the countries that are strong enough for parties, the strongest first: by themselves or by relation."""
    top = max((one.weight for one in strengths.values()), default=0.0)
    ranked = sorted(strengths.items(), key=lambda item: -item[1].weight)
    return tuple(
        code
        for code, one in ranked
        if (
            not one.scene
            and one.weight >= max(PARTY_WEIGHT, PARTY_SHARE * top)
            and (one.early or (one.paragraphs >= PARTY_PARAGRAPHS and code in linked))
        )
        or (not one.scene and one.weight >= max(RELATED_WEIGHT, RELATED_SHARE * top) and code in related)
    )


def _linked(links: Mapping[PairId, Relation]) -> frozenset[CountryCode]:
    """Return the countries that some sentence sets in relation to another."""
    return frozenset(code for pair, link in links.items() if link.best_kind >= RELATED for code in pair.split("-"))


def _related(ranked: Sequence[tuple[float, PairId]], links: Mapping[PairId, Relation]) -> frozenset[CountryCode]:
    """Return the countries that a sentence sets in relation to another, in pairs that come near the main one."""
    best = ranked[0][0] if ranked else 0.0
    near = [pair for score, pair in ranked if score >= RELATED_PAIR * best and links[pair].best_kind >= VERB]
    return frozenset(code for pair in near for code in pair.split("-"))


def _with_main(pair: PairId, strong: Sequence[CountryCode]) -> tuple[CountryCode, ...]:
    return tuple(dict.fromkeys([*pair.split("-"), *strong]))


def _other_kind(
    kind: Kind | None,
    placed: Sequence[Placed],
    ranked: Sequence[tuple[float, PairId]],
    links: Mapping[PairId, Relation],
) -> Kind | None:
    """Return the kind of story if countries are no parties in it: unless both of the best pair act or stand out."""
    if kind is None or kind.strict or not ranked:
        return kind
    acting = {one.mention.country for one in placed if one.role == "state" or _in_headline(one)}
    best = ranked[0][1]
    act = acting.intersection(best.split("-"))
    return None if len(act) == 2 or (act and links[best].best_kind >= VERB) else kind


def _in_headline(one: Placed) -> bool:
    return one.mention.span.paragraph == TITLE and one.role not in SCENIC


def _scene(strengths: Mapping[CountryCode, Strength]) -> tuple[CountryCode, ...]:
    """Return the one country that a story within one country is about, if it stands early and far before others."""
    ranked = sorted(strengths.items(), key=lambda item: (-item[1].locality, item[0]))
    if not ranked or not ranked[0][1].in_lead:
        return ()
    others = ranked[1][1].locality if len(ranked) > 1 else 0.0
    return (ranked[0][0],) if others < SCENE_SHARE * ranked[0][1].locality else ()


def _pair_evidence(
    pairs: Sequence[PairId], ranked: Sequence[tuple[float, PairId]], links: Mapping[PairId, Relation], lexicon: Lexicon
) -> list[Evidence]:
    shown = [item for item in ranked if item[1] in pairs]
    shown += [item for item in ranked if item[1] not in pairs][:1]
    return [
        Evidence("pairs", pair, round(score, 2), links[pair].reason, tuple(links[pair].spans[:10]))
        for score, pair in shown
    ]


def _party_evidence(parties: Sequence[CountryCode], strengths: Mapping[CountryCode, Strength]) -> list[Evidence]:
    return [
        Evidence(
            "parties",
            code,
            round(strengths[code].weight, 2),
            f"named in {strengths[code].paragraphs} {'paragraph' if strengths[code].paragraphs == 1 else 'paragraphs'}"
            + (", title or lead among them" if strengths[code].early else ""),
            strengths[code].spans[:10],
        )
        for code in parties
        if code in strengths
    ]
