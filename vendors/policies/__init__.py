"""Who may do what here, and when? One file a noun: `check_can_x` raises a sentence, `can_x` asks."""
