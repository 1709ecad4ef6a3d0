/** Copies text that may still be on its way: the right to copy is that of the press, which is over by then. */
export async function copyText(text: Promise<string>): Promise<void> {
  const blob = text.then((ready) => new Blob([ready], { type: 'text/plain' }));
  if (typeof ClipboardItem === 'undefined') await navigator.clipboard.writeText(await text);
  else await navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
}
