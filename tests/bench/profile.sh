#!/bin/sh
# make profile: where the time of a page goes, from a load to a picture or a list.
#
# With perf, where the kernel lets it look: build/bench/profile.svg, a flame graph (wider is more
# time, and who calls stands under who is called). Otherwise with callgrind, which counts
# instructions and says the same twice, however busy the machine is: build/bench/profile.txt. That
# one also with HOW=callgrind.
#
#	PAGE (a lesson)  PEOPLE (1000)  LOAD_SECONDS (5)  HOW (perf or callgrind)
cd "$(dirname "$0")/../.." || exit 2
beside=${BUILD:-build}/bench
program=$beside/askel
people=${PEOPLE:-1000}
page=${PAGE:-/courses/safe-online/keeping-passwords}
seconds=${LOAD_SECONDS:-5}
folder=$beside/people-$people

if [ ! -e "$folder/askel.conf" ]; then
	"${ASKEL:-build/askel}" init "$folder" --origin http://127.0.0.1:0 \
		--badge-origin http://127.0.0.1:0 --listen 127.0.0.1:0 --public-name Paikka \
		--issuer-name Paikka --help-phone 010 --help-hours 9-15 --languages 'en fi sv' >/dev/null ||
		exit 1
fi
"$beside/people" "$folder" "$people" || exit 1

scratch=$(mktemp -d) || exit 1
trap 'kill "$server" 2>/dev/null; rm -rf "$scratch"' EXIT
server=

# start COMMAND...: runs it until its door is open
start() {
	"$@" >"$scratch/out" 2>"$folder/log" &
	server=$!
	for _ in $(seq 300); do
		port=$(sed -n 's/.*(port \([0-9]*\)).*/\1/p' "$scratch/out")
		[ -z "$port" ] || return 0
		kill -0 "$server" 2>/dev/null || break
		sleep 0.2
	done
	echo "the server did not start: $folder/log" >&2
	exit 1
}

stop() {
	kill "$server"
	wait "$server"
	server=
}

# load CONNECTIONS
load() {
	wrk -t1 "-c$1" "-d${seconds}s" --timeout 30s -s tests/bench/people.lua "http://127.0.0.1:$port/" -- \
		"$folder/clients" "Cookie: askel-$port=" "$page" gzip | tail -n 1
}

how=${HOW:-}
if [ -z "$how" ]; then
	how=callgrind
	perf record -q -o "$scratch/try" -F 99 -g true >/dev/null 2>&1 && how=perf
fi
if [ "$how" = perf ]; then
	start "$program" serve "$folder"
	load 16 >/dev/null
	perf record -q -o "$scratch/data" -F 997 --call-graph dwarf,8192 -p "$server" >/dev/null 2>&1 &
	recorder=$!
	load 16
	kill -INT "$recorder"
	wait "$recorder"
	stop
	perf script -i "$scratch/data" -F comm,ip,sym --no-inline 2>/dev/null |
		awk -f tests/bench/flame.awk >"$beside/profile.svg"
	echo "$beside/profile.svg: open it in a browser; pointing at a box tells its share"
else
	# the workers are more than valgrind is ready for; only what answers a request is counted
	start valgrind --tool=callgrind --max-threads=600 "--callgrind-out-file=$scratch/calls" \
		--collect-atstart=no --toggle-collect=on_request "$program" serve "$folder"
	load 2
	requests=$(grep -c ' 200 ' "$folder/log")
	stop
	{
		echo "$requests requests of $page; instructions of this program, not the kernel's"
		for inclusive in yes no; do
			echo
			[ $inclusive = yes ] && echo 'With all that is called:' || echo 'Alone:'
			callgrind_annotate --auto=no --inclusive=$inclusive --threshold=99 "$scratch/calls" |
				awk -v n="$requests" '/^ *[0-9,]+ \(.*\]$/ { of = $1; gsub(",", "", of)
					sub(/^[^)]*\) +/, ""); sub(/ \[.*/, ""); printf "%9d  %s\n", of / n, $0 }' |
				head -n 60
		done
	} >"$beside/profile.txt"
	echo "$beside/profile.txt: instructions a request, most first"
fi
