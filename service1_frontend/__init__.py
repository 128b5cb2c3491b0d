"""The browser form, the composing of a melody, its page, its files and the SQL behind them."""
