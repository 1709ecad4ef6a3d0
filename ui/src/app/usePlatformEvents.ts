import { useNavigate } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { openFiles } from '../features/opening/flow';
import type { Tag } from '../bindings/operation';
import { useOperation } from '../operations';
import { invalidateAfter, invalidateTags } from '../operations/client';
import { OPERATIONS } from '../bindings/operations';
import { platform } from '../platform';
import type { OperationName } from '../platform/types';
import type { Command } from './commands/registry';
import { hasOverlay } from './commands/useKeys';
import { shellDialog } from './dialogs';

/** How often the page asks whether another window or program changed the workspace. */
const LOOK_MS = 3000;

/** Acts on what the surroundings tell; the answer is whether files are held over the window. */
export function usePlatformEvents(commands: readonly Command[]): boolean {
  const navigate = useNavigate();
  const [dragging, setDragging] = useState(false);
  const choose = useEffectEvent((id: string) => {
    if (!hasOverlay()) commands.find((command) => command.id === id && command.enabled !== false)?.run();
  });
  const refresh = useEffectEvent(async (name: string) => {
    if (!(name in OPERATIONS)) return;
    await invalidateAfter(name as OperationName);
    if (name === 'workspace.close') await navigate({ to: '/' });
  });
  useEffect(() => {
    const door = platform();
    const stops = [
      door.listen('menu', choose),
      door.listen('written', (name) => void refresh(name)),
      door.listen('open-files', (paths) => openFiles(paths)),
      door.listen('dropped', (paths) => openFiles(paths)),
      door.listen('dragging', setDragging),
      door.listen('close-requested', (closing) => shellDialog.set({ closing })),
    ];
    return () => stops.forEach((stop) => stop());
  }, []);
  return dragging;
}

/** Opens the files of the command line, once. */
export function useFilesOfStart(): void {
  const files = useOperation('program.info', null).data?.open_at_start;
  const done = useRef(false);
  useEffect(() => {
    if (done.current || !platform().isFirst || !files || files.length === 0) return;
    done.current = true;
    openFiles(files);
  }, [files]);
}

/** Shows what other windows and programs changed. */
export function useForeignChanges(): void {
  const { data, refetch } = useOperation('workspace.current', null);
  const known = useRef(data ?? undefined);
  const open = Boolean(data);
  useEffect(() => {
    if (!open) return undefined;
    const look = setInterval(() => void refetch(), LOOK_MS);
    return () => clearInterval(look);
  }, [open, refetch]);
  useEffect(() => {
    const before = known.current;
    known.current = data ?? undefined;
    if (!before || !data || before.revision === data.revision) return;
    const ofViews: Tag[] = ['views', 'changes'];
    void invalidateTags(before.data_revision === data.data_revision ? ofViews : [...ofViews, 'customers', 'findings', 'settings', 'plan', 'orders']);
  }, [data]);
}
