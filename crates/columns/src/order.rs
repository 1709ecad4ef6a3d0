//! Orders from ranks: one stable counting sort a key, the last key first.

use crate::column::Column;

/// A column to sort by.
#[derive(Debug, Clone, Copy)]
pub struct Key<'a> {
    /// The column.
    pub column: &'a Column,
    /// By rank from 1 on, its place among all, from 1 on, where that is not the rank itself; 0 for no place.
    pub places: Option<&'a [u32]>,
    /// Largest first.
    pub descending: bool,
}

impl Key<'_> {
    /// How many places there are.
    fn places(&self) -> u32 {
        let own = || self.column.sorted;
        self.places.map_or_else(own, |places| places.iter().copied().max().unwrap_or(0))
    }

    /// The place of a customer from 0 on; those without a value have the last one in both directions.
    fn place(&self, customer: u32, places: u32) -> usize {
        let rank = self.column.rank(customer);
        let place = match self.places {
            Some(_) if rank == 0 => 0,
            Some(places) => places[rank as usize - 1],
            None => rank,
        };
        (match place {
            0 => places,
            place if place > places => places,
            place if self.descending => places - place,
            place => place - 1,
        }) as usize
    }
}

/// Customers by these keys, the first one first; who is equal in all of them stays in the order given.
#[must_use]
pub fn order(customers: &[u32], keys: &[Key<'_>]) -> Vec<u32> {
    let mut order = customers.to_vec();
    for key in keys.iter().rev() {
        let places = key.places();
        let mut starts = vec![0_u32; places as usize + 2];
        order.iter().for_each(|customer| starts[key.place(*customer, places) + 1] += 1);
        for place in 1..starts.len() {
            starts[place] += starts[place - 1];
        }
        let mut sorted = vec![0; order.len()];
        for customer in &order {
            let start = &mut starts[key.place(*customer, places)];
            sorted[*start as usize] = *customer;
            *start += 1;
        }
        order = sorted;
    }
    order
}
