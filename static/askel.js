/* Small comforts: every page works without them, and what a browser lacks is left out. Old syntax on
 * purpose: old phones run it. Words come from data- attributes, translated. */
(function () {
	'use strict';
	var main = document.getElementById('main');
	var loaded = Date.now();

	function all(selector, within) {
		return [].slice.call((within || document).querySelectorAll(selector));
	}
	function make_button(label, name) {
		var button = document.createElement('button');
		button.type = 'button';
		button.className = name;
		button.textContent = label;
		return button;
	}

	/* listening, where the device itself speaks the language */

	var speech = window.speechSynthesis;
	var playing = null;
	var turn = 0; /* rises, so that late events are known */

	function voice_for(lang) {
		return speech.getVoices().filter(function (voice) {
			return voice.localService && voice.lang.split(/[-_]/)[0].toLowerCase() === lang;
		})[0];
	}
	function stop_reading() {
		var button = playing;
		playing = null;
		turn++;
		speech.cancel();
		all('.reading').forEach(function (block) {
			block.classList.remove('reading');
		});
		if (button)
			button.firstChild.data = main.getAttribute('data-listen');
	}
	function read(blocks, voice, mine) {
		if (turn !== mine)
			return;
		if (!blocks.length) {
			stop_reading();
			return;
		}
		var block = blocks[0];
		var words = new SpeechSynthesisUtterance(block.textContent);
		words.voice = voice;
		words.lang = voice.lang;
		words.onend = words.onerror = function () {
			block.classList.remove('reading');
			read(blocks.slice(1), voice, mine);
		};
		block.classList.add('reading');
		speech.speak(words);
	}
	function offer(blocks, voice) {
		var first = blocks[0];
		var heading = /^H\d$/.test(first.tagName);
		var button = make_button(main.getAttribute('data-listen'), 'link listen');
		var about = document.createElement('span');
		about.className = 'hidden';
		about.textContent = ': ' + first.textContent.slice(0, 60);
		button.appendChild(about);
		button.onclick = function () {
			var again = playing === button;
			stop_reading();
			if (again)
				return;
			playing = button;
			button.firstChild.data = main.getAttribute('data-stop');
			read(blocks, voice, turn);
		};
		first.parentNode.insertBefore(button, heading ? first.nextSibling : first);
	}
	function offer_listening() {
		all('.prose').forEach(function (prose) {
			var lang = prose.lang.split('-')[0].toLowerCase();
			var voice = voice_for(lang);
			var groups = [];
			if (!voice || prose.querySelector('.listen'))
				return;
			[].forEach.call(prose.children, function (block) {
				if (!block.textContent.trim())
					return;
				if (!groups.length || /^H\d$/.test(block.tagName))
					groups.push([]);
				var group = groups[groups.length - 1];
				if (/^[OU]L$/.test(block.tagName))
					group.push.apply(group, [].slice.call(block.children));
				else
					group.push(block);
			});
			if (groups.length && prose.parentNode.className === 'question')
				all('.choice span', prose.parentNode).forEach(function (choice) {
					groups[groups.length - 1].push(choice);
				});
			groups.forEach(function (blocks) {
				offer(blocks, voice);
			});
		});
	}
	if (speech && window.SpeechSynthesisUtterance) {
		offer_listening();
		if (speech.addEventListener)
			speech.addEventListener('voiceschanged', offer_listening);
		window.addEventListener('pagehide', stop_reading);
	}

	/* focus on what needs another look, or how it went */

	var target = document.getElementById('summary');
	try {
		target = target || document.getElementById(decodeURIComponent(location.hash.slice(1)));
	} catch (e) {
		/* a hash that isn't ours */
	}
	if (target && target.getAttribute('tabindex') === '-1')
		target.focus();

	/* a passphrase can be looked at */

	all('[data-toggle]').forEach(function (field) {
		var button = make_button(main.getAttribute('data-show'), 'link');
		button.onclick = function () {
			var hidden = field.type === 'password';
			field.type = hidden ? 'text' : 'password';
			button.textContent = main.getAttribute(hidden ? 'data-hide' : 'data-show');
		};
		field.form.addEventListener('submit', function () {
			field.type = 'password';
		});
		field.parentNode.insertBefore(button, field.nextSibling);
	});

	/* a double press sends once */

	document.addEventListener('submit', function (event) {
		var form = event.target;
		var now = Date.now();
		if (form.sent_at && now - form.sent_at < 3000)
			event.preventDefault();
		else
			form.sent_at = now;
	});

	/* a photo is made smaller before it is sent; how much will be is told */
	var field = document.getElementById('file');
	var told = document.getElementById('size');

	function tell(size) {
		told.textContent = told.getAttribute('data-size').replace('#', Math.ceil(size / 1024));
	}
	function shrink(file, photo) {
		var canvas = document.createElement('canvas');
		var scale = Math.min(1, 1600 / Math.max(photo.width, photo.height));
		canvas.width = photo.width * scale;
		canvas.height = photo.height * scale;
		canvas.getContext('2d').drawImage(photo, 0, 0, canvas.width, canvas.height);
		canvas.toBlob(function (blob) {
			if (blob.size > file.size)
				return;
			var list = new DataTransfer();
			list.items.add(new File([blob], file.name));
			field.files = list.files;
			tell(blob.size);
		}, 'image/jpeg');
	}
	if (told)
		field.onchange = function () {
			var file = field.files[0];
			tell(file ? file.size : 0);
			if (file && /jpeg/.test(file.type))
				createImageBitmap(file, { imageOrientation: 'from-image' })
					.then(shrink.bind(null, file));
		};

	/* after signing out, Back shows nothing of before: a page from then asks again */
	try {
		if (main.hasAttribute('data-out'))
			sessionStorage.setItem('out', loaded);
	} catch (e) {
		/* no storage: each asks again */
	}
	window.addEventListener('pageshow', function (event) {
		var out = loaded + 1;
		all('form').forEach(function (form) {
			form.sent_at = 0;
		});
		if (!event.persisted)
			return;
		try {
			out = +sessionStorage.getItem('out');
		} catch (e) {
			/* as above */
		}
		if (out > loaded)
			location.reload();
	});
})();
