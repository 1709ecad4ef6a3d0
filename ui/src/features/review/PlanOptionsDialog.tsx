import { ActionButton, Button, ButtonGroup, Content, Dialog, DialogTrigger, Heading, Radio, RadioGroup, Switch, Text } from '@react-spectrum/s2';
import Properties from '@react-spectrum/s2/icons/Properties';
import { useState } from 'react';
import type { PlanInfo } from '../../bindings/plan';
import { useText } from '../../i18n';
import { planJob } from './planJobs';
import type { PlanActs } from './usePlanActs';

const BEHAVIORS = ['add_update', 'delete', 'custom'] as const;

/** What the rows of the files do, and what happens to customers that the files lack. */
export function PlanOptionsButton({ info, acts }: { info: PlanInfo; acts: PlanActs }) {
  const text = useText();
  const busy = planJob.use() !== null;
  const [behavior, setBehavior] = useState(info.behavior);
  const [missing, setMissing] = useState(info.delete_missing);
  const lacking = info.delete_missing ? info.tabs.deleted : info.plan.missing;
  const same = behavior === info.behavior && missing === info.delete_missing;
  const behaviors = BEHAVIORS.filter((each) => each !== 'custom' || info.has_actions);
  const begin = (open: boolean) => {
    if (!open) return;
    setBehavior(info.behavior);
    setMissing(info.delete_missing);
  };
  return (
    <DialogTrigger onOpenChange={begin}>
      <ActionButton isQuiet isDisabled={busy}>
        <Properties />
        <Text>{text('review.options')}</Text>
      </ActionButton>
      <Dialog size="M">
        {({ close }) => (
          <>
            <Heading slot="title">{text('review.options_title')}</Heading>
            <Content>
              <div className="plan-options">
                <RadioGroup label={text('review.behavior')} value={behavior} onChange={setBehavior}>
                  {behaviors.map((each) => (
                    <Radio key={each} value={each}>
                      {text(`review.behavior.${each}`)}
                    </Radio>
                  ))}
                </RadioGroup>
                <div>
                  <Switch isSelected={missing} isDisabled={lacking === 0 && !info.delete_missing} onChange={setMissing}>
                    {text('review.delete_missing')}
                  </Switch>
                  <p className="soft">{text('review.delete_missing_what', { count: lacking })}</p>
                </div>
                {info.left_out > 0 && !same && <p>{text('review.left_out_again', { count: info.left_out })}</p>}
              </div>
            </Content>
            <ButtonGroup>
              <Button variant="secondary" onPress={close}>
                {text('cancel')}
              </Button>
              <Button
                variant="accent"
                isDisabled={same}
                onPress={() => {
                  close();
                  acts.change({ behavior, delete_missing: missing });
                }}
              >
                {text('review.make_again')}
              </Button>
            </ButtonGroup>
          </>
        )}
      </Dialog>
    </DialogTrigger>
  );
}
