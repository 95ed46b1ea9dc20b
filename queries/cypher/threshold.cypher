// title = "How often the records held enough only together"
// answers = """
//   In how many cases the organisations' records put together reached the case's threshold while no
//   single organisation's did, or did so first; by how many days, or how long before the end."""
// caveats = """
//   As for `threshold-cases`: the threshold is a number that a panel sets, and it shows what records
//   would have contained together, not that a death would have been prevented."""
// needs = "Cases with coded rows of two agencies."
// picture = "bars"
// caution = "The threshold is a number that a panel sets; it does not show that a death would have been prevented."
//
// [columns]
// outcome = "As in `threshold-cases`."
// cases = "Cases of which that is so."
// in_part = "Of these, cases in which an organisation's chronology is in part, or not all coded: it may have held more."
// of_cases = "All cases."
// days_shortest = "Days between the records together and the first single organisation's, the fewest that each case's dates allow: the shortest. Missing where no single one reached it."
// days_middle = "Of these, the middle one (of an even number the later)."
// days_longest = "Of these, the longest."
// to_end_shortest = "Where no single one can have reached it: the fewest days from the records together to the end of the time looked at, the shortest."
// to_end_middle = "Of these, the middle one (of an even number the later)."
// to_end_longest = "Of these, the longest."

CALL {
  MATCH (a:Agency)
  WHERE NOT a.informal AND a.rows > 0
  RETURN a.case_id AS case_id, count(*) AS agencies, sum(a.informed) AS informed,
    sum(CASE WHEN a.coverage_full AND a.uncoded = 0 THEN 0 ELSE 1 END) AS blind
UNION ALL
  MATCH (c:Case)
  RETURN c.case_id AS case_id, 0 AS agencies, 0 AS informed, 0 AS blind
}
WITH case_id, sum(agencies) AS agencies, sum(informed) AS informed, sum(blind) AS blind
MATCH (c:Case {case_id: case_id})
WITH agencies, informed, blind,
  CASE WHEN c.end_lo < 1000000000000 THEN c.end_lo / 1440 END AS ends,
  c.pooled_possible / 1440 AS pooled_from, c.pooled_certain / 1440 AS pooled_by,
  c.single_possible / 1440 AS single_from, c.single_certain / 1440 AS single_by
WITH
  CASE
    WHEN agencies < 2 THEN 'cannot tell'
    WHEN pooled_from IS NULL AND (informed = 0 OR blind > 0) THEN 'cannot tell'
    WHEN pooled_from IS NULL THEN 'not reached'
    WHEN pooled_by IS NOT NULL AND single_from IS NULL THEN 'together, no single one'
    WHEN pooled_by < single_from THEN 'together first'
    WHEN single_from IS NULL OR pooled_from < single_from
      OR (pooled_by IS NOT NULL AND (single_by IS NULL OR pooled_by < single_by))
      THEN 'possibly together first'
    ELSE 'a single one as soon'
  END AS outcome,
  CASE WHEN single_from IS NULL THEN ends - pooled_by END AS to_end,
  CASE
    WHEN single_from IS NULL OR pooled_from IS NULL THEN null
    WHEN pooled_by IS NULL OR pooled_by > single_from THEN 0
    ELSE single_from - pooled_by
  END AS least_days, blind AS in_part
WITH outcome, least_days, to_end, in_part ORDER BY least_days, to_end
WITH collect({outcome: outcome, least: least_days, to_end: to_end, in_part: in_part}) AS every
UNWIND [
  'together, no single one', 'together first', 'possibly together first', 'a single one as soon',
  'not reached', 'cannot tell'
] AS outcome
WITH outcome, size(every) AS of_cases, [x IN every WHERE x.outcome = outcome] AS found
WITH outcome, of_cases, size(found) AS cases, size([x IN found WHERE x.in_part > 0]) AS in_part,
  [x IN found WHERE x.least IS NOT NULL | x.least] AS days,
  [x IN found WHERE x.to_end IS NOT NULL | x.to_end] AS to_end
RETURN outcome, cases, in_part, of_cases,
  CASE WHEN size(days) > 0 THEN days[0] END AS days_shortest,
  CASE WHEN size(days) > 0 THEN days[size(days) / 2] END AS days_middle,
  CASE WHEN size(days) > 0 THEN days[size(days) - 1] END AS days_longest,
  CASE WHEN size(to_end) > 0 THEN to_end[0] END AS to_end_shortest,
  CASE WHEN size(to_end) > 0 THEN to_end[size(to_end) / 2] END AS to_end_middle,
  CASE WHEN size(to_end) > 0 THEN to_end[size(to_end) - 1] END AS to_end_longest
ORDER BY CASE outcome WHEN 'together, no single one' THEN 0 WHEN 'together first' THEN 1
  WHEN 'possibly together first' THEN 2 WHEN 'a single one as soon' THEN 3
  WHEN 'not reached' THEN 4 ELSE 5 END

// [[expected]]
// rows = [
//   ["together, no single one", 1, 0, 4, "", "", "", 73, 73, 73],
//   ["together first", 0, 0, 4, "", "", "", "", "", ""],
//   ["possibly together first", 0, 0, 4, "", "", "", "", "", ""],
//   ["a single one as soon", 1, 0, 4, 0, 0, 0, "", "", ""],
//   ["not reached", 1, 0, 4, "", "", "", "", "", ""],
//   ["cannot tell", 1, 1, 4, "", "", "", "", "", ""],
// ]
