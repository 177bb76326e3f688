"""Use cases: the open project, acts, jobs, settings and view models. Knows neither Qt nor SQL."""
