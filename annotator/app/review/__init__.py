"""Reviewing: what annotators differ in, decided group by group into the gold set."""
