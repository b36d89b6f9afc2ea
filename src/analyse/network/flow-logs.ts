import type { Estate, EstateResource } from '../../aws/index.ts';
import type { Answer, Value } from '../../model/index.ts';
import { both, either, isReference, isUnknown } from '../../model/index.ts';
import type { ClaimFact, StepFact, VpcFact } from '../../shapes/index.ts';
import { type FindTarget, valuesOf } from './find-target.ts';
import { recall } from './recall.ts';

type FlowLogFact = VpcFact['flow_logs'][number];

export interface FlowLogs {
  readonly of: ReadonlyMap<string, readonly FlowLogFact[]>;
  /** Flow logs of a VPC that cannot be told. */
  readonly maybe: readonly StepFact[];
}

/** Joins flow logs to the VPCs they watch. One that watches a subnet, an interface or a transit gateway watches no VPC. */
export function joinFlowLogs(estate: Estate, findVpc: FindTarget): FlowLogs {
  const of = new Map<string, FlowLogFact[]>();
  const maybe: StepFact[] = [];
  for (const log of estate.ofType('aws_flow_log', 'managed')) {
    const vpc = findVpc(valuesOf(log)['vpc_id']);
    if (vpc.kind === 'unresolved') maybe.push({ resource: log.fact.id, path: ['vpc_id'] });
    if (vpc.kind === 'resource') {
      const { id } = vpc.resource.fact;
      recall(of, id, () => []).push(describeLog(log));
    }
  }
  return { of, maybe };
}

function describeLog(log: EstateResource): FlowLogFact {
  const { id, exists } = log.fact;
  const values = valuesOf(log);
  const interval = values['max_aggregation_interval'];
  const destinations = ['log_destination', 'log_group_name'];
  return {
    id,
    all_traffic: claim(both(exists, equals(values['traffic_type'], 'ALL')), [{ resource: id, path: ['traffic_type'] }]),
    has_destination: claim(
      both(exists, destinations.map((name) => isSet(values[name])).reduce(either)),
      destinations
        .filter((name) => values[name] !== undefined && values[name] !== null)
        .map((name) => ({ resource: id, path: [name] })),
    ),
    // The provider's default is ten minutes (aws_flow_log, `max_aggregation_interval`).
    aggregation_seconds: interval === undefined || interval === null ? 600 : secondsOf(interval),
  };
}

function secondsOf(value: Value): number {
  const seconds = typeof value === 'string' ? Number(value) : value;
  return typeof seconds === 'number' && Number.isFinite(seconds) ? seconds : -1;
}

function claim(answer: Answer, steps: StepFact[]): ClaimFact {
  return { answer, steps };
}

function equals(value: Value | undefined, wanted: string): Answer {
  if (isReference(value) || isUnknown(value)) return 'unknown';
  return value === wanted ? 'yes' : 'no';
}

/** An attribute of a resource always has a value once that resource is there. */
function isSet(value: Value | undefined): Answer {
  if (value === undefined || value === null || value === '') return 'no';
  return isUnknown(value) && value.$set !== true && value.$parts === undefined ? 'unknown' : 'yes';
}
