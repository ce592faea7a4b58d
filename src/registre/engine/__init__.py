"""Where the per-document work runs: local processes with limits, so that one document costs at most itself."""
