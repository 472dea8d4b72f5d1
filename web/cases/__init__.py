"""The pages of a case: the form, the acts, the history, the dossier."""
