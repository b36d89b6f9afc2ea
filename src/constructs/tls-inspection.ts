import { NetworkfirewallTlsInspectionConfiguration } from '@cdktf/provider-aws/lib/networkfirewall-tls-inspection-configuration/index.js';
import { Construct } from 'constructs';

export interface TlsInspectionProps {
  readonly name: string;
  readonly authorityArn: string;
  /** Blocks whose TLS is opened, such as those of agents; all others pass sealed. */
  readonly sources: readonly string[];
  readonly keyArn: string;
}

/**
 * Opens outbound TLS of some sources on port 443, and refuses servers whose certificates were revoked or cannot be checked.
 * @see https://docs.aws.amazon.com/network-firewall/latest/developerguide/tls-inspection-certificate-requirements.html
 */
export class TlsInspection extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { name, authorityArn, sources, keyArn }: TlsInspectionProps) {
    super(scope, id);
    const configuration = new NetworkfirewallTlsInspectionConfiguration(this, 'Resource', {
      name: `${name}-tls`,
      encryptionConfiguration: [{ type: 'CUSTOMER_KMS', keyId: keyArn }],
      tlsInspectionConfiguration: [
        {
          serverCertificateConfiguration: [
            {
              certificateAuthorityArn: authorityArn,
              checkCertificateRevocationStatus: [{ revokedStatusAction: 'REJECT', unknownStatusAction: 'REJECT' }],
              scope: [
                {
                  protocols: [6],
                  source: sources.map((addressDefinition) => ({ addressDefinition })),
                  sourcePorts: [{ fromPort: 0, toPort: 65_535 }],
                  destination: [{ addressDefinition: '0.0.0.0/0' }],
                  destinationPorts: [{ fromPort: 443, toPort: 443 }],
                },
              ],
            },
          ],
        },
      ],
    });
    this.arn = configuration.arn;
  }
}
