"""Officers' doors of this app, one file a noun."""
