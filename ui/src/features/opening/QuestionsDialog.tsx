import { Button, ButtonGroup, Content, Dialog, DialogContainer, Heading, Radio, RadioGroup } from '@react-spectrum/s2';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { OpenRequest, Question } from '../../bindings/import';
import { isMessageId, useText } from '../../i18n';
import { useOperation } from '../../operations';
import { useKindText } from '../imports/kind';
import { answersOf, answerTo, distinct, keyOf } from './answers';
import { answerQuestions, leaveFlow } from './flow';

/** Asks what cannot be known from the files, each answer with how the file would read. */
export function QuestionsDialog({ request, questions }: { request: OpenRequest; questions: readonly Question[] }) {
  const text = useText();
  const navigate = useNavigate();
  const asked = distinct(questions);
  const [chosen, setChosen] = useState<Record<string, string>>({});
  const goOn = () => void answerQuestions(request, answersOf(asked, chosen));
  const stop = () => {
    leaveFlow();
    void navigate({ to: '/customers' });
  };
  return (
    <DialogContainer onDismiss={stop}>
      <Dialog size="M">
        <Heading slot="title">{text('question.title', { count: asked.length })}</Heading>
        <Content>
          {asked.map((question) => (
            <QuestionField
              key={keyOf(question)}
              question={question}
              answer={answerTo(question, chosen)}
              onAnswer={(answer) => setChosen({ ...chosen, [keyOf(question)]: answer })}
            />
          ))}
        </Content>
        <ButtonGroup>
          <Button variant="secondary" onPress={stop}>
            {text('cancel')}
          </Button>
          <Button variant="accent" onPress={goOn}>
            {text('question.go_on')}
          </Button>
        </ButtonGroup>
      </Dialog>
    </DialogContainer>
  );
}

/** An answer in words: codes of websites and numbers of groups with their names here. */
function useAnswerText(): (about: string, value: string) => string {
  const text = useText();
  const kindOf = useKindText();
  const open = Boolean(useOperation('workspace.current', null).data);
  const settings = useOperation('settings.list', null, { enabled: open }).data;
  const named = (code: string, name: string | null | undefined) => (name ? text('answer.named', { code, name }) : code);
  return (about, value) => {
    if (about === 'kind') return kindOf(value);
    if (about === 'websites') return named(value, settings?.websites.find(({ code }) => code === value)?.name);
    if (about === 'groups') return named(value, settings?.groups.find(({ id }) => String(id) === value)?.name);
    const id = `answer.${value === '\t' ? 'tab' : value}`;
    return isMessageId(id) ? text(id) : value;
  };
}

function QuestionField({ question, answer, onAnswer }: { question: Question; answer: string; onAnswer: (answer: string) => void }) {
  const text = useText();
  const word = useAnswerText();
  const { about, file, subject, choices } = question;
  const label = `question.${about}`;
  const preview = choices.find(({ value }) => value === answer)?.preview ?? [];
  return (
    <section className="question">
      <RadioGroup label={isMessageId(label) ? text(label, { file, subject }) : about} value={answer} onChange={onAnswer}>
        {choices.map(({ value }) => (
          <Radio key={value} value={value}>
            {word(about, value)}
          </Radio>
        ))}
      </RadioGroup>
      {preview.length > 0 && (
        <figure className="question-preview">
          <figcaption className="soft">{text('question.preview')}</figcaption>
          <pre dir="auto">{preview.join('\n')}</pre>
        </figure>
      )}
    </section>
  );
}
