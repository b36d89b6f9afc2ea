import type { DocumentFact, StatementFact } from '../../shapes/index.ts';
import type { FoundDocument } from './find-documents.ts';
import { isNarrowed } from './narrowing.ts';
import { knownText, namedResource, type PartialText, shownText } from './partial-text.ts';
import { coversEveryAction, coversEveryResource, matchesAnyone } from './scope.ts';
import type { ConditionEntry, PrincipalEntry, Statement } from './statement.ts';

type Pattern = StatementFact['actions'][number];

/** The document as policies see it. */
export function describeDocument({ subject, path, kind, owner, document }: FoundDocument): DocumentFact {
  return {
    subject: subject.fact.id,
    path: [...path],
    kind,
    exists: subject.fact.exists,
    owner: owner.kind === 'resource' ? owner.resource.fact.id : '',
    read: document.read,
    because: document.because,
    statements: document.statements.map((statement) => describeStatement(statement, path)),
  };
}

function describeStatement(statement: Statement, path: readonly (string | number)[]): StatementFact {
  return {
    path: [...path, ...statement.path],
    sid: statement.sid,
    effect: statement.effect,
    not_actions: statement.notActions,
    actions: statement.actions.map(describePattern),
    not_resources: statement.notResources,
    resources: statement.resources.map(describePattern),
    not_principals: statement.notPrincipals,
    principals: statement.principals.map(describePrincipal),
    conditions: statement.conditions.map(describeCondition),
    every_action: coversEveryAction(statement),
    every_resource: coversEveryResource(statement),
    anyone: matchesAnyone(statement),
    narrowed: isNarrowed(statement),
  };
}

export function describePattern(text: PartialText): Pattern {
  return { text: shownText(text), known: knownText(text) === undefined ? 'unknown' : 'yes' };
}

function describePrincipal({ type, text }: PrincipalEntry): StatementFact['principals'][number] {
  return { type, ...describePattern(text), resource: namedResource(text) };
}

function describeCondition(condition: ConditionEntry): StatementFact['conditions'][number] {
  return {
    operator: condition.name,
    qualifier: condition.qualifier,
    if_exists: condition.ifExists,
    key: shownText(condition.key),
    values: condition.values.map(describePattern),
  };
}
