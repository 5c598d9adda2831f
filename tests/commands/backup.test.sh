#!/bin/sh
# Backups: made beside a server that runs, opened by Debian's tar, without keys unless asked, whole or not
# there at all; and back again, whoever made what is brought. Prints TAP.
#   ASKEL: the program (build/askel)
askel=$(realpath "${ASKEL:-build/askel}")
cd "$(dirname "$0")/../.." || exit 2
. tests/tell.inc
work=$(mktemp -d) || exit 2
server=
trap 'kill $server 2>/dev/null; rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
export LC_ALL=C.UTF-8

# Runs askel, which is to end with this code; otherwise tells what came.
wants() { # CODE WORDS...
	code=$1
	shift
	"$askel" "$@" >"$work/out" 2>"$work/err" </dev/null
	came=$?
	[ "$came" -eq "$code" ] || echo "ended with $came" "$(cat "$work/out" "$work/err")"
}
# What the last run was to say and didn't.
silent_about() { # out|err PATTERN
	grep -q -- "$2" "$work/$1" || cat "$work/$1" /dev/null
}
unless() { "$@" >"$work/seen" 2>&1 || echo "not so: $*"; }

house=$work/house
"$askel" init "$house" --origin http://127.0.0.1:0 --badge-origin http://127.0.0.1:0 \
	--listen 127.0.0.1:0 --public-name Oppimispaikka --issuer-name Oppimispaikka \
	--help-phone '010 000 0000' --help-hours 9-15 >"$work/out" 2>"$work/err" || exit 2
mkdir -p "$house/templates" "$house/static/deep" && echo '<p>own</p>' >"$house/templates/own.html"
echo body >"$house/static/deep/own.css"
ln -s /etc/passwd "$house/courses/link"
head -c 100000 /dev/urandom >"$house/files/0123456789abcdef0123456789abcdef"
"$askel" serve "$house" >"$work/serve" 2>&1 &
server=$!
for _ in $(seq 200); do grep -q http "$work/serve" && break; sleep 0.05; done

tell 'a backup is made while the server runs' "$(wants 0 backup "$house" "$work/a.tar")"
tell 'it says that no keys are inside' "$(silent_about out 'No keys are inside')"
tell 'and what was left out' "$(silent_about err 'courses/link is left out: it is a symbolic link')"
head=$(sed -n 's/.*head \([0-9]*:[0-9a-f]*\)$/\1/p' "$work/out")
tell 'the head it prints is in the chain' "$(wants 0 verify "$house" --head "$head")"
tell 'it is for its owner alone' "$(unless [ "$(stat -c %a "$work/a.tar")" = 600 ])"
mkdir "$work/opened"
tell "Debian's tar opens it" "$(tar -xf "$work/a.tar" -C "$work/opened" 2>&1)"
for name in askel.conf templates/own.html static/deep/own.css courses/safe-online/course.fi.md \
	files/0123456789abcdef0123456789abcdef; do
	tell "$name is in it as it was" "$(cmp "$house/$name" "$work/opened/$name" 2>&1)"
done
tell 'the database in it is whole' \
	"$(unless [ "$(sqlite3 "$work/opened/askel.db" 'PRAGMA integrity_check')" = ok ])"
tell 'and ends at that head' "$(unless [ "$(sqlite3 "$work/opened/askel.db" \
	"SELECT number || ':' || lower(hex(digest)) FROM audit_head")" = "$head" ])"
tell 'no key is in it' "$(tar -tf "$work/a.tar" | grep key)"
size=$(($(stat -c %s "$work/a.tar") - 4 * 512))
tell 'its last file is the digest of all before, as b2sum counts it' \
	"$(head -c "$size" "$work/a.tar" | b2sum -l 256 | cut -c 1-64 |
		diff - "$work/opened/askel-backup.end")"
tell 'that it was made is noted' "$(unless [ "$(sqlite3 -cmd '.timeout 5000' "$house/askel.db" \
	"SELECT size || '/' || with_keys FROM backup")" = "$(stat -c %s "$work/a.tar")/0" ])"
tell 'and in the chain' "$(unless [ "$(sqlite3 -cmd '.timeout 5000' "$house/askel.db" \
	"SELECT fact FROM audit WHERE verb = 'backup-made'")" = 'without keys' ])"
cp "$work/a.tar" "$work/before"
tell 'no backup is written over' "$(wants 1 backup "$house" "$work/a.tar")"
tell 'it is as it was' "$(cmp "$work/a.tar" "$work/before")"
tell 'with keys where they are asked for' "$(wants 0 backup "$house" "$work/k.tar" --with-keys)"
tell 'which is said' "$(silent_about out 'The keys are inside')"
tell 'all of them are in it' "$(tar -tf "$work/k.tar" | grep '^keys/' | sort | tr '\n' ' ' |
	grep -v '^keys/audit.key keys/badge.key keys/seal.key $')"
tell 'a folder that is not there' "$(wants 1 backup "$house" "$work/none/a.tar")"
tell 'a file has to be named' "$(wants 2 backup "$house")"

# A stop in the midst, and a full disk: nothing is left that looks like a backup.
truncate -s 2G "$house/files/fedcba9876543210fedcba9876543210"
mkdir "$work/to"
"$askel" backup "$house" "$work/to/b.tar" >"$work/out" 2>"$work/err" </dev/null &
backup=$!
sleep 0.3
kill -9 "$backup"
wait "$backup" 2>"$work/seen"
tell 'it was stopped before it was done' "$(unless [ $? -eq 137 ])"
tell 'a stop in the midst leaves nothing' "$(ls -A "$work/to")"
rm "$house/files/fedcba9876543210fedcba9876543210"
truncate -s 4M "$house/files/fedcba9876543210fedcba9876543210"
full='mount -t tmpfs -o size=2m none "$1" && { "$2" backup "$3" "$1/b.tar"; echo "code $?"; ls -A "$1"; }'
if unshare -rm true 2>"$work/seen"; then
	# shellcheck disable=SC2016
	unshare -rm sh -c "$full" sh "$work/to" "$askel" "$house" >"$work/out" 2>"$work/err"
	tell 'a full disk is told in a sentence' "$(silent_about err 'is full. Make room there')"
	tell 'and nothing is left on it' "$(echo 'code 1' | diff - "$work/out")"
fi

# ---- and back ----

other=$work/other
tell 'a backup without keys says what is lost and makes nothing' "$(wants 1 restore "$work/a.tar" "$other/house")"
tell 'second factors, for one' "$(silent_about out 'second factors and codes on paper')"
tell 'and leaves nothing' "$(find "$other" -mindepth 1)"
cp -r "$house.keys" "$other/house.keys"
tell 'with the keys in their place it comes back' "$(wants 0 restore "$work/a.tar" "$other/house")"
tell 'and its chain is found whole' "$(silent_about out 'The chain is whole')"
tell 'at the head that was printed when it was made' "$(silent_about out "^$head:")"
for name in templates static courses/safe-online files/0123456789abcdef0123456789abcdef; do
	tell "$name is as it was" "$(diff -r "$house/$name" "$other/house/$name" 2>&1)"
done
tell 'the settings are for their owner and group' "$(unless [ "$(stat -c %a "$other/house/askel.conf")" = 640 ])"
tell 'database and files for their owner' "$(unless [ \
	"$(stat -c %a "$other/house/askel.db" "$other/house/files" | tr '\n' ' ')" = '600 700 ' ])"
tell 'nothing else is left beside it' "$(find "$other" -mindepth 1 -maxdepth 1 ! -name house ! -name house.keys)"
tell 'the same key signs badges' "$("$askel" export-issuer "$house" "$work/i1" 2>&1 >"$work/seen"
	"$askel" export-issuer "$other/house" "$work/i2" 2>&1 >"$work/seen"
	diff "$work/i1/ob/issuer" "$work/i2/ob/issuer")"
tell 'it goes into no folder that holds anything' "$(wants 1 restore "$work/a.tar" "$other/house")"
tell 'a backup with keys brings them' "$(wants 0 restore "$work/k.tar" "$work/third")"
tell 'to their place' "$(diff -r "$house.keys" "$work/third.keys" 2>&1; ls -d "$work/third/keys" 2>/dev/null)"
tell 'for their owner alone' "$(unless [ "$(stat -c %a "$work/third.keys" "$work/third.keys/seal.key" |
	tr '\n' ' ')" = '700 600 ' ])"
tell 'and over no others' "$(rm -rf "$work/third"; wants 1 restore "$work/k.tar" "$work/third"; ls -d "$work/third" 2>/dev/null)"
tell 'without keys where that is said to be so' "$(wants 0 restore "$work/a.tar" "$work/new" --yes)"
tell 'and it is told once more what that means' "$(silent_about out 'The keys are new')"
tell 'and it can be opened' "$(wants 0 person "$work/new" list)"
"$askel" init "$work/stranger" --origin http://127.0.0.1:0 --badge-origin http://127.0.0.1:0 \
	--listen 127.0.0.1:0 --public-name Muu --issuer-name Muu \
	--help-phone '010 000 0000' --help-hours 9-15 >"$work/seen" 2>&1
mkdir "$work/fifth"
cp -r "$work/stranger.keys" "$work/fifth/house.keys"
tell 'the keys of another house are noticed' "$(wants 1 restore "$work/a.tar" "$work/fifth/house")"
tell 'in a sentence' "$(silent_about err 'those of this house')"

# On paper.
tell 'all keys are printed as words' "$(wants 0 keys "$house" sheet)"
cp "$work/out" "$work/sheet"
tell 'with a folder, the last backup and the sheet alone the house is back' \
	"$(wants 0 restore "$work/a.tar" "$work/paper/house" --sheet "$work/sheet")"
tell 'its chain is whole by the same key' "$(silent_about out 'The chain is whole')"
tell 'and all keys are the same' "$(diff -r "$house.keys" "$work/paper/house.keys" 2>&1)"
rm -r "$work/paper/house.keys"
tell 'without keys it says so' "$(wants 1 keys "$work/paper/house")"
sed 's/^   5  ...../   5  babab/' "$work/sheet" >"$work/wrong"
tell 'a wrong word is refused' "$(wants 1 keys "$work/paper/house" restore "$work/wrong")"
tell 'and named' "$(silent_about err 'word 5 of seal.key')"
tell 'and no key is made' "$(ls -d "$work/paper/house.keys" 2>/dev/null)"
tell 'the right ones are taken back' "$(wants 0 keys "$work/paper/house" restore "$work/sheet")"
tell 'as the same keys' "$(diff -r "$house.keys" "$work/paper/house.keys" 2>&1)"
tell 'keys of another house are left' "$(wants 1 keys "$work/stranger" restore "$work/sheet")"
tell 'which is said' "$(silent_about err 'there are other keys')"
tell 'the sheet is written as a page' "$(wants 0 keys "$house" sheet "$work/sheet.html")"
tell 'for its owner alone' "$(unless [ "$(stat -c %a "$work/sheet.html")" = 600 ])"
tell 'with a square a key' "$(unless [ "$(grep -c '<svg' "$work/sheet.html")" = 3 ])"
tell 'that needs nothing but itself' "$(grep -E 'src=|href=|url\(|<script' "$work/sheet.html")"
tell 'the words of the page are those of the sheet' "$(sed 's/<[^>]*>//g' "$work/sheet.html" |
	grep -E '^ *[0-9]+  [a-z]{5}' | diff - "$(grep -E '^ *[0-9]+  [a-z]{5}' "$work/sheet" >"$work/words"
	echo "$work/words")")"

# What came from anywhere: nothing of it is made.
refused() { # SENTENCE FILE
	tell "$1" "$(wants 1 restore "$2" "$work/bad/house" --yes; ls -A "$work/bad" 2>/dev/null)"
}
refused 'a file that is no backup is refused' "$house/askel.conf"
refused 'one that is not there' "$work/none.tar"
head -c 300000 "$work/a.tar" >"$work/bad.tar"
refused 'one that was cut off' "$work/bad.tar"
cp "$work/a.tar" "$work/bad.tar"
printf 'x' | dd of="$work/bad.tar" bs=1 seek=200000 conv=notrunc 2>"$work/seen"
refused 'one with a changed byte in a file' "$work/bad.tar"
cp "$work/a.tar" "$work/bad.tar"
printf 'x' >>"$work/bad.tar"
refused 'one with something behind its end' "$work/bad.tar"
# with sums and digest that fit, as somebody would make it who means harm
forge() { # NAME
	head -c 512 "$work/a.tar" >"$work/head"
	{ printf '%s' "$1" && head -c 100 /dev/zero; } |
		dd of="$work/head" bs=100 count=1 iflag=fullblock conv=notrunc 2>"$work/seen"
	printf '        ' | dd of="$work/head" bs=1 seek=148 conv=notrunc 2>"$work/seen"
	sum=$(od -An -v -tu1 "$work/head" | awk '{ for (i = 1; i <= NF; i++) s += $i } END { print s }')
	printf '%06o\0 ' "$sum" | dd of="$work/head" bs=1 seek=148 conv=notrunc 2>"$work/seen"
	{ head -c 1024 "$work/a.tar" && cat "$work/head" && head -c 1024 "$work/a.tar" | tail -c 512; } >"$work/bad.tar"
	digest=$(b2sum -l 256 <"$work/bad.tar" | cut -c 1-64)
	tail -c 2048 "$work/a.tar" | head -c 512 >>"$work/bad.tar"
	{ printf '%s\n' "$digest" && head -c 447 /dev/zero && head -c 1024 /dev/zero; } >>"$work/bad.tar"
}
forge 'courses/safe-online/out'
refused 'one without settings' "$work/bad.tar"
tell 'which is found once all else is good' "$(silent_about err 'askel.conf')"
for name in '../../out' '/tmp/out' 'courses/../../out' 'courses//out'; do
	forge "$name"
	refused "one with a file $name" "$work/bad.tar"
	tell 'for its name' "$(silent_about err 'a head in it is none')"
done
for name in bin/sh askel.db-wal keys courses; do
	forge "$name"
	refused "one with a file $name" "$work/bad.tar"
	tell 'which belongs in no backup' "$(silent_about err 'belongs in no backup')"
done
forge 'askel-backup.txt'
refused 'one that says twice what it is' "$work/bad.tar"
tell_end
