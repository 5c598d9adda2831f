#!/bin/sh
# Holds the templates to what the server can't check of them at start: how their HTML is written,
# and that every word a person reads can be translated. (Names, fields in unsafe places and
# addresses are checked by the server itself: server/view/where.c.) Prints TAP, a line a rule; what
# breaks it is told with file and line. The rules are tried on samples that break them, too.
#   tests/templates.sh [FILE...]          without files: templates/*.html
cd "$(dirname "$0")/.." || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT

# Prints "RULE file:line: what" for everything found in the files.
lint() {
	LC_ALL=C awk '
	BEGIN {
		spoken = "^(alt|title|placeholder|label|summary|" \
			"aria-(label|description|valuetext|roledescription|placeholder))$"
		element = "^</?[A-Za-z][^<>\"\047]*((\"[^\"]*\"|\047[^\047]*\047)[^<>\"\047]*)*>"
	}
	function lines_in(s) { return gsub(/\n/, "\n", s) }
	function found(rule, what) {
		gsub(/[ \t\n]+/, " ", what)
		printf "%s %s:%d: %s\n", rule, file, line, substr(what, 1, 90)
	}
	# Blanks out every part from a match of `first` to one of `last`, line ends kept.
	function blank_out(first, last,    out, from, end, part) {
		out = ""
		while (match(all, first)) {
			from = RSTART
			out = out substr(all, 1, from - 1)
			all = substr(all, from)
			end = match(all, last) ? RSTART + RLENGTH - 1 : length(all)
			part = substr(all, 1, end)
			gsub(/[^\n]/, "", part)
			out = out part
			all = substr(all, end + 1)
		}
		all = out all
	}
	function without_tags(s) { gsub(/\{\{[^}]*\}\}+/, "", s); return s }
	# Letters: ASCII ones outside entities, and characters beyond Latin-1 signs and punctuation.
	function holds_letter(s) {
		s = without_tags(s)
		gsub(/&(#[0-9]+|#x[0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);/, "", s)
		return s ~ /[A-Za-z]|[\303-\337]|[\340\341\343-\357]/
	}
	function check_attribute(name, value) {
		if (name ~ /^on/ || name == "style")
			found("inline", name "= in a tag")
		if ((name ~ /^on/ || name == "style") && index(value, "{{"))
			found("code", "{{ in " name "=")
		if (holds_letter(value) && name ~ spoken)
			found("words", name "=\"" value "\"")
	}
	# The attributes of one tag; Mustache tags between them are sections.
	function check_tag(tag,    name, value) {
		sub(/^<\/?[A-Za-z][A-Za-z0-9-]*/, "", tag)
		sub(/\/?>$/, "", tag)
		while (tag != "") {
			if (match(tag, /^([ \t\n\/]+|\{\{[^}]*\}\}+)/)) {
				tag = substr(tag, RLENGTH + 1)
			} else if (match(tag, /^[^ \t\n="\047<>\/{]+/)) {
				name = tolower(substr(tag, 1, RLENGTH))
				tag = substr(tag, RLENGTH + 1)
				value = ""
				if (match(tag, /^="[^"]*"/)) {
					value = substr(tag, 3, RLENGTH - 3)
					tag = substr(tag, RLENGTH + 1)
				} else if (tag ~ /^[ \t\n]*=/) {
					found("quotes", name tag)
					return
				}
				check_attribute(name, value)
			} else {
				found("quotes", tag)
				return
			}
		}
	}
	# Text of languages named in themselves stays as it is: lang="..." translate="no".
	function enter(tag, name) {
		if (quiet) {
			if (name == quiet)
				deep += tag ~ /^<\// ? -1 : 1
			if (deep == 0)
				quiet = ""
		} else if (tag ~ /[ \t\n]translate="no"/ && tag ~ /[ \t\n]lang="/ && tag !~ /^<\//) {
			quiet = name
			deep = 1
		}
	}
	function take(size) {
		line += lines_in(substr(all, 1, size))
		all = substr(all, size + 1)
	}
	function take_code(name,    end, code) {
		end = index(tolower(all), "</" name)
		code = substr(all, 1, end ? end - 1 : length(all))
		if (index(code, "{{"))
			found("code", "{{ in <" name ">")
		if (code ~ /[^ \t\n]/ || name == "style")
			found("inline", "<" name "> in the page")
		take(length(code))
	}
	# Is a whole template a list of attributes, shown inside of tags?
	function holds_attributes(s) {
		s = without_tags(s)
		return s ~ /^([ \t\n]+[a-z-]+(="[^"]*")?)+[ \t\n]*$/ && index(s, "=\"")
	}
	function check_file(    tag, name, at) {
		line = 1
		quiet = ""
		blank_out("\\{\\{!", "}}")
		blank_out("\\{\\{#[ \t]*tn?[ \t}]", "\\{\\{/[ \t]*tn?[ \t]*}}")
		gsub(/\{\{>/, "{{+", all)
		if (holds_attributes(all)) {
			check_tag(all)
			return
		}
		while (all != "") {
			if (match(all, /^<!--/)) {
				at = index(all, "-->")
				take(at ? at + 2 : length(all))
			} else if (match(all, element)) {
				tag = substr(all, 1, RLENGTH)
				match(tag, /[A-Za-z][A-Za-z0-9-]*/)
				name = tolower(substr(tag, RSTART, RLENGTH))
				check_tag(tag)
				enter(tag, name)
				take(length(tag))
				if (tag ~ /^<[A-Za-z]/ && (name == "script" || name == "style"))
					take_code(name)
			} else if (match(all, /^<![^>]*>/)) {
				take(RLENGTH)
			} else if (match(all, /^<[\/A-Za-z]/)) {
				found("quotes", all)
				take(1)
			} else {
				match(all, /^(<|[^<])[^<\n]*\n?/)
				tag = substr(all, 1, RLENGTH)
				if (!quiet && holds_letter(tag))
					found("words", tag)
				take(RLENGTH)
			}
		}
	}
	FNR == 1 { if (file) check_file(); file = FILENAME; all = "" }
	{ all = all $0 "\n" }
	END { check_file() }' "$@"
}

. tests/tell.inc

rule() { # RULE SENTENCE
	tell "$2" "$(sed -n "s/^$1 //p" "$work/found")"
}

# A sample must break exactly the rules given.
sample() { # RULES HTML
	printf '%s\n' "$2" >"$work/sample.html"
	rules=$(lint "$work/sample.html" | awk '{ print $1 }' | sort -u | tr '\n' ' ')
	[ "${rules% }" = "$1" ] && wrong='' || wrong="breaks \"${rules% }\", not \"$1\""
	tell "the lint knows: $2" "$wrong"
}

[ $# -gt 0 ] || set -- templates/*.html
lint "$@" >"$work/found" || exit 2
rule quotes 'attributes stand in double quotes'
rule code 'no Mustache tag stands in a script, a style or an event attribute'
rule inline 'no script, style or event handler stands in a page'
rule words 'every word a person reads stands in {{#t}} or {{#tn}}, or comes from a field'

sample '' '<p class="a{{#x}} b{{/x}}"{{#y}} hidden{{/y}}>{{#t}}Save <b>{{/t}} &nbsp; · – 12 {{x}}</p>'
sample '' '<input title="{{#t}}Say "hi"{{/t}}" value="{{x}}" disabled><br/>{{! A comment }}'
sample '' '<a lang="fi" translate="no">Suomi <b>ja</b></a>{{#tn n}}a|b{{/tn}}<!-- words -->'
sample '' '<!doctype html><script src="{{js}}" defer></script>{{{body_html}}}'
sample '' '<input id="a"{{> wrong}}{{#x}} {{> right}}{{/x}}>'
sample '' '{{#x}} id="{{y}}" title="{{#t}}a{{/t}}" hidden{{/x}}'
sample quotes "<p title='x'>"
sample quotes '<p id=x>'
sample quotes '<p id = "x">'
sample inline '<p style="color: red">'
sample inline '<p onclick="go()">'
sample inline '<script>go()</script>'
sample inline '<style>p { color: red }</style>'
sample inline '{{#x}} id="a" onclick="go()"{{/x}}'
sample 'code inline' '<p ONCLICK="{{x}}">'
sample 'code inline' '<script>{{x}}</script>'
sample words '<p>Save</p>'
sample words '<p>ääni</p>'
sample words '<p>Привет</p>'
sample words '{{#t}}a{{/t}} b {{#t}}c{{/t}}'
sample words '<img alt="A picture">'
sample words '<a lang="fi" translate="no">Suomi</a> tai'
sample words '<a lang="fi">Suomi</a>'
sample words '{{#tn n}}a|b{{/tn}} c'
tell_end
