#!/bin/sh
# askel import-wallet: badges of another issuer taken in from the machine itself, with and without the
# issuer's document; what is refused, and what it says. Prints TAP.
#   ASKEL: the program (build/askel)
askel=$(realpath "${ASKEL:-build/askel}")
cd "$(dirname "$0")/../.." || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
export LC_ALL=C.UTF-8
house=$work/house samples=$work/samples

. tests/commands/ran.inc

#   wants CODE PATTERN SENTENCE WORDS...: PATTERN is in what it says
wants() {
	code=$1 pattern=$2 sentence=$3
	shift 3
	"$askel" "$@" >"$work/out" 2>"$work/err" </dev/null
	came=$?
	[ "$came" -eq "$code" ] && cat "$work/out" "$work/err" | grep -q -- "$pattern"
	tell $? "$sentence (exit $came)"
}

kept() {
	[ "$(sqlite3 "$house/askel.db" 'SELECT count(*), count(checked > 0 OR NULL) FROM brought_badge')" = "$1" ]
	tell $? "$2"
}

"$askel" init "$house" --origin https://learn.example --badge-origin https://badges.example \
	--listen 127.0.0.1:8080 --public-name Oppimispaikka --issuer-name Oppimispaikka \
	--help-phone '010 000 0000' --help-hours '9-15' >"$work/out" 2>"$work/err" </dev/null
"$askel" sample-badges "$samples" >/dev/null
"$askel" person "$house" add --role client >"$work/out" 2>"$work/err"
number=$(sed -n "s/^The person's number is \([0-9]*\)\.$/\1/p" "$work/out")
[ -n "$number" ]
tell $? 'there is a house with a person in it'

# A wallet as the page makes one, of three badges.
{
	printf '<!doctype html><title>x</title>'
	for name in badge formal odd-words; do
		printf '<a href="data:application/vc+ld+json;base64,%s">x</a>' "$(base64 -w 0 "$samples/$name.json")"
	done
} >"$work/wallet.html"

wants 2 'name the installation' 'it wants a file' import-wallet "$house" "$number"
wants 2 'name the installation' 'and a number' import-wallet "$house" somebody "$work/wallet.html"
wants 1 "isn't there" 'a file that is not there' import-wallet "$house" "$number" "$work/none.html"
wants 1 'no badges in this file' 'a file without badges' import-wallet "$house" "$number" "$0"
wants 1 'there is nobody' 'nobody gets none' import-wallet "$house" 999 "$work/wallet.html"
kept '0|0' 'so far nothing is kept'
wants 0 'askel.example/ob/issuer>: kept; its issuer was not checked' 'three badges are kept' \
	import-wallet "$house" "$number" "$work/wallet.html"
kept '3|0' 'none of them checked'
wants 0 'was here already' 'brought twice nothing changes' import-wallet "$house" "$number" "$work/wallet.html"
kept '3|0' 'and there are three'
wants 0 "was here already; it is the issuer's" "with the issuer's document they are checked" \
	import-wallet "$house" "$number" "$work/wallet.html" --issuer "$samples/issuer.json" --status "$samples/status.json"
kept '3|3' 'all of them'
wants 0 ': kept' 'a single badge in a picture' import-wallet "$house" "$number" "$samples/without-name.png"
wants 1 'has been taken back' 'one that was taken back is left out' \
	import-wallet "$house" "$number" "$samples/revoked.svg" --issuer "$samples/issuer.json" --status "$samples/status.json"
wants 1 "issuer's document can't be read" 'with a document that is none nothing is kept' \
	import-wallet "$house" "$number" "$samples/long-name.json" --issuer "$0"
sed 's/Working life/Working Life/' "$samples/confirmed.json" >"$work/changed.json"
wants 1 'has been changed' 'one that was changed is left out' import-wallet "$house" "$number" "$work/changed.json"
kept '4|3' 'what was left out is not there'
"$askel" verify "$house" >"$work/out" 2>"$work/err"
tell $? 'the chain is whole'
wants 0 'Erased' 'they leave and are erased' person "$house" erase "$number" --yes
kept '0|0' 'and so are the badges they brought'
wants 1 'there is nobody' 'whoever has left brings nothing' import-wallet "$house" "$number" "$work/wallet.html"
printf '1..%s\n' "$((passed + failed))"
[ "$failed" -eq 0 ]
