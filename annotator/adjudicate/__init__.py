"""From several opinions to one: groups of differing spans, merging, agreement; values only."""
