"""劳模专项补助: what a model worker is due, by the parameters of a province and year."""
