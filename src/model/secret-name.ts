/** Names of provider attributes, and of the environment variables people set, whose text is a secret. */
const names = [
  ...['password', 'passwords', 'passwd', 'passphrase', 'secret', 'secrets', 'secret_string', 'secret_binary'],
  ...['secret_key', 'secret_access_key', 'private_key', 'private_key_pem', 'private_key_openssh', 'client_secret'],
  ...['private_key_pem_pkcs8', 'shared_key', 'preshared_key', 'auth_token', 'access_token', 'api_key', 'token'],
  ...['credentials', 'ses_smtp_password_v4', 'auth_key', 'account_key', 'connection_string'],
];

/** `_wo` ends the name of a write-only argument, which exists for secrets alone. */
const secretName = new RegExp(`(?:^|_)(?:${names.join('|')})$|_wo$`, 'i');

const known = new Map<string, boolean>();

/** True for the name of an attribute or a variable that holds a secret, marked as one or not. */
export function isSecretName(name: string): boolean {
  let answer = known.get(name);
  if (answer === undefined) {
    answer = secretName.test(name);
    // Names come from the input, and there may be any number of them.
    if (known.size < 10_000) known.set(name, answer);
  }
  return answer;
}

/** A text that is given to a name: `db_password = "..."` in HCL, `"db_password": "..."` in JSON. Linear in the line's length. */
const assignment = /(?<![\w-])([\w-]+)"?\s*[=:]\s*(?:\[\s*)?["<]/g;

/** True for a line of source that gives a text to a name of a secret. */
export function assignsSecret(line: string): boolean {
  return [...line.matchAll(assignment)].some(([, name = '']) => isSecretName(name));
}
