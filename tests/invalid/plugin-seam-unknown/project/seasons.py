def check(site):
    return ()
