import { RamPrincipalAssociation } from '@cdktf/provider-aws/lib/ram-principal-association/index.js';
import { RamResourceAssociation } from '@cdktf/provider-aws/lib/ram-resource-association/index.js';
import { RamResourceShare } from '@cdktf/provider-aws/lib/ram-resource-share/index.js';
import { Construct } from 'constructs';

export interface OrganizationShareProps {
  readonly name: string;
  /** Shares with this organisation and nobody else; sharing within it must have been switched on in its management account. */
  readonly organizationArn: string;
  /** ARNs of what is shared, by a name for each. */
  readonly resources: Readonly<Record<string, string>>;
}

/** Lets the accounts of one organisation use what this one owns. */
export class OrganizationShare extends Construct {
  constructor(scope: Construct, id: string, { name, organizationArn, resources }: OrganizationShareProps) {
    super(scope, id);
    if (!/^arn:aws:organizations::\d{12}:(organization|ou)\/o-[a-z0-9]+/.test(organizationArn)) {
      throw new Error(`\`${organizationArn}\` is no organisation and no unit of one`);
    }
    const share = new RamResourceShare(this, 'Resource', { name, allowExternalPrincipals: false });
    for (const [part, resourceArn] of Object.entries(resources)) {
      new RamResourceAssociation(this, part, { resourceShareArn: share.arn, resourceArn });
    }
    new RamPrincipalAssociation(this, 'Organization', {
      resourceShareArn: share.arn,
      principal: organizationArn,
    });
  }
}
