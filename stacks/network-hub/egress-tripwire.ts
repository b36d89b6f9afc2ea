import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm/index.js';
import type { NatGateway } from '@cdktf/provider-aws/lib/nat-gateway/index.js';
import { Construct } from 'constructs';

export interface EgressTripwireProps {
  readonly name: string;
  readonly nats: readonly NatGateway[];
  readonly egressBytesPerMinute: number;
  readonly alarmTopicArn: string;
}

/** A tripwire on bulk egress: AWS has no hard cap on bytes, so somebody must be told. */
export class EgressTripwire extends Construct {
  constructor(scope: Construct, id: string, { name, nats, ...props }: EgressTripwireProps) {
    super(scope, id);
    const metrics = nats.map((nat, index) => ({
      id: `nat${index}`,
      metric: {
        namespace: 'AWS/NATGateway',
        metricName: 'BytesOutToDestination',
        period: 60,
        stat: 'Sum',
        dimensions: { NatGatewayId: nat.id },
      },
    }));
    new CloudwatchMetricAlarm(this, 'Alarm', {
      alarmName: `${name}-hub-egress-bytes`,
      alarmDescription: 'More leaves through NAT than a minute of ordinary work explains',
      comparisonOperator: 'GreaterThanThreshold',
      evaluationPeriods: 1,
      threshold: props.egressBytesPerMinute,
      treatMissingData: 'notBreaching',
      metricQuery: [
        {
          id: 'total',
          expression: metrics.map((metric) => metric.id).join(' + '),
          label: 'bytes out through NAT',
          returnData: true,
        },
        ...metrics,
      ],
      alarmActions: [props.alarmTopicArn],
    });
  }
}
