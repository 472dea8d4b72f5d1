"""The pages of a round: opening, places, lists, board, scores."""
