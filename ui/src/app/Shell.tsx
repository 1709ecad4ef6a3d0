import { Outlet } from '@tanstack/react-router';
import { useEffect } from 'react';
import { OpeningFlow } from '../features/opening/OpeningFlow';
import { useText } from '../i18n';
import { useSingleKeys } from '../lib/preferences';
import { useOperation } from '../operations';
import { platform } from '../platform';
import { AboutDialog } from './AboutDialog';
import { ClosingDialog } from './ClosingDialog';
import { useKeys } from './commands/useKeys';
import { CrashNotice } from './CrashNotice';
import { FailureDialog } from './FailureDialog';
import { KeyboardDialog } from './KeyboardDialog';
import { LateDialogs } from './LateDialogs';
import { Navigation } from './Navigation';
import { Palette } from './palette/Palette';
import './Shell.css';
import { StatusBar } from './status/StatusBar';
import { useCommands } from './useCommands';
import { useJobNotices } from './useJobNotices';
import { useMenu } from './useMenu';
import { useMouseHistory } from './useMouseHistory';
import { useSearchIndex } from './useSearchIndex';
import { useFilesOfStart, useForeignChanges, usePlatformEvents } from './usePlatformEvents';

/** The frame around every page. */
export function Shell() {
  const text = useText();
  const workspace = useOperation('workspace.current', null).data ?? null;
  const mac = useOperation('program.info', null).data?.system === 'macos';
  const commands = useCommands();
  const [singleKeys] = useSingleKeys();
  useKeys(commands, mac, singleKeys);
  const dragging = usePlatformEvents(commands);
  useFilesOfStart();
  useForeignChanges();
  useSearchIndex();
  useMouseHistory();
  useMenu(commands);
  useJobNotices();

  const title = workspace ? text('title', { name: workspace.name }) : text('app.name');
  useEffect(() => void platform().setTitle(title), [title]);

  return (
    <div className="shell" data-open={workspace !== null}>
      {workspace && <Navigation workspace={workspace} />}
      <div className="shell-sheet">
        <CrashNotice />
        <Outlet />
      </div>
      <StatusBar workspace={workspace} />
      {dragging && <div className="drop-here">{text('drop.here')}</div>}
      <OpeningFlow />
      <Palette commands={commands} />
      <KeyboardDialog commands={commands} />
      <LateDialogs />
      <AboutDialog />
      <ClosingDialog />
      <FailureDialog />
    </div>
  );
}
