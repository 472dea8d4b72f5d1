"""Whether a household that left hardship is in danger of falling back: indicators, grades and the way out."""
