"""The lake on disk: partitions of Parquet, numbered manifests, commits that are whole or not there."""
