"""The rules by which reports are checked, a file for each family; their texts are in `rules.yaml`."""
