import type { Estate } from '../../aws/index.ts';
import type { AttachmentFact, BucketFact, DocumentFact, FederatedTrustFact, RoleFact } from '../../shapes/index.ts';
import { describeAttachment, findAttachments } from './attachments.ts';
import { describeDocument } from './describe-document.ts';
import { findFederatedTrusts } from './federated.ts';
import { findDocuments } from './find-documents.ts';
import { ownerFinder } from './find-owner.ts';
import { findLooseDocuments } from './loose-documents.ts';
import { findRoles } from './roles.ts';
import { findTransport } from './transport.ts';

export interface Access {
  readonly documents: readonly DocumentFact[];
  readonly federated: readonly FederatedTrustFact[];
  readonly roles: readonly RoleFact[];
  readonly attachments: readonly AttachmentFact[];
  /** By bucket: the analysis of its policy, for `BucketFact`. */
  readonly transport: ReadonlyMap<string, BucketFact['transport']>;
}

/** Policy documents with an answer for each of their statements, and what rests on them. Pure; lists are in order of attribute and resource. */
export function analyseAccess(estate: Estate): Access {
  const findOwner = ownerFinder(estate);
  const attached = findDocuments(estate, findOwner);
  const documents = [...attached, ...findLooseDocuments(estate, attached)];
  const attachments = findAttachments(estate, findOwner);
  return {
    documents: documents.map(describeDocument),
    federated: findFederatedTrusts(estate, documents),
    roles: findRoles(estate, documents, attachments),
    attachments: attachments.map(describeAttachment),
    transport: findTransport(estate, documents),
  };
}
