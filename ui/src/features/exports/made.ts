import type { ExportReport } from '../../bindings/export';
import { changePreference, usePreference } from '../../lib/preferences';
import type { Request } from '../../platform/types';

type ExportRequest = Request<'export.write'>;

/** A file made on this computer, and how to make it again. */
export interface MadeExport {
  /** When, milliseconds UTC. */
  readonly at: number;
  /** Path of the workspace it came from. */
  readonly workspace: string;
  /** What was asked for. Whom a person ticked is not kept, only how many. */
  readonly request: Omit<ExportRequest, 'only' | 'except'>;
  /** How many were ticked; null where a condition chose. */
  readonly ticked: number | null;
  readonly report: ExportReport;
}

/** Files that the list keeps. */
const KEPT = 50;

const NONE: readonly MadeExport[] = [];

/** Remembers a file; one written again to the same place takes its place. */
export const rememberExport = (made: MadeExport): void =>
  changePreference('exports', NONE, (before) => [made, ...before.filter(({ report }) => report.path !== made.report.path)].slice(0, KEPT));

/** Takes a file off the list; it stays where it is. */
export const forgetExport = (made: MadeExport): void => changePreference('exports', NONE, (before) => before.filter(({ at }) => at !== made.at));

/** Files made lately of a workspace, newest first. */
export const useMadeExports = (workspace: string): readonly MadeExport[] => {
  const [made] = usePreference('exports', NONE);
  return made.filter((each) => each.workspace === workspace);
};
