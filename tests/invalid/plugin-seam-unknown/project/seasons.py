def check(site, now):
    return ()
