"""The register of titles (称号台账): what each entry does to a title, when it is looked at again, and its money."""
