import { Link } from '@tanstack/react-router';
import type { FindingRow } from '../../bindings/finding';
import { useText } from '../../i18n';
import { Mark } from '../../ui/Mark';
import { useFindingText } from './text';

/** Findings with their place in the file and what to do. Those of a plan are not in the list of findings yet. */
export function FindingList({ findings, stored = true }: { findings: readonly FindingRow[]; stored?: boolean }) {
  const text = useText();
  const { name, remedy } = useFindingText();
  return (
    <ul className="finding-list">
      {findings.map(({ id, code, severity, file, line, column, value }) => (
        <li key={id}>
          <Mark kind={severity === 'error' ? 'refused' : 'warning'} label={text(severity === 'error' ? 'severity.error' : 'severity.warning')} />
          <div>
            {stored ? (
              <Link to="/findings" search={{ code }}>
                {name(code)}
              </Link>
            ) : (
              <strong>{name(code)}</strong>
            )}
            <p className="soft">
              {text('finding.place', { file, line, column: column ?? '' })}
              {value && <bdi className="mono">{` ${text('finding.quoted', { value })}`}</bdi>}
            </p>
            <p>{remedy(code)}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}
