"""Words that tell what a country's name does in a sentence. Linguistic, not editorial: no country or topic is named."""

from __future__ import annotations

import re


def words(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


def _any(text: str) -> str:
    return "|".join(text.split())


STATE = re.compile(
    r"(?:'s?)? (?:[\w-]+ ){0,2}?(?:"
    + _any(
        "governments? presidents? president-elect presidential premiers? ministers? ministry ministries"
        " chancellor officials? authorities army navy forces? troops? military soldiers? marines? embassy"
        " embassies ambassadors? consulates? consul diplomats? diplomatic diplomacy parliament congress senate"
        " cabinet king queen monarch emir leaders? leadership rulers? spokes(?:man|woman|person|men) envoys?"
        " delegation delegates? negotiators? side counterparts? territory territorial invasion offensive troops?"
        " missiles? drones? warships? warplanes? airstrikes? strikes? sanctions tariffs? embargo exports? imports?"
        " regime administration state republic border borders coast coastguard waters airspace policy secretary"
        " guards? central-bank officials? intelligence police war nuclear sovereignty annexation occupation"
        " settlers? settlements? prisoners? hostages? trade ties relations alliance aid"
    )
    + r")\b"
)
"""What follows a demonym or a possessive when the state, its organs or its acts are meant."""

CIVIL = re.compile(
    r"(?:'s?)? (?:[\w-]+ ){0,1}?(?:"
    + _any(
        "players? stars? strikers? midfielders? defenders? goalkeepers? coach(?:es)? teams? clubs? champions?"
        " champion(?:ship)? tennis football soccer rugby cricket golf golfers? swimmers? sprinters? runners?"
        " drivers? riders? cyclists? athletes? boxers? wrestlers? skiers? gymnasts? teenagers? singers? actors?"
        " actress(?:es)? filmmakers? authors? writers? novelists? poets? artists? painters? composers? musicians?"
        " films? movies? chefs? comedians? designers? architects? celebrity tourists? travell?ers? students?"
        " pupils? pensioners? holidaymakers? wom[ae]n m[ae]n couple famil(?:y|ies) girls? boys? teenager"
        " grandmother father mother expatriates? descent origin heritage cuisine food restaurants? wines?"
        " compan(?:y|ies) firms? banks? makers? manufacturers? carmakers? automakers? giants? conglomerates?"
        " retailers? airlines? carriers? billionaires? business(?:man|men|woman|es)? entrepreneurs? investors?"
        " tycoons? subsidiar(?:y|ies) stocks? shares? bourse startups? unit group scientists? researchers?"
        " doctors? professors? academics? experts? analysts? economists? historians? think-tanks? language accent"
        " edition version dollars?"
    )
    + r")\b"
)
"""What follows a demonym when a person, a team or a firm is meant, not the state."""

_MEDIA = _any(
    "media news newspapers? dailies daily broadcasters? television tv radio press magazine weekly website"
    " wire reporters?"
)
SOURCE = re.compile(rf"(?:'s?)? (?:[\w-]+ ){{0,3}}?(?:{_MEDIA})\b(?: agenc(?:y|ies))?")
"""What follows when a country only says whose media reported."""

VOICE = re.compile(
    r"(?:'s?)? (?:official|state|state-run|state-owned|party|ruling-party) (?:[\w-]+ ){0,2}?(?:"
    + _MEDIA
    + r")\b(?: agenc(?:y|ies))?"
    r"(?! (?:said|says|reported|reports|quoted|showed|told|citing|wrote|released|carried)|,|\.)"
)
"""What follows when a state speaks through its press, which does more than report: 'the party newspaper threatens'."""

CURRENCY = re.compile(
    r" (?:dlrs?|dollars?|cents|cts|francs?|pounds?|sterling|(?:deutsche)?marks?|crowns?|kron[oae]r?|kroner|kronur|yen"
    r"|pesos?|rupees?|riyals?|rials?|liras?|lire|guilders?|won|yuan|renminbi|dinars?|dirhams?|rubles?|roubles?|zloty|forint|rand"
    r"|baht|ringgit|rupiah|real|reais|schillings?|shillings?|escudos?|pesetas?|hryvnia|currency|dlr-\w+)\b"
)
"""What follows a demonym that only says which money is meant."""

TIED = re.compile(r"-(?:based|born|made|language|listed|registered|headquartered|trained|educated)\b")
"""Compounds that give a home or an origin."""

LOCATED = re.compile(r"\b(?:in|at|near|outside|around|across|throughout|inside|within)(?: the| all of)?(?: [a-z-]+)? $")
"""A preposition of place before a name."""

OFFICES = words(
    "president vice-president president-elect premier chancellor minister secretary secretary-general ambassador"
    " envoy spokesman spokeswoman spokesperson leader governor senator congressman congresswoman speaker"
    " commissioner chair chairman chairwoman chairperson chief commander director director-general king queen"
    " prince princess emperor pope sultan emir cardinal archbishop ayatollah mayor negotiator representative judge"
    " justice prosecutor coordinator adviser advisor counterpart diplomat colleague"
)
"""Offices, and words that stand before a name as offices do."""

TITLES = words(
    "mr mrs ms dr sir lord lady dame gen lt col maj capt adm sgt sen rep gov prof cmdr general colonel major"
    " captain admiral marshal sheikh sheik professor rev reverend"
)
"""Titles, without their stop."""

BETWEEN = re.compile(r"\b(?:between|both) (?:[a-z-]+ ){0,2}$")

SPEAKS = re.compile(r"(?:'s?)?(?: [\w-]+){0,3}? (?:says?|said|told|believes?|hopes?|expects?|sees)\b")
"""What follows a name when its state, often a mediator, speaks of what others do; to accuse or to warn is to act."""

RELATION = re.compile(
    r"\b(?:"
    + _any(
        "accus\\w+ blam\\w+ condemn\\w+ criticis\\w+ criticiz\\w+ denounc\\w+ attack\\w*"
        " str(?:ikes?|uck|iking) hits? invad\\w+ invasion bomb\\w+ shell\\w+ fir(?:ed|ing) seiz\\w+ captur\\w+"
        " impos\\w+ sanction\\w* warn\\w* threat\\w* urg\\w+ call(?:s|ed|ing)? demand(?:s|ed|ing)"
        " ask(?:s|ed|ing)? request\\w* agree\\w* sign(?:s|ed|ing)? meets? met meeting\\w* talks? discuss\\w*"
        " negotiat\\w+ visit(?:s|ed|ing)? summon\\w* expel\\w* recall\\w* recogni[sz]\\w+ support\\w*"
        " back(?:ed|s|ing) oppos\\w+ reject\\w* den(?:y|ies|ied) deport\\w* extradit\\w+ export\\w* import\\w*"
        " s(?:ell|ells|old|elling|ale|ales) b(?:uy|uys|ought|uying) suppl(?:y|ies|ied) deliver\\w* lend\\w*"
        " loans? aid(?:s|ed)? ban(?:s|ned)? tariffs? deals? accords? treat(?:y|ies) pacts? relations ties"
        " links border\\w* dispute\\w* war ceasefire truce conflict tensions? alliance allies ally summit"
        " cooperat\\w+ co-operat\\w+ trade invit\\w+ counterpart\\w* protest\\w* retaliat\\w+ blockad\\w+"
        " ambassador envoy embassy reschedul\\w+ debt surplus deficit quotas? embargo arms weapons"
        " help(?:s|ed|ing)? sent sends? freed|frees swap\\w* exchang(?:ed|ing) join(?:t|tly|ed)? intervene\\w*"
        " mediat\\w+ overt(?:ook|akes?|aking) pressur\\w+"
    )
    + r")\b"
)
"""Verbs and nouns of relations between states."""

RELATION_ABROAD = re.compile(
    # French, Spanish, Portuguese, German, Turkish: beginnings of words
    r"\b(?:accord|acuerd|acordo|abkommen|anlaşma|négoci|negocia|verhandl|entretien|pourparlers|dialog|diálogo|gespräch"
    r"|görüş|visit|besuch|ziyaret|sanction|sancion|sanç|sanktion|yaptırım|fronti|fronter|frontei|grenz|sınır|relation"
    r"|relacion|relaç|beziehung|ilişki|guerr|krieg|savaş|trait|tratad|vertrag|signé|sign[eao]|firm[aó]|assin|imza|streit|accus|acus"
    r"|minist|außenminist|bakan|botschaft|ambassad|embajad|embaixad|büyükelçi|renou|retom)"
    # Russian, Ukrainian
    r"|(?<!\w)(?:соглашен|угод|переговор|границ|кордон|визит|візит|встреч|зустріч|санкц|войн|війн|отношен|відносин|подпис"
    r"|підпис|обвин|звинува|договор|договір|домови|министр|міністр|посол|посольств)"
    r"|(?:اتفاق|علاقات|العلاقات|محادثات|مفاوضات|زيارة|حدود|حرب|عقوبات|سفير|وزير)"
    r"|[签簽]署|协定|協定|协议|協議|会谈|會談|关系|關係|边境|邊境|访问|訪問|制裁|战争|戰爭|貿易|贸易|大使|外[长相長]|署名|会談|国境|戦争"
    r"|합의|회담|협력|국경|방문|제재|전쟁|관계|협정|무역|장관|대사"
)
"""The same in the other languages of the vocabulary."""

SPORT = re.compile(
    r"\b(?:match|matches|goals?|scored|scoring|striker|midfielder|semi-?finals?|quarter-?finals?|world cup|olympics?"
    r"|olympic|championships?|tournament|wickets?|innings|seeded|unseeded|first round|second round|grand slam"
    r"|penalty shootout|medal(?:s|list)?|grand prix|relegation|coach|teammates?|tennis|football|soccer|cricket|rugby"
    r"|baseball|basketball|marathons?|races?|sprint|relay|course record|world record|runners?|athletes?|boxing|cycling"
    r"|sets?, \d|\d-\d(?:,| )|premier league|uefa|fifa)\b"
)
"""Words of sport reports."""
