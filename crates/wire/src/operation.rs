//! The operation table.

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use ts_rs::TS;

use crate::{
    customer as c, export as e, finding as f, history as h, import as i, order as o, overview as ov,
    plan as pl, program as p, settings as s, view as v, workspace as w,
};

/// How an operation is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "operation.ts")]
pub enum Kind {
    /// Reads; provides its tags.
    Query,
    /// Writes at once; invalidates its tags.
    Mutation,
    /// Runs with progress and cancel; invalidates its tags when it ends.
    Job,
}

/// What a caller must be allowed to do (customers.md 18.2). The owner of a local workspace has all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[ts(export_to = "operation.ts")]
pub enum Right {
    /// Needs none: the program itself, not a workspace.
    #[serde(rename = "program")]
    Program,
    /// Grid and customer page.
    #[serde(rename = "customers.view")]
    CustomersView,
    /// Reading files into the workspace.
    #[serde(rename = "customers.import")]
    CustomersImport,
    /// Writing lists to files.
    #[serde(rename = "customers.export")]
    CustomersExport,
    /// Attribute definitions.
    #[serde(rename = "customers.attributes")]
    CustomersAttributes,
    /// Websites and groups.
    #[serde(rename = "customers.config")]
    CustomersConfig,
    /// Change sets, history, verification.
    #[serde(rename = "audit.view")]
    AuditView,
    /// Taking change sets back.
    #[serde(rename = "changes.undo")]
    ChangesUndo,
}

/// What a read shows and a write makes stale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "operation.ts")]
pub enum Tag {
    /// Which workspace is open, its name and counts.
    Workspace,
    /// The list of recent workspaces.
    Recent,
    /// Customers and their addresses.
    Customers,
    /// Findings.
    Findings,
    /// Change sets and import history.
    Changes,
    /// Websites, store views, groups, attributes.
    Settings,
    /// Preferences of this person on this computer.
    Preferences,
    /// The plan that waits for review.
    Plan,
    /// Orders and newsletter subscriptions.
    Orders,
    /// Saved views.
    Views,
}

/// An operation's name with the types it takes and gives.
pub trait Operation {
    /// `noun.verb`.
    const NAME: &'static str;
    /// What the caller sends.
    type Request: DeserializeOwned + Send + 'static;
    /// What the caller gets; of a job, its result.
    type Response: Serialize + Send + 'static;
}

/// A row of the operation table.
#[derive(Debug, Clone, Copy)]
pub struct OperationInfo {
    /// `noun.verb`.
    pub name: &'static str,
    /// How it is called.
    pub kind: Kind,
    /// What the caller must be allowed to do.
    pub right: Right,
    /// What it shows, or makes stale.
    pub tags: &'static [Tag],
    /// One sentence for the manual.
    pub doc: &'static str,
}

/// The table. `$callback!` receives every row; hosts route with it, so that there is no second list.
#[macro_export]
macro_rules! for_each_operation {
    ($callback:ident) => {
        $callback! {
            Query "program.info" ProgramInfo(()) -> p::ProgramInfo, Program, [Preferences], "Version, language, folders, and whether the last run crashed.";
            Query "program.licences" ProgramLicences(()) -> Vec<p::Licence>, Program, [], "The licences of everything inside.";
            Mutation "program.dismiss_crash" DismissCrash(()) -> (), Program, [Preferences], "Forgets the notice about the last crash.";
            Job "program.diagnostics" WriteDiagnostics(p::DiagnosticsRequest) -> (), Program, [], "Writes a diagnostics file without personal data.";
            Query "preferences.get" GetPreferences(()) -> s::Preferences, Program, [Preferences], "Preferences of this person on this computer.";
            Mutation "preferences.set" SetPreferences(s::Preferences) -> (), Program, [Preferences], "Keeps preferences.";
            Query "workspace.recent" RecentWorkspaces(()) -> Vec<w::RecentWorkspace>, Program, [Recent], "Workspaces opened lately, missing ones included.";
            Mutation "workspace.forget" ForgetWorkspace(w::PathRequest) -> (), Program, [Recent], "Takes a workspace off the recent list; the file stays.";
            Query "workspace.current" CurrentWorkspace(()) -> Option<w::WorkspaceInfo>, Program, [Workspace], "The workspace that is open, with its counts and last change.";
            Mutation "workspace.open" OpenWorkspace(w::PathRequest) -> w::WorkspaceInfo, Program, [Workspace, Recent, Customers, Findings, Changes, Settings, Plan, Orders, Views], "Opens a workspace file.";
            Mutation "workspace.create" CreateWorkspace(w::PathRequest) -> w::WorkspaceInfo, Program, [Workspace, Recent, Customers, Findings, Changes, Settings, Plan, Orders, Views], "Makes an empty workspace file and opens it.";
            Mutation "workspace.close" CloseWorkspace(()) -> (), Program, [Workspace, Recent, Customers, Findings, Changes, Settings, Plan, Orders, Views], "Closes the workspace.";
            Job "workspace.connect" ConnectWorkspace(w::ConnectRequest) -> w::WorkspaceInfo, Program, [Workspace, Recent, Customers, Findings, Changes, Settings, Plan, Orders, Views], "Opens a team database; an empty one becomes a workspace.";
            Job "workspace.move" MoveWorkspace(w::MoveRequest) -> w::WorkspaceInfo, CustomersExport, [Workspace, Recent, Customers, Findings, Changes, Settings, Plan, Orders, Views], "Copies the workspace with its whole history to a file or a team database, and opens it there.";
            Job "workspace.save_copy" SaveCopy(w::PathRequest) -> (), CustomersExport, [Recent], "Writes a verified copy of the workspace.";
            Job "files.open" OpenFiles(i::OpenRequest) -> i::OpenOutcome, CustomersImport, [Workspace, Recent, Customers, Findings, Changes, Settings, Plan, Orders, Views], "Reads exports into the open workspace, or into a new one.";
            Query "files.mapping" PreviewMapping(i::MappingRequest) -> i::MappedTable, CustomersImport, [], "Reads the beginning of a list of another program under a mapping.";
            Job "files.samples" OpenSamples(i::SamplesRequest) -> i::OpenOutcome, Program, [Workspace, Recent, Customers, Findings, Changes, Settings, Plan, Orders, Views], "Invents customers and opens them.";
            Query "plan.get" GetPlan(()) -> Option<pl::PlanInfo>, CustomersImport, [Plan, Changes], "The plan that waits for review.";
            Query "plan.rows" PlanRows(pl::PlanRowsRequest) -> pl::PlanRows, CustomersImport, [Plan], "Rows of the plan from an offset.";
            Query "plan.row" GetPlanRow(pl::PlanRowRequest) -> pl::PlanDetail, CustomersImport, [Plan], "Everything about a row of the plan.";
            Mutation "plan.leave_out" LeaveOut(pl::LeaveOutRequest) -> pl::PlanInfo, CustomersImport, [Plan], "Leaves rows out of the plan, or takes them in again.";
            Job "plan.change" ChangePlan(pl::PlanOptions) -> i::OpenOutcome, CustomersImport, [Plan], "Makes the plan anew, with other options or after the workspace changed.";
            Job "plan.apply" ApplyPlan(()) -> i::ImportReport, CustomersImport, [Workspace, Recent, Customers, Findings, Changes, Settings, Plan, Orders], "Applies the plan without what was left out.";
            Mutation "plan.drop" DropPlan(()) -> (), CustomersImport, [Plan], "Drops the plan; nothing changes.";
            Job "plan.export" ExportPlan(pl::PlanExportRequest) -> f::Exported, CustomersExport, [], "Writes rows of the plan as CSV or JSON.";
            Query "customers.columns" CustomerColumns(()) -> Vec<c::ColumnInfo>, CustomersView, [Customers, Settings], "Columns of the customer grid, filled or not.";
            Query "customers.view" CustomersView(c::ViewRequest) -> c::View, CustomersView, [Customers], "Counts the customers of a condition and search, in an order.";
            Query "customers.rows" CustomerRows(c::RowsRequest) -> c::Rows, CustomersView, [Customers], "Rows of a view from an offset.";
            Query "customers.get" GetCustomer(c::CustomerRequest) -> c::Customer, CustomersView, [Customers, Findings, Settings], "Everything known about a customer.";
            Query "customers.position" CustomerPosition(c::PositionRequest) -> c::Position, CustomersView, [Customers], "Place of a customer in a view, with its neighbours.";
            Query "customers.values" CustomerValues(c::ValuesRequest) -> Vec<c::FieldValue>, CustomersView, [Customers, Settings], "Values of a field with counts under a condition.";
            Query "customers.facet_columns" FacetColumns(()) -> Vec<c::FacetColumn>, CustomersView, [Customers, Settings], "Columns that make facets beside the grid.";
            Query "customers.facets" CustomerFacets(c::FacetsRequest) -> Vec<c::Facet>, CustomersView, [Customers, Settings], "Values of columns with exact counts under a condition, each without its own ticks.";
            Job "customers.prepare_search" PrepareSearch(()) -> (), CustomersView, [], "Builds the search index of the open workspace, then goes on to read its columns ahead.";
            Query "views.list" ListViews(()) -> Vec<v::SavedView>, CustomersView, [Views], "Saved views of the list of customers: one's own, and those of others that are shared.";
            Mutation "views.save" SaveView(v::SaveView) -> v::SavedView, CustomersView, [Views, Changes, Workspace], "Keeps a view of the list of customers, a new one or one's own.";
            Mutation "views.delete" DeleteView(v::ViewKey) -> (), CustomersView, [Views, Changes, Workspace], "Takes a view away.";
            Mutation "views.set_default" SetDefaultView(v::DefaultView) -> (), CustomersView, [Views, Changes, Workspace], "Sets the view with which a person begins.";
            Query "query.fields" QueryFields(()) -> Vec<c::QueryField>, CustomersView, [Customers, Settings], "Fields that conditions can name, with what they hold.";
            Query "query.check" CheckQuery(c::CheckRequest) -> c::CheckedQuery, CustomersView, [Settings], "Reads a condition: its parts, or what is wrong with it and where.";
            Query "query.tick" TickQuery(c::TickRequest) -> String, CustomersView, [Settings], "The condition after a value of a facet was ticked, chosen alone or left out.";
            Query "overview.get" GetOverview(ov::OverviewRequest) -> ov::Overview, CustomersView, [Customers, Findings, Orders, Settings], "Counts and charts of customers, each with the condition that opens the grid on them.";
            Query "findings.summary" FindingsSummary(()) -> Vec<f::FindingKind>, CustomersView, [Findings], "Findings by kind.";
            Query "findings.rows" FindingRows(f::FindingsRequest) -> f::FindingRows, CustomersView, [Findings], "Findings from an offset.";
            Job "findings.export" ExportFindings(f::FindingsExport) -> f::Exported, CustomersExport, [], "Writes findings as CSV.";
            Query "orders.rows" OrderRows(o::PageRequest) -> o::Orders, CustomersView, [Orders, Settings], "Orders from an offset, newest first.";
            Query "subscribers.rows" SubscriberRows(o::PageRequest) -> o::Subscriptions, CustomersView, [Orders], "Newsletter subscriptions from an offset.";
            Query "export.columns" ExportColumns(e::ExportColumnsRequest) -> Vec<e::ExportColumn>, CustomersExport, [Customers, Settings], "Columns that an export of a form can have.";
            Job "export.write" WriteExport(e::ExportRequest) -> e::ExportReport, CustomersExport, [], "Writes customers to a file, for people or for the store's importer.";
            Query "imports.list" ListImports(()) -> Vec<h::Source>, AuditView, [Changes], "Files that were read.";
            Query "changes.list" ListChanges(()) -> Vec<h::ChangeSet>, AuditView, [Changes], "Change sets, newest first.";
            Query "changes.records" ChangeRecords(h::ChangeRecordsRequest) -> h::ChangeRecords, AuditView, [Changes], "Records of a change set with what was done to them.";
            Job "changes.undo" UndoChange(h::UndoRequest) -> h::Undone, ChangesUndo, [Workspace, Customers, Findings, Changes, Settings, Plan, Orders, Views], "Takes a change set back, whole or only some of its records.";
            Job "changes.check" CheckChanges(()) -> h::CheckReport, AuditView, [], "Verifies the chain of change sets.";
            Query "settings.list" ListSettings(()) -> s::WorkspaceSettings, CustomersView, [Settings], "Websites, store views, groups and attributes.";
            Mutation "settings.website" SetWebsite(s::SetWebsite) -> (), CustomersConfig, [Settings, Customers, Changes, Workspace], "Sets a website's name, time zone and currency.";
            Mutation "settings.group" NameGroup(s::NameGroup) -> (), CustomersConfig, [Settings, Customers, Changes, Workspace], "Names a customer group.";
            Mutation "settings.attribute" SetAttributeType(s::SetAttributeType) -> (), CustomersAttributes, [Settings, Customers, Changes, Workspace], "Sets how an attribute's text is read.";
        }
    };
}

macro_rules! declare {
    ($($kind:ident $name:literal $marker:ident($request:ty) -> $response:ty, $right:ident, [$($tag:ident),*], $doc:literal;)*) => {
        $(
            #[doc = $doc]
            #[derive(Debug, Clone, Copy)]
            pub struct $marker;

            impl Operation for $marker {
                const NAME: &'static str = $name;
                type Request = $request;
                type Response = $response;
            }
        )*

        /// Every operation, in the order of the manual's table.
        pub const OPERATIONS: &[OperationInfo] = &[$(
            OperationInfo { name: $name, kind: Kind::$kind, right: Right::$right, tags: &[$(Tag::$tag),*], doc: $doc },
        )*];

        /// For the TypeScript export: names of the request and response type, in the table's order.
        pub(crate) fn type_names(config: &ts_rs::Config) -> Vec<[String; 2]> {
            vec![$([<$request as TS>::name(config), <$response as TS>::name(config)],)*]
        }

        /// Shows every type that an operation mentions to the exporter.
        pub(crate) fn visit_types(visitor: &mut impl ts_rs::TypeVisitor) {
            $(
                visitor.visit::<$request>();
                visitor.visit::<$response>();
                <$request as TS>::visit_generics(visitor);
                <$response as TS>::visit_generics(visitor);
            )*
        }
    };
}

for_each_operation!(declare);
