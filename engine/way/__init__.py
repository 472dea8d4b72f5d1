"""The way of a case through its definition: blocks, routes, lists, ways back."""
