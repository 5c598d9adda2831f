/*
 * provider: an organisation's OpenID Connect provider (npm oidc-provider, a certified one) on this
 * machine, with a page of its own where one says who one is, or goes back.
 *
 *	const provider = await open_provider(port, { return_to, secret, ...});
 *	provider.issuer, provider.close(), provider.open()    goes away, and is back
 *	provider.catch_return()    what it would send the next browser back to, which stays there
 *	provider.asked    addresses of the authorization endpoint, as browsers came with them
 *	provider.new_key()    signs with a new key from now on, and forgets the old one
 */
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

function key_made() {
	const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
	return { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg: 'RS256' };
}

const escaped = (words) => String(words).replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

function page_of(uid, prompt, params) {
	return `<!doctype html><html lang="en"><title>Town</title><h1>Town sign-in</h1>
<p id="prompt">${escaped(prompt)}</p><p id="locales">${escaped(params.ui_locales ?? '')}</p>
<form method="post" action="/interaction/${uid}"><label>Who are you? <input name="who" id="who"></label>
<label><input type="checkbox" name="second" id="second"> with a second factor</label>
<button id="go">Sign in</button> <button id="back" name="back" value="1">Back</button></form></html>`;
}

function body_of(request) {
	return new Promise((done) => {
		let body = '';
		request.on('data', (bytes) => (body += bytes));
		request.on('end', () => done(new URLSearchParams(body)));
	});
}

export async function open_provider(port, { return_to, client_id = 'learn', secret = 'a secret/with+signs' }) {
	const issuer = `http://127.0.0.1:${port}`;
	const asked = [];
	let server;
	let keys = [key_made()];

	function make() {
		const provider = new Provider(issuer, {
			clients: [{ client_id, client_secret: secret, redirect_uris: [return_to],
				response_types: ['code'], grant_types: ['authorization_code'] }],
			jwks: { keys },
			cookies: { keys: ['for this run'] },
			pkce: { required: () => true, methods: ['S256'] },
			claims: { openid: ['sub', 'amr'], acr: null, auth_time: null, iss: null, sid: null },
			features: { devInteractions: { enabled: false } },
			interactions: { url: (context, interaction) => `/interaction/${interaction.uid}` },
			findAccount: (context, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
			async loadExistingGrant(context) {
				const grant = new context.oidc.provider.Grant({ clientId: context.oidc.client.clientId,
					accountId: context.oidc.session.accountId });
				grant.addOIDCScope('openid');
				await grant.save();
				return grant;
			},
		});
		const answer = provider.callback();
		return async (request, response) => {
			if (request.url.startsWith('/auth?'))
				asked.push(request.url);
			if (!/^\/interaction\//.test(request.url))
				return answer(request, response);
			const { uid, prompt, params } = await provider.interactionDetails(request, response);
			if (request.method === 'GET') {
				response.setHeader('content-type', 'text/html; charset=utf-8');
				return response.end(page_of(uid, prompt.name, params));
			}
			const form = await body_of(request);
			const result = form.get('back') ? { error: 'access_denied', error_description: 'Back' }
				: { login: { accountId: form.get('who'), amr: form.get('second') ? ['pwd', 'mfa'] : ['pwd'] } };
			return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
		};
	}

	/* The next answer that leads back isn't sent: its address is given to whoever waits for it. */
	let catching;
	function watch(response) {
		const { end } = response;
		response.end = (...rest) => {
			const to = response.getHeader('location');
			if (!catching || !String(to ?? '').startsWith(return_to))
				return end.apply(response, rest);
			for (const name of ['location', 'content-length'])
				response.removeHeader(name);
			response.statusCode = 200;
			catching(to);
			catching = undefined;
			return end.call(response, 'Caught.');
		};
	}

	const open = () => new Promise((done) => {
		const answer = make();
		server = createServer((request, response) => {
			watch(response);
			answer(request, response).catch((error) => {
				console.log(`# provider: ${error.stack}`);
				response.statusCode = 500;
				response.end();
			});
		}).listen(port, '127.0.0.1', done);
	});
	const close = () => new Promise((done) => {
		server.close(done);
		server.closeAllConnections();
	});

	await open();
	return { issuer, asked, open, close,
		catch_return: () => new Promise((done) => (catching = done)),
		async new_key() {
			await close();
			keys = [key_made()];
			await open();
		} };
}
