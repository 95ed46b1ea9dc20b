"""Random questions of random small graphs, held to an evaluator that is no engine.

A question is made as a tree (`tree`), at random (`make`); it is printed as Cypher (`text`) for the
engines, and answered in Python (`evaluate`) by nested loops over NetworkX. Nothing here reads
Cypher. Where the two differ, the question is made smaller for as long as they do (`smaller`).
"""
