// title = "From the first weighty record to the first share, case by case"
// answers = """
//   For each case: how many days lie between the first record of something weighty by an
//   organisation and the first record that one organisation had something weighty from another."""
// caveats = """
//   Days are from date to date, the fewest and the most that the dates allow; the two dates are each
//   taken on their own, so the true span can be narrower. To be at a meeting at which it was on the
//   table counts as told. Where no share is on record, that says something only where every
//   organisation's chronology is whole and coded, and some row says what became known; else it is “cannot
//   tell”."""
// needs = "Cases with coded rows of two agencies."
// picture = ""
//
// [parameters.weight]
// type = "whole number"
// default = 4
// least = 1
// most = 5
// means = "From which weight on something is weighty."
//
// [columns]
// case_id = "The case."
// outcome = "“shared”; “possibly shared” (sent with no record of receipt, or by dates in doubt); “no record of a share”; “cannot tell”; “nothing weighty on record”."
// least_days = "The fewest days; missing where no share is on record."
// most_days = "The most days; missing where a date is open or the share is only possible."
// in_part = "Organisations whose chronology is in part, or not all coded: either can have been earlier."
// first_from = "Day of the first weighty record, at the earliest (2012-03-14); missing where that is open."
// first_by = "The same at the latest; missing where no day is certain."
// shared_from = "Day of the first share, at the earliest; missing where none is on record."
// shared_by = "The same at the latest; missing where no day is certain."

CALL {
  MATCH (a:Agency)
  WHERE NOT a.informal AND a.rows > 0
  RETURN a.case_id AS case_id, count(*) AS agencies, sum(a.informed) AS informed,
    sum(CASE WHEN a.coverage_full AND a.uncoded = 0 THEN 0 ELSE 1 END) AS blind,
    null AS first_from, null AS first_by, null AS shared_from, null AS shared_by
UNION ALL
  MATCH (c:Case)
  RETURN c.case_id AS case_id, 0 AS agencies, 0 AS informed, 0 AS blind,
    null AS first_from, null AS first_by, null AS shared_from, null AS shared_by
UNION ALL
  MATCH (c:Case)
  WITH c.case_id AS case_id, c.end_lo AS end_lo, c.end_hi AS end_hi
  MATCH (f:Fact {case_id: case_id})<-[k:KNOWS]-(a:Agency)
  WHERE f.weight >= $weight AND NOT a.informal
  RETURN case_id, 0 AS agencies, 0 AS informed, 0 AS blind,
    min(CASE WHEN k.possible_from < end_hi THEN k.possible_from END) AS first_from,
    min(CASE WHEN k.certain_from < end_lo THEN k.certain_from END) AS first_by,
    min(CASE WHEN k.told_possible_from < end_hi THEN k.told_possible_from END) AS shared_from,
    min(CASE WHEN k.told_certain_from < end_lo THEN k.told_certain_from END) AS shared_by
}
WITH case_id, sum(agencies) AS agencies, sum(informed) AS informed, sum(blind) AS blind,
  min(first_from) AS first_from, min(first_by) AS first_by, min(shared_from) AS shared_from, min(shared_by) AS shared_by
WITH case_id, blind AS in_part,
  CASE
    WHEN shared_by IS NOT NULL THEN 'shared'
    WHEN shared_from IS NOT NULL THEN 'possibly shared'
    WHEN agencies < 2 OR informed = 0 OR blind > 0 THEN 'cannot tell'
    WHEN first_from IS NULL THEN 'nothing weighty on record'
    ELSE 'no record of a share'
  END AS outcome,
  CASE WHEN first_from > 0 THEN first_from / 1440 END AS first_from, first_by / 1440 AS first_by,
  shared_from / 1440 AS shared_from, shared_by / 1440 AS shared_by
WITH case_id, outcome, in_part, first_from, first_by, shared_from, shared_by,
  CASE
    WHEN shared_from IS NULL THEN null
    WHEN first_by IS NULL OR first_by > shared_from THEN 0
    ELSE shared_from - first_by
  END AS least_days
RETURN case_id, outcome, least_days, shared_by - first_from AS most_days, in_part,
  CASE WHEN first_from IS NOT NULL
    THEN toString(date('0001-01-01') + duration({days: first_from})) END AS first_from,
  CASE WHEN first_by IS NOT NULL
    THEN toString(date('0001-01-01') + duration({days: first_by})) END AS first_by,
  CASE WHEN shared_from IS NOT NULL
    THEN toString(date('0001-01-01') + duration({days: shared_from})) END AS shared_from,
  CASE WHEN shared_by IS NOT NULL
    THEN toString(date('0001-01-01') + duration({days: shared_by})) END AS shared_by
ORDER BY case_id

// [[expected]]
// rows = [
//   ["test-ash-lane", "shared", 40, 41, 0, "2012-03-03", "2012-03-03", "2012-04-12", "2012-04-13"],
//   ["test-beech-row", "no record of a share", "", "", 0, "2013-04-02", "2013-04-02", "", ""],
//   ["test-cedar-walk", "possibly shared", 0, "", 0, "2013-03-01", "2013-03-31", "2013-03-01", ""],
//   ["test-dale-end", "cannot tell", "", "", 2, "2013-04-09", "2013-04-09", "", ""],
// ]
