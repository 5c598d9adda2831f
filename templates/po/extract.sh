#!/bin/sh
# Collects the words that people read into templates/po/askel.pot, and brings the .po files up to
# date with it; `make po` runs this. What is collected:
#   {{#t}}, {{#t context}} and {{#tn count}} of templates/*.html
#   say(), say_with(), say_count() and N_("...") of the C sources, and the sentences of OUTCOMES
# All of it is written as C for stock xgettext, with #line before each. Nothing in the result
# depends on the day or on line numbers, so a .pot that is up to date is the same byte for byte.
#   templates/po/extract.sh [POT]     with POT: writes only this file
set -eu
cd "$(dirname "$0")/../.."
pot=${1:-templates/po/askel.pot}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C

# Words of a template: blanks folded as the engine folds them (server/view/parse.c).
from_templates() {
	awk '
	function quoted(s) {
		gsub(/[ \t\r\n]+/, " ", s)
		sub(/^ /, "", s)
		sub(/ $/, "", s)
		gsub(/\\/, "\\\\", s)
		gsub(/"/, "\\\"", s)
		return "\"" s "\""
	}
	function say_words(tag, words,    name, bar) {
		name = tag
		sub(/^tn?[ \t]*/, "", name)
		printf "#line %d \"%s\"\n", line, file
		bar = index(words, "|")
		if (tag ~ /^tn/)
			printf "ngettext(%s, %s);\n", quoted(substr(words, 1, bar - 1)),
				quoted(substr(words, bar + 1))
		else if (name != "")
			printf "pgettext(%s, %s);\n", quoted(name), quoted(words)
		else
			printf "_(%s);\n", quoted(words)
	}
	function lines_in(s) { return gsub(/\n/, "\n", s) }
	function take_file(    at, tag, end) {
		line = 1
		while (match(all, /\{\{(!|#[ \t]*tn?[ \t}])/)) {
			line += lines_in(substr(all, 1, RSTART - 1))
			all = substr(all, RSTART)
			at = index(all, "}}")
			tag = substr(all, 3, at - 3)
			if (tag !~ /^!/) {
				sub(/^#[ \t]*/, "", tag)
				sub(/[ \t]+$/, "", tag)
				end = index(all, "{{/")
				say_words(tag, substr(all, at + 2, end - at - 2))
				at = end
			}
			line += lines_in(substr(all, 1, at + 1))
			all = substr(all, at + 2)
		}
		all = ""
	}
	FNR == 1 { take_file(); file = FILENAME }
	{ all = all $0 "\n" }
	END { take_file() }' "$@"
}

# Literals in C: calls are followed by depth, so that N_() may stand in an argument of say_count().
from_sources() {
	awk '
	BEGIN { place["say"] = 3; place["say_with"] = 4; place["N_"] = 1 }
	function emit(form, words) {
		printf "#line %d \"%s\"\n%s(%s);\n", FNR, FILENAME, form, words
	}
	function end_argument(    call) {
		call = name[depth]
		if (words[depth] == "" || words[depth] == "\"\"")
			;
		else if (call == "N_" && name[depth - 1] == "say_count")
			words[depth - 1] = words[depth]
		else if (call == "say_count" && argument[depth] == 4)
			one[depth] = words[depth]
		else if (call == "say_count" && argument[depth] == 5)
			emit("ngettext", one[depth] ", " words[depth])
		else if (call in place && argument[depth] == place[call])
			emit("_", words[depth])
		else if (call == "X" && argument[depth] == 3 && FILENAME == "server/base/base.h")
			emit("_", words[depth])
		words[depth] = ""
	}
	FNR == 1 { depth = 0; comment = 0; last = "" }
	# The macros themselves are no words.
	/^#define (N_|TEXT|X)\(/ { next }
	{
		rest = $0
		while (rest != "") {
			if (comment) {
				at = index(rest, "*/")
				comment = at == 0
				rest = at ? substr(rest, at + 2) : ""
			} else if (match(rest, /^[A-Za-z_][A-Za-z_0-9]*/)) {
				last = substr(rest, 1, RLENGTH)
				rest = substr(rest, RLENGTH + 1)
			} else if (match(rest, /^"([^"\\]|\\.)*"/)) {
				words[depth] = words[depth] (words[depth] == "" ? "" : " ") substr(rest, 1, RLENGTH)
				rest = substr(rest, RLENGTH + 1)
			} else if (match(rest, /^\047([^\047\\]|\\.)*\047/)) {
				rest = substr(rest, RLENGTH + 1)
			} else if (substr(rest, 1, 2) == "/*") {
				comment = 1
				rest = substr(rest, 3)
			} else {
				c = substr(rest, 1, 1)
				rest = substr(rest, 2)
				if (c == "(") {
					depth++
					name[depth] = last
					argument[depth] = 1
					words[depth] = ""
				} else if (depth > 0 && (c == ")" || c == ",")) {
					end_argument()
					if (c == ")")
						depth--
					else
						argument[depth]++
				}
				if (c != " " && c != "\t")
					last = ""
			}
		}
	}' "$@"
}

from_templates templates/*.html >"$work/words.c"
# shellcheck disable=SC2046 # our own file names hold no blanks
from_sources $(grep -lE '(say|say_with|say_count|N_|OUTCOMES) ?\(' server/*/*.[ch]) >>"$work/words.c"

# {name}s are checked by msgfmt as python-brace-format; nothing of ours is c-format.
xgettext -L C --from-code=UTF-8 -k -k_ -kngettext:1,2 -kpgettext:1c,2 --add-location=file \
	--sort-by-file --package-name=Askel --no-wrap -o "$work/words.pot" "$work/words.c"
awk '
	function flush(    i, braces) {
		braces = entry ~ /\{[A-Za-z_][A-Za-z0-9_.]*\}/
		for (i = 1; i <= count; i++) {
			if (lines[i] ~ /^#, .*c-format/)
				continue
			if (braces && lines[i] ~ /^(msgctxt|msgid) / && !flagged) {
				print "#, python-brace-format"
				flagged = 1
			}
			print lines[i]
		}
		count = flagged = 0
		entry = ""
	}
	# The head is ours: the same for everybody, whenever it is made.
	!headed { if ($0 == "") { print head; headed = 1 } ; next }
	{ lines[++count] = $0 }
	/^(msgid|msgid_plural|") ?/ { entry = entry $0 }
	$0 == "" { flush() }
	END { flush() }' head='# The words of Askel that people read. Made by templates/po/extract.sh.
msgid ""
msgstr ""
"Project-Id-Version: Askel\\n"
"PO-Revision-Date: 2026-01-01 00:00+0000\\n"
"Last-Translator: the people of Askel\\n"
"Language-Team: the people of Askel\\n"
"Language: \\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
' "$work/words.pot" >"$work/askel.pot"
cp "$work/askel.pot" "$pot"
[ $# -eq 0 ] || exit 0

for po in templates/po/*.po; do
	msgmerge --quiet --update --backup=none --add-location=file --no-wrap "$po" "$pot"
	printf '%s: ' "$po"
	msgfmt --statistics -o /dev/null "$po" 2>&1
done
