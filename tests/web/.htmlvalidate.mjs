/* What html-validate looks at: all it recommends but what follows, with reasons. */
export default {
	extends: ['html-validate:recommended'],
	rules: {
		/* taste: <!doctype html>, <br>, <input disabled> are what we write */
		'doctype-style': 'off',
		'void-style': 'off',
		'attribute-boolean-style': 'off',
		'attribute-empty-style': 'off',
		/* what a template leaves where a section was empty; gone by compression */
		'no-trailing-whitespace': 'off',
		/* a button in a form submits: that is what we want of it */
		'no-implicit-button-type': 'off',
		'no-implicit-input-type': 'off',
		/* buttons of one form are told apart by value, as HTML means it */
		'form-dup-name': 'off',
		/* page titles are authors' words; how it went comes first in them */
		'long-title': 'off',
		/* the server writes numbers with no-break spaces, hours of opening without */
		'tel-non-breaking': 'off',
	},
};
