#!/bin/sh
# Prints the assembly that embeds files into the binary, sorted by name:
#   server/base/shelf.sh BUILD FILE... >shelf.S
# .incbin, for `ld -r -b binary` data lands writable and warns about an executable stack.
build=$1
shift
for file; do
	case $file in
	"$build"/po/*) name=po/${file##*/} ;;
	"$build"/static/*) name=${file#"$build"/} ;;
	server/learn/*) name=names/${file##*/names.} ;;
	server/words/*) name=stops/${file##*/stops.} ;;
	server/course/* | server/badge/*) name=${file##*/} ;;
	*) name=$file ;;
	esac
	printf '%s\t%s\n' "$name" "$file"
done | LC_ALL=C sort | awk -F '\t' '
{ name[NR] = $1; file[NR] = $2 }
END {
	print "\t.section .rodata"
	for (i = 1; i <= NR; i++) {
		printf "\t.balign 16\n.Lbytes%d:\n\t.incbin \"%s\"\n.Lend%d:\n\t.byte 0\n", i, file[i], i
		printf ".Lname%d:\n\t.asciz \"%s\"\n", i, name[i]
	}
	print "\t.section .data.rel.ro,\"aw\"\n\t.balign 8\n\t.globl shelf_files\n\t.type shelf_files, @object\nshelf_files:"
	for (i = 1; i <= NR; i++)
		printf "\t.quad .Lname%d, .Lbytes%d, .Lend%d - .Lbytes%d\n", i, i, i, i
	printf "\t.size shelf_files, %d\n", NR * 24
	print "\t.section .rodata\n\t.balign 8\n\t.globl shelf_count\n\t.type shelf_count, @object\nshelf_count:"
	printf "\t.quad %d\n\t.size shelf_count, 8\n", NR
	print "\t.section .note.GNU-stack,\"\",@progbits"
}'
