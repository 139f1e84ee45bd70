def style(site):
    return ()


checks = style
