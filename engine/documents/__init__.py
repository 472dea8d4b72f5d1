"""文书: their kinds, official numbers, the plain text they are written as, and what may not stand in one."""
