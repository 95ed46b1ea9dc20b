// title = "What one organisation held alone, and for how long"
// answers = """
//   For each sector: of the weighty things that its organisations had on record, how many one of them
//   was certainly the first to have, how many of these nobody else had by the end, and the longest
//   that one was held alone."""
// caveats = """
//   Days are the fewest that the dates allow: from the latest day on which it can first have had it
//   to the first on which another organisation can have, or to the end of the time looked at. It is
//   not said that it was for anybody else to know, nor that another was there to be told. Where it
//   cannot be told who had it first it is counted apart."""
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
// sector = "The sector."
// of_cases = "Cases with an organisation of the sector."
// cases = "Of these, cases in which one was, or may have been, the first to have something weighty on record."
// held = "Weighty things that organisations of it had on record by the end, or may have had, each once for an organisation."
// facts = "Of these, things that it certainly had a day or more before any other."
// to_the_end = "Of these, things that no other organisation can have had by the end."
// in_part = "Of those held, things that it had a day or more before any other by these records, while another organisation's chronology is in part, or not all coded: that one may have had it too."
// cannot_tell = "Of those held, things that it may have had first, or alone: the dates do not say."
// longest_days = "The longest that one of these was held alone; where nothing ends the time looked at, only what another organisation had later counts."
// longest_topic = "What that was."
// longest_case = "In which case."

CALL {
  MATCH (a:Agency)
  WHERE NOT a.informal
  RETURN a.sector AS sector, count(DISTINCT a.case_id) AS of_cases, 0 AS cases, 0 AS held,
    0 AS facts, 0 AS to_the_end, 0 AS in_part, 0 AS cannot_tell, null AS longest
UNION ALL
  MATCH (b:Agency)
  WITH b.case_id AS case_id, collect(
      CASE WHEN NOT b.informal AND b.rows > 0 AND (b.uncoded > 0 OR NOT b.coverage_full) THEN b.uid END
    ) AS blind
  MATCH (c:Case {case_id: case_id})
  MATCH (f:Fact {case_id: case_id})<-[k:KNOWS]-(a:Agency)
  WHERE f.weight >= $weight AND NOT a.informal AND k.possible_from < c.end_hi
  WITH blind, c.end_lo AS end_lo, f.uid AS fact, f.case_id AS case_id, f.topic AS topic, a.sector AS sector,
    a.uid AS agency, k.possible_from AS possible,
    CASE WHEN k.certain_from < c.end_lo THEN k.certain_from ELSE c.end_lo END AS certain
  WITH blind, end_lo, fact, case_id, topic,
    collect({agency: agency, sector: sector, possible: possible, certain: certain}) AS held
  // the two least of all: another's least is the first of them, or the second where that is one's own
  WITH blind, end_lo, case_id, topic, held,
    reduce(two = [end_lo, end_lo], x IN held | CASE WHEN x.possible < two[0] THEN [x.possible, two[0]]
      WHEN x.possible < two[1] THEN [two[0], x.possible] ELSE two END) AS possible,
    reduce(two = [end_lo, end_lo], x IN held | CASE WHEN x.certain < two[0] THEN [x.certain, two[0]]
      WHEN x.certain < two[1] THEN [two[0], x.certain] ELSE two END) AS certain
  UNWIND held AS one
  WITH end_lo, case_id, topic, one,
    size([x IN blind WHERE x <> one.agency]) > 0 AS in_part,
    CASE WHEN one.possible = possible[0] THEN possible[1] ELSE possible[0] END AS another,
    CASE WHEN one.certain = certain[0] THEN certain[1] ELSE certain[0] END AS sure
  WITH case_id, topic, in_part, one.sector AS sector, another / 1440 - one.certain / 1440 AS days,
    one.possible < sure AS perhaps, another = end_lo AS to_the_end, end_lo < 1000000000000 AS ends
  WITH case_id, topic, sector, days > 0 AS alone, days > 0 AND NOT in_part AS sure, perhaps, to_the_end,
    CASE WHEN days > 0 AND NOT in_part AND (ends OR NOT to_the_end) THEN days ELSE 0 END AS days
  WITH sector, count(DISTINCT CASE WHEN alone OR perhaps THEN case_id END) AS cases,
    count(*) AS held,
    sum(CASE WHEN sure THEN 1 ELSE 0 END) AS facts,
    sum(CASE WHEN sure AND to_the_end THEN 1 ELSE 0 END) AS to_the_end,
    sum(CASE WHEN alone AND NOT sure THEN 1 ELSE 0 END) AS in_part,
    sum(CASE WHEN perhaps AND NOT alone THEN 1 ELSE 0 END) AS cannot_tell,
    collect(CASE WHEN days > 0 THEN {days: days, topic: topic, case_id: case_id} END) AS found
  RETURN sector, 0 AS of_cases, cases, held, facts, to_the_end, in_part, cannot_tell,
    reduce(most = null, x IN found | CASE
      WHEN most IS NULL OR x.days > most.days THEN x
      WHEN x.days < most.days OR x.case_id > most.case_id THEN most
      WHEN x.case_id < most.case_id OR x.topic < most.topic THEN x
      ELSE most END) AS longest
}
WITH sector, sum(of_cases) AS of_cases, sum(cases) AS cases, sum(held) AS held, sum(facts) AS facts,
  sum(to_the_end) AS to_the_end, sum(in_part) AS in_part, sum(cannot_tell) AS cannot_tell,
  collect(longest) AS longest
RETURN sector, of_cases, cases, held, facts, to_the_end, in_part, cannot_tell,
  CASE WHEN size(longest) > 0 THEN longest[0].days END AS longest_days,
  CASE WHEN size(longest) > 0 THEN longest[0].topic END AS longest_topic,
  CASE WHEN size(longest) > 0 THEN longest[0].case_id END AS longest_case
ORDER BY facts DESC, sector

// [[expected]]
// given = {weight = 3}
// rows = [
//   ["gp", 3, 3, 4, 2, 2, 1, 0, 152, "strangulation", "test-beech-row"],
//   ["hospital", 1, 1, 1, 1, 1, 0, 0, 73, "threats-to-kill", "test-beech-row"],
//   ["police", 2, 2, 2, 1, 0, 0, 1, 40, "threats-to-kill", "test-ash-lane"],
//   ["education", 1, 1, 1, 0, 0, 0, 1, "", "", ""],
//   ["housing", 2, 0, 0, 0, 0, 0, 0, "", "", ""],
// ]
