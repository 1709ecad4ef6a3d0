import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createIntl } from 'react-intl';
import { describe, expect, it } from 'vitest';
import { languageOf, localeFor } from '../src/i18n';
import en from '../src/i18n/en.json';
import fr from '../src/i18n/fr.json';

const sources = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'bindings' ? [] : sources(path);
    return /\.tsx?$/.test(entry.name) && !entry.name.includes('.test.') ? [readFileSync(path, 'utf8')] : [];
  });

/** Ids that codes from outside lead to, `text(`failure.${code}`)`: what stands before the first `${`. */
function usedPrefixes(code: string): string[] {
  return [...code.matchAll(/`([a-z_]+(?:\.[a-z_]+)*\.)\$\{/g)].map(([, prefix = '']) => prefix);
}

const argumentsOf = (message: string) => [...new Set([...message.matchAll(/(?<!(?:one|other|addresses|=\d) ?)\{\s*(\w+)\s*[,}]/g)].map(([, name]) => name))].toSorted();

describe('messages', () => {
  it('are the same ids in both languages', () => {
    expect(Object.keys(fr).toSorted()).toEqual(Object.keys(en).toSorted());
  });

  it('take the same arguments in both languages', () => {
    const differing = Object.keys(en).filter((id) => {
      const [english, french] = [argumentsOf(en[id as keyof typeof en]), argumentsOf(fr[id as keyof typeof fr])];
      return english.join() !== french.join();
    });
    expect(differing).toEqual([]);
  });

  it('are all used', () => {
    const code = sources('src').join('\n');
    const prefixes = usedPrefixes(code);
    const unused = Object.keys(en).filter((id) => !code.includes(`'${id}'`) && !prefixes.some((prefix) => id.startsWith(prefix)));
    expect(unused).toEqual([]);
  });

  it('can all be formatted', () => {
    const broken: string[] = [];
    for (const [locale, messages] of [['en-GB', en], ['fr-FR', fr]] as const) {
      const intl = createIntl({ locale, messages, onError: (error) => broken.push(error.message) });
      for (const [id, message] of Object.entries(messages)) {
        const values = Object.fromEntries(argumentsOf(message).map((name) => [name as string, 2]));
        intl.formatMessage({ id }, values);
      }
    }
    expect(broken).toEqual([]);
  });

  it('set a narrow no-break space before high punctuation in French', () => {
    const wrong = Object.entries(fr).filter(([id, message]) => !id.startsWith('alias.') && / [;:!?%»]/.test(message));
    expect(wrong).toEqual([]);
  });
});

describe('language', () => {
  it.each([
    ['fr-CA', 'fr'],
    ['en-GB', 'en'],
    ['de-DE', 'en'],
  ])('of %s is %s', (locale, language) => expect(languageOf(locale)).toBe(language));

  it.each([
    ['en', 'en-US', 'en-US'],
    ['en', 'fr-FR', 'en-GB'],
    ['fr', 'en-US', 'fr-FR'],
    ['fr', 'fr-CA', 'fr-CA'],
    ['en', 'de-DE', 'en-GB'],
  ] as const)('%s on a system in %s writes numbers as %s', (language, system, locale) => expect(localeFor(language, system)).toBe(locale));
});
