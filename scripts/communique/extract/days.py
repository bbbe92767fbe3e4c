"""Lines that are a date and nothing else, and dates in the lines of a page's head, in the vocabulary's languages."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from functools import cache

from communique.vocabulary import cldr

MAX_DATE_LINE = 120
"""The longest line that can be nothing but dates, in characters: published and updated, with weekday and zone."""

INFLECTED_WEEKDAYS = frozenset({"среду", "пятницу", "субботу", "середу", "п'ятницю", "суботу"})
"""Weekdays as they stand after 'on' in Russian and Ukrainian, which CLDR lacks."""

_SHAPE = re.compile(
    r"\b(?:1[89]|20)\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\d{1,2}[:.]\d\d|\d{4}\s?[年년]|\d{1,2}\s?[月월]"
    r"|[٠-٩]{1,4}[/-][٠-٩]{1,2}"
)
_NUMERIC = re.compile(
    r"(?<!\d)(?:(?:1[5-9]|20)\d\d ?[-./年년] ?\d{1,2} ?[-./月월] ?\d{1,2}"
    r"|\d{1,2}[./-]\d{1,2}[./-](?:1[5-9]|20)\d\d)(?!\d)"
)
_DIGITS = re.compile(r"\d+")
_DAY_EAST_ASIAN = re.compile(r"\d{1,2} ?[日일]|(?:星期|周|週)[一二三四五六日天]|曜日")
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_AGO = re.compile(
    r"\b\d+\s*(?:h|hr|hrs|m|min|mins|d|hours?|minutes?|days?|weeks?|months?|years?)\s+(?:ago|read)\b", re.I
)
_CITY = re.compile(r"^[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{2,30}(?:\([A-Z]+\))?\s*[,:]\s+(?=\S*\d|[A-Z][a-z]{2})")
_TIME = re.compile(r"\d[:.]\d\d")
_VOWEL_SIGNS = re.compile("[\u064b-\u0652\u0670]")
_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_WORD = re.compile(
    r"(?:ad|[ap]|[ap]m|m|t|at|on|of|the|and|by|date|time|st|nd|rd|th|noon|midnight|z|h|hrs?|de|du|del|la|las|le|el|des|der"
    r"|den|dem|à|a|às|as|o|em|um|am|uhr|vom|min|hs|horas|heures?|saat|en"
    r"|posted|published|publish|updated?|modified|created|last|edited|issued|released?|first|added|written|uploaded"
    r"|local|gmt|utc|[ecmpa][sd]?t|akdt|akst|hst|nst|nzst|cdst|pht|ict|gst|irst|bst|cest|kst|ist|jst|msk|sgt|hkt|wib|pkt|eat|wat|sast|aest|aedt|nzdt|ago|just|now"
    r"|anos?|años?|ans|jahren?|yıl|лет|років|días?|dias?|jours?|tagen?|gün|дней|днів|stunden?|önce|назад|тому|atrás"
    r"|alle|ore|il|pubblicato|aggiornato|aggiornamento|ultimo|oggi|ieri|minuti|lettura"
    r"|om|uur|op|gepubliceerd|bijgewerkt|laatst|gewijzigd|geplaatst|vandaag|gisteren|leestijd"
    r"|godz|r|roku|publikacja|opublikowano|aktualizacja|dodano|data|dzisiaj|wczoraj"
    r"|kl|klokken|den|publicerad|publicerat|uppdaterad|uppdaterat|publisert|oppdatert|publiceret|offentliggjort|opdateret"
    r"|vydáno|aktualizováno|publikováno|dnes|včera|hodin|publicat|actualizat|ora|megjelent|frissítve|objavljeno|ažurirano"
    r"|pukul|pkl|jam|wita|wit|myt|diterbitkan|diperbarui|dikemaskini|disiarkan|diunggah|tanggal|hari"
    r"|ngày|lúc|cập|nhật|đăng|giờ|saa|julkaistu|päivitetty|klo"
    r"|δημοσίευση|δημοσιεύθηκε|ενημέρωση|ώρα|публикувана|обновена|објављено"
    r"|פורסם|עודכן|בשעה|תאריך|ב|تاریخ|انتشار|ساعت"
    r"|hours?|minutes?|mins?|seconds?|secs?|days?|weeks?|months?|years?|read|today|yesterday"
    r"|publié|publiée|mis|mise|jour|ligne|modifié|modifiée|créé|actualisé|lecture|il|y|hier|aujourd|hui"
    r"|publicado|publicada|actualizado|actualizada|actualización|última|fecha|creado|hoy|ayer|hora|hace|modificado"
    r"|atualizado|atualizada|atualização|última|criado|modificado|hoje|ontem|há|data|publicação|publicación"
    r"|stand|aktualisiert|veröffentlicht|erschienen|zuletzt|erstellt|geändert|datum|heute|gestern|publiziert|vor"
    r"|güncelleme|güncellendi|güncellenme|tarihi|tarih|oluşturulma|yayınlanma|yayımlanma|yayın|giriş|eklenme|son|bugün|dün"
    r"|в|г|гг|года|год|час|мин|мск|обновлено|опубликовано|дата|публикации|сегодня|вчера|время|создано|изменено|от|обновление"
    r"|о|об|р|року|рік|оновлено|опубліковано|публікації|сьогодні|вчора|київ|год|хв"
    r"|نشر|نُشر|نشرت|تم|في|النشر|تاريخ|آخر|تحديث|التحديث|الساعة|بتوقيت|غرينتش|غرينيتش|مكة|المكرمة|القاهرة|صباحا|صباحًا|مساء"
    r"|مساءً|ص|م|ت|هـ|ه|محرم|صفر|ربيع|الأول|الآخر|جمادى|الأولى|الآخرة|رجب|شعبان|رمضان|شوال|ذو|القعدة|الحجة|توقيت|الموافق|يوم|منذ|ساعة|ساعات|دقيقة|دقائق|اليوم|أمس|ظهرا|عصرا)"
)
_EAST_ASIAN = re.compile(
    r"(?:年|月|日|号|號|时|時|点|點|分|秒|前|午前|午後|上午|下午|中午|凌晨|晚上|早上|星期[一二三四五六日天]|[周週][一二三四五六日]"
    r"|[月火水木金土日]曜日?|[月火水木金土日]|更新|发布|發布|发表|發表|時間|时间|掲載|公開|配信|日時|最終|最后|最後|最新|于|於|北京|发稿|發稿|朝刊|夕刊|付|初版"
    r"|令和|平成|昭和|民國|民国|元"
    r"|년|월|일|시|분|초|오전|오후|[월화수목금토일]요일|[월화수목금토]|입력|수정|등록|작성|승인|게시|송고|송고시간|시간|기사|최종|발행|업데이트|전|지면|신문)+"
)


def is_date(text: str, date_words: AbstractSet[str]) -> bool:
    """Tell whether a line is a date or time and nothing else but words like 'updated'.

    `date_words` are the names of months and weekdays, folded.
    """
    if len(text) > MAX_DATE_LINE or not _DIGIT.search(text):
        return False
    rest = _CITY.sub("", _VOWEL_SIGNS.sub("", text))
    has_time = _TIME.search(rest) is not None
    tokens = _TOKEN.findall(rest)
    named = any(token.casefold() in date_words for token in tokens)
    if not (named or _SHAPE.search(rest) or _AGO.search(rest)):
        return False
    return all(_is_part(token, has_time, date_words) for token in tokens)


def is_day(text: str, date_words: AbstractSet[str]) -> bool:
    """Tell whether a line is nothing but a date that gives the day: in figures, or beside the name of a month."""
    return is_date(text, date_words) and (
        _NUMERIC.search(text) is not None or any(len(number) < 3 for number in _DIGITS.findall(text))
    )


def names_weekday(text: str) -> bool:
    """Tell whether a text says on which day something happened, as the first sentence of a report does: 'on Monday'.

    Chinese, Japanese and Korean reports give the day of the month.
    """
    return _DAY_EAST_ASIAN.search(text) is not None or not _weekdays().isdisjoint(_TOKEN.findall(text.casefold()))


def has_time(text: str) -> bool:
    """Tell whether a text holds a time of day."""
    return _TIME.search(text) is not None


def is_moment(text: str) -> bool:
    """Tell whether a text holds both a year and a time of day, as what a page says of itself does."""
    return has_time(text) and _YEAR.search(text) is not None


def has_full_date(text: str, date_words: AbstractSet[str]) -> bool:
    """Tell whether a line holds a date with its year: in figures, or a year beside the name of a month."""
    if _NUMERIC.search(text):
        return True
    return _YEAR.search(text) is not None and any(
        token.casefold() in date_words for token in _TOKEN.findall(text) if len(token) > 2
    )


@cache
def _weekdays() -> frozenset[str]:
    """Return the names of weekdays, folded, without those of several words."""
    names = {name.casefold() for lang in cldr.CALENDARS for name in cldr.weekdays(lang)}
    return frozenset(name.removesuffix("-feira") for name in names if " " not in name) | INFLECTED_WEEKDAYS


def _is_part(token: str, has_time: bool, date_words: AbstractSet[str]) -> bool:
    folded = token.casefold()
    return (
        token.isdigit()
        or folded in date_words
        or _WORD.fullmatch(folded) is not None
        or (token[0] >= "\u3000" and _EAST_ASIAN.fullmatch(token) is not None)
        or (has_time and token.isupper() and len(token) <= 4 and token.isascii())
    )
