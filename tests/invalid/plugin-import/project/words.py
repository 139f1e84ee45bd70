SPRING = "春"
