import { Button } from '@react-spectrum/s2';
import { type ReactNode, useState } from 'react';
import { Grid } from '../../grid/Grid';
import type { GridColumn } from '../../grid/types';
import { useText } from '../../i18n';
import { useSingleKeys } from '../../lib/preferences';
import { useSize } from '../../lib/size';
import { useWhen } from '../../lib/when';
import { useOperation } from '../../operations';
import { Empty } from '../../ui/Empty';
import { fileName } from '../../ui/failureText';
import { Page } from '../../ui/Page';
import { Split } from '../../ui/Split';
import { openExport } from './draft';
import { ExportPanel } from './ExportPanel';
import { type MadeExport, useMadeExports } from './made';

const ignore = () => {};

/** Files made lately on this computer, with what whoever imports them must know. */
export function ExportsPage() {
  const text = useText();
  const workspace = useOperation('workspace.current', null).data;
  const made = useMadeExports(workspace?.path ?? '');
  const [chosen, setChosen] = useState(0);
  const shown = made[Math.min(chosen, made.length - 1)];
  const actions = (
    <Button variant="accent" isDisabled={!workspace || workspace.customers === 0} onPress={() => openExport()}>
      {text('act.export')}
    </Button>
  );
  return (
    <Page title={text('nav.exports')} aside={made.length > 0 && <span>{text('imports.count', { count: made.length })}</span>} actions={actions}>
      {shown ? (
        <Split panel={<ExportPanel made={shown} />}>
          <MadeGrid made={made} onChoose={setChosen} />
          <p className="table-foot">{text('exports.foot')}</p>
        </Split>
      ) : (
        <Empty title={text('exports.none')} text={text('exports.none_text')} />
      )}
    </Page>
  );
}

function MadeGrid({ made, onChoose }: { made: readonly MadeExport[]; onChoose: (index: number) => void }) {
  const text = useText();
  const size = useSize();
  const { absolute } = useWhen();
  const [singleKeys] = useSingleKeys();
  const columns: GridColumn[] = [
    { key: 'file', title: text('imports.file'), width: 240, pinned: true },
    { key: 'at', title: text('exports.at_time'), width: 150, end: true },
    { key: 'format', title: text('export.form'), width: 190 },
    { key: 'rows', title: text('imports.rows'), width: 90, end: true },
    { key: 'size', title: text('exports.size'), width: 90, end: true },
    { key: 'notes', title: text('exports.notes'), width: 90, end: true },
  ];
  const cell = ({ report, request, at }: MadeExport, index: number): ReactNode => {
    const values = [
      fileName(report.path), absolute(at), text(`format.${request.format}`), text('number', { number: report.rows }), size(report.bytes),
      report.notes.length > 0 ? text('number', { number: report.notes.length }) : text('none'),
    ];
    return <bdi title={values[index]}>{values[index]}</bdi>;
  };
  return (
    <Grid<MadeExport>
      label={text('nav.exports')}
      columns={columns}
      total={made.length}
      rowHeight={32}
      rowAt={(index) => made[index]}
      cell={cell}
      onRange={ignore}
      onCursor={(_, index) => onChoose(index)}
      onOpen={openExport}
      singleKeys={singleKeys}
    />
  );
}
