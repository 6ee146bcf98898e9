"""Many disclosures: the lake of Parquet tables, and checking it on one machine or on many."""
