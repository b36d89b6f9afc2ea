/**
 * The three answers. `unknown` is a value like the others: it is carried from input to report and never read as `no`.
 * The connectives are Kleene's strong three-valued logic (S. C. Kleene, Introduction to Metamathematics, section 64).
 */
export type Answer = 'yes' | 'no' | 'unknown';

/** `no` if either is `no`, `yes` if both are `yes`, else `unknown`. */
export function both(left: Answer, right: Answer): Answer {
  if (left === 'no' || right === 'no') return 'no';
  return left === 'yes' && right === 'yes' ? 'yes' : 'unknown';
}

/** `yes` if either is `yes`, `no` if both are `no`, else `unknown`. */
export function either(left: Answer, right: Answer): Answer {
  return opposite(both(opposite(left), opposite(right)));
}

export function opposite(answer: Answer): Answer {
  if (answer === 'unknown') return 'unknown';
  return answer === 'yes' ? 'no' : 'yes';
}

/** `both` over a list; `yes` for an empty one. */
export function every(answers: Iterable<Answer>): Answer {
  let result: Answer = 'yes';
  for (const answer of answers) result = both(result, answer);
  return result;
}

/** `either` over a list; `no` for an empty one. */
export function some(answers: Iterable<Answer>): Answer {
  let result: Answer = 'no';
  for (const answer of answers) result = either(result, answer);
  return result;
}

export function answerOf(claim: boolean | undefined): Answer {
  if (claim === undefined) return 'unknown';
  return claim ? 'yes' : 'no';
}
