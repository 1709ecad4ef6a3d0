import { createPortal } from 'react-dom';
import { useText } from '../../i18n';
import './Print.css';
import { sheet } from './useTaken';

/** The list on paper: seen by the printer only. */
export function PrintSheet({ title }: { title: string }) {
  const text = useText();
  const now = sheet.use();
  if (!now) return null;
  return createPortal(
    <div className="print-sheet">
      <h1>{title}</h1>
      <p>{text(now.rows.length < now.of ? 'print.first' : 'print.count', { printed: now.rows.length, count: now.of })}</p>
      <table>
        <thead>
          <tr>
            {now.headers.map((header) => (
              <th key={header} scope="col">
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {now.rows.map((row, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- rows on paper do not move
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={now.headers[column]} dir="auto">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>,
    document.body,
  );
}
