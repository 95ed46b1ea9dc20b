"""Whose row it is, and which holder a cell names: agencies and teams from what people write.

A team is one that case.toml lists, or a source that is neither the agency's own name nor a
word for a document: such a source becomes a team of its own and is reported, with the lines
that name it or merge it. Nothing is merged because it looks alike.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from graphdb.model import Agency, Team, agency_of, team_not_stated
from graphdb.vocabulary import Vocabulary
from loaders.case_schema import CaseFile
from loaders.names import Names, norm


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words for a document or a system, not for a team. "GP records" names nobody in particular.
_DOCUMENT_WORDS = _words(
    """a account and archive assessment attendance book by cad call calls card cards carefirst
    case chronology combined computer correspondence crime cris crimint data database diary
    document documents electronic email emails emis entries entry file files form forms from
    frameworki fax handwritten holmes ics imr in incident information integrated intelligence
    internal interview its journal letter letters liquidlogic log logs main management medical
    memo merlin minutes mosaic niche note notes notebook observation of on our own paper papers
    patient phone pnb pnc pnd printout progress record recorded records
    ref reference referral report reports review rio scanned self sms source staff statement
    statements storm summary swift system systems systmone telephone text the unknown verbal
    vision written na nil none not stated"""
)
_SPLIT = re.compile(r"\s+[-–—|]\s+|\s*[:/(),;]\s*|(?<=\w)[–—](?=\w)")
_SLUG = re.compile(r"[\W_]+")
_AGENCY_TEAM = re.compile(r"\s+[-–—|]\s+|\s*:\s*|(?<=\w)[–—](?=\w)")
_LIST = re.compile(r"[;,\n]")
# A sector's usual name that is really the name of a part of it says which team.
_UNIT_WORDS = _words(
    """team unit hub ppu mash edt htt cmht eis department clinic liaison ed duty service crisis
    help safeguarding"""
)
# Single words that stand for an agency of a sector wherever they are read.
_PLAIN_WORDS = frozenset({"police", "probation", "cafcass", "midwives", "paramedics", "maternity"})


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose row it is, and how that was settled.

    ``how``: "stated" (listed, or the agency's own name, or a document), "unlisted" (a source
    that became a team), "other" (the source names another agency than the file's).
    """

    team_id: str
    how: str = "stated"


class Holders:
    """Agencies and teams of a case, by every name they go by; learns unlisted teams."""

    def __init__(
        self,
        agencies: Sequence[Agency],
        teams: Sequence[Team],
        records: dict[str, str],
        vocabulary: Vocabulary,
    ) -> None:
        self.agencies = {a.agency_id: a for a in agencies}
        self.teams = {t.team_id: t for t in teams}
        self._records = records
        self.explicit = Names()
        self.any_name = Names()
        self.in_text = Names()
        self._team_names: dict[str, Names] = {a: Names() for a in self.agencies}
        self.all_teams = Names()
        # What rows are settled by must not depend on which rows were read before.
        self._listed_teams = Names()
        self._listed_names: dict[str, Names] = {a: Names() for a in self.agencies}
        self.learned: set[str] = set()
        self._sources: dict[tuple[str, str], Owner | None] = {}
        self._named: dict[tuple[str, str], str | None] = {}
        self._said_more: dict[tuple[str, str], bool] = {}
        self._add_agencies(agencies, vocabulary)
        for team in teams:
            if team.stated:
                self._add_team(team)
                for name in (team.team_id.partition("/")[2], team.name, *team.aliases):
                    self._listed_teams.add(name, team.team_id)
                    self._listed_names[team.agency_id].add(name, team.team_id)

    def _add_agencies(self, agencies: Sequence[Agency], vocabulary: Vocabulary) -> None:
        for agency in agencies:
            for name in (agency.agency_id, agency.name, *agency.aliases):
                self.explicit.add(name, agency.agency_id)
                self.any_name.add(name, agency.agency_id)
                self.in_text.add(name, agency.agency_id)
        by_sector: dict[str, list[str]] = {}
        for agency in agencies:
            by_sector.setdefault(agency.sector, []).append(agency.agency_id)
        for key, ids in by_sector.items():
            sector = vocabulary.sectors[key]
            # "The police" is somebody only where the case has one police force.
            if len(ids) != 1 or sector.informal or key == "other":
                continue
            for name in (sector.label, *sector.aliases):
                self.any_name.add_weak(name, ids[0])
                if name.isupper() or " " in name.strip() or name.casefold() in _PLAIN_WORDS:
                    self.in_text.add_weak(name, ids[0])

    def _add_team(self, team: Team) -> None:
        key = team.team_id.partition("/")[2]
        for name in (key, team.name, *team.aliases):
            self._team_names[team.agency_id].add(name, team.team_id)
            self.all_teams.add(name, team.team_id)

    # --- whose file -------------------------------------------------------------------------

    def agency_of_file(self, document: str, file: CaseFile) -> str:
        """Return the agency whose file it is by ``files``, or by its name; else empty text."""
        leaf = document.rpartition("/")[2]
        for table in file.file:
            if table.agency and matches(document, table.name):
                return table.agency
        listed = {a.id for a in file.agency for g in a.files if matches(document, g)}
        if len(listed) == 1:
            return listed.pop()
        words = f" {norm(leaf.rpartition('.')[0])} "
        for names in (self.explicit, self.any_name):
            found: dict[str, int] = {}
            for name, target in names.items():
                key = norm(name)
                if f" {key} " in words:
                    found[target] = max(found.get(target, 0), len(key))
            best = [t for t, size in found.items() if size == max(found.values())]
            if len(best) == 1:
                return best[0]
        return ""

    # --- whose row --------------------------------------------------------------------------

    def owner(self, agency_id: str, source: str) -> Owner | None:
        """Return whose row it is.

        Parameters
        ----------
        agency_id
            The file's agency, or empty text.
        source
            The row's source as written.
        """
        key = (agency_id, source)
        if key not in self._sources:
            self._sources[key] = (
                self._own_source(agency_id, source) if agency_id else self._any_source(source)
            )
        return self._sources[key]

    def _own_source(self, agency_id: str, source: str) -> Owner:
        stated = team_not_stated(agency_id)
        if not norm(source):
            return Owner(stated)
        team = self._listed_names[agency_id].get(source)
        if team is not None:
            return Owner(team)
        if self.explicit.get(source) == agency_id or self._usual_name(agency_id, source):
            return Owner(stated)
        other = self.explicit.get(source)
        if other is not None:
            return Owner(team_not_stated(other), "other")
        pieces = _pieces(source)
        if len(pieces) > 1:
            found = self._compound(agency_id, pieces)
            if found is not None:
                return found
        rest = source
        prefix = self.explicit.prefix_of(source)
        if prefix is not None and prefix[0] == agency_id:
            rest = _last_words(source, prefix[1])
            team = self._listed_names[agency_id].get(rest)
            if team is not None:
                return Owner(team)
        if _is_document(rest) or self._own_words(agency_id, source):
            return Owner(stated)
        return Owner(self._learn(agency_id, rest), "unlisted")

    def _compound(self, agency_id: str, pieces: list[str]) -> Owner | None:
        """Read "Agency – team" and "document: team", of the file's agency or another's."""
        first = self.explicit.get(pieces[0])
        if first is not None and first != agency_id:
            team = self._listed_names[first].get(" ".join(pieces[1:]))
            return Owner(team, "other") if team is not None else None
        own = [p for p in pieces if not self._usual_name(agency_id, p) and not _is_document(p)]
        if not own:
            return Owner(team_not_stated(agency_id))
        teams = {self._listed_names[agency_id].get(p) for p in own} - {None}
        if len(teams) == 1:
            return Owner(str(teams.pop()))
        if len(own) < len(pieces):
            return self._own_source(agency_id, " ".join(own))
        return None

    def _usual_name(self, agency_id: str, source: str) -> bool:
        """Whether a source is what the agency's sector is usually called, and no part of it."""
        return self.any_name.get(source) == agency_id and not _UNIT_WORDS.intersection(
            norm(source).split()
        )

    def _own_words(self, agency_id: str, source: str) -> bool:
        """Whether a source holds nothing but words of the agency's names and of documents."""
        agency = self.agencies[agency_id]
        known = {w for n in (agency.name, *agency.aliases) for w in norm(n).split()}
        return all(w in known or _is_document(w) for w in norm(source).split())

    def says_more(self, team_id: str, written: str) -> bool:
        """Whether a source as written says more than whose row it is: "Log 12", "PPU, log 12".

        Parameters
        ----------
        team_id
            Whose row it is.
        written
            The row's source, or what stands in its column for the agency.
        """
        key = (team_id, written)
        if key not in self._said_more:
            self._said_more[key] = self._more_than_names(team_id, written)
        return self._said_more[key]

    def _more_than_names(self, team_id: str, written: str) -> bool:
        agency = self.agencies[agency_of(team_id)]
        if self._usual_name(agency.agency_id, written):
            return False
        names = [agency.agency_id, agency.name, *agency.aliases]
        team = self.teams.get(team_id)
        if team is not None:
            names += [team_id.partition("/")[2], team.name, *team.aliases]
        known = {word for name in names for word in norm(name).split()}
        return not known.issuperset(norm(written).split())

    def _any_source(self, source: str) -> Owner | None:
        """Settle a row of a file that belongs to no one agency."""
        if not norm(source):
            return None
        agency = self.any_name.get(source)
        if agency is not None:
            return Owner(team_not_stated(agency))
        pieces = _pieces(source)
        for names in (self.explicit, self.any_name):
            first = names.get(pieces[0]) if len(pieces) > 1 else None
            if first is not None:
                return self._own_source(first, " ".join(pieces[1:]))
        team = self._listed_teams.get(source)
        if team is not None:
            return Owner(team)
        prefix = self.any_name.prefix_of(source)
        if prefix is not None:
            return self._own_source(prefix[0], prefix[1])
        return None

    def _learn(self, agency_id: str, source: str) -> str:
        """Make a team of an unlisted source."""
        name = " ".join(source.split())
        slug = _SLUG.sub("-", name.casefold()).strip("-")
        team_id = f"{agency_id}/{slug}" if slug else team_not_stated(agency_id)
        known = self.teams.get(team_id)
        # Of several spellings the first in the alphabet is shown, whichever file came first.
        if known is None or (known.name > name and not known.aliases and team_id in self.learned):
            self.learned.add(team_id)
            team = Team(team_id, agency_id, name, shares_record=self._records.get(agency_id, ""))
            self.teams[team_id] = team
            self._add_team(team)
        return team_id

    def team_of_file(self, agency_id: str, team: str) -> str:
        """Return the team that a file is given to in case.toml, listed or not."""
        return self._listed_names[agency_id].get(team) or self._learn(agency_id, team)

    # --- whom a cell names ------------------------------------------------------------------

    def named(self, text: str, own_agency: str) -> str | None:
        """Return the holder that a name stands for, the row's own agency's teams first."""
        key = (text, own_agency)
        if key not in self._named:
            self._named[key] = self._find_named(text, own_agency)
        return self._named[key]

    def _find_named(self, text: str, own_agency: str) -> str | None:
        own = self._team_names.get(own_agency)
        team = own.get(text) if own is not None else None
        if team is not None:
            return team
        agency = self.explicit.get(text)
        if agency is not None:
            return team_not_stated(agency)
        team = self.all_teams.get(text)
        if team is not None:
            return team
        agency = self.any_name.get(text)
        if agency is not None:
            return team_not_stated(agency)
        return self._named_team(text)

    def _named_team(self, text: str) -> str | None:
        """Read "Agency – team" and "Agency team"; a list of names is neither."""
        if _LIST.search(text):
            return None
        pieces = [piece for piece in _AGENCY_TEAM.split(text) if norm(piece)]
        for names in (self.explicit, self.any_name):
            agency = names.get(pieces[0]) if len(pieces) > 1 else None
            if agency is not None:
                # An agency with a team that nobody knows is still that agency.
                rest = " ".join(pieces[1:])
                return self._team_names[agency].get(rest) or team_not_stated(agency)
        prefix = self.any_name.prefix_of(text)
        return self._team_names[prefix[0]].get(prefix[1]) if prefix is not None else None

    def nearest(self, text: str) -> str:
        """Return the nearest name of an agency or team, or empty text."""
        return self.any_name.nearest(text) or self.all_teams.nearest(text)

    def near_team(self, team_id: str) -> str:
        """Return a listed name of the same agency that an unlisted team's name is close to."""
        from rapidfuzz import fuzz, process

        from loaders.names import NEAR_ENOUGH

        team = self.teams[team_id]
        agency = self.agencies[team.agency_id]
        others = [agency.name, *agency.aliases]
        for other in self.teams.values():
            if other.agency_id == team.agency_id and other.team_id != team_id and other.stated:
                others += [other.name, *other.aliases]
        for name, target in self.explicit.items():
            if target != team.agency_id:
                others.append(name)
        found = process.extractOne(
            norm(team.name), others, processor=norm, scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH
        )
        return str(found[0]) if found else ""


def matches(document: str, pattern: str) -> bool:
    """Whether a document is meant by a glob of case.toml; capitals do not matter."""
    leaf = document.rpartition("/")[2]
    low = pattern.casefold()
    return fnmatchcase(leaf.casefold(), low) or fnmatchcase(document.casefold(), low)


def _last_words(text: str, rest: str) -> str:
    """Return the end of a text as written whose normal form is given."""
    words = text.split()
    for count in range(1, len(words) + 1):
        if norm(" ".join(words[-count:])) == rest:
            return " ".join(words[-count:])
    return rest


def _pieces(text: str) -> list[str]:
    return [piece for piece in _SPLIT.split(text) if piece and norm(piece)]


def _is_document(text: str) -> bool:
    """Whether a text is nothing but words for documents, numbers and dates."""
    return all(
        word in _DOCUMENT_WORDS or any(c.isdigit() for c in word) for word in norm(text).split()
    )


__all__ = ["Holders", "Owner", "agency_of"]
