import { ActionButton } from '@react-spectrum/s2';
import { useState } from 'react';
import { showFailure } from '../../app/failures';
import type { ChangeSet, CheckReport } from '../../bindings/history';
import { useText } from '../../i18n';
import { useWhen } from '../../lib/when';
import { useOperation } from '../../operations';
import { startJob } from '../../operations/jobs';
import { Empty } from '../../ui/Empty';
import { Mark } from '../../ui/Mark';
import { Page } from '../../ui/Page';
import { QueryView } from '../../ui/QueryView';
import './Activity.css';
import { ChangePanel } from './ChangePanel';
import { useChangeText } from './describe';

interface Verified {
  report: CheckReport;
  at: number;
}

/** Change sets, newest first, with undo and the verification of their chain. */
export function ActivityPage() {
  const text = useText();
  const changes = useOperation('changes.list', null);
  const [verified, setVerified] = useState<Verified | null>(null);
  const [chosen, setChosen] = useState<number | null>(null);
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
            <div className="activity">
              <ChangeTable changes={list} shown={shown} onChoose={setChosen} />
              <ChangePanel change={shown} before={list.find(({ id }) => id === shown.id - 1)} />
            </div>
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

/** The mark of what a change set mostly did. */
const markOf = ({ created, changed, deleted }: ChangeSet) => {
  if (created >= changed && created >= deleted) return created > 0 ? ('created' as const) : ('changed' as const);
  return deleted > changed ? ('deleted' as const) : ('changed' as const);
};

function ChangeTable({ changes, shown, onChoose }: { changes: ChangeSet[]; shown: ChangeSet; onChoose: (id: number) => void }) {
  const text = useText();
  const describe = useChangeText();
  const { short, absolute } = useWhen();
  return (
    <div className="table-frame" data-region="list">
      <table className="table">
        <thead>
          <tr>
            <th data-end>{text('activity.number')}</th>
            <th>{text('activity.change_set')}</th>
            <th>{text('activity.state')}</th>
            <th data-end>{text('activity.time')}</th>
            <th data-end>{text('activity.records')}</th>
            <th>{text('activity.who')}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <tr key={change.id} aria-selected={change.id === shown.id}>
              <td data-end>{change.id}</td>
              <td className="wide">
                <button type="button" className="table-link" onClick={() => onChoose(change.id)}>
                  <Mark kind={markOf(change)} label={text(`mark.${markOf(change)}`)} />
                  <span className="clip">{describe(change)}</span>
                </button>
              </td>
              <td>{text(change.undone_by === null ? 'state.here_only' : 'state.undone')}</td>
              <td data-end title={absolute(change.at)}>
                {short(change.at)}
              </td>
              <td data-end>{text('number', { number: change.created + change.changed + change.deleted })}</td>
              <td>{change.actor}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
