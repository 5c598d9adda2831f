#!/bin/sh
# Holds the house together (README, "The house"): which room may include which, one foreign library
# in one room, one public header a room, nothing mutable at file scope, nothing too long to read.
# Prints TAP; what breaks a rule is told with file and line.
#   tests/rooms.sh            BUILD: where the objects are (build)
cd "$(dirname "$0")/.." || exit 2
build=${BUILD:-build}

# Every room with those it may include: own level never, downwards only.
floor='base'
low="$floor seal pack"
middle="$low learn words"
upper="$middle http view store vault course badge post settings oidc"
may_include() {
	case $1 in
	main.c) echo commands ;;
	commands) echo "$upper pages" ;;
	pages) echo "$upper" ;;
	http | view | store | course | badge | post | settings | oidc) echo "$middle" ;;
	vault) echo "$middle draw" ;;
	learn | words) echo "$low" ;;
	seal | pack | draw) echo "$floor" ;;
	base) echo ;;
	*) return 1 ;;
	esac
}

# The one room of every foreign header (JSON is spoken by two). One that isn't here and isn't libc's has
# no room yet.
foreign='
civetweb.h http
sqlite3.h store
sodium.h seal
cmark.h course
md4c.h course
yaml.h course
zlib.h pack
qrencode.h pack
nettle/hmac.h seal
nettle/sha2.h seal
mupdf/fitz.h draw
mupdf/pdf.h draw
jpeglib.h draw
webp/decode.h draw
seccomp.h draw
utf8proc.h words
libvoikko/voikko.h words
libstemmer.h words
jansson.h badge oidc
cjose/cjose.h oidc
curl/curl.h post
ini.h settings
curl/curl.h post
sanitizer/asan_interface.h base'
libc='arpa/inet.h assert.h ctype.h dirent.h errno.h fcntl.h ftw.h inttypes.h limits.h locale.h math.h
netinet/in.h netinet/tcp.h poll.h pthread.h signal.h stdalign.h stdarg.h stdatomic.h stdbool.h
spawn.h stddef.h stdint.h stdio.h stdlib.h string.h strings.h sys/file.h sys/inotify.h sys/mman.h sys/prctl.h sys/random.h
sys/resource.h sys/socket.h sys/stat.h sys/statvfs.h sys/types.h sys/uio.h sys/un.h sys/wait.h time.h
unistd.h'

. tests/tell.inc

# file:line room header, for every include in quotes or (with <) in brackets
includes() {
	grep -nE "^[[:space:]]*#[[:space:]]*include[[:space:]]*[$1]" -r server --include='*.[ch]' |
		sed -E 's|^(server/([^/:]+)[^:]*):([0-9]+):[^<"]*[<"]([^">]+).*|\1:\3 \2 \4|'
}

has_word() { # WORD LIST
	case " $(printf '%s' "$2" | tr '\n' ' ') " in *" $1 "*) return 0 ;; esac
	return 1
}

foreign_out_of_place() {
	includes '<' | while read -r place room header; do
		has_word "$header" "$libc" && continue
		home=$(printf '%s\n' "$foreign" | sed -n "s|^$header ||p")
		has_word "$room" "$home" ||
			echo "$place: <$header> belongs to ${home:-no room: give it one in tests/rooms.sh}"
	done
}

rooms_without_place() {
	for room in server/*/ server/*.c; do
		may_include "$(basename "$room")" >/dev/null ||
			echo "$room has no level: give it one in tests/rooms.sh"
	done
}

arrows_against() {
	includes '"' | while read -r place room header; do
		case $header in
		*/*) ;;
		*)	# beside the including file
			[ -e "server/$room/$header" ] || [ "$room" = main.c ] ||
				echo "$place: \"$header\" is not in the room"
			continue ;;
		esac
		other=${header%%/*}
		[ "$other" = "$room" ] && continue
		has_word "$other" "$(may_include "$room")" ||
			echo "$place: $room may not include $other"
	done
}

private_from_outside() {
	includes '"' | while read -r place room header; do
		case $header in */*) ;; *) continue ;; esac
		other=${header%%/*}
		[ "$other" = "$room" ] || [ "$header" = "$other/$other.h" ] ||
			echo "$place: from outside only \"$other/$other.h\" is included, not \"$header\""
	done
}

rooms_without_header() {
	for room in server/*/; do
		room=$(basename "$room")
		header=server/$room/$room.h
		if [ ! -e "$header" ]; then
			echo "$header is missing"
		elif [ "$(head -n 1 "$header")" != '/*' ] || ! sed -n 2p "$header" | grep -q "^ \* $room: "; then
			echo "$header doesn't open with what the room is for (\" * $room: ...\")"
		fi
	done
}

sources_without_opening() {
	for file in server/*.c server/*/*.c; do
		head -n 1 "$file" | grep -q '^/\*' || echo "$file doesn't open with what it is for"
	done
}

# Objects in .data, .bss and their thread-local kin; .data.rel.ro holds constants.
mutable_objects() {
	find "$build/server" -name '*.o' | sort | while read -r object; do
		objdump -t "$object" | awk -v o="${object#"$build"/}" '
			$NF !~ /^[.*]/ && / (\.data|\.bss|\.tdata|\.tbss|\*COM\*)(\.[^r][^ \t]*)?[ \t]/ {
				print o ": " $NF " can be changed by anybody: give it an owner" }'
	done
}

long_functions() {
	for file in server/*.c server/*/*.c; do
		awk -v file="$file" '
			/^[a-zA-Z_].*\(/ { head = $0; at = NR }
			/^{$/ { from = NR }
			/^}$/ { if (from && NR - from - 1 > 70) {
				name = head; sub(/\(.*/, "", name); sub(/.*[ *]/, "", name)
				printf "%s:%s %d lines\n", file, name, NR - from - 1 }
				from = 0 }' "$file"
	done
}

long_files() {
	wc -l server/*.c server/*/*.[ch] static/*.css static/*/*.css static/*.js |
		awk '$2 != "total" && $1 > 600 { print $2, $1, "lines" }'
}

tell 'every room has a level' "$(rooms_without_place)"
tell 'each foreign header stands in one room' "$(foreign_out_of_place)"
tell 'includes go downwards, never sideways' "$(arrows_against)"
tell "from outside only a room's public header is included" "$(private_from_outside)"
tell 'each room has one public header that says what it is for' "$(rooms_without_header)"
tell 'each source says what it is for' "$(sources_without_opening)"
tell 'no function is longer than 70 lines' "$(long_functions)"
tell 'no file is longer than 600 lines' "$(long_files)"
if [ -n "${SAN:-}" ] || [ ! -d "$build/server" ]; then
	tell 'nothing at file scope can be changed # SKIP wants the objects of a plain build' ''
else
	tell 'nothing at file scope can be changed' "$(mutable_objects)"
fi
tell_end
