// title = "What recurs, one after the other"
// answers = """
//   Sequences of kinds of rows that recur: so many rows in a row on one agency's record, or in the
//   household's joint chronology, and in how many cases."""
// caveats = """
//   The order is by the earliest day that a date allows; dates in doubt can hide another order.
//   That one row follows another does not say that it followed from it. A row that nobody has coded
//   ends a sequence, and so do the fatal incident's own rows, which are left out. Long chronologies
//   have more sequences, so look at cases before times."""
// needs = "Cases with coded rows."
// picture = "bars"
//
// [parameters.length]
// type = "whole number"
// default = 3
// least = 2
// most = 5
// means = "How many rows a sequence has."
//
// [parameters.along]
// type = "text"
// default = "agency"
// one_of = ["agency", "household"]
// means = "Along each agency's own rows, or along all rows in which somebody of the household is."
//
// [parameters.with_kinds]
// type = "texts"
// default = []
// means = "Only sequences that have one of these kinds; all where none is named."
//
// [parameters.cases]
// type = "whole number"
// default = 2
// least = 1
// means = "Only sequences that are in at least so many cases."
//
// [parameters.most]
// type = "whole number"
// default = 50
// least = 1
// most = 10000
// means = "How many sequences at most, those in most cases first."
//
// [columns]
// sequence = "Kinds of the rows, in order."
// cases = "Cases in which it is."
// of_cases = "Cases with as many coded rows one after the other."
// times = "How often it is there, overlapping ones too."
// sectors = "How many sectors' records have it; 0 along the household."

CALL {
  MATCH (a:Agency)
  WHERE $along = 'agency' AND size(a.kinds) >= $length
  RETURN a.case_id AS case_id, a.sector AS sector, a.kinds AS kinds
UNION ALL
  MATCH (c:Case)
  WHERE $along = 'household' AND size(c.kinds) >= $length
  RETURN c.case_id AS case_id, null AS sector, c.kinds AS kinds
}
UNWIND range(0, size(kinds) - $length) AS i
WITH case_id, sector, kinds[i .. i + $length] AS sequence
WHERE NOT '?' IN sequence
WITH case_id, sector, sequence, count(*) AS times
WITH collect({case_id: case_id, sector: sector, sequence: sequence, times: times}) AS every,
  count(DISTINCT case_id) AS of_cases
UNWIND every AS one
WITH of_cases, one.sequence AS sequence, count(DISTINCT one.case_id) AS cases,
  sum(one.times) AS times, count(DISTINCT one.sector) AS sectors
WHERE cases >= $cases
  AND (size($with_kinds) = 0 OR any(kind IN $with_kinds WHERE kind IN sequence))
RETURN sequence, cases, of_cases, times, sectors
ORDER BY cases DESC, times DESC, sequence
LIMIT $most
