// Generated from crates/wire by `cargo xtask codegen`; do not edit.

import type { ChangeSet } from "./history";
import type { CheckReport } from "./history";
import type { CheckRequest } from "./customer";
import type { CheckedQuery } from "./customer";
import type { ColumnInfo } from "./customer";
import type { Customer } from "./customer";
import type { CustomerRequest } from "./customer";
import type { DiagnosticsRequest } from "./program";
import type { ExportRequest } from "./finding";
import type { Exported } from "./finding";
import type { Failure } from "./failure";
import type { FieldValue } from "./customer";
import type { FindingKind } from "./finding";
import type { FindingRows } from "./finding";
import type { FindingsRequest } from "./finding";
import type { JobEvent } from "./job";
import type { Kind } from "./operation";
import type { Licence } from "./program";
import type { NameGroup } from "./settings";
import type { OpenOutcome } from "./import";
import type { OpenRequest } from "./import";
import type { PathRequest } from "./workspace";
import type { Position } from "./customer";
import type { PositionRequest } from "./customer";
import type { Preferences } from "./settings";
import type { ProgramInfo } from "./program";
import type { RecentWorkspace } from "./workspace";
import type { Right } from "./operation";
import type { Rows } from "./customer";
import type { RowsRequest } from "./customer";
import type { SamplesRequest } from "./import";
import type { SetAttributeType } from "./settings";
import type { SetWebsite } from "./settings";
import type { Source } from "./history";
import type { Tag } from "./operation";
import type { UndoRequest } from "./history";
import type { Undone } from "./history";
import type { ValuesRequest } from "./customer";
import type { View } from "./customer";
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
  /** Writes a verified copy of the workspace. */
  "workspace.save_copy": { request: PathRequest; response: null };
  /** Reads exports into the open workspace, or into a new one. */
  "files.open": { request: OpenRequest; response: OpenOutcome };
  /** Invents customers and opens them. */
  "files.samples": { request: SamplesRequest; response: OpenOutcome };
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
  /** Builds the search index of the open workspace. */
  "customers.prepare_search": { request: null; response: null };
  /** Reads a condition: its parts, or what is wrong with it and where. */
  "query.check": { request: CheckRequest; response: CheckedQuery };
  /** Findings by kind. */
  "findings.summary": { request: null; response: Array<FindingKind> };
  /** Findings from an offset. */
  "findings.rows": { request: FindingsRequest; response: FindingRows };
  /** Writes findings as CSV. */
  "findings.export": { request: ExportRequest; response: Exported };
  /** Files that were read. */
  "imports.list": { request: null; response: Array<Source> };
  /** Change sets, newest first. */
  "changes.list": { request: null; response: Array<ChangeSet> };
  /** Takes a change set back. */
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
  "workspace.open": {"kind":"mutation","right":"program","tags":["workspace","recent","customers","findings","changes","settings"]},
  "workspace.create": {"kind":"mutation","right":"program","tags":["workspace","recent","customers","findings","changes","settings"]},
  "workspace.close": {"kind":"mutation","right":"program","tags":["workspace","recent","customers","findings","changes","settings"]},
  "workspace.save_copy": {"kind":"job","right":"customers.export","tags":["recent"]},
  "files.open": {"kind":"job","right":"customers.import","tags":["workspace","recent","customers","findings","changes","settings"]},
  "files.samples": {"kind":"job","right":"program","tags":["workspace","recent","customers","findings","changes","settings"]},
  "customers.columns": {"kind":"query","right":"customers.view","tags":["customers","settings"]},
  "customers.view": {"kind":"query","right":"customers.view","tags":["customers"]},
  "customers.rows": {"kind":"query","right":"customers.view","tags":["customers"]},
  "customers.get": {"kind":"query","right":"customers.view","tags":["customers","findings","settings"]},
  "customers.position": {"kind":"query","right":"customers.view","tags":["customers"]},
  "customers.values": {"kind":"query","right":"customers.view","tags":["customers","settings"]},
  "customers.prepare_search": {"kind":"job","right":"customers.view","tags":[]},
  "query.check": {"kind":"query","right":"customers.view","tags":["settings"]},
  "findings.summary": {"kind":"query","right":"customers.view","tags":["findings"]},
  "findings.rows": {"kind":"query","right":"customers.view","tags":["findings"]},
  "findings.export": {"kind":"job","right":"customers.export","tags":[]},
  "imports.list": {"kind":"query","right":"audit.view","tags":["changes"]},
  "changes.list": {"kind":"query","right":"audit.view","tags":["changes"]},
  "changes.undo": {"kind":"job","right":"changes.undo","tags":["workspace","customers","findings","changes","settings"]},
  "changes.check": {"kind":"job","right":"audit.view","tags":[]},
  "settings.list": {"kind":"query","right":"customers.view","tags":["settings"]},
  "settings.website": {"kind":"mutation","right":"customers.config","tags":["settings","customers","changes","workspace"]},
  "settings.group": {"kind":"mutation","right":"customers.config","tags":["settings","customers","changes","workspace"]},
  "settings.attribute": {"kind":"mutation","right":"customers.attributes","tags":["settings","customers","changes","workspace"]},
} as const satisfies Record<keyof Operations, { kind: Kind; right: Right; tags: readonly Tag[] }>;
