"""Follow-up of the plan: what was done on each measure, with its proof, who still has to report, and what came of it."""
