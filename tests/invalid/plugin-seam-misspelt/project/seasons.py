"""A plugin with one name that letterpress knows, and one that is nearly such."""


def markdown(md):
    md.core.ruler.push("seasons", lambda state: None)


checkz = ()
