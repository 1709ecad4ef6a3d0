import { Button } from '@react-spectrum/s2';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useText } from '../i18n';
import { failureOf } from '../platform/types';
import { Details } from './Details';
import { Empty } from './Empty';
import { useFailureText } from './failureText';

/** What a read shows: nothing while it is on its way, the failure with Try again, or its data. */
export function QueryView<T>({ query, children }: { query: UseQueryResult<T>; children: (data: T) => ReactNode }) {
  const text = useText();
  const texts = useFailureText();
  if (query.isPending) return <div className="empty" aria-busy />;
  if (query.isError && query.data === undefined) {
    const { title, body, details } = texts(failureOf(query.error));
    return (
      <Empty title={title} text={body}>
        <Button variant="secondary" onPress={() => void query.refetch()}>
          {text('try_again')}
        </Button>
        <Details text={details} />
      </Empty>
    );
  }
  return children(query.data as T);
}
