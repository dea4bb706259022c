print("aalo")
