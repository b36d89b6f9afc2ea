import type { Estate, EstateResource } from '../../aws/index.ts';
import type { Value } from '../../model/index.ts';
import { isReference, isUnresolved, valueAt } from '../../model/index.ts';
import type { ElasticAddressFact } from '../../shapes/index.ts';
import { targetFinder, valuesOf } from './find-target.ts';

/** What an Elastic IP address can be associated with, and by which attribute. */
const associations = [
  { type: 'aws_eip', attribute: 'instance' },
  { type: 'aws_eip', attribute: 'network_interface' },
  { type: 'aws_eip_association', attribute: 'instance_id' },
  { type: 'aws_eip_association', attribute: 'network_interface_id' },
] as const;

const machineTypes = ['aws_instance', 'aws_network_interface'];

/** Every association of an Elastic IP address with an instance or a network interface, with the zone where that stands. */
export function findElasticAddresses(estate: Estate): ElasticAddressFact[] {
  const find = targetFinder(estate, machineTypes);
  /** `undefined` where it is none of this run. */
  const machineAt = (value: Value | undefined): EstateResource | undefined => {
    // An interface of an instance stands where the instance does: `aws_instance.i.primary_network_interface_id`.
    const named = isReference(value) ? estate.resources.get(value.$ref) : undefined;
    if (named !== undefined && machineTypes.includes(named.fact.type)) return named;
    const target = find(value);
    return target.kind === 'resource' ? target.resource : undefined;
  };
  return associations.flatMap(({ type, attribute }) =>
    estate.ofType(type, 'managed').flatMap((by) => {
      const value = valuesOf(by)[attribute];
      if (value === undefined || value === null || value === '') return [];
      const machine = machineAt(value);
      return [
        {
          subject: by.fact.id,
          path: [attribute],
          machine: machine?.fact.id ?? '',
          zone: machine === undefined ? elsewhere : zoneOf(machine, machineAt),
          exists: by.fact.exists,
        },
      ];
    }),
  );
}

const elsewhere: Value = { $unknown: 'the instance or network interface is not in this configuration, or not known' };

/** An instance that is given a network interface has no subnet of its own. */
function zoneOf(machine: EstateResource, machineAt: (value: Value | undefined) => EstateResource | undefined): unknown {
  const { zone } = machine.fact;
  if (zone !== '') return zone;
  if (machine.mode === 'data') return elsewhere;
  const values = valuesOf(machine);
  for (const block of ['primary_network_interface', 'network_interface']) {
    const given = valueAt(values[block], [0, 'network_interface_id']) ?? null;
    if (given === null) continue;
    const card = isUnresolved(given) || typeof given === 'string' ? machineAt(given) : undefined;
    return card === undefined || card === machine ? elsewhere : card.fact.zone;
  }
  return zone;
}
