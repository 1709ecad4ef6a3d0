import { Button } from '@react-spectrum/s2';
import { useActs } from '../../app/useActs';
import type { Source } from '../../bindings/history';
import { useText } from '../../i18n';
import { useWhen } from '../../lib/when';
import { useOperation } from '../../operations';
import { Empty } from '../../ui/Empty';
import { Page } from '../../ui/Page';
import { QueryView } from '../../ui/QueryView';
import { useKindText } from './kind';

/** Every file that was read into this workspace. */
export function ImportsPage() {
  const text = useText();
  const acts = useActs();
  const sources = useOperation('imports.list', null);
  const open = (
    <Button variant="accent" onPress={acts.chooseFiles}>
      {text('act.open')}
    </Button>
  );
  return (
    <Page title={text('nav.imports')} aside={sources.data && <span>{text('imports.count', { count: sources.data.length })}</span>} actions={open}>
      <QueryView query={sources}>
        {(list) => (list.length === 0 ? <Empty title={text('imports.none')} text={text('imports.none_text')} /> : <SourceTable sources={list} />)}
      </QueryView>
    </Page>
  );
}

function SourceTable({ sources }: { sources: Source[] }) {
  const text = useText();
  return (
    <div className="table-frame" data-region="list">
      <table className="table">
        <thead>
          <tr>
            <th>{text('imports.file')}</th>
            <th>{text('imports.kind')}</th>
            <th data-end>{text('imports.at')}</th>
            <th data-end>{text('imports.rows')}</th>
            <th data-end>{text('mark.created')}</th>
            <th data-end>{text('mark.changed')}</th>
            <th data-end>{text('mark.unchanged')}</th>
            <th data-end>{text('mark.refused')}</th>
            <th>{text('activity.who')}</th>
            <th>{text('activity.state')}</th>
          </tr>
        </thead>
        <tbody>
          {sources.map((source) => (
            <SourceRow key={source.id} source={source} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function SourceRow({ source }: { source: Source }) {
  const text = useText();
  const { absolute } = useWhen();
  const kindOf = useKindText();
  const number = (value: number) => <td data-end>{text('number', { number: value })}</td>;
  const state = source.undone ? 'imports.undone' : source.change_set === null ? 'imports.nothing_changed' : 'imports.kept';
  return (
    <tr>
      <td className="wide" title={text('imports.seal', { sha: source.sha256 })}>
        <strong>{source.name}</strong>
      </td>
      <td>{kindOf(source.kind)}</td>
      <td data-end>{absolute(source.at)}</td>
      {number(source.rows)}
      {number(source.created)}
      {number(source.changed)}
      {number(source.unchanged)}
      {number(source.refused)}
      <td>{source.actor}</td>
      <td>{text(state)}</td>
    </tr>
  );
}
