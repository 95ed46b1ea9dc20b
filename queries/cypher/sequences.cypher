// title = "What recurs, one after the other"
// answers = """
//   Sequences of kinds of rows that recur: so many rows in a row on one agency's record, or in the
//   household's joint chronology, and in how many cases."""
// caveats = """
//   By default rows of routine kinds (record-keeping, letters, repeat prescriptions) are passed over,
//   so that what stands before and after them follows one another, and rows of one kind in a row
//   count as one; `leave_out` and `repeats` take them in. A kind of a case's own vocabulary is left
//   out only if it is named. The order is by the earliest day that a date allows; dates in doubt can
//   hide another order. That one row follows another does not say that it followed from it. A row
//   that nobody has coded ends a sequence, and so do the fatal incident's own rows, which are left
//   out. Long chronologies have more sequences, so look at cases before times."""
// nothing = "No sequence of $length rows recurs in at least $cases cases; a shorter one may (length), or one of fewer cases (cases)."
// needs = "Cases with coded rows."
// picture = "bars"
// caution = "That one row follows another does not say that it followed from it."
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
// [parameters.leave_out]
// type = "texts"
// known = "kinds"
// default = ["administration", "letter-received", "letter-sent", "repeat-prescription"]
// means = "Kinds of which rows are passed over; those that the vocabulary calls routine. Name none to take in every row."
//
// [parameters.repeats]
// type = "true or false"
// default = false
// means = "Whether rows of one kind in a row are each counted."
//
// [parameters.with_kinds]
// type = "texts"
// known = "kinds"
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
// means = "How many sequences at most: those in most cases first, of these those of more different kinds; those of one kind alone last."
//
// [columns]
// sequence = "Kinds of the rows, in order."
// cases = "Cases in which it is."
// of_cases = "All cases, with long chronologies or short ones."
// times = "How often it is there, overlapping ones too."
// sectors = "How many sectors' records have it; 0 along the household."
// kinds = "How many different kinds it has."

CALL {
  MATCH (a:Agency)
  WHERE $along = 'agency'
  RETURN a.case_id AS case_id, a.sector AS sector, a.kinds AS kinds
UNION ALL
  MATCH (c:Case)
  WHERE $along = 'household'
  RETURN c.case_id AS case_id, null AS sector, c.kinds AS kinds
}
WITH case_id, sector, [kind IN kinds WHERE NOT kind IN $leave_out] AS kinds
WITH case_id, sector, CASE WHEN $repeats THEN kinds ELSE
  [i IN range(0, size(kinds) - 1) WHERE i = 0 OR kinds[i] <> kinds[i - 1] | kinds[i]] END AS kinds
UNWIND range(0, size(kinds) - $length) AS i
WITH case_id, sector, kinds[i .. i + $length] AS sequence
WHERE NOT '?' IN sequence
WITH sequence, count(DISTINCT case_id) AS cases, count(*) AS times,
  count(DISTINCT sector) AS sectors
WHERE cases >= $cases
  AND (size($with_kinds) = 0 OR any(kind IN $with_kinds WHERE kind IN sequence))
WITH sequence, cases, times, sectors, size(reduce(seen = [], kind IN sequence |
    CASE WHEN kind IN seen THEN seen ELSE seen + [kind] END)) AS kinds
ORDER BY kinds = 1, cases DESC, kinds DESC, times DESC, sequence
LIMIT $most
WITH collect({
  sequence: sequence, cases: cases, times: times, sectors: sectors, kinds: kinds
}) AS every
MATCH (c:Case)
WITH every, count(c) AS of_cases
UNWIND every AS one
RETURN one.sequence AS sequence, one.cases AS cases, of_cases, one.times AS times,
  one.sectors AS sectors, one.kinds AS kinds
ORDER BY kinds = 1, cases DESC, kinds DESC, times DESC, sequence

// [[expected]]
// given = {length = 2}
// rows = [
//   [["disclosure", "appointment"], 2, 4, 2, 1, 2],
// ]

// [[expected]]
// given = {length = 2, along = "household", cases = 1, with_kinds = ["disclosure"]}
// rows = [
//   [["appointment", "disclosure"], 2, 4, 2, 0, 2],
//   [["disclosure", "appointment"], 1, 4, 1, 0, 2],
//   [["disclosure", "argument"], 1, 4, 1, 0, 2],
//   [["home-visit", "disclosure"], 1, 4, 1, 0, 2],
// ]

// [[expected]]
// given = {length = 2, cases = 1, repeats = true, leave_out = ["appointment"], with_kinds = ["disclosure", "school-contact"]}
// rows = [
//   [["hospital-discharge", "disclosure"], 1, 4, 1, 1, 2],
//   [["information-received", "disclosure"], 1, 4, 1, 1, 2],
//   [["school-contact", "school-contact"], 1, 4, 2, 1, 1],
// ]
