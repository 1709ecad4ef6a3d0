import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAddress, serverOf, splitPassword } from './url';

describe('splitPassword', () => {
  it.each([
    ['postgres://claire:s%40cret@db.example/customers', 'postgres://claire@db.example/customers', 's@cret'],
    ['postgresql://claire:a:b@c@db.example:5432/customers', 'postgresql://claire@db.example:5432/customers', 'a:b@c'],
    [' postgres://claire@db.example:5432/customers ', 'postgres://claire@db.example:5432/customers', null],
    ['postgres://db.example:5432/customers', 'postgres://db.example:5432/customers', null],
    ['postgres://claire:100%@db.example/x', 'postgres://claire@db.example/x', '100%'],
  ])('%s', (written, url, password) => expect(splitPassword(written)).toEqual({ url, password }));

  it('leaves no part of a password in the address', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii', minLength: 1 }), (password) => {
        const split = splitPassword(`postgres://claire:${encodeURIComponent(password)}@db.example/customers`);
        expect(split).toEqual({ url: 'postgres://claire@db.example/customers', password });
      }),
    );
  });
});

it.each([['postgres://h/d', true], ['postgresql://u@h:5432/d?sslmode=require', true], ['postgres://h', false], ['/shops/x.clientele', false], ['', false]])('%s names a database: %s', (url, is) =>
  expect(isAddress(url)).toBe(is));

it('is read by host and database', () => expect(serverOf('postgres://claire@db.example:5432/customers?sslmode=require')).toBe('db.example:5432/customers'));
