"""Forms: what is asked, what was answered, who sees it, and what changed in between."""
