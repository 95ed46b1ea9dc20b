// title = "Who told whom"
// answers = """
//   Rows that say that something was sent to another team, or that another team was the source,
//   or that its people attended a meeting or were sent the minutes."""
// caveats = """
//   A row that says that it was sent is no record that it arrived. Only the first rows are drawn
//   where there are more than `most`."""
// needs = "The case, in the store."
//
// [parameters.case_id]
// type = "case"
// means = "The case."
//
// [parameters.most]
// type = "whole number"
// default = 300
// least = 1
// means = "How many of these to draw, the earliest first."
//
// [columns]
// p = "The paths to draw."

MATCH p = (:Team)<-[:RECORDED_BY]-(e:Event {case_id: $case_id})
  -[:SHARED_WITH|TOLD_BY|ATTENDED_BY|MINUTES_TO]->(t:Team)
RETURN p ORDER BY e.start_hi, e.event_id, t.uid LIMIT $most
