"""Lists, maps, texts, numbers, times; what a node or an edge says of itself."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, timedelta

from tests.conformance.body.question import Question as Q

MINUTE_0 = datetime(1, 1, 1)


def _events(g):
    return [e for e in g.of("Event") if e.case_id == "amber-street" and e.earliest_iso]


def _projected(f):
    return {"uid": f.uid, "weight": f.weight, "heavy": f.weight > 3}


QUESTIONS = (
    Q(
        "list.comprehension",
        "`[x IN list WHERE … | …]`",
        "MATCH (f:Fact) RETURN f.uid, [t IN f.themes WHERE t STARTS WITH '1' | toLower(t)] AS ones",
        lambda g: [
            (f.uid, [t.lower() for t in f.themes if t.startswith("1")]) for f in g.of("Fact")
        ],
    ),
    Q(
        "list.comprehension_plain",
        "`[x IN list | …]` and `[x IN list WHERE …]`",
        "RETURN [x IN range(1, 5) | x * x] AS squares, [x IN range(1, 5) WHERE x % 2 = 0] AS even",
        lambda g: [([1, 4, 9, 16, 25], [2, 4])],
    ),
    Q(
        "list.comprehension_outer",
        "a list comprehension that names what is outside",
        "MATCH (e:Event) WITH collect(e.start_lo) AS starts MATCH (c:Case {case_id: 'amber-street'}) "
        "RETURN size([s IN starts WHERE s >= c.scope_lo AND s < c.end_lo]) AS n",
        lambda g: [
            (sum(c.scope_lo <= e.start_lo < c.end_lo for e in g.of("Event")),)
            for c in g.of("Case")
            if c.case_id == "amber-street"
        ],
    ),
    Q(
        "list.reduce",
        "`reduce`",
        "MATCH (f:Fact)<-[:KNOWS]-(a:Agency) WITH f, collect(a.name) AS names RETURN f.uid, "
        "reduce(n = 0, x IN names | n + size(x)) AS letters",
        lambda g: [
            (f.uid, sum(len(a.name) for a in found))
            for f in g.of("Fact")
            if (found := [a for _, a in g.into(f, "KNOWS") if g.label(a) == "Agency"])
        ],
    ),
    Q(
        "list.all_any",
        "`all`, `any`, `none`, `single`",
        "MATCH (f:Fact) WHERE size(f.themes) > 0 RETURN f.uid, all(t IN f.themes WHERE t STARTS WITH '1') "
        "AS a, any(t IN f.themes WHERE t = '2B') AS b, none(t IN f.themes WHERE t = '2C') AS c, "
        "single(t IN f.themes WHERE t CONTAINS '1') AS d",
        lambda g: [
            (
                f.uid,
                all(t.startswith("1") for t in f.themes),
                "2B" in f.themes,
                "2C" not in f.themes,
                sum("1" in t for t in f.themes) == 1,
            )
            for f in g.of("Fact")
            if f.themes
        ],
    ),
    Q(
        "list.all_empty",
        "of an empty list: `all` and `none` true, `any` false",
        "RETURN all(x IN [] WHERE x > 1) AS a, any(x IN [] WHERE x > 1) AS b, "
        "none(x IN [] WHERE x > 1) AS c, single(x IN [] WHERE x > 1) AS d",
        lambda g: [(True, False, True, False)],
    ),
    Q(
        "list.all_null",
        "`all`, `any` with null in the list",
        "RETURN all(x IN [2, null] WHERE x > 1) AS a, any(x IN [0, null] WHERE x > 1) AS b, "
        "any(x IN [2, null] WHERE x > 1) AS c, all(x IN [0, null] WHERE x > 1) AS d",
        lambda g: [(None, None, True, False)],
    ),
    Q(
        "list.index",
        "an element: `[0]`, `[-1]`, beyond the end null",
        "RETURN [1, 2, 3][0] AS a, [1, 2, 3][-1] AS b, [1, 2, 3][7] AS c",
        lambda g: [(1, 3, None)],
    ),
    Q(
        "list.slice",
        "a slice: `[1..3]`, `[..2]`, `[-2..]`",
        "RETURN range(0, 5)[1..3] AS a, range(0, 5)[..2] AS b, range(0, 5)[-2..] AS c",
        lambda g: [([1, 2], [0, 1], [4, 5])],
    ),
    Q(
        "list.head_last",
        "`head`, `last`, `tail`, `reverse`, `size`",
        "WITH ['a', 'b', 'c'] AS l RETURN head(l) AS a, last(l) AS b, tail(l) AS c, reverse(l) AS d, "
        "size(l) AS e, head([]) AS f",
        lambda g: [("a", "c", ["b", "c"], ["c", "b", "a"], 3, None)],
    ),
    Q(
        "list.join",
        "lists put together: `+`",
        "RETURN [1] + [2, 3] AS a, [1] + 2 AS b",
        lambda g: [([1, 2, 3], [1, 2])],
    ),
    Q(
        "list.range",
        "`range` with a step",
        "RETURN range(0, 10, 5) AS a, range(3, 1) AS b, range(3, 1, -1) AS c",
        lambda g: [([0, 5, 10], [], [3, 2, 1])],
    ),
    Q(
        "list.equal",
        "lists compared",
        "RETURN [1, 2] = [1, 2] AS a, [1, 2] = [2, 1] AS b, [1] < [1, 0] AS c",
        lambda g: [(True, False, True)],
    ),
    Q(
        "list.sorted",
        "a list sorted: `UNWIND`, `ORDER BY`, `collect`",
        "UNWIND [3, 1, 2] AS x WITH x ORDER BY x RETURN collect(x) AS l",
        lambda g: [([1, 2, 3],)],
    ),
    Q(
        "list.pattern",
        "a pattern comprehension: `[(f)<-[:KNOWS]-(a) | a.sector]`",
        "MATCH (f:Fact) RETURN f.uid, size([(f)<-[:KNOWS]-(a:Agency) | a.sector]) AS n",
        lambda g: [
            (f.uid, sum(g.label(a) == "Agency" for _, a in g.into(f, "KNOWS")))
            for f in g.of("Fact")
        ],
    ),
    Q(
        "list.pattern_where",
        "a pattern comprehension with `WHERE` that names what is outside",
        "MATCH (a:Agency)-[k:KNOWS]->(f:Fact {weight: 5}) RETURN a.uid, f.uid, size([(b:Agency)-[l:KNOWS]->"
        "(f) WHERE l.possible_from < k.possible_from | b.uid]) AS before",
        lambda g: [
            (
                a.uid,
                f.uid,
                sum(
                    g.label(b) == "Agency" and m.possible_from < k.possible_from
                    for m, b in g.into(f, "KNOWS")
                ),
            )
            for a, k, f in g.edges("KNOWS")
            if f.weight == 5 and g.label(a) == "Agency"
        ],
    ),
    Q(
        "map.literal",
        "a map, and what is in it",
        "WITH {a: 1, b: {c: 'x'}, d: [1, 2]} AS m RETURN m.a AS a, m.b.c AS c, m['d'][1] AS d, m.none AS n",
        lambda g: [(1, "x", 2, None)],
    ),
    Q(
        "map.returned",
        "a map as a value",
        "MATCH (c:Case) RETURN {id: c.case_id, weight: c.min_weight} AS m",
        lambda g: [({"id": c.case_id, "weight": c.min_weight},) for c in g.of("Case")],
    ),
    Q(
        "map.projection",
        "a map projection: `f {.uid, .weight, heavy: …}`",
        "MATCH (f:Fact) RETURN f {.uid, .weight, heavy: f.weight > 3} AS m",
        lambda g: [(_projected(f),) for f in g.of("Fact")],
    ),
    Q(
        "map.projection_all",
        "`f {.*}`",
        "MATCH (a:Agency) RETURN a {.*} AS m",
        lambda g: [(dict(a),) for a in g.of("Agency")],
    ),
    Q(
        "map.keys",
        "`keys` of a map",
        "UNWIND keys({b: 1, a: 2}) AS k RETURN k ORDER BY k",
        lambda g: [("a",), ("b",)],
        ordered=True,
    ),
    Q(
        "map.parameter",
        "a map as a parameter: `$m.name`",
        "MATCH (a:Agency {sector: $m.sector}) RETURN a.uid",
        lambda g: [(a.uid,) for a in g.of("Agency") if a.sector == "gp"],
        {"m": {"sector": "gp"}},
    ),
    Q(
        "text.starts",
        "`STARTS WITH`, `ENDS WITH`, `CONTAINS`",
        "MATCH (t:Team) WHERE t.team_id STARTS WITH 'police/' AND NOT t.team_id ENDS WITH '/' AND "
        "t.name CONTAINS 'Unit' RETURN t.uid",
        lambda g: [
            (t.uid,)
            for t in g.of("Team")
            if t.team_id.startswith("police/") and not t.team_id.endswith("/") and "Unit" in t.name
        ],
    ),
    Q(
        "text.starts_null",
        "`CONTAINS` of what is missing is null",
        "MATCH (e:Event) WHERE NOT e.bar CONTAINS 'consent' RETURN e.uid",
        lambda g: [(e.uid,) for e in g.of("Event") if e.bar and "consent" not in e.bar],
    ),
    Q(
        "text.regex",
        "`=~`: a regular expression for the whole text",
        "MATCH (e:Event) WHERE e.summary =~ '(?i).*craig.*' RETURN e.uid",
        lambda g: [(e.uid,) for e in g.of("Event") if re.fullmatch("(?i).*craig.*", e.summary)],
    ),
    Q(
        "text.regex_whole",
        "`=~` does not look for a part",
        "MATCH (a:Agency) WHERE a.name =~ 'Police' RETURN a.uid",
        lambda g: [(a.uid,) for a in g.of("Agency") if a.name == "Police"],
    ),
    Q(
        "text.regex_lines",
        "`=~` over several lines: `(?s)`",
        "RETURN 'a\\nb' =~ 'a.b' AS a, 'a\\nb' =~ '(?s)a.b' AS b",
        lambda g: [(False, True)],
    ),
    Q(
        "text.parameter",
        "a text as a parameter, whatever is in it",
        "RETURN $t AS t, size($t) AS n, $t = 'x' AS same",
        lambda g: [('it\'s "so" \\ `é` 日\n}) DELETE', 27, False)],
        {"t": 'it\'s "so" \\ `é` 日\n}) DELETE'},
    ),
    Q(
        "text.case",
        "`toLower`, `toUpper`, `trim`, `reverse`",
        "RETURN toLower('ÄB') AS a, toUpper('äb') AS b, trim('  x ') AS c, ltrim(' x ') AS d, "
        "rtrim(' x ') AS e, reverse('abc') AS f",
        lambda g: [("äb", "ÄB", "x", "x ", " x", "cba")],
    ),
    Q(
        "text.parts",
        "`substring`, `left`, `right`, `split`, `replace`",
        "RETURN substring('chronology', 3) AS a, substring('chronology', 0, 4) AS b, left('abc', 2) AS c, "
        "right('abc', 2) AS d, split('a/b/', '/') AS e, replace('a-b-c', '-', '+') AS f",
        lambda g: [("onology", "chro", "ab", "bc", ["a", "b", ""], "a+b+c")],
    ),
    Q(
        "text.agency_of_team",
        "what stands before a sign: `split(x, '/')[0]`",
        "MATCH (t:Team) RETURN t.uid, split(t.team_id, '/')[0] AS agency",
        lambda g: [(t.uid, t.team_id.split("/")[0]) for t in g.of("Team")],
    ),
    Q(
        "text.concat",
        "texts put together",
        "MATCH (a:Agency) RETURN a.case_id + ': ' + a.name AS t, toString(1) + 'x' AS n",
        lambda g: [(f"{a.case_id}: {a.name}", "1x") for a in g.of("Agency")],
    ),
    Q(
        "text.concat_bars",
        "texts put together with `||`",
        "MATCH (a:Agency) RETURN a.case_id || ': ' || a.name AS t",
        lambda g: [(f"{a.case_id}: {a.name}",) for a in g.of("Agency")],
    ),
    Q(
        "text.number",
        "`toInteger`, `toFloat`, `toString`, `toBoolean`",
        "RETURN toInteger('42') AS a, toInteger('4.7') AS b, toInteger('x') AS c, toFloat('2.5') AS d, "
        "toString(true) AS e, toBoolean('true') AS f, toInteger(3.9) AS g, toInteger(-3.9) AS h",
        lambda g: [(42, 4, None, 2.5, "true", True, 3, -3)],
    ),
    Q(
        "text.size",
        "`size` of a text, of letters and signs of any language",
        "RETURN size('') AS a, size('é日') AS b",
        lambda g: [(0, 2)],
    ),
    Q(
        "text.join",
        "a list as one text: `reduce`",
        "WITH ['a', 'b', 'c'] AS l RETURN reduce(t = head(l), x IN tail(l) | t + ', ' + x) AS t",
        lambda g: [("a, b, c",)],
    ),
    Q(
        "text.escapes",
        "signs in a text of the query",
        "RETURN 'it\\'s' AS a, \"so \\\"it\\\"\" AS b, 'a\\tb' AS c, '\\u00e9' AS d",
        lambda g: [("it's", 'so "it"', "a\tb", "é")],
    ),
    Q(
        "number.integer_division",
        "whole numbers divided are whole: `7 / 2`",
        "RETURN 7 / 2 AS a, -7 / 2 AS b, 7 % 3 AS c, -7 % 3 AS d",
        lambda g: [(3, -3, 1, -1)],
    ),
    Q(
        "number.float_division",
        "`7 / 2.0`, `toFloat(7) / 2`",
        "RETURN 7 / 2.0 AS a, toFloat(7) / 2 AS b, 7.5 % 2 AS c",
        lambda g: [(3.5, 3.5, 1.5)],
    ),
    Q(
        "number.days",
        "minutes as days: `m / 1440`",
        "MATCH (e:Event) WHERE e.latest IS NOT NULL RETURN e.uid, (e.latest - e.earliest) / 1440 AS days, "
        "(e.latest - e.earliest) / 1440.0 AS exact",
        lambda g: (
            [
                (e.uid, (e.latest - e.earliest) // 1440, (e.latest - e.earliest) / 1440)
                for e in g.of("Event")
                if e.latest is not None and e.earliest is not None
            ]
            + [
                (e.uid, None, None)
                for e in g.of("Event")
                if e.latest is not None and e.earliest is None
            ]
        ),
    ),
    Q(
        "number.power",
        "`^` gives a number with a fraction",
        "RETURN 2 ^ 3 AS a, 2 + 3 * 4 AS b, (2 + 3) * 4 AS c, -2 ^ 2 AS d",
        lambda g: [(8.0, 14, 20, 4.0)],
    ),
    Q(
        "number.round",
        "`round`, `floor`, `ceil`, `abs`, `sign`",
        "RETURN round(2.4) AS a, round(2.5) AS b, floor(-2.5) AS c, ceil(2.1) AS d, abs(-3) AS e, "
        "sign(-2.5) AS f, round(3.14159, 2) AS g",
        lambda g: [(2.0, 3.0, -3.0, 3.0, 3, -1, 3.14)],
    ),
    Q(
        "number.round_half",
        "half of a negative number: `round(-2.5)`",
        "RETURN round(-2.5) AS a, round(-1.5) AS b",
        lambda g: [(-2.0, -1.0)],
    ),
    Q(
        "number.sqrt",
        "`sqrt`, `log`, `exp`, `log10`",
        "RETURN sqrt(9) AS a, log(exp(1)) AS b, log10(1000) AS c",
        lambda g: [(3.0, math.log(math.e), math.log10(1000))],
    ),
    Q(
        "number.equal",
        "a whole number equals one with a fraction: `1 = 1.0`",
        "RETURN 1 = 1.0 AS a, 1 < 1.5 AS b, 0.1 + 0.2 = 0.3 AS c",
        lambda g: [(True, True, False)],
    ),
    Q(
        "number.large",
        "minutes are large: 64 bits",
        "RETURN 1000000000000 + 1 AS a, 9223372036854775807 AS b, -9223372036854775808 AS c",
        lambda g: [(10**12 + 1, 2**63 - 1, -(2**63))],
    ),
    Q(
        "number.unlike",
        "what cannot be compared: null for `<`, false for `=`",
        "RETURN 1 < 'a' AS a, 1 = '1' AS b, true = 1 AS c",
        lambda g: [(None, False, False)],
    ),
    Q(
        "number.float_parameter",
        "parameters of every type come back",
        "RETURN $i AS i, $f AS f, $b AS b, $n AS n, $l AS l, $m AS m, $big AS big",
        lambda g: [(1, 1.0, True, None, [1, 2], {"a": "x"}, 2**53 + 1)],
        {"i": 1, "f": 1.0, "b": True, "n": None, "l": [1, 2], "m": {"a": "x"}, "big": 2**53 + 1},
    ),
    Q(
        "number.null_parameter",
        "a filter that may be left out: `$x IS NULL OR …`",
        "MATCH (a:Agency) WHERE $sector IS NULL OR a.sector = $sector RETURN a.uid",
        lambda g: [(a.uid,) for a in g.of("Agency")],
        {"sector": None},
    ),
    Q(
        "number.infinite",
        "division by zero of numbers with a fraction",
        "RETURN 1.0 / 0.0 > 1000 AS a, 0.0 / 0.0 = 0.0 / 0.0 AS b",
        lambda g: [(True, False)],
    ),
    Q(
        "time.text_order",
        "texts of times are in their order",
        "MATCH (e:Event) WHERE e.earliest_iso >= '2012-01-01' AND e.earliest_iso < '2012-07' RETURN e.uid",
        lambda g: [
            (e.uid,)
            for e in g.of("Event")
            if e.earliest_iso and "2012-01-01" <= e.earliest_iso < "2012-07"
        ],
    ),
    Q(
        "time.datetime",
        "`localdatetime(e.earliest_iso)` and its parts",
        "MATCH (e:Event {case_id: 'amber-street'}) WHERE e.earliest_iso IS NOT NULL "
        "WITH e, localdatetime(e.earliest_iso) AS d RETURN e.uid, d.year AS y, d.month AS m, d.day AS dd, "
        "d.hour AS h, d.minute AS n, d.dayOfWeek AS w",
        lambda g: [
            (e.uid, d.year, d.month, d.day, d.hour, d.minute, d.isoweekday())
            for e in _events(g)
            for d in [datetime.fromisoformat(e.earliest_iso)]
        ],
    ),
    Q(
        "time.date",
        "`date(left(e.earliest_iso, 10))`",
        "MATCH (e:Event {case_id: 'amber-street'}) WHERE e.earliest_iso IS NOT NULL "
        "RETURN e.uid, date(left(e.earliest_iso, 10)) AS d",
        lambda g: [(e.uid, date.fromisoformat(e.earliest_iso[:10])) for e in _events(g)],
    ),
    Q(
        "time.date_of_datetime",
        "`date(localdatetime(…))`",
        "MATCH (e:Event {case_id: 'amber-street'}) WHERE e.earliest_iso IS NOT NULL "
        "RETURN e.uid, date(localdatetime(e.earliest_iso)) AS d",
        lambda g: [(e.uid, date.fromisoformat(e.earliest_iso[:10])) for e in _events(g)],
    ),
    Q(
        "time.week",
        "`week`, `quarter`, `ordinalDay` of a date",
        "WITH date('2012-12-31') AS d RETURN d.week AS w, d.quarter AS q, d.ordinalDay AS o",
        lambda g: [(1, 4, 366)],
    ),
    Q(
        "time.between",
        "`duration.inDays(a, b).days`",
        "RETURN duration.inDays(date('2012-02-27'), date('2012-03-01')).days AS a, "
        "duration.inDays(date('2012-03-01'), date('2012-02-27')).days AS b",
        lambda g: [(3, -3)],
    ),
    Q(
        "time.between_rows",
        "days between two rows by their times",
        "MATCH (e:Event)-[:RESPONDS_TO]->(q:Event) WHERE e.earliest_iso IS NOT NULL AND q.earliest_iso "
        "IS NOT NULL RETURN e.uid, q.uid, duration.inDays(localdatetime(q.earliest_iso), "
        "localdatetime(e.earliest_iso)).days AS days",
        lambda g: [
            (
                e.uid,
                q.uid,
                int(
                    (
                        datetime.fromisoformat(e.earliest_iso)
                        - datetime.fromisoformat(q.earliest_iso)
                    )
                    / timedelta(days=1)
                ),
            )
            for e, _, q in g.edges("RESPONDS_TO")
            if e.earliest_iso and q.earliest_iso
        ],
    ),
    Q(
        "time.months",
        "`duration.between(a, b).months`",
        "WITH duration.between(date('2011-11-30'), date('2012-03-01')) AS d RETURN d.months AS m, d.days AS d",
        lambda g: [(3, 1)],
    ),
    Q(
        "time.plus",
        "a day and a duration: `date(…) + duration({days: 28})`",
        "RETURN date('2012-02-10') + duration({days: 28}) AS a, date('2012-01-31') + duration({months: 1}) "
        "AS b, date('2012-03-01') - duration('P1D') AS c",
        lambda g: [(date(2012, 3, 9), date(2012, 2, 29), date(2012, 2, 29))],
    ),
    Q(
        "time.compare",
        "dates compared",
        "RETURN date('2012-02-10') < date('2012-10-01') AS a, "
        "localdatetime('2012-01-01T10:00') = localdatetime('2012-01-01T10:00:00') AS b",
        lambda g: [(True, True)],
    ),
    Q(
        "time.truncate",
        "`date.truncate('month', d)`",
        "RETURN date.truncate('month', date('2012-02-17')) AS a, date.truncate('week', date('2012-02-17')) "
        "AS b",
        lambda g: [(date(2012, 2, 1), date(2012, 2, 13))],
    ),
    Q(
        "time.text",
        "`toString` of a date",
        "RETURN toString(date('2012-02-07')) AS a, toString(date('2012-02-07').year) AS b",
        lambda g: [("2012-02-07", "2012")],
    ),
    Q(
        "time.minutes",
        "the minutes of the graph from a day",
        "RETURN duration.inDays(date('0001-01-01'), date($day)).days * 1440 AS minute",
        lambda g: [((date(2012, 3, 14) - MINUTE_0.date()).days * 1440,)],
        {"day": "2012-03-14"},
    ),
    Q(
        "time.as_at",
        "as at a day: a parameter in minutes",
        "MATCH (a:Agency)-[k:KNOWS]->(f:Fact) WHERE k.certain_from <= $minute RETURN a.uid, f.uid",
        lambda g: [
            (a.uid, f.uid)
            for a, k, f in g.edges("KNOWS")
            if g.label(a) == "Agency"
            and k.certain_from is not None
            and k.certain_from <= 1_058_000_000
        ],
        {"minute": 1_058_000_000},
    ),
    Q(
        "time.parameter",
        "a date as a parameter",
        "RETURN $d < date('2012-04-01') AS a, $d.month AS m",
        lambda g: [(True, 3)],
        {"d": date(2012, 3, 14)},
    ),
    Q(
        "of.type",
        "`type(r)`",
        "MATCH (:Finding)-[r]->() RETURN type(r) AS t, count(*) AS n",
        lambda g: [
            (t, n) for t in ("EVIDENCED_BY", "CONCERNS", "CODED_AS") if (n := len(list(g.edges(t))))
        ],
    ),
    Q(
        "of.labels",
        "`labels(n)`",
        "MATCH (f:Finding)-[:CONCERNS]->(x) RETURN labels(x)[0] AS l, count(*) AS n",
        lambda g: [
            (label, sum(g.label(x) == label for _, _, x in g.edges("CONCERNS")))
            for label in ("Agency", "Person", "Fact")
        ],
    ),
    Q(
        "of.properties",
        "`properties(n)`",
        "MATCH (c:Case) RETURN properties(c) AS p",
        lambda g: [(dict(c),) for c in g.of("Case")],
    ),
    Q(
        "of.keys",
        "`keys(n)`: what is there",
        "MATCH (f:Fact) UNWIND keys(f) AS k RETURN k, count(*) AS n",
        lambda g: [
            (k, sum(k in f for f in g.of("Fact"))) for k in {k for f in g.of("Fact") for k in f}
        ],
    ),
    Q(
        "of.node",
        "a node as a value",
        "MATCH (a:Agency {sector: 'gp'}) RETURN a",
        lambda g: [({"_labels": ["Agency"]} | a,) for a in g.of("Agency") if a.sector == "gp"],
    ),
    Q(
        "of.edge",
        "an edge as a value",
        "MATCH (:Person)-[r:RELATED_TO]->(:Person) RETURN r",
        lambda g: [({"_type": "RELATED_TO"} | r,) for _, r, _ in g.edges("RELATED_TO")],
    ),
    Q(
        "of.ends",
        "`startNode(r)`, `endNode(r)`",
        "MATCH (p:Person {person_id: 'V'})-[r:RELATED_TO]-() RETURN startNode(r).uid, endNode(r).uid",
        lambda g: [
            (a.uid, b.uid) for a, _, b in g.edges("RELATED_TO") if "V" in (a.person_id, b.person_id)
        ],
    ),
    Q(
        "of.element_id",
        "`elementId(n)`: the same for the same node",
        "MATCH (a:Agency {sector: 'gp'}) MATCH (b:Agency {sector: 'gp'}) WHERE elementId(a) = elementId(b) "
        "RETURN a.uid, b.uid",
        lambda g: [(a.uid, a.uid) for a in g.of("Agency") if a.sector == "gp"],
    ),
    Q(
        "of.id",
        "`id(n)`: the same for the same node",
        "MATCH (a:Agency {sector: 'gp'}) MATCH (b:Agency {sector: 'gp'}) WHERE id(a) = id(b) "
        "RETURN a.uid, b.uid",
        lambda g: [(a.uid, a.uid) for a in g.of("Agency") if a.sector == "gp"],
    ),
    Q(
        "of.value_type",
        "`valueType(x)`",
        "RETURN valueType(1) AS a, valueType('x') AS b",
        lambda g: [("INTEGER NOT NULL", "STRING NOT NULL")],
    ),
    Q(
        "of.is_empty",
        "`isEmpty` of a text or a list",
        "MATCH (p:Person) WHERE isEmpty(p.age_band) AND isEmpty(p.needs) RETURN p.uid",
        lambda g: [(p.uid,) for p in g.of("Person") if not p.age_band and not p.needs],
    ),
    Q(
        "of.degree",
        "how many edges: `COUNT { (n)--() }`",
        "MATCH (p:Person) RETURN p.uid, COUNT { (p)--() } AS n",
        lambda g: [(p.uid, len(list(g.out(p))) + len(list(g.into(p)))) for p in g.of("Person")],
    ),
)
