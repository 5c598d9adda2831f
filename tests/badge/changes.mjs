/*
 * changes: what somebody might make of a badge that isn't true: each a sentence and what it does to the
 * document. All change what the badge says, and none may pass.
 */

const subject = (d) => d.credentialSubject;
const achievement = (d) => d.credentialSubject.achievement;
const holder = (d) => d.credentialSubject.identifier[0];
const both = (d, change) => d.proof.forEach(change);

/* Of a badge with a holder, evidence and alignments. */
export const changes = [
	['another name of the badge', (d) => { d.name = 'Mestari'; }],
	['another description', (d) => { d.description += ' Erinomaisesti.'; }],
	['another address', (d) => { d.id = 'https://askel.example/b/other'; }],
	['valid earlier', (d) => { d.validFrom = '2020-01-01T00:00:00Z'; }],
	['a second later', (d) => { d.validFrom = d.validFrom.replace(/\dZ$/, '9Z'); }],
	['awarded earlier', (d) => { d.awardedDate = '2020-01-01T00:00:00Z'; }],
	['not awarded at a time', (d) => { delete d.awardedDate; }],
	['valid until a time', (d) => { d.validUntil = '2099-01-01T00:00:00Z'; }],
	['another issuer', (d) => { d.issuer.id = 'https://other.example/ob/issuer'; }],
	['another name of the issuer', (d) => { d.issuer.name = 'Aalto-yliopisto'; }],
	['another address of the issuer', (d) => { d.issuer.url = 'https://other.example'; }],
	['an e-mail address of the issuer', (d) => { d.issuer.email = 'a@other.example'; }],
	['somebody else', (d) => { subject(d).id = 'urn:uuid:00000000-0000-4000-8000-000000000000'; }],
	['another hashed name', (d) => { holder(d).identityHash = `sha256$${'0'.repeat(64)}`; }],
	['another salt', (d) => { holder(d).salt = 'other'; }],
	['a name that is not hashed', (d) => { holder(d).hashed = false; }],
	['an e-mail address in place of a name', (d) => { holder(d).identityType = 'emailAddress'; }],
	['nobody named', (d) => { delete subject(d).identifier; }],
	['a second holder', (d) => { subject(d).identifier.push({ ...holder(d), salt: 'other' }); }],
	['a role', (d) => { subject(d).role = 'Teacher'; }],
	['another achievement by name', (d) => { achievement(d).name = 'Tietoturva-asiantuntija'; }],
	['another achievement by address', (d) => { achievement(d).id += '/2'; }],
	['another summary', (d) => { achievement(d).description = 'Kaikki.'; }],
	['another kind', (d) => { achievement(d).achievementType = 'Diploma'; }],
	['another language', (d) => { achievement(d).inLanguage = 'sv'; }],
	['another version of the framework', (d) => { achievement(d).version = '3.0'; }],
	['other criteria', (d) => { achievement(d).criteria.narrative = '- kaikki'; }],
	['criteria from elsewhere', (d) => { achievement(d).criteria.id = 'https://other.example/c'; }],
	['no criteria', (d) => { achievement(d).criteria = { id: achievement(d).criteria.id }; }],
	['a criterion in other words', (d) => { achievement(d).resultDescription[0].name = 'Osaan kaiken.'; }],
	['a criterion less', (d) => { achievement(d).resultDescription.pop(); }],
	['a criterion of another kind', (d) => { achievement(d).resultDescription[0].resultType = 'Percent'; }],
	['a result that failed', (d) => { subject(d).result[0].status = 'Failed'; }],
	['a result less', (d) => { subject(d).result.pop(); }],
	['a result of another criterion', (d) => { subject(d).result[0].resultDescription += '2'; }],
	['a result with a grade', (d) => { subject(d).result[0].value = '5'; }],
	['a result more', (d) => { subject(d).result.push({ ...subject(d).result[0], id: 'urn:x:1' }); }],
	['aligned to another code', (d) => { achievement(d).alignment[0].targetCode = '5.4'; }],
	['aligned by another name', (d) => { achievement(d).alignment[1].targetName = 'Kansallinen osaamismerkki'; }],
	['aligned to another place', (d) => { achievement(d).alignment[0].targetUrl = 'https://other.example/'; }],
	['aligned to another framework', (d) => { achievement(d).alignment[0].targetFramework = 'EQF'; }],
	['aligned to another kind of thing', (d) => { achievement(d).alignment[0].targetType = 'CTDL'; }],
	['an alignment less', (d) => { achievement(d).alignment.shift(); }],
	['a tag more', (d) => { achievement(d).tag.push('digcomp-2.2:5.4'); }],
	['another picture', (d) => { achievement(d).image.id = 'https://other.example/gold.svg'; }],
	['another caption', (d) => { achievement(d).image.caption = 'a crown'; }],
	['credits', (d) => { achievement(d).creditsAvailable = 60; }],
	['credits earned', (d) => { subject(d).creditsEarned = 60; }],
	['another kind of evidence', (d) => { d.evidence[0].name = 'Diploma'; }],
	['evidence seen by others', (d) => { d.evidence[1].narrative = 'Seen by a professor.'; }],
	['no evidence', (d) => { delete d.evidence; }],
	['another place in the list of those taken back', (d) => { d.credentialStatus.statusListIndex = '9'; }],
	['another list of those taken back', (d) => { d.credentialStatus.statusListCredential += '2'; }],
	['a list of another purpose', (d) => { d.credentialStatus.statusPurpose = 'suspension'; }],
	['never to be taken back', (d) => { delete d.credentialStatus; }],
	['another type', (d) => { d.type.push('Diploma'); }],
	['signed at another time', (d) => both(d, (p) => { p.created = '2020-01-01T00:00:00Z'; })],
	['signed for another purpose', (d) => both(d, (p) => { p.proofPurpose = 'authentication'; })],
	['another signature', (d) => both(d, (p) => { p.proofValue = `${p.proofValue.slice(0, -1)}${p.proofValue.endsWith('2') ? '3' : '2'}`; })],
	['signatures in each other\'s place', (d) => {
		[d.proof[0].proofValue, d.proof[1].proofValue] = [d.proof[1].proofValue, d.proof[0].proofValue]; }],
];

/* Of a badge that a school has confirmed. */
export const confirmed_changes = [
	['ten times the points', (d) => { subject(d).creditsEarned *= 10; }],
	['a tenth of a point more', (d) => { subject(d).creditsEarned += 0.1; }],
	['another school', (d) => { subject(d).source.name = 'Aalto-yliopisto'; }],
	['another day', (d) => { subject(d).activityEndDate = '2020-01-01T00:00:00Z'; }],
	['another badge before it', (d) => { d.evidence[0].id = 'https://askel.example/b/other'; }],
	['what is said of it', (d) => { subject(d).narrative = 'With honours.'; }],
];
