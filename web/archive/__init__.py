"""档案保管: what is due, destruction put off, lists of what is to be destroyed."""
