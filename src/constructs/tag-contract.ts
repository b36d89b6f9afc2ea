/** The tag contract: what every policy on zones and data classes reads. */
export type Zone = 'weights' | 'training' | 'inference' | 'agent-sandbox' | 'keys' | 'hub' | 'security' | 'log-archive';

export type DataClass = 'weights' | 'checkpoint' | 'training-data' | 'prompt-log' | 'secret' | 'log' | 'public';

export interface TagContract {
  readonly zone: Zone;
  /** Team that answers for it. */
  readonly owner: string;
  readonly dataClass?: DataClass;
}

/** For a provider's `default_tags`, so that no resource of a stack can lack its zone. */
export function contractTags({ zone, owner, dataClass }: TagContract): Record<string, string> {
  return {
    'zt:zone': zone,
    'zt:owner': owner,
    ...(dataClass === undefined ? {} : { 'zt:data-class': dataClass }),
  };
}
