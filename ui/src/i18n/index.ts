import { useCallback } from 'react';
import { createIntl, createIntlCache, type IntlShape, type MessageDescriptor, useIntl } from 'react-intl';
import en from './en.json';
import fr from './fr.json';

/** Id of a message; `en.json` is the list. */
export type MessageId = keyof typeof en;
/** A language the window speaks. */
export type Language = 'en' | 'fr';

const MESSAGES: Record<Language, Record<MessageId, string>> = { en, fr };

/** The language for a system's locale. */
export const languageOf = (locale: string): Language => (locale.toLowerCase().startsWith('fr') ? 'fr' : 'en');

/**
 * The locale that numbers and dates follow: the system's where it speaks the chosen language, so that en-GB keeps its
 * dates, else the language's own. Never `navigator.language`, which may be no tag at all.
 */
export const localeFor = (language: Language, system: string): string => {
  if (languageOf(system) === language && system.toLowerCase().startsWith(language)) return system;
  return language === 'fr' ? 'fr-FR' : 'en-GB';
};

const cache = createIntlCache();

/** Messages of a language with the formats of a locale. */
export const intlFor = (language: Language, locale: string): IntlShape =>
  createIntl({ locale, messages: MESSAGES[language], onError: () => {} }, cache);

/** Values for a message's arguments. */
type Values = Record<string, string | number | boolean | Date | null | undefined>;

/** Formats a message by its id. */
export type Format = (id: MessageId, values?: Values) => string;

/** The formatter of messages in the chosen language. */
export function useText(): Format {
  const intl = useIntl();
  return useCallback((id, values) => intl.formatMessage({ id } satisfies MessageDescriptor, values), [intl]);
}

/** Whether a text is the id of a message: for codes that come from outside. */
export const isMessageId = (id: string): id is MessageId => id in en;
