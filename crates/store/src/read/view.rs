//! What the grid shows: an order of all customers, cut by a condition and a search.

use std::sync::Arc;

use clientele_query::Node;
use jiff::Timestamp;
use roaring::RoaringBitmap;

use super::condition::{Resolver, Set};
use super::marks::Marks;
use super::order::SortKey;
use super::search::{Word, words};
use super::snapshot::Snapshot;
use super::{ReadError, Reader};

/// Which customers, in which order.
#[derive(Debug, Clone)]
pub struct ViewRequest {
    /// A condition; `None` for everyone.
    pub condition: Option<Node>,
    /// Keywords; blank for none.
    pub search: String,
    /// Sort keys, the first one first; none keeps the order in which customers entered the workspace.
    pub sort: Vec<SortKey>,
    /// The moment against which relative days are resolved.
    pub as_of: Timestamp,
}

/// The keys of the customers of a view, in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// Its customers.
    pub ids: Arc<Vec<u32>>,
    /// Customers in the workspace.
    pub of: u64,
}

impl View {
    /// Customers that match.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.ids.len() as u64
    }

    /// The keys of a window, shorter or empty at the end.
    #[must_use]
    pub fn window(&self, offset: u64, limit: u32) -> &[u32] {
        let length = self.ids.len();
        let start = usize::try_from(offset).unwrap_or(length).min(length);
        &self.ids[start..length.min(start + limit as usize)]
    }

    /// The place of a customer, 0-based.
    #[must_use]
    pub fn position(&self, id: u32) -> Option<usize> {
        self.ids.iter().position(|other| *other == id)
    }
}

/// What decides a view at one revision.
#[derive(Debug, PartialEq)]
pub(super) struct ViewKey {
    set: Option<Set>,
    words: Vec<Word>,
    sort: Vec<SortKey>,
}

/// What decides who is in a view.
#[derive(Debug, PartialEq)]
pub(super) struct MembersKey {
    set: Option<Set>,
    words: Vec<Word>,
}

/// Customers in no order; `None` for all.
pub(super) type Members = Option<Arc<RoaringBitmap>>;

impl Reader {
    /// The customers that match, in the order asked for. Views asked for lately are kept.
    ///
    /// # Errors
    /// An unknown field or value, or a database that cannot be read.
    pub async fn view(&self, request: &ViewRequest) -> Result<Arc<View>, ReadError> {
        self.settled(|snapshot| async move { snapshot.view(request).await }).await
    }

    /// How many customers match, without putting them in order.
    ///
    /// # Errors
    /// An unknown field or value, or a database that cannot be read.
    pub async fn count(&self, request: &ViewRequest) -> Result<u64, ReadError> {
        self.settled(|snapshot| async move {
            match snapshot.members(request).await? {
                Some(members) => Ok(members.len()),
                None => Ok(snapshot.everyone().await?.len() as u64),
            }
        })
        .await
    }
}

impl Snapshot {
    pub(super) async fn view(self: &Arc<Self>, request: &ViewRequest) -> Result<Arc<View>, ReadError> {
        let set = self.set(request).await?;
        let key = ViewKey { set: set.clone(), words: words(&request.search), sort: request.sort.clone() };
        self.views.get(key, Box::pin(self.compute_view(set, request))).await
    }

    async fn compute_view(
        self: &Arc<Self>,
        set: Option<Set>,
        request: &ViewRequest,
    ) -> Result<Arc<View>, ReadError> {
        let members = Box::pin(self.members_of(set, &request.search));
        let (order, members, everyone) =
            tokio::try_join!(self.order(&request.sort), members, self.everyone())?;
        let ids = match members {
            Some(members) => Arc::new(cut(&order, &members)),
            None => order,
        };
        Ok(Arc::new(View { ids, of: everyone.len() as u64 }))
    }

    /// The customers of a view in no order; `None` for all.
    pub(super) async fn members(self: &Arc<Self>, request: &ViewRequest) -> Result<Members, ReadError> {
        let set = self.set(request).await?;
        Box::pin(self.members_of(set, &request.search)).await
    }

    async fn members_of(self: &Arc<Self>, set: Option<Set>, search: &str) -> Result<Members, ReadError> {
        let words = words(search);
        let key = MembersKey { set: set.clone(), words: words.clone() };
        self.members.get(key, Box::pin(self.compute_members(set, words))).await
    }

    async fn compute_members(
        self: &Arc<Self>,
        set: Option<Set>,
        words: Vec<Word>,
    ) -> Result<Members, ReadError> {
        let described = async {
            match &set {
                Some(set) => self.customers_of(set).await.map(Some),
                None => Ok(None),
            }
        };
        let members = match tokio::try_join!(described, self.search(&words))? {
            (Some(described), Some(found)) => Some(described & found),
            (described, found) => described.or(found),
        };
        Ok(members.map(Arc::new))
    }

    async fn set(&self, request: &ViewRequest) -> Result<Option<Set>, ReadError> {
        let Some(condition) = &request.condition else { return Ok(None) };
        let directory = self.directory().await?;
        Resolver { directory: &directory, as_of: request.as_of }.customers(condition).map(Some)
    }
}

/// The members in the order's order.
fn cut(order: &[u32], members: &RoaringBitmap) -> Vec<u32> {
    let marks = Marks::from(members);
    order.iter().copied().filter(|id| marks.contains(*id)).collect()
}
