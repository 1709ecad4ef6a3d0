import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { noForeignFonts } from '../build/no-foreign-fonts';

it('stubs the module that loads fonts from a foreign host', () => {
  const { load } = noForeignFonts();
  const stub = typeof load === 'function' ? load.call({} as never, '/node_modules/@react-spectrum/s2/dist/private/Fonts.mjs') : null;
  expect(stub).toContain('Fonts = () => null');
});

it.runIf(existsSync('dist/assets'))('the built page names no foreign host for fonts, and carries no data: address', () => {
  const files = readdirSync('dist/assets').filter((name) => /\.(js|css)$/.test(name));
  const naming = files.filter((name) => /typekit|url\(["']?data:font/.test(readFileSync(join('dist/assets', name), 'utf8')));
  expect(naming).toEqual([]);
});
