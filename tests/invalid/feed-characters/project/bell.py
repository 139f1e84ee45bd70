"""A Markdown extension that leaves a control character in the text."""


def markdown(md):
    md.core.ruler.push("bell", ring)


def ring(state):
    for token in state.tokens:
        for child in token.children or ():
            child.content += "\x07"
