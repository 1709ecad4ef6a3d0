import { Button, ButtonGroup, Content, Dialog, DialogContainer, Heading, Radio, RadioGroup } from '@react-spectrum/s2';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Answers, OpenRequest, Question } from '../../bindings/import';
import { isMessageId, useText } from '../../i18n';
import { answerQuestions, leaveFlow } from './flow';

/** One question of each kind: the answer holds for all files. */
const firstOfEach = (questions: readonly Question[]): Question[] =>
  questions.filter(({ about }, index) => questions.findIndex((other) => other.about === about) === index);

/** Asks what cannot be known from the files, each answer with how the file would read. */
export function QuestionsDialog({ request, questions }: { request: OpenRequest; questions: readonly Question[] }) {
  const text = useText();
  const navigate = useNavigate();
  const asked = firstOfEach(questions);
  const [answers, setAnswers] = useState<Record<string, string>>({});
  const answerTo = ({ about, choices }: Question) => answers[about] ?? choices[0]?.value ?? '';
  const goOn = () => {
    const given = Object.fromEntries(asked.map((question) => [question.about, answerTo(question)]));
    void answerQuestions(request, given as Partial<Answers>);
  };
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
              key={question.about}
              question={question}
              answer={answerTo(question)}
              onAnswer={(answer) => setAnswers({ ...answers, [question.about]: answer })}
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

function QuestionField({ question, answer, onAnswer }: { question: Question; answer: string; onAnswer: (answer: string) => void }) {
  const text = useText();
  const { about, file, choices } = question;
  const label = `question.${about}`;
  const word = (value: string) => {
    const id = `answer.${value === '\t' ? 'tab' : value}`;
    return isMessageId(id) ? text(id) : value;
  };
  const preview = choices.find(({ value }) => value === answer)?.preview ?? [];
  return (
    <section className="question">
      <RadioGroup label={isMessageId(label) ? text(label, { file }) : about} value={answer} onChange={onAnswer}>
        {choices.map(({ value }) => (
          <Radio key={value} value={value}>
            {word(value)}
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
