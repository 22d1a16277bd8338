"""The agency, its results, remarks and answers as typed values, and the files that bring them."""
