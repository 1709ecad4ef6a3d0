import { ActionButton, DialogTrigger, Popover } from '@react-spectrum/s2';
import { useIntl } from 'react-intl';
import type { PlanInfo } from '../../bindings/plan';
import { type MessageId, useText } from '../../i18n';
import { Facts } from '../../ui/Facts';
import { useKindText } from '../imports/kind';

/** What the plan brings besides its rows: one line, everything on demand. */
export function PlanNotes({ info }: { info: PlanInfo }) {
  const text = useText();
  const intl = useIntl();
  const fresh = useNew(info);
  const list = (names: readonly string[]) => intl.formatList(names, { type: 'unit' });
  const parts = [
    ...fresh.map(([title, names]) => text('review.new_here', { title: text(title), names: list(names) })),
    info.names.length > 0 && text('review.names_taken', { count: info.names.length }),
    info.plan.partnerless > 0 && text('review.partnerless', { count: info.plan.partnerless }),
  ].filter(Boolean);
  if (parts.length === 0) return null;
  return (
    <div className="plan-notes">
      <p className="clip">{parts.join(' · ')}</p>
      <DialogTrigger>
        <ActionButton size="S" isQuiet>
          {text('details')}
        </ActionButton>
        <Popover placement="bottom end" aria-label={text('review.besides')}>
          <div className="plan-besides">
            <h2>{text('review.besides')}</h2>
            <Facts facts={fresh.map(([title, names]) => [text(title), <bdi key={title}>{list(names)}</bdi>])} />
            <Names info={info} />
            {info.plan.partnerless > 0 && <p>{text('review.partnerless_what', { count: info.plan.partnerless })}</p>}
            <Files info={info} />
          </div>
        </Popover>
      </DialogTrigger>
    </div>
  );
}

/** What is first met in these files. */
function useNew({ plan }: PlanInfo): [MessageId, string[]][] {
  const all: [MessageId, string[]][] = [
    ['review.new_websites', plan.new_websites],
    ['review.new_store_views', plan.new_store_views],
    ['review.new_groups', plan.new_groups],
    ['review.new_attributes', plan.new_attributes],
  ];
  return all.filter(([, names]) => names.length > 0);
}

function Names({ info: { names } }: { info: PlanInfo }) {
  const text = useText();
  if (names.length === 0) return null;
  return (
    <section>
      <h3>{text('review.names')}</h3>
      <ul>
        {names.map(({ what, name, code }) => (
          <li key={`${what} ${name}`}>{text(what === 'group' ? 'review.group_taken' : 'review.website_taken', { name, code })}</li>
        ))}
      </ul>
    </section>
  );
}

function Files({ info: { sources } }: { info: PlanInfo }) {
  const text = useText();
  const kindOf = useKindText();
  return (
    <section>
      <h3>{text('summary.files')}</h3>
      <ul>
        {sources.map(({ name, kind, rows, refused, dialect, sha256 }) => (
          <li key={sha256}>
            <bdi>{name}</bdi> <span className="soft">{text('summary.file', { kind: kindOf(kind), rows, refused, dialect })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
