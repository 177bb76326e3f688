"""The agreement panel: cards with one chart and one sentence each, and the spans behind them."""
