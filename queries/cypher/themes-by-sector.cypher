// title = "Themes by sector"
// answers = """
//   In how many cases findings under each theme concern an agency of each sector. An agency counts
//   once in a case, whatever number of findings concern it."""
// caveats = """
//   A finding can concern several agencies: whoever held something, and whoever had no record of
//   it. That it concerns an agency says that there is a question, not that the agency did anything
//   wrong. That a theme was looked for in a case is not that it was looked for in every agency's
//   records. A theme and a sector that are not there together were looked for in no case that has
//   both: see `themes`."""
// needs = "Cases with their findings."
// picture = "heat"
// caution = "That findings concern an agency says that there is a question, not that it did anything wrong."
//
// [parameters.by]
// type = "text"
// default = "sector"
// one_of = ["sector", "group"]
// means = "“sector”, or “group” for the groups of the published analysis (Health, Police, …)."
//
// [parameters.codes]
// type = "texts"
// known = "themes"
// default = []
// means = "Codes of the themes to show; all where none is named."
//
// [columns]
// code = "Code of the framework."
// theme = "The theme in plain words."
// sector = "Key of the sector, or its group."
// looked_for = "Cases that have an agency of the sector and in which the theme was looked for."
// cases = "Of these, cases in which findings under the theme concern an agency of the sector."
// cases_certain = "Of those, cases in which one such finding at least is certain."
// cases_possible = "Of those, cases in which none of them is certain."
// agencies = "Agencies of the sector that are concerned, each once in its case."

CALL {
  MATCH (a:Agency)
  WITH a.case_id AS case_id,
    collect(DISTINCT CASE $by WHEN 'group' THEN a.sector_group ELSE a.sector END) AS sectors
  MATCH (c:Case {case_id: case_id})-[l:LOOKED_FOR]->(t:Theme)
  WHERE l.examined IN [
    'found', 'looked for and not found', 'looked for; cannot tell from these records'
  ]
    AND (size($codes) = 0 OR t.code IN $codes)
  UNWIND sectors AS sector
  RETURN t.code AS code, t.name AS theme, sector, count(*) AS looked_for,
    0 AS cases, 0 AS cases_certain, 0 AS agencies
UNION ALL
  MATCH (a:Agency)-[n:NAMED_UNDER]->(t:Theme)
  WHERE size($codes) = 0 OR t.code IN $codes
  WITH t.code AS code, t.name AS theme, a.case_id AS case_id,
    CASE $by WHEN 'group' THEN a.sector_group ELSE a.sector END AS sector,
    count(*) AS agencies, max(n.certain) AS certain
  RETURN code, theme, sector, 0 AS looked_for, count(*) AS cases,
    sum(CASE WHEN certain > 0 THEN 1 ELSE 0 END) AS cases_certain, sum(agencies) AS agencies
}
WITH code, theme, sector, sum(looked_for) AS looked_for, sum(cases) AS cases,
  sum(cases_certain) AS cases_certain, sum(agencies) AS agencies
RETURN code, theme, sector, looked_for, cases, cases_certain,
  cases - cases_certain AS cases_possible, agencies
ORDER BY code, sector

// [[expected]]
// given = {codes = ["2D", "6C"]}
// rows = [
//   ["2D", "assessing risk", "education", 1, 0, 0, 0, 0],
//   ["2D", "assessing risk", "gp", 3, 0, 0, 0, 0],
//   ["2D", "assessing risk", "hospital", 1, 0, 0, 0, 0],
//   ["2D", "assessing risk", "housing", 2, 0, 0, 0, 0],
//   ["2D", "assessing risk", "police", 2, 2, 2, 0, 2],
//   ["6C", "sharing information between agencies", "education", 1, 1, 0, 1, 1],
//   ["6C", "sharing information between agencies", "gp", 3, 2, 2, 0, 2],
//   ["6C", "sharing information between agencies", "hospital", 1, 1, 1, 0, 1],
//   ["6C", "sharing information between agencies", "housing", 2, 1, 1, 0, 1],
//   ["6C", "sharing information between agencies", "police", 2, 2, 1, 1, 2],
// ]

// [[expected]]
// given = {codes = ["6C"], by = "group"}
// rows = [
//   ["6C", "sharing information between agencies", "Education", 1, 1, 0, 1, 1],
//   ["6C", "sharing information between agencies", "Health", 3, 2, 2, 0, 3],
//   ["6C", "sharing information between agencies", "Housing", 2, 1, 1, 0, 1],
//   ["6C", "sharing information between agencies", "Police", 2, 2, 1, 1, 2],
// ]
