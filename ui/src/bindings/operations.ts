// Generated from crates/wire by `cargo xtask codegen`; do not edit.

import type { ChangeRecords } from "./history";
import type { ChangeRecordsRequest } from "./history";
import type { ChangeSet } from "./history";
import type { CheckReport } from "./history";
import type { CheckRequest } from "./customer";
import type { CheckedQuery } from "./customer";
import type { ColumnInfo } from "./customer";
import type { ConnectRequest } from "./workspace";
import type { Customer } from "./customer";
import type { CustomerRequest } from "./customer";
import type { DefaultView } from "./view";
import type { DiagnosticsRequest } from "./program";
import type { ExportColumn } from "./export";
import type { ExportColumnsRequest } from "./export";
import type { ExportReport } from "./export";
import type { ExportRequest } from "./export";
import type { Exported } from "./finding";
import type { Facet } from "./customer";
import type { FacetColumn } from "./customer";
import type { FacetsRequest } from "./customer";
import type { Failure } from "./failure";
import type { FieldValue } from "./customer";
import type { FindingKind } from "./finding";
import type { FindingRows } from "./finding";
import type { FindingsExport } from "./finding";
import type { FindingsRequest } from "./finding";
import type { ImportReport } from "./import";
import type { JobEvent } from "./job";
import type { Kind } from "./operation";
import type { LeaveOutRequest } from "./plan";
import type { Licence } from "./program";
import type { MappedTable } from "./import";
import type { MappingRequest } from "./import";
import type { MoveRequest } from "./workspace";
import type { NameGroup } from "./settings";
import type { OpenOutcome } from "./import";
import type { OpenRequest } from "./import";
import type { Orders } from "./order";
import type { Overview } from "./overview";
import type { OverviewRequest } from "./overview";
import type { PageRequest } from "./order";
import type { PathRequest } from "./workspace";
import type { PlanDetail } from "./plan";
import type { PlanExportRequest } from "./plan";
import type { PlanInfo } from "./plan";
import type { PlanOptions } from "./plan";
import type { PlanRowRequest } from "./plan";
import type { PlanRows } from "./plan";
import type { PlanRowsRequest } from "./plan";
import type { Position } from "./customer";
import type { PositionRequest } from "./customer";
import type { Preferences } from "./settings";
import type { ProgramInfo } from "./program";
import type { QueryField } from "./customer";
import type { RecentWorkspace } from "./workspace";
import type { Right } from "./operation";
import type { Rows } from "./customer";
import type { RowsRequest } from "./customer";
import type { SamplesRequest } from "./import";
import type { SaveView } from "./view";
import type { SavedView } from "./view";
import type { SetAttributeType } from "./settings";
import type { SetWebsite } from "./settings";
import type { Source } from "./history";
import type { Subscriptions } from "./order";
import type { Tag } from "./operation";
import type { TickRequest } from "./customer";
import type { UndoRequest } from "./history";
import type { Undone } from "./history";
import type { ValuesRequest } from "./customer";
import type { View } from "./customer";
import type { ViewKey } from "./view";
import type { ViewRequest } from "./customer";
import type { WorkspaceInfo } from "./workspace";
import type { WorkspaceSettings } from "./settings";

export interface Operations {
  /** Version, language, folders, and whether the last run crashed. */
  "program.info": { request: null; response: ProgramInfo };
  /** The licences of everything inside. */
  "program.licences": { request: null; response: Array<Licence> };
  /** Forgets the notice about the last crash. */
  "program.dismiss_crash": { request: null; response: null };
  /** Writes a diagnostics file without personal data. */
  "program.diagnostics": { request: DiagnosticsRequest; response: null };
  /** Preferences of this person on this computer. */
  "preferences.get": { request: null; response: Preferences };
  /** Keeps preferences. */
  "preferences.set": { request: Preferences; response: null };
  /** Workspaces opened lately, missing ones included. */
  "workspace.recent": { request: null; response: Array<RecentWorkspace> };
  /** Takes a workspace off the recent list; the file stays. */
  "workspace.forget": { request: PathRequest; response: null };
  /** The workspace that is open, with its counts and last change. */
  "workspace.current": { request: null; response: WorkspaceInfo | null };
  /** Opens a workspace file. */
  "workspace.open": { request: PathRequest; response: WorkspaceInfo };
  /** Makes an empty workspace file and opens it. */
  "workspace.create": { request: PathRequest; response: WorkspaceInfo };
  /** Closes the workspace. */
  "workspace.close": { request: null; response: null };
  /** Opens a team database; an empty one becomes a workspace. */
  "workspace.connect": { request: ConnectRequest; response: WorkspaceInfo };
  /** Copies the workspace with its whole history to a file or a team database, and opens it there. */
  "workspace.move": { request: MoveRequest; response: WorkspaceInfo };
  /** Writes a verified copy of the workspace. */
  "workspace.save_copy": { request: PathRequest; response: null };
  /** Reads exports into the open workspace, or into a new one. */
  "files.open": { request: OpenRequest; response: OpenOutcome };
  /** Reads the beginning of a list of another program under a mapping. */
  "files.mapping": { request: MappingRequest; response: MappedTable };
  /** Invents customers and opens them. */
  "files.samples": { request: SamplesRequest; response: OpenOutcome };
  /** The plan that waits for review. */
  "plan.get": { request: null; response: PlanInfo | null };
  /** Rows of the plan from an offset. */
  "plan.rows": { request: PlanRowsRequest; response: PlanRows };
  /** Everything about a row of the plan. */
  "plan.row": { request: PlanRowRequest; response: PlanDetail };
  /** Leaves rows out of the plan, or takes them in again. */
  "plan.leave_out": { request: LeaveOutRequest; response: PlanInfo };
  /** Makes the plan anew, with other options or after the workspace changed. */
  "plan.change": { request: PlanOptions; response: OpenOutcome };
  /** Applies the plan without what was left out. */
  "plan.apply": { request: null; response: ImportReport };
  /** Drops the plan; nothing changes. */
  "plan.drop": { request: null; response: null };
  /** Writes rows of the plan as CSV or JSON. */
  "plan.export": { request: PlanExportRequest; response: Exported };
  /** Columns of the customer grid, filled or not. */
  "customers.columns": { request: null; response: Array<ColumnInfo> };
  /** Counts the customers of a condition and search, in an order. */
  "customers.view": { request: ViewRequest; response: View };
  /** Rows of a view from an offset. */
  "customers.rows": { request: RowsRequest; response: Rows };
  /** Everything known about a customer. */
  "customers.get": { request: CustomerRequest; response: Customer };
  /** Place of a customer in a view, with its neighbours. */
  "customers.position": { request: PositionRequest; response: Position };
  /** Values of a field with counts under a condition. */
  "customers.values": { request: ValuesRequest; response: Array<FieldValue> };
  /** Columns that make facets beside the grid. */
  "customers.facet_columns": { request: null; response: Array<FacetColumn> };
  /** Values of columns with exact counts under a condition, each without its own ticks. */
  "customers.facets": { request: FacetsRequest; response: Array<Facet> };
  /** Builds the search index of the open workspace, then goes on to read its columns ahead. */
  "customers.prepare_search": { request: null; response: null };
  /** Saved views of the list of customers: one's own, and those of others that are shared. */
  "views.list": { request: null; response: Array<SavedView> };
  /** Keeps a view of the list of customers, a new one or one's own. */
  "views.save": { request: SaveView; response: SavedView };
  /** Takes a view away. */
  "views.delete": { request: ViewKey; response: null };
  /** Sets the view with which a person begins. */
  "views.set_default": { request: DefaultView; response: null };
  /** Fields that conditions can name, with what they hold. */
  "query.fields": { request: null; response: Array<QueryField> };
  /** Reads a condition: its parts, or what is wrong with it and where. */
  "query.check": { request: CheckRequest; response: CheckedQuery };
  /** The condition after a value of a facet was ticked, chosen alone or left out. */
  "query.tick": { request: TickRequest; response: string };
  /** Counts and charts of customers, each with the condition that opens the grid on them. */
  "overview.get": { request: OverviewRequest; response: Overview };
  /** Findings by kind. */
  "findings.summary": { request: null; response: Array<FindingKind> };
  /** Findings from an offset. */
  "findings.rows": { request: FindingsRequest; response: FindingRows };
  /** Writes findings as CSV. */
  "findings.export": { request: FindingsExport; response: Exported };
  /** Orders from an offset, newest first. */
  "orders.rows": { request: PageRequest; response: Orders };
  /** Newsletter subscriptions from an offset. */
  "subscribers.rows": { request: PageRequest; response: Subscriptions };
  /** Columns that an export of a form can have. */
  "export.columns": { request: ExportColumnsRequest; response: Array<ExportColumn> };
  /** Writes customers to a file, for people or for the store's importer. */
  "export.write": { request: ExportRequest; response: ExportReport };
  /** Files that were read. */
  "imports.list": { request: null; response: Array<Source> };
  /** Change sets, newest first. */
  "changes.list": { request: null; response: Array<ChangeSet> };
  /** Records of a change set with what was done to them. */
  "changes.records": { request: ChangeRecordsRequest; response: ChangeRecords };
  /** Takes a change set back, whole or only some of its records. */
  "changes.undo": { request: UndoRequest; response: Undone };
  /** Verifies the chain of change sets. */
  "changes.check": { request: null; response: CheckReport };
  /** Websites, store views, groups and attributes. */
  "settings.list": { request: null; response: WorkspaceSettings };
  /** Sets a website's name, time zone and currency. */
  "settings.website": { request: SetWebsite; response: null };
  /** Names a customer group. */
  "settings.group": { request: NameGroup; response: null };
  /** Sets how an attribute's text is read. */
  "settings.attribute": { request: SetAttributeType; response: null };
}

export const OPERATIONS = {
  "program.info": {"kind":"query","right":"program","tags":["preferences"]},
  "program.licences": {"kind":"query","right":"program","tags":[]},
  "program.dismiss_crash": {"kind":"mutation","right":"program","tags":["preferences"]},
  "program.diagnostics": {"kind":"job","right":"program","tags":[]},
  "preferences.get": {"kind":"query","right":"program","tags":["preferences"]},
  "preferences.set": {"kind":"mutation","right":"program","tags":["preferences"]},
  "workspace.recent": {"kind":"query","right":"program","tags":["recent"]},
  "workspace.forget": {"kind":"mutation","right":"program","tags":["recent"]},
  "workspace.current": {"kind":"query","right":"program","tags":["workspace"]},
  "workspace.open": {"kind":"mutation","right":"program","tags":["workspace","recent","customers","findings","changes","settings","plan","orders","views"]},
  "workspace.create": {"kind":"mutation","right":"program","tags":["workspace","recent","customers","findings","changes","settings","plan","orders","views"]},
  "workspace.close": {"kind":"mutation","right":"program","tags":["workspace","recent","customers","findings","changes","settings","plan","orders","views"]},
  "workspace.connect": {"kind":"job","right":"program","tags":["workspace","recent","customers","findings","changes","settings","plan","orders","views"]},
  "workspace.move": {"kind":"job","right":"customers.export","tags":["workspace","recent","customers","findings","changes","settings","plan","orders","views"]},
  "workspace.save_copy": {"kind":"job","right":"customers.export","tags":["recent"]},
  "files.open": {"kind":"job","right":"customers.import","tags":["workspace","recent","customers","findings","changes","settings","plan","orders","views"]},
  "files.mapping": {"kind":"query","right":"customers.import","tags":[]},
  "files.samples": {"kind":"job","right":"program","tags":["workspace","recent","customers","findings","changes","settings","plan","orders","views"]},
  "plan.get": {"kind":"query","right":"customers.import","tags":["plan","changes"]},
  "plan.rows": {"kind":"query","right":"customers.import","tags":["plan"]},
  "plan.row": {"kind":"query","right":"customers.import","tags":["plan"]},
  "plan.leave_out": {"kind":"mutation","right":"customers.import","tags":["plan"]},
  "plan.change": {"kind":"job","right":"customers.import","tags":["plan"]},
  "plan.apply": {"kind":"job","right":"customers.import","tags":["workspace","recent","customers","findings","changes","settings","plan","orders"]},
  "plan.drop": {"kind":"mutation","right":"customers.import","tags":["plan"]},
  "plan.export": {"kind":"job","right":"customers.export","tags":[]},
  "customers.columns": {"kind":"query","right":"customers.view","tags":["customers","settings"]},
  "customers.view": {"kind":"query","right":"customers.view","tags":["customers"]},
  "customers.rows": {"kind":"query","right":"customers.view","tags":["customers"]},
  "customers.get": {"kind":"query","right":"customers.view","tags":["customers","findings","settings"]},
  "customers.position": {"kind":"query","right":"customers.view","tags":["customers"]},
  "customers.values": {"kind":"query","right":"customers.view","tags":["customers","settings"]},
  "customers.facet_columns": {"kind":"query","right":"customers.view","tags":["customers","settings"]},
  "customers.facets": {"kind":"query","right":"customers.view","tags":["customers","settings"]},
  "customers.prepare_search": {"kind":"job","right":"customers.view","tags":[]},
  "views.list": {"kind":"query","right":"customers.view","tags":["views"]},
  "views.save": {"kind":"mutation","right":"customers.view","tags":["views","changes","workspace"]},
  "views.delete": {"kind":"mutation","right":"customers.view","tags":["views","changes","workspace"]},
  "views.set_default": {"kind":"mutation","right":"customers.view","tags":["views","changes","workspace"]},
  "query.fields": {"kind":"query","right":"customers.view","tags":["customers","settings"]},
  "query.check": {"kind":"query","right":"customers.view","tags":["settings"]},
  "query.tick": {"kind":"query","right":"customers.view","tags":["settings"]},
  "overview.get": {"kind":"query","right":"customers.view","tags":["customers","findings","orders","settings"]},
  "findings.summary": {"kind":"query","right":"customers.view","tags":["findings"]},
  "findings.rows": {"kind":"query","right":"customers.view","tags":["findings"]},
  "findings.export": {"kind":"job","right":"customers.export","tags":[]},
  "orders.rows": {"kind":"query","right":"customers.view","tags":["orders","settings"]},
  "subscribers.rows": {"kind":"query","right":"customers.view","tags":["orders"]},
  "export.columns": {"kind":"query","right":"customers.export","tags":["customers","settings"]},
  "export.write": {"kind":"job","right":"customers.export","tags":[]},
  "imports.list": {"kind":"query","right":"audit.view","tags":["changes"]},
  "changes.list": {"kind":"query","right":"audit.view","tags":["changes"]},
  "changes.records": {"kind":"query","right":"audit.view","tags":["changes"]},
  "changes.undo": {"kind":"job","right":"changes.undo","tags":["workspace","customers","findings","changes","settings","plan","orders","views"]},
  "changes.check": {"kind":"job","right":"audit.view","tags":[]},
  "settings.list": {"kind":"query","right":"customers.view","tags":["settings"]},
  "settings.website": {"kind":"mutation","right":"customers.config","tags":["settings","customers","changes","workspace"]},
  "settings.group": {"kind":"mutation","right":"customers.config","tags":["settings","customers","changes","workspace"]},
  "settings.attribute": {"kind":"mutation","right":"customers.attributes","tags":["settings","customers","changes","workspace"]},
} as const satisfies Record<keyof Operations, { kind: Kind; right: Right; tags: readonly Tag[] }>;
