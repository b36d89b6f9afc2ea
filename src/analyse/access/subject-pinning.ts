import type { Answer } from '../../model/index.ts';
import { knownText, type PartialText } from './partial-text.ts';

/**
 * Does a value of an OIDC subject hold to one tenant of the issuer?
 *
 * Compared for equality, it holds to one subject; a subject of GitHub must then still start with the repository, because
 * whoever owns another one can have tokens with `environment:prod` for a subject. Compared as a pattern, it holds to a
 * tenant when no wildcard stands before the tenant's name ends. Where that is, the subject itself says; of a subject in
 * no form we know, only the whole will do.
 *
 * @see GitHub, "OpenID Connect reference"; GitLab, "ID tokens"; HCP Terraform, "Workload identity tokens"; Kubernetes,
 * "Service account tokens"; CircleCI, "OpenID Connect tokens"; Bitbucket, "Integrate Pipelines with resource servers using OIDC"
 */
export function pinsSubject(value: PartialText, issuer: string, asPattern: boolean): Answer {
  const github = isGitHub(issuer);
  if (!asPattern) return github ? startsWithRepository(value) : 'yes';
  const marked = value.map((piece) => (typeof piece === 'string' ? piece : gap)).join('');
  if (knownText(value) !== undefined && !/[*?]/.test(marked)) return github ? startsWithRepository(value) : 'yes';
  const forms = github ? tenantForms.github : Object.values(tenantForms).flat();
  if (forms.some((form) => form.test(marked))) return 'yes';
  // A wildcard before the first unknown piece cannot be undone; without one, what is not known decides.
  const start = marked.split(gap, 1)[0] ?? '';
  return marked.includes(gap) && !/[*?]/.test(start) ? 'unknown' : 'no';
}

/** GitHub's issuer, that of an enterprise of its own, and those of GitHub Enterprise with data residency. */
function isGitHub(issuer: string): boolean {
  return /^token\.actions\.(githubusercontent\.com(\/|$)|[^/.]+\.ghe\.com$)/.test(issuer.toLowerCase());
}

function startsWithRepository(value: PartialText): Answer {
  const [first] = value;
  if (first === undefined) return 'no';
  if (typeof first !== 'string') return 'unknown';
  if (/^(repo|job_workflow_ref):/.test(first)) return 'yes';
  const couldStart = ['repo:', 'job_workflow_ref:'].some((start) => start.startsWith(first));
  return value.length > 1 && couldStart ? 'unknown' : 'no';
}

/** Stands for an unknown piece; of the private use area. */
const gap = '\uE000';

/** What subjects start with, up to the end of the tenant's name. In place of a letter: anything but a wildcard, an unknown piece or the character that ends the name. */
const tenantForms = {
  github: [/^repo:[^*?:/\uE000]+\/[^*?:/\uE000]+:/, /^job_workflow_ref:[^*?:/\uE000]+\/[^*?:/\uE000]+\//],
  gitlab: [/^project_path:[^*?:/\uE000]+\/[^*?:\uE000]+:/],
  terraform: [/^organization:[^*?:\uE000]+:/],
  kubernetes: [/^system:serviceaccount:[^*?:\uE000]+:/],
  // A repository, in braces; what follows is another for every step, so that nobody can do without a wildcard.
  bitbucket: [/^\{[0-9a-f-]+\}/],
  circleci: [/^org\/[^*?/\uE000]+\//],
} as const;
