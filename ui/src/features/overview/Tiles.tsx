import { Link } from '@tanstack/react-router';
import type { Tile } from '../../bindings/overview';
import { isMessageId, useText } from '../../i18n';

/** The numbers of the workspace, each opening the grid on the customers whom it counts. */
export function Tiles({ tiles }: { tiles: readonly Tile[] }) {
  const text = useText();
  const all = tiles.find(({ name }) => name === 'customers')?.customers ?? 0;
  return (
    <ul className="tiles">
      {tiles.map(({ name, customers, condition }) => {
        const id = `overview.tile.${name}`;
        return (
          <li key={name}>
            <Link to="/customers" search={condition ? { where: condition } : {}} className="card tile">
              <span className="soft">{isMessageId(id) ? text(id) : name}</span>
              <strong>{text('number', { number: customers })}</strong>
              <span className="tile-note">{name === 'customers' || all === 0 ? text('overview.tile_open') : text('overview.share', { share: customers / all })}</span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
