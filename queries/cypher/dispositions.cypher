// title = "What panels said"
// answers = """
//   For each kind of finding: how many there are, of how many a panel has said something, and
//   what."""
// caveats = """
//   That nothing is said of a finding yet says nothing of it. What was said of findings that are no
//   longer found is not here."""
// needs = "Cases with their findings and what their panels said."
// picture = ""
//
// [columns]
// finding = "Key of the finding."
// findings = "How many there are, in all cases."
// cases = "In how many cases."
// nothing_said = "Of so many the panel has said nothing yet."
// open = "So many it keeps open."
// question_sent = "Of so many a question was sent."
// accepted = "So many it accepted."
// explained = "So many are explained."
// rejected = "So many it rejected."
// outside_terms = "So many are outside its terms of reference."
// restricted = "So many are restricted."

MATCH (f:Finding)
WITH f.query AS finding, f.disposition AS said, f.case_id AS case_id, count(*) AS n
WITH finding, sum(n) AS findings, count(DISTINCT case_id) AS cases,
  sum(CASE WHEN said = '' THEN n ELSE 0 END) AS nothing_said,
  sum(CASE WHEN said = 'open' THEN n ELSE 0 END) AS open,
  sum(CASE WHEN said = 'question sent' THEN n ELSE 0 END) AS question_sent,
  sum(CASE WHEN said = 'accepted' THEN n ELSE 0 END) AS accepted,
  sum(CASE WHEN said = 'explained' THEN n ELSE 0 END) AS explained,
  sum(CASE WHEN said = 'rejected' THEN n ELSE 0 END) AS rejected,
  sum(CASE WHEN said = 'outside terms of reference' THEN n ELSE 0 END) AS outside_terms,
  sum(CASE WHEN said = 'restricted' THEN n ELSE 0 END) AS restricted
RETURN finding, findings, cases, nothing_said, open, question_sent, accepted, explained, rejected,
  outside_terms, restricted
ORDER BY findings DESC, finding

// [[expected]]
// rows = [
//   ["unshared", 7, 3, 6, 0, 0, 1, 0, 0, 0, 0],
//   ["no-assessment", 3, 2, 2, 0, 0, 0, 0, 1, 0, 0],
//   ["conversations", 1, 1, 1, 0, 0, 0, 0, 0, 0, 0],
//   ["pooled-threshold", 1, 1, 1, 0, 0, 0, 0, 0, 0, 0],
//   ["referral-none", 1, 1, 1, 0, 0, 0, 0, 0, 0, 0],
// ]
