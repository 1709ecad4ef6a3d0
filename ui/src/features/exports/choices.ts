import type { ViewRequest } from '../../bindings/customer';
import type { ExportColumn, ExportFormat } from '../../bindings/export';
import type { Language } from '../../i18n';
import type { Request } from '../../platform/types';
import type { Selection } from '../customers/selection';
import type { MadeExport } from './made';

/** Whom an export is about. */
export type Scope = 'selection' | 'matching' | 'everybody';

/** Forms for people, then forms for the store. */
export const PEOPLE = ['grid-csv', 'xlsx', 'grid-xml'] as const satisfies ExportFormat[];
export const STORE = ['customers', 'addresses', 'combined', 'finances'] as const satisfies ExportFormat[];

/** Whether a form is for people to read, rather than for the store's importer. */
export const isForPeople = (format: ExportFormat): boolean => (PEOPLE as readonly ExportFormat[]).includes(format);

/** What a person chose. */
export interface Choices {
  readonly scope: Scope;
  readonly format: ExportFormat;
  /** Of a form for people: the columns of the list as they are shown, else all that hold anything. */
  readonly asShown: boolean;
  /** Of a form for the store: its columns; null for all that hold anything. */
  readonly chosen: readonly string[] | null;
  readonly language: Language;
}

/** What can be chosen, before anyone did: as it was made before, where it is made again. */
export function firstChoices(scope: Scope, language: Language, again: MadeExport | null): Choices {
  if (!again) return { scope, format: 'grid-csv', asShown: true, chosen: null, language };
  const { format, columns, language: written, view } = again.request;
  const was: Scope = view.condition === '' && view.search === '' ? 'everybody' : 'matching';
  return {
    scope: again.ticked === null ? was : scope,
    format,
    asShown: columns !== null,
    chosen: isForPeople(format) ? null : columns,
    language: written === 'fr' || written === 'en' ? written : language,
  };
}

/** The columns to write: null for all that hold anything. */
export function columnsOf(choices: Choices, shown: readonly string[], offered: readonly ExportColumn[]): string[] | null {
  if (isForPeople(choices.format)) return choices.asShown ? [...shown] : null;
  const { chosen } = choices;
  return chosen && offered.filter(({ code, always }) => always || chosen.includes(code)).map(({ code }) => code);
}

/** The view an export follows: everybody keeps the order of the list. */
const viewOf = (scope: Scope, view: ViewRequest): ViewRequest => (scope === 'everybody' ? { condition: '', search: '', sort: view.sort } : view);

/** A proposed name: the platform's where the file is for the store. */
export function fileNameOf(format: ExportFormat, day: Date): string {
  const stamp = [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, '0')).join('');
  const names: Record<ExportFormat, string> = {
    customers: `customer_${stamp}.csv`,
    addresses: `customer_address_${stamp}.csv`,
    combined: `customer_composite_${stamp}.csv`,
    finances: `customer_finance_${stamp}.csv`,
    'grid-csv': `customers_${stamp}.csv`,
    'grid-xml': `customers_${stamp}.xml`,
    xlsx: `customers_${stamp}.xlsx`,
  };
  return names[format];
}

/** Whom of a view an export is about: only some, or all but some. */
export interface Chosen {
  readonly only: number[] | null;
  readonly except: number[];
}

/** All that the view holds. */
export const ALL: Chosen = { only: null, except: [] };

/** The customers of a selection. */
export const chosenBy = (selection: Selection): Chosen =>
  selection.of === 'rows' ? { only: [...selection.ids], except: [] } : { only: null, except: [...selection.except] };

/** What the operation is asked. */
export const exportRequest = (choices: Choices, path: string, view: ViewRequest, { only, except }: Chosen, columns: string[] | null): Request<'export.write'> => ({
  path,
  format: choices.format,
  view: viewOf(choices.scope, view),
  only,
  except,
  columns,
  language: isForPeople(choices.format) ? choices.language : null,
});
