// title = "How long to the first share"
// answers = """
//   Over all cases: how many days lie between the first record of something weighty by an
//   organisation and the first record that one organisation had something weighty from another; and
//   in how many cases there is no such record, or none can be told of."""
// caveats = """
//   A case whose dates are in doubt stands in one band by its fewest days and in another by its
//   most. Cases without a share on record are rows of their own and never left out. For each case,
//   and what counts as told, see `time-to-share-cases`."""
// needs = "Cases with coded rows of two agencies."
// picture = "bands"
// caution = "No record of a share is not a record that nothing was shared."
//
// [parameters.weight]
// type = "whole number"
// default = 4
// least = 1
// most = 5
// means = "From which weight on something is weighty."
//
// [columns]
// outcome = "“shared” (certainly), in a band of days; or one of the other outcomes."
// days = "The band; missing for other outcomes. “no most” is where the dates leave the most open."
// by_fewest = "Cases in the band by the fewest days that their dates allow; of other outcomes: cases."
// by_most = "Cases in the band by the most days; of other outcomes: cases."
// in_part = "Of those by the fewest days: cases in which an organisation's chronology is in part, or not all coded, so that either date can have been earlier."
// of_cases = "All cases."

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
WITH blind AS in_part,
  CASE
    WHEN shared_by IS NOT NULL THEN 'shared'
    WHEN shared_from IS NOT NULL THEN 'possibly shared'
    WHEN agencies < 2 OR informed = 0 OR blind > 0 THEN 'cannot tell'
    WHEN first_from IS NULL THEN 'nothing weighty on record'
    ELSE 'no record of a share'
  END AS outcome,
  CASE WHEN first_from > 0 THEN first_from / 1440 END AS first_from, first_by / 1440 AS first_by,
  shared_from / 1440 AS shared_from, shared_by / 1440 AS shared_by
WITH outcome, in_part,
  CASE
    WHEN shared_from IS NULL THEN null
    WHEN first_by IS NULL OR first_by > shared_from THEN 0
    ELSE shared_from - first_by
  END AS least_days, shared_by - first_from AS most_days
WITH collect({outcome: outcome, least: least_days, most: most_days, in_part: in_part}) AS every
UNWIND [
  ['shared', '0', 0, 0], ['shared', '1 to 7', 1, 7], ['shared', '8 to 28', 8, 28],
  ['shared', '29 to 90', 29, 90], ['shared', '91 to 365', 91, 365],
  ['shared', 'over 365', 366, 1000000], ['shared', 'no most', -1, -1],
  ['possibly shared', null, 0, 0], ['no record of a share', null, 0, 0],
  ['cannot tell', null, 0, 0], ['nothing weighty on record', null, 0, 0]
] AS band
RETURN band[0] AS outcome, band[1] AS days,
  size([x IN every WHERE x.outcome = band[0]
    AND (band[1] IS NULL OR (x.least >= band[2] AND x.least <= band[3]))]) AS by_fewest,
  size([x IN every WHERE x.outcome = band[0]
    AND (band[1] IS NULL OR (x.most >= band[2] AND x.most <= band[3])
      OR (band[1] = 'no most' AND x.most IS NULL))]) AS by_most,
  size([x IN every WHERE x.outcome = band[0] AND x.in_part > 0
    AND (band[1] IS NULL OR (x.least >= band[2] AND x.least <= band[3]))]) AS in_part,
  size(every) AS of_cases
ORDER BY CASE outcome WHEN 'shared' THEN 0 WHEN 'possibly shared' THEN 1
  WHEN 'no record of a share' THEN 2 WHEN 'cannot tell' THEN 3 ELSE 4 END,
  CASE days WHEN '0' THEN 0 WHEN '1 to 7' THEN 1 WHEN '8 to 28' THEN 2 WHEN '29 to 90' THEN 3
  WHEN '91 to 365' THEN 4 WHEN 'over 365' THEN 5 ELSE 6 END

// [[expected]]
// rows = [
//   ["shared", "0", 0, 0, 0, 4],
//   ["shared", "1 to 7", 0, 0, 0, 4],
//   ["shared", "8 to 28", 0, 0, 0, 4],
//   ["shared", "29 to 90", 1, 1, 0, 4],
//   ["shared", "91 to 365", 0, 0, 0, 4],
//   ["shared", "over 365", 0, 0, 0, 4],
//   ["shared", "no most", 0, 0, 0, 4],
//   ["possibly shared", "", 1, 1, 0, 4],
//   ["no record of a share", "", 1, 1, 0, 4],
//   ["cannot tell", "", 1, 1, 1, 4],
//   ["nothing weighty on record", "", 0, 0, 0, 4],
// ]
