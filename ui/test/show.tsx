import { createMemoryHistory, createRouter, RouterProvider } from '@tanstack/react-router';
import { fireEvent, render } from '@testing-library/react';
import { Providers } from '../src/app/Providers';
import { router } from '../src/app/router';
import { shellDialog } from '../src/app/dialogs';
import { shownFailure } from '../src/app/failures';
import { held } from '../src/features/customers/useSelection';
import { exportDraft } from '../src/features/exports/draft';
import { leaveFlow } from '../src/features/opening/flow';
import { connecting, moving } from '../src/features/workspace/dialogs';
import { forgetPlaces } from '../src/grid/places';
import { queryClient } from '../src/operations/client';
import { replacePlatform } from '../src/platform';
import { FakePlatform } from './fake';

/** A program that has just started, on a stand-in for its host. */
export function fresh(): FakePlatform {
  queryClient.clear();
  shellDialog.set(null);
  shownFailure.set(null);
  exportDraft.set(null);
  connecting.set(null);
  moving.set(false);
  held.set(null);
  forgetPlaces();
  const fake = new FakePlatform();
  replacePlatform(fake.platform);
  leaveFlow();
  return fake;
}

/** Shows the window at an address. */
export function show(path: string) {
  const here = createRouter({ routeTree: router.routeTree, history: createMemoryHistory({ initialEntries: [path] }) });
  render(
    <Providers navigate={(to) => void here.navigate({ to })}>
      <RouterProvider router={here} />
    </Providers>,
  );
  return here;
}

/** Presses a key where the focus is. */
export const press = (key: string, modifiers: object = {}) => fireEvent.keyDown(document.activeElement ?? document.body, { key, ...modifiers });
