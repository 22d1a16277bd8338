"""The plan of a round: measures, holes, versions, approval and publication."""
