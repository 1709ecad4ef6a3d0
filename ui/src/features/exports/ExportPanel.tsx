import { ActionButton, Button, ButtonGroup } from '@react-spectrum/s2';
import { isMessageId, useText } from '../../i18n';
import { useSize } from '../../lib/size';
import { useWhen } from '../../lib/when';
import { Facts } from '../../ui/Facts';
import { fileName } from '../../ui/failureText';
import { Mark } from '../../ui/Mark';
import { Panel } from '../../ui/Split';
import { openExport } from './draft';
import './Exports.css';
import { forgetExport, type MadeExport } from './made';
import { useShowFile } from './useExporting';

/** A file that was made: where it is, whom it holds, and what whoever imports it must know. */
export function ExportPanel({ made }: { made: MadeExport }) {
  const text = useText();
  const size = useSize();
  const { absolute } = useWhen();
  const showFile = useShowFile();
  const { report, request, at } = made;
  return (
    <Panel label={text('exports.panel')}>
      <section>
        <h2>{fileName(report.path)}</h2>
        <p className="soft">{text('exports.line', { rows: report.rows, size: size(report.bytes), at: absolute(at) })}</p>
        <ButtonGroup>
          <Button variant="secondary" onPress={() => showFile(report.path)}>
            {text('exports.show_file')}
          </Button>
          <Button variant="secondary" onPress={() => openExport(made)}>
            {text('exports.again')}
          </Button>
        </ButtonGroup>
      </section>
      <section>
        <h3>{text('exports.notes_of', { count: report.notes.length })}</h3>
        {report.notes.length === 0 && <p className="soft">{text('exports.no_notes')}</p>}
        <Notes made={made} />
      </section>
      <section>
        <Facts
          facts={[
            [text('export.form'), text(`format.${request.format}`)],
            [text('export.whom'), <Whom key="whom" made={made} />],
            [text('columns.title'), request.columns === null ? text('export.all_filled') : text('exports.columns', { count: request.columns.length })],
            [text('exports.folder'), report.path],
          ]}
        />
        <ActionButton isQuiet size="S" onPress={() => forgetExport(made)}>
          {text('exports.forget')}
        </ActionButton>
      </section>
    </Panel>
  );
}

function Notes({ made: { report } }: { made: MadeExport }) {
  const text = useText();
  return (
    <ul className="export-notes">
      {report.notes.map(({ code, count }) => {
        const id = `note.${code}`;
        return (
          <li key={code}>
            <Mark kind="warning" label={text('severity.warning')} />
            <span>{isMessageId(id) ? text(id, { count }) : code}</span>
          </li>
        );
      })}
    </ul>
  );
}

function Whom({ made: { request, ticked } }: { made: MadeExport }) {
  const text = useText();
  const { condition, search } = request.view;
  if (ticked !== null) return text('exports.ticked', { count: ticked });
  if (condition === '' && search === '') return text('exports.everybody');
  return (
    <>
      {search && <bdi>{text('finding.quoted', { value: search })} </bdi>}
      {condition && <code className="mono">{condition}</code>}
    </>
  );
}
