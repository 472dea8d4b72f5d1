"""案卷: what a case's dossier says, and whether it holds together. No database, no clock, no files of its own."""
