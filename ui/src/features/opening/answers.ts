import type { Answers, Question } from '../../bindings/import';

/** Which question it is: names of websites and groups are asked one by one. */
export const keyOf = ({ about, subject }: Question): string => (subject === null ? about : `${about} ${subject}`);

/** One question of each kind: the answer holds for all files. */
export const distinct = (questions: readonly Question[]): Question[] =>
  questions.filter((question, index) => questions.findIndex((other) => keyOf(other) === keyOf(question)) === index);

/** What is meant, with the first choice where a person left it. */
export const answerTo = (question: Question, chosen: Readonly<Record<string, string>>): string => chosen[keyOf(question)] ?? question.choices[0]?.value ?? '';

/** The answers as the operation takes them. */
export function answersOf(questions: readonly Question[], chosen: Readonly<Record<string, string>>): Partial<Answers> {
  const given: Record<string, string | Record<string, string>> = {};
  for (const question of distinct(questions)) {
    const { about, subject } = question;
    const answer = answerTo(question, chosen);
    const before = given[about];
    given[about] = subject === null ? answer : { ...(typeof before === 'object' ? before : {}), [subject]: answer };
  }
  return given as Partial<Answers>;
}
