"""What must hold of a definition, and what a careful reader would say of it: place, sentence, cure."""
