import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { helpFor, PAGES, pageOf } from './pages';

it.each([
  ['/customers', 'customers'],
  ['/customers/7', 'customers'],
  ['/imports/review', 'importing'],
  ['/opening/mapping', 'importing'],
  ['/exports', 'exporting'],
  ['/', 'importing'],
])('at %s the manual opens at %s', (pathname, page) => expect(helpFor(pathname)).toBe(page));

it.each(PAGES)('%s is a page of the manual', (page) => {
  expect(existsSync(`../docs/${page}.md`)).toBe(true);
  expect(pageOf(page)).toBe(page);
});
