/** Of findings that a report leaves out because only the changes of a plan were asked for. */
export function notShownText(notShown: number): string {
  return `${notShown} ${notShown === 1 ? 'finding' : 'findings'} on what this plan does not change`;
}
