//! Which customer an e-mail of a website is: the join of files, in 50 bytes a customer.

use std::hash::{BuildHasher as _, Hasher as _};

use hashbrown::HashTable;

/// Customers by website and e-mail, trimmed and without ASCII case (data-formats.md 4.2).
#[derive(Default)]
pub(crate) struct Keys {
    hasher: hashbrown::DefaultHashBuilder,
    table: HashTable<u32>,
    entries: Vec<Entry>,
    emails: Vec<u8>,
}

struct Entry {
    /// Kept, so that a table that grows need not look at the e-mails again.
    hash: u32,
    customer: u32,
    website: u32,
    end: u32,
}

/// What was found under a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found {
    /// The customer.
    pub(crate) customer: u32,
    /// Whether the e-mail is the same to the letter.
    pub(crate) same_case: bool,
}

impl Keys {
    /// The customer of a key.
    pub(crate) fn find(&self, website: i64, email: &str) -> Option<Found> {
        let (website, email) = (website_key(website), email.as_bytes());
        let hash = self.hash(website, email);
        let index = self.table.find(spread(hash), |&index| {
            let entry = &self.entries[index as usize];
            entry.hash == hash && entry.website == website && self.email(index).eq_ignore_ascii_case(email)
        })?;
        let same_case = self.email(*index) == email;
        Some(Found { customer: self.entries[*index as usize].customer, same_case })
    }

    /// Adds a customer whose key is not there.
    pub(crate) fn add(&mut self, website: i64, email: &str, customer: u32) {
        let (website, email) = (website_key(website), email.as_bytes());
        let hash = self.hash(website, email);
        let index = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        self.emails.extend_from_slice(email);
        let end = u32::try_from(self.emails.len()).unwrap_or(u32::MAX);
        self.entries.push(Entry { hash, customer, website, end });
        let entries = &self.entries;
        self.table.insert_unique(spread(hash), index, |&index| spread(entries[index as usize].hash));
    }

    fn email(&self, index: u32) -> &[u8] {
        let index = index as usize;
        let start = index.checked_sub(1).map_or(0, |before| self.entries[before].end as usize);
        &self.emails[start..self.entries[index].end as usize]
    }

    fn hash(&self, website: u32, email: &[u8]) -> u32 {
        let mut hasher = self.hasher.build_hasher();
        hasher.write_u32(website);
        let mut folded = [0; 64];
        for part in email.chunks(64) {
            let folded = &mut folded[..part.len()];
            folded.copy_from_slice(part);
            folded.make_ascii_lowercase();
            hasher.write(folded);
        }
        let hash = hasher.finish();
        (hash ^ (hash >> 32)) as u32
    }
}

/// The table takes the place of an entry from the lowest bits of a hash and its mark from the highest.
fn spread(hash: u32) -> u64 {
    u64::from(hash) << 32 | u64::from(hash)
}

fn website_key(website: i64) -> u32 {
    u32::try_from(website).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::{Found, Keys};

    #[test]
    fn emails_are_compared_without_ascii_case_within_a_website() {
        let mut keys = Keys::default();
        keys.add(1, "Anna@Example.com", 7);
        keys.add(2, "anna@example.com", 9);
        let check = |website, email, expected: Option<(u32, bool)>| {
            let expected = expected.map(|(customer, same_case)| Found { customer, same_case });
            assert_eq!(keys.find(website, email), expected, "{website} {email}");
        };
        check(1, "ANNA@example.com", Some((7, false)));
        check(1, "Anna@Example.com", Some((7, true)));
        check(2, "anna@example.com", Some((9, true)));
        check(3, "anna@example.com", None);
        check(1, "änna@example.com", None);
    }
}
