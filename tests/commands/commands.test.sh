#!/bin/sh
# What the commands promise: --help, exit codes (0 done, 1 found a fault, 2 wrong use), what they
# refuse, the admin's link, the demo's links. Prints TAP.
#   ASKEL: the program (build/askel)
askel=$(realpath "${ASKEL:-build/askel}")
cd "$(dirname "$0")/../.." || exit 2
work=$(mktemp -d) || exit 2
running=
finish() {
	for pid in $running; do kill -9 "$pid" 2>/dev/null; done
	rm -rf "$work"
}
trap finish EXIT
trap 'exit 1' INT TERM
export LC_ALL=C.UTF-8

. tests/commands/ran.inc

# Runs askel; its words go to out and err. Wants an exit code.
#   wants CODE SENTENCE WORDS...
wants() {
	code=$1 sentence=$2
	shift 2
	"$askel" "$@" >"$work/out" 2>"$work/err" </dev/null
	came=$?
	[ "$came" -eq "$code" ]
	tell $? "$sentence (exit $came)"
}

# The last run said this, on standard output (out) or error (err).
said() { # out|err PATTERN SENTENCE
	grep -q -- "$2" "$work/$1"
	tell $? "$3"
}

silent() { # out|err SENTENCE
	[ ! -s "$work/$1" ]
	tell $? "$2"
}

# Starts askel in the background; goes on when it has said PATTERN. Its number is in pid.
#   start PATTERN WORDS...
start() {
	pattern=$1
	shift
	: >"$work/out" # the words of the one before must not be taken for its own
	"$askel" "$@" >"$work/out" 2>"$work/err" </dev/null &
	pid=$!
	running="$running $pid"
	for _ in $(seq 600); do
		grep -q -- "$pattern" "$work/out" && return 0
		kill -0 "$pid" 2>/dev/null || return 1
		sleep 0.05
	done
	return 1
}

# Tells the last started to stop; its exit code is in came.
stop() { # [SIGNAL]
	kill "-${1:-TERM}" "$pid"
	wait "$pid"
	came=$?
	running=$(printf '%s' "$running" | sed "s/ $pid\$//")
}

install() { # DIR [OPTIONS...]
	folder=$1
	shift
	"$askel" init "$folder" --origin http://127.0.0.1:0 --badge-origin http://127.0.0.1:0 \
		--listen 127.0.0.1:0 --public-name Oppimispaikka --issuer-name Oppimispaikka \
		--help-phone '010 000 0000' --help-hours 9-15 "$@" >"$work/out" 2>"$work/err" </dev/null
}

sql() { # DIR STATEMENT
	sqlite3 -cmd '.timeout 5000' "$1/askel.db" "$2"
}

status_of() { # CURL'S WORDS...
	curl -s -o "$work/page" -w '%{http_code}' "$@"
}

# ---- use ----

wants 0 'askel --help' --help
for command in demo init serve check fmt person import verify; do
	said out "askel $command " "askel --help names $command"
done
wants 2 'askel alone is wrong use'
wants 2 'so is a word that is no command' dance
said err '"dance"' 'which is named'
for command in demo init serve check fmt person import verify; do
	wants 0 "askel $command --help" "$command" --help
	said out "^askel $command" 'shows how it is used'
	silent err 'and complains of nothing'
	wants 2 "askel $command --nonsense is wrong use" "$command" --nonsense
	said err 'nonsense' 'and the option is named'
	silent out 'on standard error only'
done
for command in init serve check fmt person verify; do
	wants 2 "askel $command without its folder is wrong use" "$command"
done
wants 2 'two folders to serve are one too many' serve "$work/a" "$work/b"
wants 2 'an option without its value' init "$work/a" --origin
wants 2 'a demo for the whole network' demo --listen 0.0.0.0:8080
wants 2 'a demo on no port' demo --listen 127.0.0.1
wants 2 'a demo on a port there is not' demo --listen 127.0.0.1:70000
wants 2 'a person of no role' person "$work/a" add --role king
wants 2 'a person without a role' person "$work/a" add
wants 2 'a card for a word' person "$work/a" card anna
wants 2 'a card that lasts no day' person "$work/a" add --role client --days 0
wants 2 'a new phone for somebody new' person "$work/a" add --role coach --new-phone
wants 2 'an act that person does not know' person "$work/a" remove
said err '"remove"' 'which is named'
wants 2 'a set of roles with one that is none' person "$work/a" roles 1 coach,king
said err 'client, coach, lead, author or admin' 'is told what there is'
wants 2 'roles without the roles' person "$work/a" roles 1
wants 2 'an empty set of roles' person "$work/a" roles 1 ''
wants 2 'a tie of one' person "$work/a" tie 1
wants 2 'a tie of words' person "$work/a" tie aino otso
wants 2 'a scope that is none' person "$work/a" tie 1 2 --scope everything
wants 2 'a ground that is none' person "$work/a" tie 1 2 --ground curiosity
wants 2 'an identity code is no name' person "$work/a" add --role client --name 'Aino 131052-308T'
said err 'identity code' 'and it is told why'
wants 2 'an option of another act' person "$work/a" leave 1 --role coach
said err 'leave takes no --role' 'is told'
wants 2 'leaving without a number' person "$work/a" leave
wants 2 'erasing without being sure' person "$work/a" erase 1
said err '--yes' 'is told how to be'
wants 2 'erasing nobody' person "$work/a" erase --yes
wants 2 'being sure of another act' person "$work/a" leave 1 --yes
wants 2 'a head that is none' verify "$work/a" --head 12
for command in serve verify 'check' 'person'; do
	case $command in
	person) wants 1 'person where there is no installation' person "$work/none" list ;;
	*) wants 1 "$command where there is no installation" "$command" "$work/none" ;;
	esac
done

# ---- init ----

wants 2 'init without what it needs' init "$work/house" --origin https://a.example.fi
said err '--badge-origin is missing' 'says what is missing'
[ ! -e "$work/house" ]
tell $? 'and makes nothing'
for name in 'Itäinen työpaja' 'TYÖPAJA' 'Tyopaja' 'Nuorten paja' 'Verkstaden'; do
	install "$work/house" --public-name "$name"
	tell $(($? != 2)) "a place is not called $name where outsiders read it"
	said err 'Outsiders read this' 'for it would tell who comes'
done
install "$work/house" --origin https://tyopaja.example.fi
tell $(($? != 2)) 'nor has it such an address'
install "$work/house" --origin http://learn.example.fi
tell $(($? != 2)) 'an address of the internet is https'
for option in controller privacy-contact accessibility-supervisor accessibility-assessor \
	accessibility-gaps-fi accessibility-gaps-sv accessibility-gaps-en \
	sign-in-reason-fi sign-in-reason-sv sign-in-reason-en help-phone help-hours; do
	install "$work/house" "--$option" 'Verkstaden'
	tell $(($? != 2)) "--$option is read by outsiders, too"
done
install "$work/house" --privacy-ground because
tell $(($? != 2)) 'a ground is one of three'
for ways in words 'pictures pictures' 'passphrase, pictures'; do
	install "$work/house" --sign-in-ways "$ways"
	tell $(($? != 2)) "'$ways' are no ways to sign in"
done
install "$work/house" --sign-in-ways 'passphrase provider'
tell $(($? != 2)) 'nor is a provider that nobody has named'
said err '\[provider\] issuer is missing' 'and says what is missing'
install "$work/house" --sign-in-ways provider --provider-issuer https://id.example.fi \
	--provider-client-id learn --provider-name Town
tell $(($? != 2)) 'nor is one alone: not everybody has an account there'
for issuer in http://id.example.fi id.example.fi 'https://id.example.fi/?x' 'https://a@id.example.fi' https://; do
	install "$work/house" --provider-issuer "$issuer" --provider-client-id learn --provider-name Town
	tell $(($? != 2)) "'$issuer' is no provider"
done
install "$work/house" --provider-issuer https://id.example.fi --provider-client-id learn
tell $(($? != 2)) 'a provider has a name that people know'
for option in provider-client-id provider-name; do
	install "$work/house" --provider-issuer https://id.example.fi --provider-client-id learn \
		--provider-name Town "--$option" tyopaja
	tell $(($? != 2)) "--$option is read by outsiders, too"
done
install "$work/house" --accessibility-state good
tell $(($? != 2)) 'so is how accessible it is'
install "$work/house" --accessibility-date 2026-02-30
tell $(($? != 2)) 'a day is one there is'
install "$work/house" --retention-feedback 7
tell $(($? != 2)) 'feedback is kept a month at least'
for option in own words learning; do
	install "$work/house" "--retention-$option-days" 4000
	tell $(($? != 2)) "--retention-$option-days is ten years at most"
done
install "$work/house" --answer-days soon
tell $(($? != 2)) 'days are a number'
[ ! -e "$work/house" ]
tell $? 'nothing was made by any of these'

install "$work/house"
tell $? 'init makes an installation'
admin=$(sed -n 's|^http://127.0.0.1:0\(/in/.*\)$|\1|p' "$work/out")
[ ${#admin} -eq 47 ]
tell $? 'and prints a link for the admin'
[ "$(stat -c %a "$work/house.keys" "$work/house.keys/seal.key" "$work/house/askel.db" | tr '\n' ' ')" = '700 600 600 ' ]
tell $? 'its keys and its database are nobody else'\''s to read'
before=$(cat "$work/house/askel.conf" "$work/house.keys"/* | sha256sum)
install "$work/house" --public-name Toinen
tell $(($? != 1)) 'a second init in the same folder is refused'
said err 'already' 'and says why'
[ "$before" = "$(cat "$work/house/askel.conf" "$work/house.keys"/* | sha256sum)" ]
tell $? 'and changes nothing'
wants 0 'its courses are in order' check "$work/house"
said out ' 0 errors' 'the check says so'
wants 0 'a slash after its name is no matter' verify "$work/house/"
mkdir "$work/here" && (cd "$work/here" && install .)
[ -d "$work/here.keys" ]
tell $? 'made from inside, its keys stand beside it all the same'
wants 0 'where it is found by its name' verify "$work/here"
rm "$work/here/askel.conf"
echo mine >"$work/here/courses/safe-online/course.en.md"
install "$work/here"
[ "$(cat "$work/here/courses/safe-online/course.en.md")" = mine ]
tell $? 'a course that is there is left as it is'
for value in 'a;b' "$(printf 'a\nb')" "$(printf '%0161d' 7)"; do
	install "$work/none" --help-hours "$value"
	tell $(($? != 2)) 'what a line of the settings could not hold is refused'
done

# ---- settings ----

conf=$work/house/askel.conf
cp "$conf" "$work/conf"
mend() { cp "$work/conf" "$conf"; }
echo 'colour = red' >>"$conf"
line=$(wc -l <"$conf")
for command in serve check verify; do
	wants 1 "$command refuses a setting nobody knows" "$command" "$work/house"
	said err "askel.conf:$line: .*colour" 'and names file, line and key'
done
wants 1 'person refuses it too' person "$work/house" list
mend
sed -i '/^phone/d' "$conf"
wants 1 'a missing setting' check "$work/house"
said err '\[help\] phone is missing' 'is named'
mend
printf '[names]\npublic_name = Toinen\n' >>"$conf"
wants 1 'a setting given twice' check "$work/house"
said err 'given twice' 'is told'
mend
sed -i 's/^public_name.*/public_name = Itäinen työpaja/' "$conf"
wants 1 'a name that tells who comes here, in the file' check "$work/house"
mend
ASKEL_NAMES_PUBLIC_NAME=Verkstad wants 1 'or in the environment' check "$work/house"
ASKEL_RETENTION_SESSIONS=never wants 1 'a number that is none, in the environment' check "$work/house"
said err '^ASKEL_RETENTION_SESSIONS: ' 'is named as it is called there'
ASKEL_METRICS_TOKEN=metrics wants 1 'a token that anybody could guess' check "$work/house"
said err '^ASKEL_METRICS_TOKEN: ' 'is named, too'
ASKEL_METRICS_TOKEN='' wants 0 'none at all is fine' check "$work/house"
post() { # STATUS SENTENCE SETTING=VALUE...: a check with these settings of [post]
	status=$1 sentence=$2
	shift 2
	(for setting; do export "ASKEL_POST_$setting"; done && "$askel" check "$work/house" >"$work/out" 2>"$work/err")
	[ $? -eq "$status" ]
	tell $? "$sentence"
}
grep -q '^;server =' "$conf"
tell $? 'init writes the settings of e-mail, unused'
post 0 'a mail server and a sender are enough' SERVER=mail.example.fi SENDER=no-reply@example.fi
post 1 'a sender alone goes nowhere' SENDER=no-reply@example.fi
said err '\[post\] server is missing' 'and what is missing is named'
post 1 'a server alone has no sender' SERVER=mail.example.fi
said err '\[post\] sender is missing' 'which is named, too'
post 1 'a sender that tells who gets it' SERVER=mail.example.fi SENDER=tyopaja@työpaja.fi
post 1 'or by its name' SERVER=mail.example.fi SENDER=no-reply@verkstad.fi
said err 'Outsiders read this' 'is refused for what it tells'
post 1 'or by the name beside it' SERVER=mail.example.fi SENDER=a@example.fi SENDER_NAME='Itäinen työpaja'
post 1 'no mail server' SERVER='mail example' SENDER=a@example.fi
post 1 'no way to speak to one' SERVER=mail.example.fi SENDER=a@example.fi SECURITY=none
post 1 'no hour' SERVER=mail.example.fi SENDER=a@example.fi HOUR=24
post 1 'no days' SERVER=mail.example.fi SENDER=a@example.fi DAYS=monday
post 1 'a password over the open net' SERVER=mail.example.fi SENDER=a@example.fi SECURITY=plain USER=askel
said err 'for all to read' 'and why not'
post 1 'a user without a password' SERVER=mail.example.fi SENDER=a@example.fi USER=askel
echo 'ice cream' >"$work/house.keys/post.password"
chmod 644 "$work/house.keys/post.password"
post 1 'a password that others can read' SERVER=mail.example.fi SENDER=a@example.fi USER=askel
chmod 600 "$work/house.keys/post.password"
post 0 'one that is the server'\''s own' SERVER=mail.example.fi SENDER=a@example.fi USER=askel
rm "$work/house.keys/post.password"
ASKEL_RETENTION_SESSIONS=29 wants 1 'sessions are kept as long as own phones stay signed in' \
	check "$work/house"
printf '; %0300d\n' 1 >>"$conf"
wants 1 'a line longer than is read' check "$work/house"
said err "askel.conf:$(wc -l <"$conf"): This line is too long" 'is told with its number'
mend
ASKEL_NAMES_PUBLIC_NAME='Toinen talo' start 'is open' serve "$work/house"
tell $? 'serve opens the doors'
said out '^Toinen talo is open' 'the environment comes over the file'
stop
tell "$came" "told to stop, it ends with $came"

# ---- one setting ----

mend
wants 0 'get tells a setting' get "$work/house" help.phone
[ "$(cat "$work/out")" = '010 000 0000' ]
tell $? 'as it stands'
wants 0 'and all of them' get "$work/house"
said out '^help.phone = 010 000 0000$' 'a line each'
wants 2 'get knows no setting of that name' get "$work/house" help.fax
wants 2 'nor does set' set "$work/house" help.fax 1
wants 2 'set wants a value' set "$work/house" help.phone
wants 1 'a folder that is no installation has no settings' get "$work/nowhere"
wants 1 'a new house has things to look at' status "$work/house"
said out '^look  keys  .*on paper' 'that its keys are on paper, for one'
said out '^look  assessing    0 may assess' 'and that nobody can assess'
said out '^ok    courses      in order' 'its courses are in order'
said out '^ok    backup       none has been made' 'and it is too new to want a backup'
chmod g+rx "$work/house.keys"
wants 1 'keys that others can open' status "$work/house"
said err 'is open to others; chmod go-rwx it' 'are told, with what closes them'
chmod g-rx "$work/house.keys"
wants 2 'status wants a house' status
wants 0 'set changes one' set "$work/house" help.phone '010 111 1111'
silent out 'and says nothing more'
diff "$work/conf" "$conf" >"$work/diff"
[ "$(grep -c '^[<>]' "$work/diff")" = 2 ] && grep -q '^> phone = 010 111 1111$' "$work/diff"
tell $? 'and no other line of the file'
wants 0 'the chain still holds' verify "$work/house"
sqlite3 "$work/house/askel.db" "SELECT verb, fact, actor FROM audit ORDER BY number DESC LIMIT 1" |
	grep -q '^setting-changed|help.phone|0$'
tell $? 'and says which setting was changed, not to what'
rows=$(sqlite3 "$work/house/askel.db" 'SELECT count(*) FROM audit')
wants 0 'the same value once more' set "$work/house" help.phone '010 111 1111'
[ "$rows" = "$(sqlite3 "$work/house/askel.db" 'SELECT count(*) FROM audit')" ]
tell $? 'is no change'
wants 1 'what check would refuse' set "$work/house" names.public_name 'Nuorten paja'
said err 'Outsiders read this' 'is refused, for the same reason'
wants 1 'a number out of its range, too' set "$work/house" help.answer_days 31
said err 'from 1 to 30' 'which is told'
grep -q 'answer_days = 2' "$conf"
tell $? 'and not written'
wants 1 'what has to be there' set "$work/house" help.phone ''
wants 1 'and dial' set "$work/house" help.phone 'the desk'
wants 0 'what may be left out is taken away' set "$work/house" staff.caseload_good ''
grep -q '^;caseload_good =$' "$conf"
tell $? 'and its place stays'
wants 0 'and put back' set "$work/house" staff.caseload_good 20
cmp -s "$work/conf" "$conf"
tell $((! $?)) 'where it was, beside the new number'
wants 0 'the number is put back' set "$work/house" help.phone '010 000 0000'
cmp -s "$work/conf" "$conf"
tell $? 'byte by byte'
ASKEL_HELP_PHONE=112 wants 0 'what the environment says over it' set "$work/house" help.phone '010 000 0000'
said err 'ASKEL_HELP_PHONE in the environment comes over it' 'is told'
wants 0 'what belongs to the machine' set "$work/house" address.trusted_proxy 127.0.0.1
ASKEL_METRICS_TOKEN=0123456789abcdefghij wants 0 'a secret' get "$work/house"
grep -q 0123456789abcdefghij "$work/out"
tell $((! $?)) 'is in no list'
echo 'colour = red' >>"$conf"
wants 0 'a file with something else to mend' set "$work/house" help.hours '10-14'
said err 'colour' 'is told of'
mend
# a server that runs takes it over
if start 'is open' serve "$work/house"; then
	address=http://127.0.0.1:$(sed -n 's/.*(port \([0-9]*\)).*/\1/p' "$work/out")
	heard() { # PATTERN: within two seconds
		for _ in $(seq 20); do
			curl -s "$address/contact?lang=en" | grep -q "$1" && return 0
			sleep 0.1
		done
		return 1
	}
	heard 'tel:0100000000'
	tell $? 'a server says the number'
	"$askel" set "$work/house" help.phone '010 222 2222' && heard 'tel:0102222222'
	tell $? 'and the new one within two seconds'
	sed -i 's/010 222 2222/010 333 3333/' "$conf" && heard 'tel:0103333333'
	tell $? 'also when it was written by hand'
	sed -i 's/^phone/fone/' "$conf" && sleep 1 && heard 'tel:0103333333'
	tell $? 'a broken file leaves it as it was'
	grep -q 'settings: .*askel.conf:[0-9]*: There is no setting \[help\] fone.*Those from before hold' "$work/err"
	tell $? 'and the log says what is wrong, with the line'
	mend
	heard 'tel:0100000000'
	tell $? 'mended, it holds again'
	stop
else
	tell 1 'the house opens'
fi

# ---- days off ----

wants 0 'the days off of this year and the next' days-off "$work/house"
said out '^....-12-24  holiday  Christmas Eve$' 'begin with the holidays of Finland'
year=$(($(date +%Y) + 2))
monday=$(date -d "$year-03-01 +$((8 - $(date -d "$year-03-01" +%u))) days" +%F)
sunday=$(date -d "$monday -1 day" +%F)
wants 0 'a day on which the house is closed' days-off "$work/house" close "$monday" 'Suunnittelupäivä'
wants 1 'once more' days-off "$work/house" close "$monday" 'Suunnittelupäivä'
said err 'already' 'is on the list already'
wants 1 'a Sunday' days-off "$work/house" close "$sunday" 'Sunnuntai'
said err 'days off anyway' 'is one anyway'
wants 1 'a day that is no holiday' days-off "$work/house" open "$monday"
wants 1 'a day that has passed' days-off "$work/house" close 2020-03-03 'Ennen'
wants 0 'taken back' days-off "$work/house" as-usual "$monday"
wants 1 'and again' days-off "$work/house" as-usual "$monday"
wants 2 'a day that is none' days-off "$work/house" close 2026-02-30 'Ei ole'
wants 2 'without a name' days-off "$work/house" close "$monday"
wants 2 'an act nobody knows' days-off "$work/house" holiday "$monday"
wants 0 'all of it is in the chain' verify "$work/house"
sqlite3 "$work/house/askel.db" "SELECT group_concat(verb || ' ' || fact) FROM audit WHERE subject_kind = 'day-off'" |
	grep -q "^day-closed $monday,day-as-usual $monday\$"
tell $? 'day by day'

# ---- what public pages say ----

wants 0 'an installation without what public pages should say is in order' check "$work/house"
for key in '\[privacy\] controller' '\[privacy\] contact' '\[accessibility\] supervisor' \
	'\[accessibility\] date'; do
	said out "askel.conf: warning: $key is missing" "but the check misses $key"
done
said out 'warning: \[sign_in\] reason_fi' 'and why people sign in as they do'
ASKEL_SIGN_IN_REASON_SV='Ord kan man minnas' wants 0 'a reason in one language' check "$work/house"
grep -q 'sign_in' "$work/out"
tell $((! $?)) 'is enough'
ASKEL_SIGN_IN_WAYS='pictures provider' wants 1 'a provider without an address, in the environment' check "$work/house"
said err '\[provider\] issuer is missing' 'is told'
export ASKEL_PROVIDER_ISSUER=https://id.example.fi/town ASKEL_PROVIDER_CLIENT_ID=learn ASKEL_PROVIDER_NAME=Town
wants 0 'a provider without a secret' check "$work/house"
printf 'hush-hush\n' >"$work/house.keys/provider.secret"
chmod 640 "$work/house.keys/provider.secret"
wants 1 'a secret that others can read' check "$work/house"
said err 'chmod 600' 'and what to do about it'
chmod 600 "$work/house.keys/provider.secret"
wants 0 'is fine once nobody can' check "$work/house"
printf 'hush\nhush' >"$work/house.keys/provider.secret"
wants 1 'a secret of two lines' check "$work/house"
ASKEL_PROVIDER_SECRET='hush-hush' wants 0 'one in the environment comes over it' check "$work/house"
ASKEL_PROVIDER_SECRET='hush-hüsh' wants 1 'and is one line of plain signs' check "$work/house"
grep -q 'hush' "$work/err"
tell $((! $?)) 'which is never told'
rm -f "$work/house.keys/provider.secret"
unset ASKEL_PROVIDER_ISSUER ASKEL_PROVIDER_CLIENT_ID ASKEL_PROVIDER_NAME
grep -q '^ways = passphrase pictures$' "$work/conf" && grep -q '^; How clients show' "$work/conf"
tell $? 'init has written which ways there are, and what that is for'
ASKEL_PRIVACY_CONTROLLER='Itälän kunta' wants 0 'what is said is not missed' check "$work/house"
grep -q 'controller is missing' "$work/out"
tell $((! $?)) 'by the check'
ASKEL_PRIVACY_CONTROLLER='Itälän työpaja' wants 1 'outsiders read it' check "$work/house"
sed -i '/^\[privacy\]/,$d; /^;*feedback/d' "$conf"
if start 'is open' serve "$work/house"; then
	page_of() { status_of "http://127.0.0.1:$(sed -n 's/.*(port \([0-9]*\)).*/\1/p' "$work/out")$1"; }
	[ "$(page_of '/privacy?lang=en')" = 200 ] && grep -q 'is Oppimispaikka\.' "$work/page" &&
		grep -q '010 000 0000' "$work/page" && grep -q 'with pictures:' "$work/page"
	tell $? 'settings of a time before there were any of these: it names itself and its phone'
	[ "$(page_of '/accessibility?lang=en')" = 200 ] && grep -q 'stands at saavutettavuusvaatimukset.fi' "$work/page" &&
		grep -q 'not assessed the service ourselves' "$work/page"
	tell $? 'and says plainly what it does not know'
	stop
else
	tell 1 'settings of a time before there were any of these open the doors'
fi
mend
sed -i '/^ground/d' "$conf"
cat >>"$conf" <<'EOF'
[accessibility]
supervisor = Traficom
state = none
date = 2026-02-03
assessor = Koe Oy
gaps_sv = Filmerna saknar texter.
gaps_fi = Videoissa ei ole tekstejä.
[privacy]
controller = Itälän kunta
contact = tietosuoja@itala.example.fi
ground = legitimate-interest
EOF
sed -i 's/^ways = .*/ways = passphrase\nreason_fi = Kuvia ei voi sanoa puhelimessa./' "$conf"
if start 'is open' serve "$work/house"; then
	[ "$(page_of '/accessibility?lang=sv')" = 200 ] && grep -q 'lang="sv">Filmerna saknar texter' "$work/page" &&
		grep -q 'Koe Oy.* 3 februari 2026' "$work/page" && grep -q 'Traficom' "$work/page"
	tell $? 'the statement says what the settings say, in its language'
	[ "$(page_of '/accessibility?lang=en')" = 200 ] && grep -q 'lang="fi">Videoissa' "$work/page"
	tell $? 'or in the first there is, which is said'
	[ "$(page_of '/privacy?lang=en')" = 200 ] && grep -q 'Itälän kunta' "$work/page" &&
		grep -q 'tietosuoja@itala.example.fi' "$work/page" && grep -q '6(1)(f)' "$work/page"
	tell $? 'and so does the privacy page'
	grep -q 'with a passphrase:' "$work/page" && ! grep -q 'with pictures:' "$work/page" &&
		grep -q 'lang="fi">Kuvia ei voi sanoa' "$work/page"
	tell $? 'which says how people sign in, and why'
	stop
else
	tell 1 'the settings of public pages are read'
fi
mend

# ---- the admin's link ----

start 'is open' serve "$work/house"
port=$(sed -n 's/.*(port \([0-9]*\)).*/\1/p' "$work/out")
at=http://127.0.0.1:$port
[ "$(status_of -c "$work/jar" "$at$admin")" = 200 ]
tell $? 'the admin'\''s link opens a page'
for _ in 1 2 3; do status_of "$at$admin" >"$work/seen"; status_of -I "$at$admin" >"$work/seen"; done
[ "$(sql "$work/house" 'SELECT count(*) FROM card WHERE used > 0')" = 0 ]
tell $? 'looking at it uses nothing up'
[ "$(sql "$work/house" 'SELECT ends - made FROM card')" = 1800 ]
tell $? 'it is good for 30 minutes'
status_of -b "$work/jar" -c "$work/jar" "$at$admin" >"$work/seen"
token=$(sed -n 's/.*name="csrf" value="\([^"]*\)".*/\1/p' "$work/page" | head -n 1)
press() { status_of -b "$work/jar" -c "$work/jar2" -H 'Sec-Fetch-Site: same-origin' --data-urlencode "csrf=$token" "$at$1"; }
sql "$work/house" "UPDATE card SET ends = strftime('%s') - 1"
came=$(press "$admin")
[ "$came" = 410 ]
tell $? "after that its button opens nothing ($came)"
sql "$work/house" "UPDATE card SET ends = strftime('%s') + 60"
came=$(press "$admin")
[ "$came" = 303 ] && grep -q "askel-$port" "$work/jar2"
tell $? "in time it does ($came)"
rm "$work/jar"
status_of -c "$work/jar" "$at/sign-in" >"$work/seen"
token=$(sed -n 's/.*name="csrf" value="\([^"]*\)".*/\1/p' "$work/page" | head -n 1)
came=$(press "$admin")
[ "$came" = 410 ]
tell $? "once: not to another browser ($came)"
"$askel" serve "$work/house" >"$work/out" 2>"$work/err" </dev/null &
second=$!
running="$running $second"
sleep 1
kill -0 "$second" 2>/dev/null
tell $((! $?)) 'a second server in the same folder does not start'
kill -9 "$second" 2>/dev/null
wait "$second" 2>/dev/null

# ---- people, beside the running server ----

wants 0 'a client is added' person "$work/house" add --role client --name 'Aino A.'
card=$(sed -n 's|^http://127.0.0.1:0\(/in/.*\)$|\1|p' "$work/out")
[ "$(status_of "$at$card")" = 200 ]
tell $? 'and the card works in the server that runs'
wants 2 'a name is text' person "$work/house" add --role client --name "$(printf 'a\377')"
wants 2 'a word too many' person "$work/house" list 2
wants 0 'people are listed' person "$work/house" list
said out '^2	client	Aino A\.$' 'with number, role and name'
wants 0 'another card for the same person' person "$work/house" card 2
wants 0 'a card for a new phone' person "$work/house" card 2 --new-phone
wants 1 'a card for somebody who is not there' person "$work/house" card 99
wants 0 'somebody with two roles is added' person "$work/house" add --role coach,author \
	--name Otso --organisation Kaupunki
said out "number is 3" 'and their number told'
[ "$(sql "$work/house" 'SELECT organisation FROM person WHERE id = 3')" = Kaupunki ]
tell $? 'with the organisation'
wants 0 'they work together from now on' person "$work/house" tie 2 3 --scope learning --ground assessment
[ "$(sql "$work/house" 'SELECT learning || claims || ground || ends FROM tie')" = 10assessment0 ]
tell $? 'as far as was said, for that reason'
wants 1 'once' person "$work/house" tie 2 3
said err 'together already' 'and it is told why not twice'
wants 1 'a coach is no client' person "$work/house" tie 3 2
wants 0 'it ends' person "$work/house" untie 2 3
wants 1 'once, too' person "$work/house" untie 2 3
said err 'do not work together' 'and why'
wants 0 'they begin again' person "$work/house" tie 2 3
wants 0 'roles change' person "$work/house" roles 3 coach,lead
wants 0 'the list has them' person "$work/house" list
said out '^3	coach	lead	Otso$' 'all of the new ones'
wants 1 'the only admin stays an admin' person "$work/house" roles 1 author
said err 'nobody else is an admin' 'and it is told why'
wants 1 'and does not leave' person "$work/house" leave 1
[ "$(sql "$work/house" "SELECT count(*) FROM role WHERE role = 'admin'")" = 1 ]
tell $? 'nothing of this was done'
wants 0 'a coach leaves' person "$work/house" leave 3
said out '^2	Aino A\.$' 'and it is told who is without a coach now'
[ "$(sql "$work/house" 'SELECT count(*) FROM tie WHERE ends = 0')" = 0 ]
tell $? 'for the tie has ended'
wants 1 'once' person "$work/house" leave 3
wants 1 'who has left gets no card' person "$work/house" card 3
wants 1 'nor a client' person "$work/house" tie 2 3
wants 1 'nor a role' person "$work/house" roles 3 admin
wants 0 'the list says so' person "$work/house" list
said out '^3	coach	lead	Otso (closed)$' 'behind the name'

# A table of people: as Excel saves it, Windows-1252 and semicolons.
printf 'Nimi;Kieli;Valmentaja;Huone\r\nP\344ivi;suomi;;12\r\nJo;ruotsi;Olematon;\r\n' >"$work/people.csv"
wants 2 'import wants a file' import "$work/house"
wants 1 'a table that is not there' import "$work/house" "$work/none.csv"
wants 0 'a table is looked at' import "$work/house" "$work/people.csv"
said err 'line 3, column 3: No coach is called Olematon' 'what is wrong with which cell is said'
said err 'Nothing is saved yet' 'and that nothing is saved'
wants 0 'nobody was made' person "$work/house" list
! grep -q 'Päivi' "$work/out"
tell $? 'of that table'
wants 0 'its people are made' import "$work/house" "$work/people.csv" --make "$work/list.csv"
iconv -f WINDOWS-1252 -t UTF-8 "$work/list.csv" >"$work/out"
said out '^Päivi;suomi;;12;1-1;http.*/in/.*;Made' 'the list goes back with a number and a link'
said out '^Jo;ruotsi;Olematon;;;;"Left out: No coach' 'and with what was left out, and why'
[ "$(stat -c %a "$work/list.csv")" = 600 ]
tell $? 'which others cannot read'
printf 'Kaisa;fi\n' >"$work/headless.csv"
wants 1 'a table without headings is refused' import "$work/house" "$work/headless.csv" --make "$work/other.csv"
[ ! -e "$work/other.csv" ]
tell $? 'and leaves no list'
wants 1 'a list that is there is not written over' import "$work/house" "$work/people.csv" --make "$work/list.csv"
grep -q ';Made' "$work/list.csv"
tell $? 'but kept'
wants 0 'whoever asks for it is erased' person "$work/house" erase 2 --yes
said out 'Erased' 'which is told, and what stays'
[ "$(sql "$work/house" "SELECT count(*) FROM person WHERE id = 2 AND name = '' AND closed > 0")" = 1 ]
tell $? 'the account is closed and has no name'
[ "$(sql "$work/house" 'SELECT count(*) FROM card WHERE person = 2')" = 0 ]
tell $? 'and no way in'
wants 0 'a second time there is nothing left' person "$work/house" erase 2 --yes
wants 1 'nobody is no one to erase' person "$work/house" erase 99 --yes
wants 1 'the only admin is not erased' person "$work/house" erase 1 --yes
said err 'nobody else is an admin' 'and it is told why'
wants 0 'the chain is verified beside the server' verify "$work/house"
stop

# ---- verify ----

wants 0 'the chain is whole' verify "$work/house"
head=$(sed -n 's/.*head \([0-9]*:[0-9a-f]*\)$/\1/p' "$work/out")
wants 0 'and holds the head that was copied' verify "$work/house" --head "$head"
wants 1 'but not another of that number' verify "$work/house" \
	--head "${head%:*}:$(printf '%064d' 7)"
wants 1 'nor one that is still to come' verify "$work/house" --head "999:${head#*:}"
cp -r "$work/house" "$work/forged"
sed -i "s|^;*folder.*|folder = $work/house.keys|" "$work/forged/askel.conf"
wants 0 'a copy of it is whole too' verify "$work/forged"
sql "$work/forged" "DROP TRIGGER audit_same; UPDATE audit SET fact = 'nothing' WHERE number = 1"
wants 1 'a row changed by hand' verify "$work/forged"
grep -q '\b1\b' "$work/out"
tell $? 'is found and numbered'
cp "$work/house/askel.db" "$work/forged/askel.db"
sql "$work/forged" 'DROP TRIGGER audit_stays; DELETE FROM audit WHERE number = (SELECT max(number) FROM audit)'
wants 1 'a row cut off the end is found' verify "$work/forged"

# ---- check and fmt ----

wants 0 'the shipped courses are in order' check courses
wants 0 'their coverage is shown' check courses --coverage
said out 'strong-password' 'criterion by criterion'
cp -r courses "$work/courses"
page=$(find "$work/courses" -name '10-good-password.en.md')
printf '\n[here](nowhere.md)\n' >>"$page"
wants 1 'a link to nowhere is an error' check "$work/courses"
said out '10-good-password.en.md:[0-9]*:[0-9]*: ' 'with file, line and column'
wants 1 'a folder that is none' check "$work/nowhere"
# shellcheck disable=SC2046 # names without blanks
wants 0 'the shipped courses stand in their canonical form' fmt --check $(find courses -name '*.md')
silent out 'so no name is printed'
untidy=$(find "$work/courses" -name '20-keeping-passwords.en.md')
sed -i 's/$/\r/' "$untidy"
was=$(sha256sum <"$untidy")
wants 1 'fmt --check finds a file that would change' fmt --check "$untidy"
said out "^$untidy\$" 'names it'
[ "$was" = "$(sha256sum <"$untidy")" ]
tell $? 'and leaves it alone'
wants 0 'fmt changes it' fmt "$untidy"
wants 0 'and has nothing to change the second time' fmt --check "$untidy"
cmp -s "$untidy" courses/safe-online/10-passwords/20-keeping-passwords.en.md
tell $? 'for it is as it was shipped'
wants 1 'a file that is not there' fmt "$work/nowhere.md"

# ---- demo ----

start 'Ctrl-C' demo --listen 127.0.0.1:0
tell $? 'the demo starts'
cp "$work/out" "$work/links"
[ "$(sed -nE 's#^([a-z]+) http://127\.0\.0\.1:[1-9][0-9]*/in/[A-Za-z0-9_-]{43}$#\1#p' "$work/links" |
	tr '\n' ' ')" = 'client coach author admin ' ]
tell $? 'and prints a link for client, coach, author and admin, a line each'
opened=$(sed -n 's/^[a-z]* \(http.*\)/\1/p' "$work/links" | while read -r link; do status_of "$link"; done)
[ "$opened" = 200200200200 ]
tell $? "which all open ($opened)"
folder=$(sed -n 's/.*files are in \(.*\)$/\1/p' "$work/links")
[ -d "$folder" ]
tell $? 'its files are where it says'
stop INT
tell "$came" "Ctrl-C ends it with $came"
[ ! -e "$folder" ] && [ ! -e "$(dirname "$folder")" ]
tell $? 'and nothing is left of it'
start 'Ctrl-C' demo --listen 127.0.0.1:0 --data "$work/demo"
first=$(sed -n 's|^client http://[^/]*||p' "$work/out")
stop
[ -e "$work/demo/askel.db" ]
tell $? 'a demo with --data leaves its files'
start 'is open' serve "$work/demo"
port=$(sed -n 's/.*(port \([0-9]*\)).*/\1/p' "$work/out")
opened=$(status_of "http://127.0.0.1:$port$first")
stop
[ "$opened" = 410 ]
tell $? "its links open nothing when it is served another way ($opened)"
wants 1 'a demo keeps away from an installation' demo --listen 127.0.0.1:0 --data "$work/house"
said err "not a demo's" 'and says why'
start 'Ctrl-C' demo --listen 127.0.0.1:0 --data "$work/demo"
tell $? 'and starts again from them'
again=$(sed -n 's|^client \(http://[^/]*\)/.*|\1|p' "$work/out")
came=$(status_of "$again$first")
[ "$came" = 410 ]
tell $? "the links of the time before have ended ($came)"
port=${again##*:}
"$askel" demo --listen "127.0.0.1:$port" >"$work/out" 2>"$work/err" </dev/null
came=$?
[ "$came" -eq 1 ]
tell $? "on a port that is taken a demo does not start (exit $came)"
said err "127.0.0.1:$port" 'and names the port'
stop

printf '1..%s\n' "$((passed + failed))"
[ "$failed" -eq 0 ]
