//! Temporary stores, builders, and the sample files of a checkout beside this one.
