import type { Language } from '../../i18n';

/** Pages of the manual, in the order in which they are listed. */
export const PAGES = ['customers', 'importing', 'exporting', 'conditions', 'team-database', 'formats', 'command-line', 'glossary'] as const;

/** A page of the manual: a file of docs. */
export type HelpPageName = (typeof PAGES)[number];

/** The page of an address; the first one for anything else. */
export const pageOf = (name: unknown): HelpPageName => PAGES.find((page) => page === name) ?? PAGES[0];

const FITTING: readonly (readonly [RegExp, HelpPageName])[] = [
  [/^\/(?:imports|opening|findings|activity)/, 'importing'],
  [/^\/exports/, 'exporting'],
  [/^\/(?:orders|subscribers)/, 'importing'],
  [/^\/settings/, 'glossary'],
  [/^\/$/, 'importing'],
];

/** The page that fits where a person is. */
export const helpFor = (pathname: string): HelpPageName => FITTING.find(([at]) => at.test(pathname))?.[1] ?? 'customers';

const loaders = import.meta.glob<string>(['../../../../docs/{customers,importing,exporting,conditions,team-database,formats,command-line,glossary}.md', '../../../../docs/fr/*.md'], { query: '?raw', import: 'default' });

/** The text of a page in a language, or the English one where there is none yet. */
export async function textOf(page: HelpPageName, language: Language): Promise<{ text: string; language: Language }> {
  const own = language === 'en' ? undefined : loaders[`../../../../docs/${language}/${page}.md`];
  if (own) return { text: await own(), language };
  return { text: (await loaders[`../../../../docs/${page}.md`]?.()) ?? '', language: 'en' };
}
