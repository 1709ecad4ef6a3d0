import { expect, it } from 'vitest';
import { draftOf } from './draft';

it.each([
  [{ field: 'name', operator: 'contains', values: ['an'] }, { field: 'name', operator: 'CONTAINS', value: 'an', index: 2 }],
  [{ field: 'dob', operator: 'not_set', values: [] }, { field: 'dob', operator: 'IS NULL', value: '', index: 2 }],
  [{ field: 'group', operator: 'in', values: ['General', 'VIP'] }, null],
  [{ field: 'dob', operator: 'between', values: ['2000-01-01', '2001-01-01'] }, null],
  [null, null],
])('%o is edited as %o', (leaf, draft) => expect(draftOf(leaf, 2)).toEqual(draft));
