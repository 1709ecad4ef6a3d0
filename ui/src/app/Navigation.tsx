import { Tooltip, TooltipTrigger } from '@react-spectrum/s2';
import { Focusable } from 'react-aria-components';
import ChartBarVert from '@react-spectrum/s2/icons/ChartBarVert';
import Email from '@react-spectrum/s2/icons/Email';
import ExportTo from '@react-spectrum/s2/icons/ExportTo';
import Flag from '@react-spectrum/s2/icons/Flag';
import History from '@react-spectrum/s2/icons/History';
import Import from '@react-spectrum/s2/icons/Import';
import PeopleGroup from '@react-spectrum/s2/icons/PeopleGroup';
import Search from '@react-spectrum/s2/icons/Search';
import Settings from '@react-spectrum/s2/icons/Settings';
import ShoppingCart from '@react-spectrum/s2/icons/ShoppingCart';
import { Link } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import type { WorkspaceInfo } from '../bindings/workspace';
import { type MessageId, useText } from '../i18n';
import { Keys } from '../ui/Keys';
import { shellDialog } from './dialogs';
import { useNavigationPin } from './navigation';
import './Navigation.css';
import { WorkspaceMenu } from './WorkspaceMenu';

interface Entry {
  to: '/overview' | '/customers' | '/orders' | '/subscribers' | '/activity' | '/imports' | '/findings' | '/exports' | '/settings';
  title: MessageId;
  icon: ComponentType;
  count?: (workspace: WorkspaceInfo) => number;
  /** Shown only while there is something to show. */
  onlyWhenAny?: boolean;
}

const SECTIONS: { title: MessageId; entries: Entry[] }[] = [
  {
    title: 'nav.section.customers',
    entries: [
      { to: '/customers', title: 'nav.customers', icon: PeopleGroup, count: ({ customers }) => customers },
      { to: '/orders', title: 'nav.orders', icon: ShoppingCart, count: ({ orders }) => orders, onlyWhenAny: true },
      { to: '/subscribers', title: 'nav.subscribers_short', icon: Email, count: ({ subscriptions }) => subscriptions, onlyWhenAny: true },
    ],
  },
  { title: 'nav.section.changes', entries: [{ to: '/activity', title: 'nav.activity', icon: History }] },
  {
    title: 'nav.section.data',
    entries: [
      { to: '/imports', title: 'nav.imports', icon: Import },
      { to: '/findings', title: 'nav.findings', icon: Flag, count: ({ findings }) => findings },
      { to: '/exports', title: 'nav.exports', icon: ExportTo },
    ],
  },
];

const OVERVIEW: Entry = { to: '/overview', title: 'nav.overview', icon: ChartBarVert };

const SETTINGS: Entry = { to: '/settings', title: 'nav.settings', icon: Settings };

/** The pages of the workspace. */
export function Navigation({ workspace }: { workspace: WorkspaceInfo }) {
  const text = useText();
  const { rail } = useNavigationPin();
  return (
    <nav className="nav" data-rail={rail} data-region="navigation" aria-label={text('nav.label')}>
      <WorkspaceMenu workspace={workspace} rail={rail} />
      <button type="button" className="nav-search" onClick={() => shellDialog.set('palette')}>
        <Search />
        <span className="nav-label">{text('nav.search')}</span>
        <Keys keys="Mod+K" />
      </button>
      <ul className="nav-first">
        <NavigationItem entry={OVERVIEW} workspace={workspace} rail={rail} />
      </ul>
      {SECTIONS.map(({ title, entries }) => (
        <section key={title} aria-label={text(title)}>
          <h2 className="nav-section">{text(title)}</h2>
          <ul>
            {entries.filter(({ count, onlyWhenAny }) => !onlyWhenAny || (count?.(workspace) ?? 0) > 0).map((entry) => (
              <NavigationItem key={entry.to} entry={entry} workspace={workspace} rail={rail} />
            ))}
          </ul>
        </section>
      ))}
      <ul className="nav-end">
        <NavigationItem entry={SETTINGS} workspace={workspace} rail={rail} />
      </ul>
    </nav>
  );
}

function NavigationItem({ entry, workspace, rail }: { entry: Entry; workspace: WorkspaceInfo; rail: boolean }) {
  const text = useText();
  const { to, title, icon: Icon, count } = entry;
  const number = count?.(workspace) ?? 0;
  return (
    <li>
      <TooltipTrigger isDisabled={!rail} placement="end" delay={300}>
        <Focusable>
          <Link to={to} className="nav-item" activeProps={{ 'aria-current': 'page' }}>
            <Icon />
            <span className="nav-label">{text(title)}</span>
            {number > 0 && <span className="nav-count">{text('number', { number })}</span>}
          </Link>
        </Focusable>
        <Tooltip>{text(title)}</Tooltip>
      </TooltipTrigger>
    </li>
  );
}
