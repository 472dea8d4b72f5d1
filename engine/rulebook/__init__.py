"""The rules of the union that can be asked on their own: each answer with its figures and its clause."""
