import '@react-spectrum/s2/page.css';
import '@fontsource-variable/source-sans-3/wght.css';
import '@fontsource-variable/source-code-pro/wght.css';
import './tokens.css';
import './page.css';
import './ui/Card.css';
import './ui/Table.css';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Providers } from './app/Providers';
import { router } from './app/router';
import { operation } from './operations';
import { queryClient } from './operations/client';
import { connectPlatform } from './platform';
import { tokens } from './tokens';

async function start() {
  document.documentElement.className = tokens;
  await connectPlatform();
  // Language and theme are known before anything is drawn.
  await Promise.all([
    queryClient.ensureQueryData(operation('program.info', null)),
    queryClient.ensureQueryData(operation('preferences.get', null)),
  ]).catch(() => {});
  const place = document.getElementById('root');
  if (!place) return;
  createRoot(place).render(
    <StrictMode>
      <Providers navigate={(path) => void router.navigate({ to: path })}>
        <RouterProvider router={router} />
      </Providers>
    </StrictMode>,
  );
}

void start();
