"""A plugin whose filter has the name of one that templates have already."""

filters = {"date": str}
