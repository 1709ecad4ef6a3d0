import { Button, ProgressBar } from '@react-spectrum/s2';
import { useJobDetail, useJobPhase } from '../../app/status/jobText';
import type { OpenRequest, Preview } from '../../bindings/import';
import { useText } from '../../i18n';
import { cancelJob, useJob } from '../../operations/jobs';
import { paceOf } from '../../operations/progress';
import { fileName } from '../../ui/failureText';
import { Page } from '../../ui/Page';
import { waiting } from './flow';

/** Columns of the preview: those that tell who it is. */
const COLUMNS = 12;

/** Progress and the first rows, while the rest is read. */
export function ReadingView({ job: key, request }: { job: number; request: OpenRequest | null }) {
  const text = useText();
  const phase = useJobPhase();
  const detail = useJobDetail();
  const job = useJob(key);
  const next = waiting.use().flatMap(({ paths }) => paths);
  const names = request?.paths.map(fileName).join(', ') ?? '';
  if (!job) return null;
  const { share } = paceOf(job.progress);
  return (
    <Page
      title={request ? text('opening.title', { count: request.paths.length }) : text('opening.samples')}
      aside={<span className="soft clip">{names}</span>}
      actions={
        <Button variant="secondary" isDisabled={job.stopping} onPress={() => cancelJob(key)}>
          {text('cancel')}
        </Button>
      }
    >
      <div className="reading-progress">
        <ProgressBar label={phase(job)} isIndeterminate={share === null} value={(share ?? 0) * 100} />
        <p className="soft">{detail(job)}</p>
        {next.length > 0 && <p className="soft" role="status">{text('opening.next', { files: next.map(fileName).join(', ') })}</p>}
      </div>
      <div className="reading-previews">
        {job.previews.map((preview) => (
          <PreviewTable key={preview.file} preview={preview} />
        ))}
        {job.previews.length === 0 && <p className="soft">{text('opening.rows_soon')}</p>}
      </div>
    </Page>
  );
}

/** A row's cells joined with its place: the first rows have no key yet. */
const withPlace = (rows: Preview['rows']) => rows.map((cells, place) => ({ place, cells }));

function PreviewTable({ preview }: { preview: Preview }) {
  const text = useText();
  const columns = preview.columns.slice(0, COLUMNS);
  return (
    <section className="preview" aria-label={preview.file}>
      <h2>{text('opening.first_rows', { file: preview.file })}</h2>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keys */}
      <div className="preview-scroll" tabIndex={0}>
        <table>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column}>{column}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {withPlace(preview.rows).map(({ place, cells }) => (
              <tr key={place}>
                {columns.map((column, index) => (
                  <td key={column} dir="auto">{cells[index]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
