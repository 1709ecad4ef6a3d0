import { useMemo } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { useText } from '../../i18n';
import { useOperation } from '../../operations';
import type { Command, Section } from '../commands/registry';
import { matchWords, type Span } from './match';

/** A line of the palette. */
export interface Entry {
  id: string;
  label: string;
  spans: readonly Span[];
  /** What stands at the end: an e-mail. */
  hint?: string;
  keys?: string | undefined;
  kind: 'act' | 'go' | 'customer';
  run: () => void;
}

/** Lines under one heading. */
export interface Group {
  title: string;
  entries: Entry[];
}

const CUSTOMERS = 6;
const ORDER: Section[] = ['page', 'file', 'change', 'view', 'help'];

function useCommandEntries(commands: readonly Command[], query: string): Entry[] {
  const text = useText();
  return useMemo(
    () =>
      commands
        .filter(({ enabled, id }) => enabled !== false && id !== 'palette')
        .flatMap(({ id, title, values, aliases, keys, section, run }) => {
          const label = text(title, values);
          const own = matchWords(label, query);
          const spans = own ?? (aliases && matchWords(text(aliases), query) ? [] : null);
          return spans ? [{ id, label, spans, keys, kind: section === 'go' ? ('go' as const) : ('act' as const), run }] : [];
        }),
    [commands, query, text],
  );
}

function useCustomerEntries(query: string, open: boolean): Entry[] {
  const navigate = useNavigate();
  const view = { condition: '', search: query, sort: [] };
  const request = { view, offset: 0, limit: CUSTOMERS, columns: ['name', 'email'] };
  const { data } = useOperation('customers.rows', request, { enabled: open && query.length > 0, keepOld: true });
  if (!open || query.length === 0) return [];
  return (data?.rows ?? []).map(({ id, cells: [name, email] }) => ({
    id: `customer.${id}`,
    label: String(name ?? email ?? id),
    spans: matchWords(String(name ?? ''), query) ?? [],
    hint: String(email ?? ''),
    kind: 'customer' as const,
    run: () => void navigate({ to: '/customers/$id', params: { id: String(id) } }),
  }));
}

/** What the palette lists for a query; `>` keeps to actions, `@` to customers. */
export function useGroups(commands: readonly Command[], typed: string): Group[] {
  const text = useText();
  const only = typed.startsWith('>') ? 'acts' : typed.startsWith('@') ? 'customers' : null;
  const query = (only ? typed.slice(1) : typed).trim();
  const open = Boolean(useOperation('workspace.current', null).data);
  const found = useCommandEntries(commands, query);
  const customers = useCustomerEntries(only === 'acts' ? '' : query, open);
  const rank = new Map(commands.map(({ id, section }) => [id, ORDER.indexOf(section)]));
  // What begins with the typed words is meant before what has them further on.
  const begins = ({ spans }: Entry) => spans[0]?.[0] === 0;
  const place = (entry: Entry) => (rank.get(entry.id) ?? 0) + (begins(entry) ? 0 : ORDER.length);
  const acts = found.filter(({ kind }) => kind === 'act').toSorted((a, b) => place(a) - place(b));
  const own: Group[] = [
    { title: text('palette.actions'), entries: only === 'customers' ? [] : acts },
    { title: text('palette.go'), entries: only ? [] : found.filter(({ kind }) => kind === 'go').toSorted((a, b) => Number(begins(b)) - Number(begins(a))) },
  ];
  const first = ({ entries: [entry] }: Group) => Number(entry !== undefined && begins(entry));
  const groups = [...own.toSorted((a, b) => first(b) - first(a)), { title: text('palette.customers'), entries: customers }];
  return groups.filter(({ entries }) => entries.length > 0);
}
