/** A database's address with the password that stood in it, if one did. */
export function splitPassword(written: string): { url: string; password: string | null } {
  const found = /^(postgres(?:ql)?:\/\/[^:/?#@\s]*):(.*)@([^@]*)$/i.exec(written.trim());
  if (!found) return { url: written.trim(), password: null };
  const [, before = '', password = '', after = ''] = found;
  return { url: `${before}@${after}`, password: decoded(password) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Whether an address names a host and a database. */
export const isAddress = (url: string): boolean => /^postgres(ql)?:\/\/[^\s/?#]+\/[^\s/?#]+/i.test(url);

/** Host and database of an address, to be read. */
export const serverOf = (url: string): string => url.replace(/^[a-z]+:\/\//i, '').replace(/^[^/@]*@/, '').replace(/\?.*$/, '');
