import { type MessageId, useText } from '../../i18n';

/** The platform's own statuses, as its English grid calls them: files in other languages are read as these. */
const OWN: Record<string, MessageId> = {
  Pending: 'order_status.pending',
  Processing: 'order_status.processing',
  Complete: 'order_status.complete',
  Closed: 'order_status.closed',
  Canceled: 'order_status.canceled',
  'On Hold': 'order_status.on_hold',
  'Payment Review': 'order_status.payment_review',
};

/** The status of an order in words; one that a store made up stays as it is. */
export function useOrderStatus(): (status: string) => string {
  const text = useText();
  return (status) => {
    const id = OWN[status];
    return id ? text(id) : status;
  };
}
