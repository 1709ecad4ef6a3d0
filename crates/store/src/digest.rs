//! Digests of rows on their way into an empty workspace, so that the log need not read them back.
//!
//! A million customers with as many addresses are read back and hashed in five seconds; hashed on a thread of their own
//! while they are inserted, they take none.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

use sha2::{Digest as _, Sha256};

use crate::StoreError;
use crate::log::Hash;
use crate::record::{self, Each, Records};

/// Bytes handed over at once.
const PARCEL_BYTES: usize = 512 << 10;
/// Parcels that may wait.
const PARCELS: usize = 2;

/// Hashes rows in the order in which they come.
struct Digester {
    parcel: Parcel,
    sender: SyncSender<Parcel>,
    hashing: JoinHandle<Vec<Hash>>,
}

/// Rows, one behind the other.
#[derive(Default)]
struct Parcel {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Digester {
    fn start() -> Self {
        let (sender, receiver) = sync_channel(PARCELS);
        Self { parcel: Parcel::default(), sender, hashing: thread::spawn(move || hash(&receiver)) }
    }

    fn push(&mut self, write: impl FnOnce(&mut Vec<u8>)) {
        write(&mut self.parcel.bytes);
        self.parcel.ends.push(self.parcel.bytes.len());
        if self.parcel.bytes.len() >= PARCEL_BYTES {
            self.send();
        }
    }

    fn send(&mut self) {
        let next = Parcel {
            bytes: Vec::with_capacity(self.parcel.bytes.capacity()),
            ends: Vec::with_capacity(self.parcel.ends.capacity()),
        };
        // It ends before its sender only by a panic, which joining reports.
        let _ = self.sender.send(std::mem::replace(&mut self.parcel, next));
    }

    fn finish(mut self) -> Vec<Hash> {
        self.send();
        drop(self.sender);
        self.hashing.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    }
}

fn hash(parcels: &Receiver<Parcel>) -> Vec<Hash> {
    let mut digests = Vec::new();
    for Parcel { bytes, ends } in parcels {
        let mut start = 0;
        for end in ends {
            digests.push(Sha256::digest(&bytes[start..end]).into());
            start = end;
        }
    }
    digests
}

/// Digests of what is being loaded. Keys start at 1 and have no gaps.
pub(crate) struct Loading {
    customers: Digester,
    addresses: Digester,
    /// The customer of each address; 0 for one that waits.
    owners: Vec<u32>,
}

impl Loading {
    pub(crate) fn start() -> Self {
        Self { customers: Digester::start(), addresses: Digester::start(), owners: Vec::new() }
    }

    /// Takes the next customer.
    pub(crate) fn customer(&mut self, write: impl FnOnce(&mut Vec<u8>)) {
        self.customers.push(write);
    }

    /// Takes the next address.
    pub(crate) fn address(&mut self, owner: Option<u32>, write: impl FnOnce(&mut Vec<u8>)) {
        self.owners.push(owner.unwrap_or(0));
        self.addresses.push(write);
    }

    pub(crate) fn finish(self) -> Loaded {
        let owners = self.owners;
        let mut order: Vec<u32> = (0..).take(owners.len()).collect();
        order.sort_by_key(|&index| owners[index as usize]);
        Loaded { customers: self.customers.finish(), addresses: self.addresses.finish(), owners, order }
    }
}

/// Digests of all that was loaded.
pub(crate) struct Loaded {
    customers: Vec<Hash>,
    addresses: Vec<Hash>,
    owners: Vec<u32>,
    /// Addresses by owner, then in order of entry; counted from 0.
    order: Vec<u32>,
}

impl Loaded {
    /// Records of the customers. `defaults` tells of a customer and an address whether it is his default billing and
    /// shipping address.
    pub(crate) fn customers<D: Fn(u32, u32) -> (bool, bool)>(&self, defaults: D) -> LoadedCustomers<'_, D> {
        LoadedCustomers { loaded: self, defaults }
    }

    pub(crate) fn last_customer(&self) -> u32 {
        u32::try_from(self.customers.len()).unwrap_or(u32::MAX)
    }

    /// Records of the addresses that wait.
    pub(crate) fn waiting(&self) -> LoadedWaiting<'_> {
        LoadedWaiting(self)
    }

    /// Addresses of an owner up to another one.
    fn of(&self, first: u32, last: u32) -> &[u32] {
        let owner = |index: &u32| self.owners[*index as usize];
        let start = self.order.partition_point(|index| owner(index) < first);
        let end = self.order.partition_point(|index| owner(index) <= last);
        &self.order[start..end]
    }
}

/// Records of loaded customers.
pub(crate) struct LoadedCustomers<'a, D> {
    loaded: &'a Loaded,
    defaults: D,
}

impl<D: Fn(u32, u32) -> (bool, bool)> Records for LoadedCustomers<'_, D> {
    fn entity(&self) -> &'static str {
        record::CUSTOMER
    }

    fn each(&mut self, first: u32, last: u32, each: Each<'_>) -> Result<(), StoreError> {
        let Loaded { customers, addresses, owners, .. } = self.loaded;
        let mut of_these = self.loaded.of(first, last).iter().peekable();
        let mut record = Vec::new();
        for id in first..=last {
            record.clear();
            record.extend_from_slice(&customers[id as usize - 1]);
            while let Some(&index) = of_these.next_if(|&&index| owners[index as usize] == id) {
                let (billing, shipping) = (self.defaults)(id, index + 1);
                record::push_address(&mut record, &addresses[index as usize], billing, shipping);
            }
            each(id, &record)?;
        }
        Ok(())
    }
}

/// Records of loaded addresses that wait.
pub(crate) struct LoadedWaiting<'a>(&'a Loaded);

impl Records for LoadedWaiting<'_> {
    fn entity(&self) -> &'static str {
        record::ADDRESS
    }

    fn each(&mut self, first: u32, last: u32, each: Each<'_>) -> Result<(), StoreError> {
        for &index in self.0.of(0, 0) {
            if (first..=last).contains(&(index + 1)) {
                each(index + 1, &self.0.addresses[index as usize])?;
            }
        }
        Ok(())
    }
}
