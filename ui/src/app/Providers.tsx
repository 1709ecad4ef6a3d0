import { Provider, ToastContainer } from '@react-spectrum/s2';
import { QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useEffect, useMemo } from 'react';
import { RawIntlProvider } from 'react-intl';
import { intlFor } from '../i18n';
import { useDensity, useTheme } from '../lib/preferences';
import { queryClient } from '../operations/client';
import { platform } from '../platform';
import { useLanguage } from './language';

/** Language, theme and the cache around everything. */
export function Providers({ navigate, children }: { navigate: (path: string) => void; children: ReactNode }) {
  return (
    <QueryClientProvider client={queryClient}>
      <Look navigate={navigate}>{children}</Look>
    </QueryClientProvider>
  );
}

function Look({ navigate, children }: { navigate: (path: string) => void; children: ReactNode }) {
  const { language, locale } = useLanguage();
  const [theme] = useTheme();
  const [density] = useDensity();
  const intl = useMemo(() => intlFor(language, locale), [language, locale]);
  const router = useMemo(() => ({ navigate }), [navigate]);
  const scheme = theme === 'system' ? undefined : theme;

  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  useEffect(() => {
    document.documentElement.dataset.density = density;
  }, [density]);
  useEffect(() => {
    if (scheme) document.documentElement.dataset.colorScheme = scheme;
    else delete document.documentElement.dataset.colorScheme;
    void platform().setTheme(scheme ?? null);
  }, [scheme]);

  return (
    <RawIntlProvider value={intl}>
      <Provider locale={locale} router={router} UNSAFE_className="provider" {...(scheme ? { colorScheme: scheme } : {})}>
        {children}
        <ToastContainer placement="bottom end" />
      </Provider>
    </RawIntlProvider>
  );
}
