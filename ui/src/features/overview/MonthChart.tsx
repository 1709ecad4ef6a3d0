import { useNavigate } from '@tanstack/react-router';
import { useIntl } from 'react-intl';
import type { Bar, Chart } from '../../bindings/overview';
import { useText } from '../../i18n';
import { useBarText } from './BarList';
import { axisTop, lastMonths } from './months';
import { walk } from './walk';

/** Labels that fit below the bars. */
const LABELS = 8;

const thisMonth = () => new Date().toISOString().slice(0, 7);

/** A bar for each month; the month that is not over is paler and says so. */
export function MonthChart({ chart, span, label }: { chart: Chart; span: number; label: string }) {
  const text = useText();
  const intl = useIntl();
  const navigate = useNavigate();
  const said = useBarText(chart);
  const months = lastMonths(chart.bars, span);
  const size = (bar: Bar | null) => bar?.records ?? bar?.customers ?? 0;
  const top = axisTop(Math.max(1, ...months.map(({ bar }) => size(bar))));
  const every = Math.ceil(months.length / LABELS);
  const now = thisMonth();
  const filled = months.filter(({ bar }) => bar !== null);
  const undated = chart.bars.find(({ value }) => value === null);
  return (
    <>
      <div className="months">
        <div className="months-axis" aria-hidden>
          {[4, 3, 2, 1, 0].map((step) => (
            <span key={step}>{text('number', { number: (top * step) / 4 })}</span>
          ))}
        </div>
        <div className="months-bars" data-bars role="group" aria-label={label}>
          {months.map(({ month, bar }, index) => (
            <div key={month} className="month">
              {bar ? (
                <button
                  type="button"
                  data-bar
                  tabIndex={bar === filled.at(-1)?.bar ? 0 : -1}
                  onKeyDown={walk}
                  onClick={() => void navigate({ to: '/customers', search: { where: bar.condition } })}
                >
                  <span className="bar" data-open={month === now} style={{ blockSize: `${(100 * size(bar)) / top}%` }} />
                  <span className="month-tip" data-end={index > months.length / 2}>
                    {month === now ? text('overview.not_over', { bar: said(bar) }) : said(bar)}
                  </span>
                </button>
              ) : (
                <span className="month-none" />
              )}
              {(months.length - 1 - index) % every === 0 && (
                <span className="month-label" aria-hidden>
                  {intl.formatDate(`${month}-01T00:00:00Z`, { month: 'short', timeZone: 'UTC', ...(index < every || month.endsWith('-01') || every > 3 ? { year: '2-digit' } : {}) })}
                </span>
              )}
            </div>
          ))}
        </div>
      </div>
      {undated && undated.records === null && chart.column === 'customer_since' && (
        <button type="button" className="facet-link bar-more" onClick={() => void navigate({ to: '/customers', search: { where: undated.condition } })}>
          {text('overview.undated', { count: undated.customers })}
        </button>
      )}
    </>
  );
}
