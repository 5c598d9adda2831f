# perf script -> a flame graph in SVG. Stacks come innermost first, a line each, an empty line after
# each; boxes that would be narrower than a pixel are left out.
BEGIN { depth = 0; WIDTH = 1600; ROW = 17 }
/^[ \t]+[0-9a-f]+ / { name = $2; sub(/\+0x.*/, "", name); frame[depth++] = name; next }
/^$/ && depth > 0 {
	path = ""
	for (i = depth - 1; i >= 0; i--) {
		path = path ";" frame[i]
		count[path]++
		if (depth - i > deepest) deepest = depth - i
	}
	samples++
	depth = 0
}

# Puts each path beside its brothers, widest first, above the one that called it.
function place(path, x, level,    n, i, j, list, parts, w, hue, label, tmp) {
	n = split(children[path], list, "\n")
	for (i = 2; i <= n; i++)
		for (j = i; j > 1 && count[list[j]] > count[list[j - 1]]; j--) {
			tmp = list[j]; list[j] = list[j - 1]; list[j - 1] = tmp
		}
	for (i = 1; i <= n; i++) {
		w = count[list[i]] / samples * WIDTH
		if (w < 1)
			continue
		label = list[i]; sub(/.*;/, "", label)
		gsub("&", "\\&amp;", label); gsub("<", "\\&lt;", label)
		hue = length(label) * 37 % 40 + 15
		printf "<g><title>%s: %.1f %%</title><rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"hsl(%d,75%%,70%%)\"/>", \
			label, count[list[i]] / samples * 100, x, (deepest - level) * ROW, w - 0.3, ROW - 1, hue
		if (w > 40)
			printf "<text x=\"%.1f\" y=\"%d\">%s</text>", x + 3, (deepest - level) * ROW + 12, substr(label, 1, int(w / 7))
		print "</g>"
		place(list[i], x, level + 1)
		x += w
	}
}

END {
	for (path in count) {
		parent = path
		sub(/;[^;]*$/, "", parent)
		children[parent] = children[parent] (children[parent] == "" ? "" : "\n") path
	}
	printf "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"monospace\" font-size=\"11\">\n", \
		WIDTH, (deepest + 1) * ROW
	place("", 0, 1)
	print "</svg>"
}
