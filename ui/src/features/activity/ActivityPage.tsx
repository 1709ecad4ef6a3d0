import { ActionButton } from '@react-spectrum/s2';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { showFailure } from '../../app/failures';
import type { CheckReport } from '../../bindings/history';
import { useText } from '../../i18n';
import { useWhen } from '../../lib/when';
import { useOperation } from '../../operations';
import { startJob } from '../../operations/jobs';
import { Empty } from '../../ui/Empty';
import { Page } from '../../ui/Page';
import { QueryView } from '../../ui/QueryView';
import { Split } from '../../ui/Split';
import './Activity.css';
import { ChangeGrid } from './ChangeGrid';
import { ChangePanel } from './ChangePanel';

interface Verified {
  report: CheckReport;
  at: number;
}

/** Change sets, newest first, with undo and the verification of their chain. */
export function ActivityPage() {
  const text = useText();
  const navigate = useNavigate();
  const { change: chosen } = useSearch({ from: '/activity' });
  const changes = useOperation('changes.list', null);
  const [verified, setVerified] = useState<Verified | null>(null);
  const choose = (change: number) => void navigate({ to: '/activity', search: { change }, replace: true });
  const verify = () =>
    void startJob('changes.check', null)
      .done.then((report) => setVerified({ report, at: Date.now() }))
      .catch(showFailure);
  const actions = (
    <ActionButton isQuiet onPress={verify}>
      {text(verified ? 'activity.verify_again' : 'activity.verify')}
    </ActionButton>
  );
  const aside = changes.data && (
    <>
      <span>{text('activity.count', { count: changes.data.length })}</span>
      {verified && <Verdict verified={verified} />}
    </>
  );
  return (
    <Page title={text('nav.activity')} aside={aside} actions={actions}>
      <QueryView query={changes}>
        {(list) => {
          const shown = list.find(({ id }) => id === chosen) ?? list[0];
          if (!shown) return <Empty title={text('activity.none')} text={text('activity.none_text')} />;
          return (
            <Split panel={<ChangePanel key={shown.id} change={shown} before={list.find(({ id }) => id === shown.id - 1)} />}>
              <ChangeGrid changes={list} shown={shown.id} onChoose={choose} />
            </Split>
          );
        }}
      </QueryView>
    </Page>
  );
}

function Verdict({ verified: { report, at } }: { verified: Verified }) {
  const text = useText();
  const { short } = useWhen();
  return (
    <span className="verdict" data-ok={report.ok} role="status">
      {report.ok
        ? text('activity.verified', { count: report.change_sets, at: short(at) })
        : text('activity.broken', { number: report.first_bad ?? 0, what: report.what ?? '' })}
    </span>
  );
}
