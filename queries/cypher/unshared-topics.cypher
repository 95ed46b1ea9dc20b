// title = "What there is most often no record of sharing"
// answers = """
//   For each thing that can be known (a topic): in how many cases one agency held it and another, in
//   contact with the same people, had no record of it; and which sectors had none."""
// caveats = """
//   As for `unshared-sectors`. Only what weighs as much as each case's own settings ask for is
//   looked at; a topic can be in a case about several persons and counts there once."""
// needs = "Cases with coded rows of two agencies."
// picture = "bars"
// caution = "No record of sharing is not a record that nothing was shared, and not every share would have been lawful."
//
// [parameters.held_by]
// type = "texts"
// known = "sectors"
// default = []
// means = "Only what agencies of these sectors held; all where none is named."
//
// [parameters.no_record_with]
// type = "texts"
// known = "sectors"
// default = []
// means = "Only what agencies of these sectors had no record of; all where none is named."
//
// [columns]
// topic = "Key of the topic."
// weight = "How much it weighs, 0 to 5; the most where cases differ."
// of_cases = "Cases in which an organisation had it on record."
// cases = "Of these, cases with such findings."
// cases_certain = "Of those, cases in which one of the findings at least is certain."
// cases_possible = "Of those, cases in which none of them is certain."
// sectors = "Sectors that had no record of it in one case or more."

CALL {
  MATCH (f:Fact)
  WHERE EXISTS { MATCH (f)<-[:KNOWS]-(a:Agency) WHERE NOT a.informal }
  WITH f.topic AS topic, f.case_id AS case_id, max(f.weight) AS weight
  RETURN topic, max(weight) AS weight, count(*) AS of_cases, 0 AS cases, 0 AS cases_certain,
    [] AS sectors
UNION ALL
  MATCH (a:Agency)-[n:NO_RECORD_OF_SHARING]->(b:Agency)
  WHERE (size($held_by) = 0 OR a.sector IN $held_by)
    AND (size($no_record_with) = 0 OR b.sector IN $no_record_with)
  UNWIND n.certain_topics + n.possible_topics AS topic
  WITH topic, n.case_id AS case_id,
    max(CASE WHEN topic IN n.certain_topics THEN 1 ELSE 0 END) AS certain
  RETURN topic, 0 AS weight, 0 AS of_cases, count(*) AS cases, sum(certain) AS cases_certain,
    [] AS sectors
UNION ALL
  MATCH (a:Agency)-[n:NO_RECORD_OF_SHARING]->(b:Agency)
  WHERE (size($held_by) = 0 OR a.sector IN $held_by)
    AND (size($no_record_with) = 0 OR b.sector IN $no_record_with)
  UNWIND n.certain_topics + n.possible_topics AS topic
  WITH DISTINCT topic, b.sector AS sector ORDER BY sector
  RETURN topic, 0 AS weight, 0 AS of_cases, 0 AS cases, 0 AS cases_certain,
    collect(sector) AS sectors
}
WITH topic, max(weight) AS weight, sum(of_cases) AS of_cases, sum(cases) AS cases,
  sum(cases_certain) AS cases_certain, collect(sectors) AS sectors
WHERE cases > 0
RETURN topic, weight, of_cases, cases, cases_certain, cases - cases_certain AS cases_possible,
  reduce(every = [], s IN sectors | every + s) AS sectors
ORDER BY cases_certain DESC, cases DESC, topic

// [[expected]]
// rows = [
//   ["strangulation", 5, 2, 2, 2, 0, ["hospital", "housing", "police"]],
//   ["threats-to-kill", 5, 3, 2, 1, 1, ["education", "gp", "housing", "police"]],
// ]

// [[expected]]
// given = {held_by = ["gp"], no_record_with = ["housing"]}
// rows = [
//   ["strangulation", 5, 2, 1, 1, 0, ["housing"]],
//   ["threats-to-kill", 5, 3, 1, 1, 0, ["housing"]],
// ]
