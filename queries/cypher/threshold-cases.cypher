// title = "What the records held together, case by case"
// answers = """
//   For each case: whether the organisations' records put together reached the case's threshold
//   before any single organisation's did, and by how many days."""
// caveats = """
//   The threshold is a number that a panel sets, and another gives other days. It shows what the
//   records would have contained if they had been put together, not that anybody was bound to do it
//   or that the death would have been prevented. Days are from date to date, the fewest and the most
//   that the dates allow, each crossing taken on its own. An organisation whose chronology is in
//   part may have held more."""
// needs = "Cases with coded rows of two agencies."
// picture = ""
//
// [columns]
// case_id = "The case."
// outcome = "“together, no single one”: the records together certainly reached it and no single one can have before the end; “together first”: certainly on an earlier day than any single one; “possibly together first”; “a single one as soon”; “not reached”; “cannot tell”, where there are not two organisations with rows, or where it was not reached and one may have held more or no row says what became known."
// least_days = "The fewest days between the two; missing where one of them was not reached."
// most_days = "The most days; missing where there is no most."
// before_end = "The fewest days from the records together to the end of the time looked at; missing where they certainly reached nothing, or nothing ends it."
// pooled_from = "Day from which the records together possibly reached it (2012-03-14)."
// pooled_by = "Day by which they certainly did."
// single_from = "Day from which those of one organisation possibly did."
// single_by = "Day by which those of one certainly did."
// in_part = "Organisations whose chronology is in part, or not all coded: they may have held more."
// threshold = "Things known, weight, and incidents in so many days that the case's panel set."

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
WITH case_id, agencies, informed, blind,
  CASE WHEN c.end_lo < 1000000000000 THEN c.end_lo / 1440 END AS ends, [
    c.threshold_indicators, c.threshold_weight, c.threshold_incidents, c.threshold_days
  ] AS threshold,
  c.pooled_possible / 1440 AS pooled_from, c.pooled_certain / 1440 AS pooled_by,
  c.single_possible / 1440 AS single_from, c.single_certain / 1440 AS single_by
RETURN case_id,
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
  CASE
    WHEN single_from IS NULL OR pooled_from IS NULL THEN null
    WHEN pooled_by IS NULL OR pooled_by > single_from THEN 0
    ELSE single_from - pooled_by
  END AS least_days,
  single_by - pooled_from AS most_days, ends - pooled_by AS before_end,
  CASE WHEN pooled_from IS NOT NULL
    THEN toString(date('0001-01-01') + duration({days: pooled_from})) END AS pooled_from,
  CASE WHEN pooled_by IS NOT NULL
    THEN toString(date('0001-01-01') + duration({days: pooled_by})) END AS pooled_by,
  CASE WHEN single_from IS NOT NULL
    THEN toString(date('0001-01-01') + duration({days: single_from})) END AS single_from,
  CASE WHEN single_by IS NOT NULL
    THEN toString(date('0001-01-01') + duration({days: single_by})) END AS single_by,
  blind AS in_part, threshold
ORDER BY case_id

// [[expected]]
// rows = [
//   ["test-ash-lane", "a single one as soon", 0, 0, 134, "2012-05-20", "2012-05-20", "2012-05-20", "2012-05-20", 0, [3, 9, 9, 365]],
//   ["test-beech-row", "together, no single one", "", "", 73, "2013-06-20", "2013-06-20", "", "", 0, [3, 9, 9, 365]],
//   ["test-cedar-walk", "not reached", "", "", "", "", "", "", "", 0, [5, 15, 3, 365]],
//   ["test-dale-end", "cannot tell", "", "", "", "", "", "", "", 2, [5, 15, 3, 365]],
// ]
