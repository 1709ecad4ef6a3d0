/** The parts with a new one, or with one of them replaced. */
export const withPart = (parts: readonly string[], part: string, index: number | null): string[] =>
  index === null ? [...parts, part] : parts.map((each, at) => (at === index ? part : each));

/** The parts without one of them. */
export const withoutPart = (parts: readonly string[], index: number): string[] => parts.filter((_, at) => at !== index);

/** A text as the condition language writes it. */
export const quoted = (value: string): string => `'${value.replaceAll("'", "''")}'`;
