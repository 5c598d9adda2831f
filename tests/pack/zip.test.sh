#!/bin/sh
# Archives as programs that nobody here wrote read them: Debian's unzip and, where it is there,
# Python's zipfile. Prints TAP.
#
#	BUILD	where the test programs are (build)
cd "$(dirname "$0")/../.." || exit 2
. tests/tell.inc
program=${BUILD:-build}/tests/pack/zip
folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
LC_ALL=C.UTF-8 export LC_ALL

"$program" "$folder" >"$folder/names" || exit 2
zip=$folder/sample.zip
tell "unzip finds no fault in it" "$(unzip -tqq "$zip" 2>&1)"
tell "unzip lists the names as they were given" \
	"$(unzip -Z1 "$zip" 2>&1 | diff - "$folder/names")"
number=0
while read -r name; do
	unzip -p "$zip" "$name" >"$folder/got" 2>"$folder/said" || cat "$folder/said"
	tell "unzip takes out $name as it went in" "$(cmp "$folder/got" "$folder/wanted-$number" 2>&1)"
	number=$((number + 1))
done <"$folder/names"
if command -v python3 >"$folder/where"; then
	tell "Python's zipfile reads every file and its checksum" "$(python3 -c '
import sys, zipfile
bad = zipfile.ZipFile(sys.argv[1]).testzip()
print(bad or "", end="")' "$zip" 2>&1)"
fi
tell_end
