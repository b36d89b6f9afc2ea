import { AcmpcaCertificate } from '@cdktf/provider-aws/lib/acmpca-certificate/index.js';
import { AcmpcaCertificateAuthority } from '@cdktf/provider-aws/lib/acmpca-certificate-authority/index.js';
import { AcmpcaCertificateAuthorityCertificate } from '@cdktf/provider-aws/lib/acmpca-certificate-authority-certificate/index.js';
import { Construct } from 'constructs';

export interface PrivateAuthorityProps {
  readonly commonName: string;
  /** @default 10 */
  readonly validYears?: number;
}

const signingAlgorithm = 'SHA384WITHECDSA';

/**
 * A root certificate authority for certificates of a week at most, with its own certificate installed: without it the authority stays
 * in PENDING_CERTIFICATE and signs nothing. What expires so soon needs no revocation, so there is none.
 * @see https://docs.aws.amazon.com/privateca/latest/userguide/short-lived-certificates.html
 */
export class PrivateAuthority extends Construct {
  readonly authority: AcmpcaCertificateAuthority;

  constructor(scope: Construct, id: string, { commonName, validYears = 10 }: PrivateAuthorityProps) {
    super(scope, id);
    this.authority = new AcmpcaCertificateAuthority(this, 'Resource', {
      type: 'ROOT',
      usageMode: 'SHORT_LIVED_CERTIFICATE',
      keyStorageSecurityStandard: 'FIPS_140_2_LEVEL_3_OR_HIGHER',
      permanentDeletionTimeInDays: 30,
      certificateAuthorityConfiguration: {
        keyAlgorithm: 'EC_secp384r1',
        signingAlgorithm,
        subject: { commonName },
      },
    });
    const certificate = new AcmpcaCertificate(this, 'Certificate', {
      certificateAuthorityArn: this.authority.arn,
      certificateSigningRequest: this.authority.certificateSigningRequest,
      signingAlgorithm,
      templateArn: 'arn:aws:acm-pca:::template/RootCACertificate/V1',
      validity: { type: 'YEARS', value: `${validYears}` },
    });
    new AcmpcaCertificateAuthorityCertificate(this, 'Installed', {
      certificateAuthorityArn: this.authority.arn,
      certificate: certificate.certificate,
      certificateChain: certificate.certificateChain,
    });
  }
}
