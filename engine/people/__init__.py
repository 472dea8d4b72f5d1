"""Who acts: resolved, substituted, recused."""
