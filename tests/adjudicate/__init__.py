"""Groups, merging and agreement, as values."""
