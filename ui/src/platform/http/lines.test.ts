import fc from 'fast-check';
import { expect, it } from 'vitest';
import { linesOf } from './lines';

it('gives the same lines however the bytes arrive', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string({ minLength: 1, unit: 'grapheme' }).map((line) => line.replace(/\n/g, '·'))), fc.integer({ min: 1, max: 7 }), async (lines, size) => {
      const bytes = new TextEncoder().encode(lines.map((line) => `${line}\n`).join(''));
      const stream = new ReadableStream<Uint8Array>({
        start(controller) {
          for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
          controller.close();
        },
      });
      const read: string[] = [];
      for await (const line of linesOf(stream)) read.push(line);
      expect(read).toEqual(lines);
    }),
  );
});
