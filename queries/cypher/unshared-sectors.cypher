// title = "Between which sectors there is most often no record of sharing"
// answers = """
//   For each pair of sectors: in how many cases an agency of the first held something weighty of
//   which an agency of the second, in contact with the same people, had no record."""
// caveats = """
//   No record of sharing is not a record that nothing was shared, and not every share would have
//   been lawful. Where everybody who held it recorded a reason for not sharing, it is in neither
//   (those are lines of their own: see `lines`). A line names all who held the thing; that it is
//   certain says so of one of them at least. A pair that is not there has no such finding: that is
//   not a finding that it shared."""
// needs = "Cases with coded rows of two agencies."
// picture = "heat"
// caution = "No record of sharing is not a record that nothing was shared, and not every share would have been lawful."
//
// [columns]
// held_by = "Sector of the agency that held it."
// no_record_with = "Sector of the agency that was in contact, with no record of it."
// of_cases = "Cases in which two agencies, one of either sector, have coded rows, and rows of the first sector say what became known."
// cases = "Of these, cases with such findings."
// cases_certain = "Of those, cases in which one of the findings at least is certain."
// cases_possible = "Of those, cases in which none of them is certain."
// findings = "Such findings in all of them."

CALL {
  MATCH (a:Agency)
  WHERE NOT a.informal AND a.rows > a.uncoded
  WITH a.case_id AS case_id, a.sector AS sector, count(*) AS agencies,
    sum(a.informed) AS informed
  WITH case_id, collect({sector: sector, agencies: agencies, informed: informed}) AS sectors
  UNWIND sectors AS one
  UNWIND sectors AS other
  WITH one, other
  WHERE one.informed > 0 AND (one.sector <> other.sector OR one.agencies > 1)
  RETURN one.sector AS held_by, other.sector AS no_record_with, count(*) AS of_cases,
    0 AS cases, 0 AS cases_certain, 0 AS findings
UNION ALL
  MATCH (a:Agency)-[n:NO_RECORD_OF_SHARING]->(b:Agency)
  WITH a.sector AS held_by, b.sector AS no_record_with, a.case_id AS case_id,
    max(size(n.certain_topics)) AS certain, sum(n.findings) AS findings
  RETURN held_by, no_record_with, 0 AS of_cases, count(*) AS cases,
    sum(CASE WHEN certain > 0 THEN 1 ELSE 0 END) AS cases_certain, sum(findings) AS findings
}
WITH held_by, no_record_with, sum(of_cases) AS of_cases, sum(cases) AS cases,
  sum(cases_certain) AS cases_certain, sum(findings) AS findings
WHERE cases > 0
RETURN held_by, no_record_with, of_cases, cases, cases_certain,
  cases - cases_certain AS cases_possible, findings
ORDER BY cases_certain DESC, cases DESC, held_by, no_record_with

// [[expected]]
// rows = [
//   ["gp", "hospital", 1, 1, 1, 0, 1],
//   ["gp", "housing", 1, 1, 1, 0, 2],
//   ["gp", "police", 1, 1, 1, 0, 2],
//   ["police", "gp", 1, 1, 1, 0, 1],
//   ["police", "housing", 1, 1, 1, 0, 1],
//   ["police", "education", 1, 1, 0, 1, 1],
// ]
