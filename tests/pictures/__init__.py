"""Pictures of the article view, compared with a tolerance. New ones: `--remake-pictures`."""
