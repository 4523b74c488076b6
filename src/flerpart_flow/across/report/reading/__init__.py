"""From a folder of logs to counts."""
