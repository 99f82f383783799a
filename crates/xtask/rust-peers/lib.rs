//! Nothing: a package for the benchmark `peers` and what it depends on.
