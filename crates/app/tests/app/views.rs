//! Saved views: who sees them, and who may change them.

use clientele_app::{Act, Caller, Job};
use clientele_wire::customer::SortKey;
use clientele_wire::operation::{DeleteView, ListViews, SaveView, SetDefaultView};
use clientele_wire::view::{self, DefaultView, Density, Layout, SavedView, ViewKey, ViewState};
use clientele_wire::{ErrorCode, Failure};

use crate::bench::{Bench, Engine, bench, on_both};

fn state() -> ViewState {
    ViewState {
        condition: "group = 'Wholesale'".to_owned(),
        search: "gro".to_owned(),
        sort: vec![SortKey { field: "name".to_owned(), descending: true }],
        layout: Layout {
            columns: Some(vec!["name".to_owned(), "email".to_owned()]),
            pins: vec!["email".to_owned()],
            widths: [("email".to_owned(), 300)].into(),
            density: Some(Density::Compact),
        },
    }
}

fn named(name: &str, shared: bool) -> view::SaveView {
    view::SaveView { id: None, name: name.to_owned(), shared, state: state() }
}

async fn by<O: Act>(bench: &Bench, who: &str, request: O::Request) -> Result<O::Response, Failure> {
    bench.app.perform::<O>(&Caller::owner(who), &Job::unwatched(), request).await
}

async fn seen(bench: &Bench, who: &str) -> Vec<SavedView> {
    by::<ListViews>(bench, who, ()).await.expect("listed")
}

on_both! {
async fn a_colleague_sees_what_is_shared_and_changes_nothing_of_it(engine) {
    let bench = bench();
    bench.empty_workspace(engine).await;
    let in_team = matches!(engine, Engine::Server(_));
    let shared = bench.perform::<SaveView>(named("Ours", true)).await;
    let own = bench.perform::<SaveView>(named("Mine", false)).await;
    assert_eq!((shared.shared, &shared.state), (in_team, &state()), "a file is shared with nobody");
    let names: Vec<_> = seen(&bench, "Ben").await.into_iter().map(|view| (view.name, view.mine)).collect();
    let expected = if in_team { vec![("Ours", false)] } else { vec![("Ours", true), ("Mine", true)] };
    assert_eq!(names, expected.into_iter().map(|(name, mine)| (name.to_owned(), mine)).collect::<Vec<_>>());
    if in_team {
        let code = |failure: Failure| failure.code;
        let theirs = view::SaveView { id: Some(shared.id), ..named("Theirs", true) };
        assert_eq!(by::<SaveView>(&bench, "Ben", theirs).await.map_err(code), Err(ErrorCode::NotAllowed));
        let key = ViewKey { id: shared.id };
        assert_eq!(by::<DeleteView>(&bench, "Ben", key).await.map_err(code), Err(ErrorCode::NotAllowed));
        let unseen = DefaultView { id: Some(own.id) };
        assert_eq!(by::<SetDefaultView>(&bench, "Ben", unseen).await.map_err(code), Err(ErrorCode::NotFound));
        by::<SetDefaultView>(&bench, "Ben", DefaultView { id: Some(shared.id) }).await.expect("may begin with it");
        assert!(seen(&bench, "Ben").await[0].is_default);
        assert!(!seen(&bench, "Ada").await[0].is_default, "each begins as they like");
    }
}

async fn what_a_view_is_called(engine) {
    let bench = bench();
    bench.empty_workspace(engine).await;
    bench.perform::<SaveView>(named(&"é".repeat(100), false)).await;
    for (name, code) in [
        ("  ".to_owned(), ErrorCode::BadRequest),
        ("é".repeat(101), ErrorCode::BadRequest),
        ("É".repeat(100), ErrorCode::NameTaken),
    ] {
        assert_eq!(bench.refused::<SaveView>(named(&name, false)).await.code, code, "{name}");
    }
}
}
