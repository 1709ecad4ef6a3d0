//! Invents customers and addresses from a seed, as the platform would export them.
