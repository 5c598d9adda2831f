#!/bin/sh
# Holds the translations: sound files, whole (nothing untranslated, nothing fuzzy), and made from
# the words that are in the program now. Prints TAP.
cd "$(dirname "$0")/.." || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
export LC_ALL=C

. tests/tell.inc

# The msgids of what `msgattrib OPTION` keeps of a file, the first few.
kept() {
	msgattrib --no-obsolete --no-wrap "$1" "$2" 2>&1 |
		sed -n '/^msgid ""$/d; s/^msgid //p' | head -n 10
}

pot=templates/po/askel.pot
old='make po brings it up to date'
sh templates/po/extract.sh "$work/askel.pot" 2>"$work/said" || cat "$work/said"
tell "$pot holds the words of the program" \
	"$(cmp -s "$work/askel.pot" "$pot" || echo "$pot isn't what extract.sh makes: $old")"
for language in 'fi' 'sv'; do
	po=templates/po/$language.po
	tell "$po is there" "$([ -s "$po" ] || echo "$po is missing")"
done
for po in templates/po/*.po; do
	tell "$po is sound" "$(msgfmt --check -o /dev/null "$po" 2>&1)"
	tell "$po has every word of $pot" \
		"$(msgcmp --use-fuzzy --use-untranslated "$po" "$pot" >"$work/said" 2>&1 ||
			{ head -n 4 "$work/said"; echo "$old"; })"
	tell "$po is wholly translated" "$(kept --untranslated "$po")"
	tell "$po has nothing fuzzy" "$(kept --only-fuzzy "$po")"
done
tell_end
