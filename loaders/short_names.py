"""Short names in running text: when “V”, “P” or “C1” is somebody, and when it is not.

A chronology calls its people by a letter; so does everybody else their X-rays, vitamins, plans
and sections. A letter that may be something else is left alone: a person who is not found in a
text is still in the columns, and one who is found there wrongly is in findings, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: A letter with or without a number, or two letters: an id or initials.
_SHORT = re.compile(r"[A-Za-z]{1,2}|[A-Za-z]\d{1,2}")
# Single letters that are words of English; an id such as "A" is found in columns only.
_WORDS_OF_ONE_LETTER = frozenset("AIO")
# With an s and no apostrophe these are other words: "Ms Pike", "Us", "As".
_OTHER_WORDS_WITH_S = frozenset(
    {"A", "D", "I", "M", "O", "P", "U", "CD", "DJ", "ID", "MP", "PC", "TV"}
)

# What is called by a letter or a Roman number: "vitamin C", "grade C", "section V", "plan B".
_LETTERED = _words(
    """
    agency annex annexe apartment apt appendix area band bay block box brand building cat category
    chapter class clause code column company cross division dr drug element entrance exhibit
    factor fig figure flat flu floor form gate gen generation grade group hep hepatitis house
    hospital item junction letter level lot model nurse officer op operation option organisation
    page para paragraph part pc phase plan plot point priority professional protein question ref
    reference rm road room row sch schedule school sect section serial sergeant series sgt site
    size stage step strep street table team tier town type unit version visa vit vitamin vol volume
    ward wing worker zone cllr dc di ds gp hv insp inspector pcso prof ps sw
    """
)
# What follows a letter that is part of a word of its own: "X ray", "C section", "P plates".
_FOLLOWED = {
    "B": "cell cells road vitamins word",
    "C": "card cards diff difficile reactive section sections spine word",
    "D": "day dimer dimers",
    "E": "cig cigarette cigarettes cigs coli mail mails",
    "F": "bomb word",
    "G": "string",
    "H": "pylori",
    "L": "dopa plate plates",
    "M": "way",
    "N": "word",
    "P": "plate plates value wave waves",
    "R": "plate plates",
    "S": "bend bends",
    "T": "cell cells shirt shirts",
    "U": "bend turn turns",
    "V": "neck sign",
    "X": "box certificate chromosome factor files marks rated ray rayed raying rays",
    "CD": "player players rom",
    "DJ": "set",
    "PC": "tower world",
}
_FOLLOWERS = {name: _words(words) for name, words in _FOLLOWED.items()}
# What stands between two of a list: "vitamins B and C", "Hep A/B".
_LIST_BEFORE = re.compile(
    r"(?:(?<![\w'’])(?:[A-Z]\d{0,2}|[IVX]{1,5}|\d{1,3})\s*(?:,|/|&|-|–|\band\b|\bor\b|\bto\b)\s*)+\Z"
)
_WORD_BEFORE = re.compile(r"([^\W\d_]+)\.?\s*['’‘\"“]?\Z")
_WORD_AFTER = re.compile(r"\s+([^\W\d_]+)")
_CAPITALISED_AFTER = re.compile(r"\.?\s+[A-Z][a-zà-ÿ'’]+")
_NUMBER_AFTER = re.compile(r"\.?\s?\d")
_TIMES_AFTER = re.compile(
    r"\s+(?:a|per|each|every|daily|weekly|nightly|monthly|yearly|od|bd|tds|qds|nocte|mane"
    r"|tablets?|doses?|times?|units?)\b"
)
_LETTER_BEFORE = re.compile(r"(?<![\w'’])[B-HJ-Z][ \u00a0]\Z")
_LETTER_AFTER = re.compile(r"[ \u00a0][B-HJ-Z](?![\w'’])")
# Two letters that are one word, whoever else has these letters: "A&E", "M&S", "T/C" (a call)
_PAIRS = re.compile(
    r"(?<![\w'’])(?:A ?& ?E|B ?& ?B|C ?& ?A|D ?& ?[CV]|H ?& ?S|M&S|P ?& ?[OP]|[CST]/[BCFPS]"
    r"|[CPTV]/[CM]|N/[AKS]|[BMV]/[FM]|B/P|P/T|[VXY]/N)(?!\w)"
)
# "DASH: N", "Seen? N", "DV = Y": an answer
_ANSWER_BEFORE = re.compile(r"[:?=]\s*\Z")
_SENTENCE_BEFORE = re.compile(r"(?:\A|[.;:!?\n(]|[-–—]\s)\s*\Z")
# Words before a person, not before how many times ("calls X2").
_BEFORE_A_PERSON = _words(
    """
    about after against and as at because before between but by called contacted for from her his
    if met of on or phoned rang saw said seen stated than that their to told toward towards until
    when where which while who with without
    """
)
# "S: tired. O: pale. A: anxiety. P: review": the headings of a clinical note, not who said so
_SOAP = re.compile(r"(?<!\w)[OA]\s?:")
_JOINING = "-‐‑–—/&.+_@#"
_WITHIN_BRACKETS = 400


def is_short(name: str) -> bool:
    """Whether a name is so short that what stands around it decides whether it is one.

    Examples
    --------
    >>> [is_short(name) for name in ("V", "C1", "LM", "Will")]
    [True, True, True, False]
    """
    return _SHORT.fullmatch(name) is not None


class ShortNames:
    """Finds short names in running text where they can only be names.

    Parameters
    ----------
    names
        What each short name stands for; one letter is looked for as a capital.
    """

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = {
            (name.upper() if len(name) == 1 or name[1:].isdigit() else name): target
            for name, target in names.items()
            if name.upper() not in _WORDS_OF_ONE_LETTER
        }
        either = "|".join(sorted(map(re.escape, self._names), key=lambda n: (-len(n), n)))
        self._find = (
            re.compile(rf"(?<!\w)(?P<name>{either})(?P<s>['’‘`´]?s)?(?!\w)") if either else None
        )

    def find(self, text: str) -> set[str]:
        """Return what the short names of a text stand for."""
        return {target for _, _, target in self.spans(text)}

    def spans(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield where the short names of a text begin and end, and what they stand for."""
        if self._find is None:
            return
        for hit in self._find.finditer(text):
            if self._is_one(hit):
                yield hit.start("name"), hit.end("name"), self._names[hit["name"]]

    def _is_one(self, hit: re.Match[str]) -> bool:
        text, name, start, end = hit.string, hit["name"], hit.start(), hit.end()
        # a few words are enough to tell, and a long text is not read again for each letter
        before, after = text[max(0, start - 60) : start], text[end : end + 40]
        near = max(0, start - 4)
        if any(
            pair.start() <= start - near < pair.end()
            for pair in _PAIRS.finditer(text[near : end + 4])
        ):
            return False
        if not self._is_apart(name, before, after) or self._is_followed(name, after):
            return False
        if hit["s"] is not None and len(hit["s"]) == 1 and not _is_whose(name, after):
            return False
        if len(name) == 2 and name.isalpha():
            return True
        return not (
            _is_lettered(before)
            or _is_initial(name, hit["s"], before, after)
            or _is_heading(hit, before, after)
            or (name[1:].isdigit() and _is_count_or_road(name, before, after))
        )

    def _is_apart(self, name: str, before: str, after: str) -> bool:
        """Whether nothing is joined to a name but another name: ``V/P``, not ``X-ray``."""
        if before[-1:] and before[-1] in _JOINING + "'’":
            other = re.search(r"(?<![\w.])(\w+)[-–/&+]\Z", before)
            if before[-1] in "'’" and not re.search(r"\w['’]\Z", before):
                pass  # a quotation mark
            elif (other is None or not self._is_another(other[1], name)) and not re.search(
                r"(?:\s|\A)[-–—]\Z", before
            ):
                return False
        if after[:1] and after[0] in _JOINING + "'’" and re.match(r"[^\s]\w", after):
            other = re.match(r"[-–/&+](\w+)(?![\w.])", after)
            return after[0] in "—" or (other is not None and self._is_another(other[1], name))
        return True

    def _is_another(self, other: str, name: str) -> bool:
        return other != name and other in self._names

    @staticmethod
    def _is_followed(name: str, after: str) -> bool:
        word = _WORD_AFTER.match(after)
        return word is not None and word[1].casefold() in _FOLLOWERS.get(name, frozenset())


def _is_whose(name: str, after: str) -> bool:
    """Whether an s without an apostrophe is a possessive's: ``Vs mother``, not ``Ms Pike``."""
    word = _WORD_AFTER.match(after)
    return name not in _OTHER_WORDS_WITH_S and word is not None and word[1].islower()


def _is_lettered(before: str) -> bool:
    """Whether the word before is of something that has a letter: ``vitamins B and C``."""
    word = _WORD_BEFORE.search(_LIST_BEFORE.sub("", before))
    if word is None:
        return False
    said = word[1].casefold()
    return said in _LETTERED or said.removesuffix("s") in _LETTERED or said in ("a", "an")


def _is_initial(name: str, whose: str | None, before: str, after: str) -> bool:
    """Whether a letter is one of several or a name's first: ``P S``, ``S Ahmed``, ``S 47``."""
    if len(name) > 1:
        return False
    if _LETTER_BEFORE.search(before) or (whose is None and _LETTER_AFTER.match(after)):
        return True
    if whose is None and re.match(r"\s+[A-Z][a-zà-ÿ'’]+", after):
        return True
    # "Mr J. Smith": a full stop after a letter that a name begins with
    titled = re.search(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|[A-Z])\.?\s\Z", before) is not None
    if titled and _CAPITALISED_AFTER.match(after):
        return True
    if name in "CF" and re.search(r"\d\s?°?\Z|°\Z", before):  # 37.5 C
        return True
    return name in "ABMSX" and _NUMBER_AFTER.match(after) is not None


def _is_heading(hit: re.Match[str], before: str, after: str) -> bool:
    """Whether a letter is an answer, a heading of a note or a number of a list."""
    name, text = hit["name"], hit.string
    if len(name) > 1:
        return False
    if name in "NXY" and _ANSWER_BEFORE.search(before):
        return True
    if after[:1] == ")" and not _is_in_brackets(text, hit.start()):
        return True
    return name in "PS" and after.lstrip()[:1] == ":" and _SOAP.search(text) is not None


def _is_in_brackets(text: str, place: int) -> bool:
    """Whether a bracket before a place is still open; one that is very far back is none."""
    near = max(0, place - _WITHIN_BRACKETS)
    return text.count("(", near, place) > text.count(")", near, place)


def _is_count_or_road(name: str, before: str, after: str) -> bool:
    """Whether a letter with a number is how many times, or a road: ``calls X2``, ``the M1``."""
    word = _WORD_BEFORE.search(before)
    if name[0] in "ABM" and word is not None and word[1].casefold() == "the":
        return True
    if name[0] != "X":
        return False
    if _TIMES_AFTER.match(after):
        return True
    begins = _SENTENCE_BEFORE.search(before) is not None
    return not begins and (word is None or word[1].casefold() not in _BEFORE_A_PERSON)


__all__ = ["ShortNames", "is_short"]
