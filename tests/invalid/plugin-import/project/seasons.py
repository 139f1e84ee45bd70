import words

checks = ()
