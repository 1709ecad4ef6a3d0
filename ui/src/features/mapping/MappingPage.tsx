import { Navigate } from '@tanstack/react-router';
import { flow } from '../opening/flow';
import { MappingForm } from './MappingForm';

/** Which column of a list of another program holds what; one file after the other. */
export function MappingPage() {
  const now = flow.use();
  if (now.step !== 'mapping') return <Navigate to="/opening" replace />;
  return <MappingForm key={now.table.path} table={now.table} request={now.request} />;
}
