// title = "Lines of enquiry that recur"
// answers = """
//   In how many cases each kind of finding is there, and in how many it could be looked for."""
// caveats = """
//   What the panel rejected is not counted. A case in which it could be looked for and was not found
//   may still hold it: findings see what rows say and what is coded. What went well is marked. What
//   a panel added itself is looked for in every case."""
// needs = "Cases with their findings."
// picture = "bars"
// caution = "That no finding is there does not say that there was nothing: findings see what rows say and what is coded."
//
// [columns]
// finding = "Key of the finding: see its page under docs/findings."
// form = "Form of the finding; missing where it has none."
// good_practice = "Whether it is something that went well."
// looked_for = "Cases in which it could be looked for."
// cases = "Of these, cases in which there is one."
// cases_certain = "Of those, cases in which one at least is certain."
// cases_possible = "Of those, cases in which none is certain."
// findings = "How many there are in all of them."

MATCH (c:Case)
UNWIND c.looked_for AS finding
WITH finding, count(*) AS looked_for
WITH collect({finding: finding, looked_for: looked_for}) AS asked
MATCH (f:Finding)
WHERE f.disposition <> 'rejected'
WITH asked, f.query AS finding, f.form AS form, f.good_practice AS good_practice,
  f.case_id AS case_id, count(*) AS findings,
  sum(CASE WHEN f.certainty = 'certain' THEN 1 ELSE 0 END) AS certain
WITH asked, finding, form, good_practice, count(*) AS cases, sum(findings) AS findings,
  sum(CASE WHEN certain > 0 THEN 1 ELSE 0 END) AS cases_certain
RETURN finding, CASE WHEN form <> '' THEN form END AS form, good_practice,
  [x IN asked WHERE x.finding = finding | x.looked_for][0] AS looked_for, cases, cases_certain,
  cases - cases_certain AS cases_possible, findings
ORDER BY cases DESC, findings DESC, finding, form

// [[expected]]
// rows = [
//   ["unshared", "never", false, 3, 3, 2, 1, 5],
//   ["no-assessment", "no risk assessment", false, 2, 2, 2, 0, 2],
//   ["conversations", "named already", false, 3, 1, 1, 0, 1],
//   ["pooled-threshold", "only the records together", false, 3, 1, 1, 0, 1],
//   ["referral-none", "none", false, 4, 1, 1, 0, 1],
//   ["unshared", "late", false, 3, 1, 1, 0, 1],
//   ["unshared", "later", false, 3, 1, 0, 1, 1],
// ]
