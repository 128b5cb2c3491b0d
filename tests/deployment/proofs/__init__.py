"""The eight proofs, in the order of their numbers; each also runs alone on hosts left standing."""
