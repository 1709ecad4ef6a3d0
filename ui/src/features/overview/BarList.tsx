import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Bar, Chart } from '../../bindings/overview';
import { useValueLabel } from '../../filter/useValueLabel';
import { useText } from '../../i18n';
import { walk } from './walk';

/** Bars before someone asks for all. */
const FEW = 8;

/** What a bar stands for, in words. */
export function useBarText(chart: Chart): (bar: Bar) => string {
  const text = useText();
  const name = useValueLabel();
  return (bar) => {
    const value = name({ field: chart.column, kind: chart.kind, ...bar });
    if (bar.records === null) return text('overview.bar', { value, customers: bar.customers });
    return text(chart.column === 'finding' ? 'overview.bar_findings' : 'overview.bar_orders', { value, records: bar.records, customers: bar.customers });
  };
}

/** Values with a bar each, the largest first. */
export function BarList({ chart, label }: { chart: Chart; label: string }) {
  const text = useText();
  const navigate = useNavigate();
  const name = useValueLabel();
  const said = useBarText(chart);
  const [all, setAll] = useState(false);
  const { column, kind } = chart;
  // Who has no finding is no kind of finding.
  const bars = column === 'finding' ? chart.bars.filter(({ value }) => value !== null) : chart.bars;
  const size = (bar: Bar) => bar.records ?? bar.customers;
  const largest = Math.max(1, ...bars.map(size));
  return (
    <>
      <div className="bar-list" data-bars role="group" aria-label={label}>
        {(all ? bars : bars.slice(0, FEW)).map((bar, index) => (
          <button
            key={bar.value ?? ''}
            type="button"
            data-bar
            tabIndex={index === 0 ? 0 : -1}
            title={said(bar)}
            onKeyDown={walk}
            onClick={() => void navigate({ to: '/customers', search: { where: bar.condition } })}
          >
            <bdi className="clip">{name({ field: column, kind, ...bar })}</bdi>
            <span className="bar-room">
              <span className="bar" style={{ inlineSize: `${Math.max(1, (100 * size(bar)) / largest)}%` }} />
            </span>
            <span className="bar-count">{text('number', { number: size(bar) })}</span>
            <span className="visually-hidden">{text(bar.records === null ? 'overview.unit' : 'overview.unit_findings', { records: bar.records, customers: bar.customers })}</span>
          </button>
        ))}
      </div>
      {bars.length > FEW && (
        <button type="button" className="facet-link bar-more" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? text('facet.fewer') : text('facet.more', { count: bars.length - FEW })}
        </button>
      )}
    </>
  );
}
