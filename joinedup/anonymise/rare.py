"""Rare details: what would single a case out though nobody is named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain, repeat

from joinedup.anonymise.hurried import foreign_runs
from joinedup.anonymise.introduced import introduced
from joinedup.anonymise.model import Question, Text
from joinedup.anonymise.words import (
    is_plain,
    lists,
    longest_runs,
    may_be_in,
    may_have,
    path_of,
    phrases_in,
    sentence_at,
    telltales,
    tokens_of,
    vocabulary_words,
    words_in,
)

_GENERALLY = {
    "occupation": "generalise: “a worker”, “in a manual trade”",
    "work": "generalise: “a worker”, “in a manual trade”; keep where many do it",
    "forces": "generalise in your own words; keep where many have been there",
    "method": "generalise: “a weapon”, “an object”; keep where many cases have it",
    "act": "generalise: “hurt”, “attacked”; keep where many cases have it",
    "deed": "generalise: “an assault”; keep where many cases have it",
    "wound": "generalise: “an injury”; keep where many cases have it",
    "fall": "generalise in your own words; keep where many cases have it",
    "children": "generalise: “children”",
    "parent": "generalise: “a parent”",
    "sibling": "generalise: “a child”",
    "relative": "generalise: “a relative”",
    "nationality": "generalise: “foreign”, “from another country”",
    "community": "generalise: “minority”, “from another community”",
    "language": "generalise: “another language”; keep where many speak it",
    "country": "generalise: “another country”",
    "reported": "remove, or generalise: “talked about”",
    "publicity": "remove, or generalise: “publicity”",
    "vehicle": "generalise: “a car”, “a vehicle”",
    "money": "generalise: “some money”; keep where anybody may have paid it",
    "speech": "generalise: “words in another language”; keep where it tells nobody",
    "only": "generalise in your own words; keep where it tells nobody",
    "caseload": "generalise: “a caseload”; keep where it tells nobody",
}
#: What these sorts are called in a question, where that is another word.
_CALLED = {
    "act": "method",
    "deed": "method",
    "wound": "method",
    "fall": "method",
    "forces": "occupation",
    "work": "occupation",
    "country": "nationality",
    "publicity": "reported",
    "only": "one of few",
    "speech": "another language",
}
#: Of these a row may be coded, too.
_CODED = frozenset({"method", "act", "deed", "wound", "fall", "children"})
_STAYS = "What the row is coded as stays, whatever its words become."
_MOST_ROWS = 8

#: "Roofer, off work since his fall"
_AND_NOW = (
    r"(?:s\b)?,?\s(?:(?:currently|now|but|and)\s)?"
    r"(?:off\s(?:work|sick)|self-employed|unemployed|out\sof\swork|laid\soff|made\sredundant)\b"
)
_NOW = "off self unemployed out laid made"
_OF_FORCES = (
    "veteran army navy raf forces military services regiment battalion served tour tours rifles"
    " para scots yorks mercian commando merchant hms mv rfa royal anglian fusiliers"
    " guards hussars lancers"
)
_FORCES = (
    r"(?:(?:army|navy|raf|war|forces|military)\s)?veteran|ex-(?:army|forces|navy|raf|military|services)"
    r"|(?:served|tours?)\s(?:in|of)\s(?=(?-i:[A-Z]))\w+|(?-i:\d\s(?:Rifles|Para|Scots|Yorks|Mercian"
    r"|Commando))|regiment|battalion"
    r"|merchant\s(?:navy|seam[ae]n)(?:\s(?:captain|officer|engineer|cook|rating|cadet))?"
    r"|(?-i:(?:HMS|MV|RFA)\s[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)?)"
    r"|(?-i:(?:\d(?:st|nd|rd|th)?\s)?Royal\s(?:Anglian|Fusiliers|Engineers|Signals|Artillery"
    r"|Logistics?|Welsh|Irish|Scots|Lancers)s?)"
    r"|(?-i:[A-Z][a-z]+\s(?:Fusiliers|Guards|Hussars|Lancers))"
)
_SUM = r"£\s?\d[\d,]*(?:\.\d\d)?(?:k\b|m\b)?"
_EACH = (
    r"(?:\s?(?:a|per|every|each|/|p/?)\s?(?:day|week|wk|w|fortnight|month|mth|m|night|shift|hour)\b"
    r"|\s?(?:pw|pcm|weekly|monthly|daily)\b)"
)
_OF_MONEY = (
    r"\b(?:only|just|gives|gave|given|allowed|allowance|owes|owed|owing|debts?|arrears|stole|stolen|took"
    r"|fined?|compensation|reward|insured|insurance|inherit(?:ed|ance)|won|lottery|ransom|dowry"
    r"|raised|paid|payment|loan|lent|borrowed|grant|sold|spent|lost)\b[^.;£\n]{0,25}"
)


_WHERE = "(?:county|village|town|city|force|street|estate|country|region|district|valley|island)"


def _either(phrases: Iterable[str]) -> str:
    return "|".join(re.escape(p).replace(r"\ ", r"[\s-]+").replace("'", "['’]") for p in phrases)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    work = _either(phrases_in("rare", "is_work"))
    occupations = _either(phrases_in("rare", "occupations"))
    reported = phrases_in("rare", "reported")
    told_of = _either(p for p in reported if p.startswith(("in ", "on ")))
    publicity = _either(p for p in reported if not p.startswith(("in ", "on ")))
    forms = [
        ("occupation", rf"\b(?:{work})\b[^.;]{{0,25}}?\b(?P<what>{occupations})s?\b"),
        ("occupation", rf"\b(?P<what>{occupations})s?\s+by\s+(?:trade|profession|occupation)\b"),
        ("occupation", rf"\b(?P<what>{occupations}){_AND_NOW}"),
        *(("work", form) for form in _open_work()),
        ("forces", rf"\b(?P<what>{_FORCES})\b"),
        *(
            (sort, rf"\b(?P<what>{_either(phrases_in('rare', name))})\b")
            for sort, name in (
                ("method", "methods"),
                ("act", "acts"),
                ("deed", "deeds"),
                ("wound", "wounds"),
                ("fall", "falls"),
            )
        ),
        ("children", f"(?P<what>{lists()['rare']['children']})"),
        ("nationality", rf"(?P<what>{_nations()})"),
        ("language", rf"(?-i:\b(?P<what>{_languages()})\b)"),
        ("country", rf"(?-i:\b(?P<what>{_either(phrases_in('rare', 'countries'))})\b)"),
        ("reported", rf"\b(?P<what>{told_of})\b"),
        ("publicity", rf"(?<!otitis )\b(?P<what>{publicity})\b"),
        ("vehicle", rf"(?P<what>{_vehicles()})"),
        ("money", rf"(?P<what>{_SUM})(?:{_EACH})"),
        ("money", rf"{_OF_MONEY}(?P<what>{_SUM})"),
        ("money", r"(?P<what>£\s?(?:\d{1,3}(?:,\d{3})+|\d{3,})(?:\.\d\d)?)"),
        ("money", r"(?P<what>£\s?\d+(?:\.\d+)?(?:k|m)\b)"),
        (
            "only",
            rf"\b(?P<what>only\s(?:[a-z-]+\s){{1,4}}?(?:in|on)\s(?:the|this|our)\s{_WHERE})\b",
        ),
        ("caseload", r"\b(?P<what>caseloads?(?:\s(?:of|was|is|at|stood\sat))?:?\s\d{1,3})\b"),
    ]
    return tuple((sort, re.compile(form, re.IGNORECASE)) for sort, form in forms)


#: What says that somebody works: what stands in an open form of it.
_WORKS = (
    "works work worked working employed employment job jobs shifts trained training retrained "
    "trade profession occupation professional self self-employed"
)


def _open_work() -> tuple[str, ...]:
    """Return forms in which any word is an occupation: no list has all of them."""
    ends = "|".join(sorted(words_in("rare", "after_work")))
    none = "|".join(sorted(words_in("rare", "no_work")))
    word = rf"(?!(?:{ends})\b)[a-z][a-z'’-]*[a-z]"
    what = rf"(?P<what>(?!(?:{none})\b){word}(?:\s{word}){{0,2}})(?![\w'’])"
    one = rf"(?P<what>(?!(?:{none})\b)(?:{word}\s)?{word}"
    works = (
        r"(?:work(?:s|ed|ing)?|employed|employment|jobs?|shifts|(?:re)?train(?:ed|ing))"
        r"(?:\s(?:nights|days|weekends|part[\s-]time|full[\s-]time|locally|abroad|now|previously))?"
    )
    return (
        rf"\b{works}\sas\san?\s{what}",
        rf"\b(?:employed|employment|jobs?)\sas\s(?!an?\b){what}",
        rf"\b(?:is|was|been|an?|['’]s)\s(?:an?\s)?{what}(?=\sby\s(?:trade|profession|occupation)\b)",
        rf"\bself[\s-]employed\s{what}",
        rf"\ba\sprofessional\s{one}(?<=er|or|st|an|te))(?![\w'’])",
        rf"\b(?:is|was|['’]s)\san?\s(?P<what>(?:{word}\s)?"
        rf"[a-z-]*(?:{_either(phrases_in('rare', 'heads'))}))(?![\w'’])",
    )


@cache
def _is_of_the_field(what: str) -> bool:
    """Whether an occupation is said in the words of the field alone: "social worker", "GP"."""
    return all(word in vocabulary_words() for word in path_of(what))


def _nations() -> str:
    """Return a pattern of nationalities; what is also a thing only with a capital."""
    every, capital = words_in("rare", "nationalities"), words_in("rare", "capital_only")
    small = "|".join(sorted(every - capital))
    return rf"\b(?:{small})\b|(?-i:\b(?:{'|'.join(w.capitalize() for w in sorted(capital))})\b)"


def _languages() -> str:
    """Return a pattern of languages, with a capital: some are words else."""
    words = sorted(words_in("rare", "languages"))
    return "|".join(way for w in words for way in (w.capitalize(), w.upper()))


def _vehicles() -> str:
    """Return a pattern of cars by colour and make; makes that are words only with a capital."""
    colours = _either(phrases_in("rare", "colours"))
    makes = _either(phrases_in("rare", "makes"))
    words = _either(phrases_in("rare", "makes_like_words"))
    make = rf"(?:(?:{makes})|(?-i:(?:{words})))"
    sort = "van|estate|pick-?up|lorry|convertible|saloon|hatchback"
    model = rf"(?:\s(?-i:[A-Z][\w-]+)(?=\s(?:car|{sort})\b))?(?:\s(?:car|{sort}))?"
    shade = rf"(?:(?:light|dark|metallic|bright)\s)?(?:{colours})"
    mark = r"(?:\s(?:Mk\s?\d|[A-Z]\sclass))?"
    return rf"\b{shade}\s+{make}(?:\s{make})?{mark}{model}\b"


@cache
def _begins() -> dict[str, frozenset[str]]:
    """Return by sort words of which a text has one if it has such a detail."""
    children = (
        "twin triplet quadruplet child kid son daughter boy girl sibling mother mum father dad"
    )
    forms = {form for w in f"{children} parent".split() for form in (w, f"{w}s")}
    forms |= {"children", "youngest", "eldest", "oldest"}
    listed = {
        sort: telltales(phrases_in("rare", name))
        for sort, name in (
            ("method", "methods"),
            ("act", "acts"),
            ("deed", "deeds"),
            ("wound", "wounds"),
            ("fall", "falls"),
            ("country", "countries"),
            ("reported", "reported"),
            ("publicity", "reported"),
        )
    }
    work = {path_of(p)[-1] for p in phrases_in("rare", "occupations")}
    makes = {path_of(p)[-1] for n in ("makes", "makes_like_words") for p in phrases_in("rare", n)}
    return listed | {
        "occupation": frozenset(work | {f"{word}s" for word in work}),
        "children": frozenset(forms),
        "nationality": words_in("rare", "nationalities"),
        "language": words_in("rare", "languages"),
        "vehicle": frozenset(makes),
        "money": frozenset(),
        "only": frozenset({"only"}),
        "caseload": frozenset({"caseload", "caseloads"}),
        "forces": frozenset(_OF_FORCES.split()),
        "work": frozenset({*_WORKS.split(), *phrases_in("rare", "heads")}),
    }


@cache
def _begins_any() -> frozenset[str]:
    """Return words of which a text has one if it has a detail of any sort: most have none."""
    return frozenset().union(*_begins().values())


@cache
def _sought() -> tuple[tuple[str, re.Pattern[str], frozenset[str], frozenset[str] | None], ...]:
    """Return each pattern with its sort, and the words of which a text has one that it is in.

    These are first those of the sort, then those of the pattern; ``None`` where none is known.
    """
    # what makes an occupation of a word, before it and after it
    work = longest_runs(phrases_in("rare", "is_work"))
    by = frozenset({"trade", "profession", "occupation"})
    needed = chain((work, by, frozenset(_NOW.split())), repeat(None))
    return tuple(
        (sort, pattern, _begins()[sort], one)
        for (sort, pattern), one in zip(_patterns(), needed, strict=False)
    )


def rare_in(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the rare details of a text: what sort, and where.

    Examples
    --------
    >>> text = "He works nights as a slaughterman. Two boys and a girl at home."
    >>> [(sort, text[a:b]) for sort, a, b in rare_in(text)]
    [('occupation', 'slaughterman'), ('children', 'Two boys and a girl')]
    >>> text = "Came in a silver Corsa, and gave her £30 a week. Section 17 payment of £12."
    >>> [(sort, text[a:b]) for sort, a, b in rare_in(text)]
    [('vehicle', 'silver Corsa'), ('money', '£30'), ('money', '£12')]
    """
    found: list[tuple[int, int, str]] = [(*where, "speech") for where in _foreign_speech(text)]
    for start, end in foreign_runs(text):
        if not any(a < end and start < b for a, b, _ in found):
            found.append((start, end, "speech"))
    for one in introduced(text):
        if one.is_word and not any(a < one.stop and one.phrase < b for a, b, _ in found):
            found.append((one.phrase, one.stop, "nickname"))
    begun = may_have(_begins_any(), text) or "£" in text
    for sort, pattern, begins, needed in _sought() if begun else ():
        if not (may_have(begins, text) or (sort == "money" and "£" in text)):
            continue
        if needed is not None and not may_be_in(needed, text):
            continue
        for match in pattern.finditer(text):
            start, end = match.span("what")
            if sort == "work" and _is_of_the_field(match["what"]):
                continue
            if sort == "country" and _CALL_SIGN.match(text, end):
                continue  # "Hotel India 20"
            if not any(a < end and start < b for a, b, _ in found):
                found.append((start, end, _CALLED.get(sort, sort)))
    for start, end, said in sorted(found):
        yield said, start, end


_CALL_SIGN = re.compile(r"\s\d{1,3}\b")
_SAID = re.compile(r"[\"“]([^\"“”]{6,300})[\"”]|(?<!\w)['‘]([^'‘’]{6,300})['’](?!\w)")


def is_foreign(written: str) -> bool:
    """Whether most words are of another language.

    Examples
    --------
    >>> is_foreign("on mnie zabije"), is_foreign("wants to go home"), is_foreign("Deeping St James")
    (True, False, False)
    """
    return any(_foreign_speech(f"“{written}”"))


def _foreign_speech(text: str) -> Iterator[tuple[int, int]]:
    """Yield where words of another language are quoted: most of them are none of English."""
    for match in _SAID.finditer(text):
        inside = 1 if match[1] is not None else 2
        words = [token for token in tokens_of(match[inside]) if token.raw[0].isalpha()]
        small = [token for token in words if not token.is_capital or token is words[0]]
        known = words_in("rare", "words_of_others")
        other = [
            t for t in small if not t.raw.isascii() or t.folded in known or not is_plain(t.folded)
        ]
        signs = [token for token in small if not token.raw.isascii()]
        most = len(other) > 1 and 5 * len(other) >= 3 * len(small)
        two = len(words) == 2 and len(other) == 2 and match[inside].islower()
        if two or (len(words) > 2 and (most or len(signs) > 1)):
            yield match.span(inside)


def suggested(written: str) -> str:
    """Return what could be said of a rare detail, its sort first; empty where it is none.

    Examples
    --------
    >>> suggested("hammer").partition(";")[0]
    'method: generalise: “a weapon”, “an object”'
    """
    if is_foreign(written):
        return f"another language: {_GENERALLY['speech']}"
    said = _nickname(written)
    if said:
        return f"nickname: generalise: “{said}”"
    for sort, pattern in _patterns():
        if sort == "work":
            continue  # after "works as a" anything would be one
        # an occupation, a sum: with what makes one of it
        for text in (written, f"works as a {written}", f"paid {written}"):
            match = pattern.search(text)
            if match is not None and match["what"] == written:
                stays = f". {_STAYS}" if sort in _CODED else ""
                said = _GENERALLY[_whose(written) if sort == "children" else sort]
                if sort == "nationality" and _COMMUNITY.fullmatch(written):
                    said = _GENERALLY["community"]
                if sort == "vehicle" and _VAN.search(written):
                    said = said.replace("a car", "a van")
                return f"{_CALLED.get(sort, sort)}: {said}{stays}"
    return ""


_COMMUNITY = re.compile(r"travellers?|gypsy|roma", re.I)
_VAN = re.compile(
    r"\b(?:van|Transit|Sprinter|Vivaro|Berlingo|Kangoo|Combo|Trafic|Caddy|Transporter|Luton)\b",
    re.I,
)


def _nickname(written: str) -> str:
    """Return a phrase that says what somebody is called without it; empty where it is none."""
    # "big tone", "shop, tony": with what stood around it
    for before, after in (("", ""), ("with ", ""), ("", ", who"), ("", " work")):
        for one in introduced(f"{before}{written}{after}"):
            start, stop = (at - len(before) for at in (one.phrase, one.stop))
            if one.is_word and (start, stop) == (0, len(written)):
                at, end = one.start - len(before), one.end - len(before)
                return _without_name(written[:at], written[end:])
    return ""


def _without_name(said: str, after: str) -> str:
    said = said.rstrip(" “\"'‘") if not after else said
    words = said.rstrip().lower().split()
    if not words or words[-1] in _SIZES or words[0] in _TELLS or after or said.endswith(","):
        said = " ".join(w for w in said.rstrip("( ").split() if w.lower() not in _SIZES)
        return f"{said} (somebody)" if after == ")" else f"{said} somebody{after}".strip()
    while said.split()[-1].lower() in _SIZES | {"the"}:
        said = said.rpartition(" ")[0]
    if said.lower().endswith((" by", " of", "name")):
        return f"{said} another name"
    if said.lower().endswith(" as"):
        return f"{said[:-3]} by another name"
    return f"{said} something else"


_SIZES = frozenset(
    {"big", "little", "lil", "wee", "young", "old", "mad", "fat", "skinny", "ginger"}
)
_TELLS = frozenset(
    {"told", "asked", "rang", "phoned", "telephoned", "texted", "messaged", "emailed", "msg"}
    | {"message", "letter", "note", "call", "left", "appt"}
)


def _whose(written: str) -> str:
    """Return whether a number of children is said of a parent, of one of them, or of them all."""
    if re.match(r"(?:mother|mum|father|dad|parent)s?\s", written, re.IGNORECASE):
        return "parent"
    one = re.fullmatch(r"(?:twin|triplet|quadruplet)", written, re.IGNORECASE)
    if re.search(r"\s(?:sister|brother)s?$", written, re.IGNORECASE) and "win" in written:
        return "relative"
    return "sibling" if one or re.match(r"\w+\sof\s", written) else "children"


def rare_details(texts: Iterable[Text]) -> list[Question]:
    """Return the rare details of texts as questions, each with the rows that have it."""
    found: dict[str, tuple[str, str, dict[str, None]]] = {}
    sorts: dict[str, str] = {}
    for text in texts:
        for sort, start, end in rare_in(text.text):
            written = " ".join(text.text[start:end].split())
            key = written.casefold()
            if key not in found:
                found[key] = (written, sentence_at(text.text, start), {})
                sorts[key] = sort
            found[key][2][text.row] = None
    questions = []
    for written, sentence, rows in found.values():
        some = [row for row in rows if row]
        shown = "; ".join(some[:_MOST_ROWS])
        if len(some) > _MOST_ROWS:
            shown += f"; and {len(some) - _MOST_ROWS} more"
        said = suggested(written)
        if not said and sorts[written.casefold()] == "another language":
            said = f"another language: {_GENERALLY['speech']}"
        if not said and sorts[written.casefold()] == "occupation":
            said = f"occupation: {_GENERALLY['work']}"
        questions.append(Question("rare", written, sentence, shown, len(rows), said))
    return questions
