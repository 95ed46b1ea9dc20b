// title = "What panels said"
// answers = """
//   For each kind of finding: in how many of the cases in which it could be looked for it was found,
//   of how many findings a panel has said something, and what it said of these."""
// caveats = """
//   That nothing is said of a finding yet says nothing of it. What was said of findings that are no
//   longer found is not here."""
// needs = "Cases with their findings and what their panels said."
// picture = ""
//
// [columns]
// finding = "Key of the finding."
// looked_for = "Cases in which it could be looked for; what panels added, in all."
// cases = "Of these, cases in which there is one."
// cases_said = "Of those, cases in which the panel has said something of one at least."
// findings = "How many there are, in all cases."
// nothing_said = "Of so many of these the panel has said nothing yet."
// said = "Of so many it has said something: what follows is out of these."
// open = "So many it keeps open."
// question_sent = "Of so many a question was sent."
// accepted = "So many it accepted."
// explained = "So many are explained."
// rejected = "So many it rejected."
// outside_terms = "So many are outside its terms of reference."
// restricted = "So many are restricted."

MATCH (c:Case)
UNWIND c.looked_for AS finding
WITH finding, count(*) AS looked_for
WITH collect({finding: finding, looked_for: looked_for}) AS asked
MATCH (f:Finding)
WITH asked, f.query AS finding, f.disposition AS said, f.case_id AS case_id, count(*) AS n
WITH asked, finding, sum(n) AS findings, count(DISTINCT case_id) AS cases,
  count(DISTINCT CASE WHEN said <> '' THEN case_id END) AS cases_said,
  sum(CASE WHEN said = '' THEN n ELSE 0 END) AS nothing_said,
  sum(CASE WHEN said = 'open' THEN n ELSE 0 END) AS open,
  sum(CASE WHEN said = 'question sent' THEN n ELSE 0 END) AS question_sent,
  sum(CASE WHEN said = 'accepted' THEN n ELSE 0 END) AS accepted,
  sum(CASE WHEN said = 'explained' THEN n ELSE 0 END) AS explained,
  sum(CASE WHEN said = 'rejected' THEN n ELSE 0 END) AS rejected,
  sum(CASE WHEN said = 'outside terms of reference' THEN n ELSE 0 END) AS outside_terms,
  sum(CASE WHEN said = 'restricted' THEN n ELSE 0 END) AS restricted
RETURN finding, [x IN asked WHERE x.finding = finding | x.looked_for][0] AS looked_for, cases,
  cases_said, findings, nothing_said, findings - nothing_said AS said, open, question_sent, accepted,
  explained, rejected, outside_terms, restricted
ORDER BY findings DESC, finding

// [[expected]]
// rows = [
//   ["unshared", 3, 3, 1, 7, 6, 1, 0, 0, 1, 0, 0, 0, 0],
//   ["no-assessment", 2, 2, 1, 3, 2, 1, 0, 0, 0, 0, 1, 0, 0],
//   ["conversations", 3, 1, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0],
//   ["pooled-threshold", 3, 1, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0],
//   ["referral-none", 4, 1, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0],
// ]
