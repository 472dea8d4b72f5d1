"""Tables of Excel as a door: a form as a template, and what was filled in read back."""

MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
