import { type Language, languageOf, localeFor } from '../i18n';
import { usePreference } from '../lib/preferences';
import { useOperation } from '../operations';

/** The chosen language, the locale of its numbers and dates, and how to choose. */
export function useLanguage(): { language: Language; locale: string; setLanguage: (language: Language) => void } {
  const system = useOperation('program.info', null).data?.locale ?? 'en-GB';
  const [chosen, setLanguage] = usePreference<Language | null>('language', null);
  const language = chosen ?? languageOf(system);
  return { language, locale: localeFor(language, system), setLanguage };
}
