/*
 * Media: types by name and bytes, sizes of pictures, and SVG that does more than draw. Files are
 * made in a folder of their own under /tmp, which is removed.
 */
#include <sys/stat.h>
#include <unistd.h>

#include "course/pen.h"
#include "seal/seal.h"
#include "test.h"

#define BYTES(literal) \
	{ \
		literal, sizeof literal - 1 \
	}

#define PNG "\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\1\x40\0\0\0\xB4\x08\6\0\0\0"
#define JPEG_FRAME "\xFF\xC0\0\x11\x08\x01\xE0\x02\x80\3\1\x22\0"
/* Exif, Motorola order, one entry: orientation 6. */
#define EXIF_LYING \
	"\xFF\xE1\0\x22" \
	"Exif\0\0MM\0\x2A\0\0\0\x08\0\1\1\x12\0\3\0\0\0\1\0\6\0\0\0\0\0\0"
/* The same in Intel order. */
#define EXIF_LYING_INTEL \
	"\xFF\xE1\0\x22" \
	"Exif\0\0II\x2A\0\x08\0\0\0\1\0\x12\1\3\0\1\0\0\0\6\0\0\0\0\0\0\0"
#define SVG \
	"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 32 16\"><path d=\"M0 0\"/></svg>"

static const struct {
	const char *says, *name;
	struct text bytes;
	const char *type; /* NULL: left out */
	int width, height;
} files[] = {
	{ "a PNG", "a.png", BYTES(PNG), "image/png", 320, 180 },
	{ "a JPEG", "b.jpg", BYTES("\xFF\xD8" JPEG_FRAME), "image/jpeg", 640, 480 },
	{ "a JPEG with the long ending", "c.jpeg", BYTES("\xFF\xD8\xFF\xFE\0\4ab" JPEG_FRAME),
		"image/jpeg", 640, 480 },
	{ "a photo lying on its side", "d.jpg", BYTES("\xFF\xD8" EXIF_LYING JPEG_FRAME),
		"image/jpeg", 480, 640 },
	{ "the same from another maker", "d2.jpg", BYTES("\xFF\xD8" EXIF_LYING_INTEL JPEG_FRAME),
		"image/jpeg", 480, 640 },
	{ "a JPEG cut short", "e.jpg", BYTES("\xFF\xD8\xFF\xE0\xFF"), "image/jpeg", 0, 0 },
	{ "an extended WebP", "f.webp",
		BYTES("RIFF\0\0\0\0WEBPVP8X\x0A\0\0\0\0\0\0\0\x3F\1\0\xB3\0\0"), "image/webp", 320,
		180 },
	{ "a lossless WebP", "g.webp", BYTES("RIFF\0\0\0\0WEBPVP8L\x0A\0\0\0\x2F\x3F\xC1\x2C\0"),
		"image/webp", 320, 180 },
	{ "a lossy WebP", "h.webp",
		BYTES("RIFF\0\0\0\0WEBPVP8 \x0A\0\0\0\0\0\0\x9D\1\x2A\x40\1\xB4\0"), "image/webp",
		320, 180 },
	{ "an SVG", "i.svg", BYTES(SVG), "image/svg+xml", 32, 16 },
	{ "an SVG with its own size", "j.svg",
		BYTES("<?xml version='1.0'?><svg width='12.5px' height = \"9\" viewBox='0 0 1 "
		      "1'/>"),
		"image/svg+xml", 12, 9 },
	{ "an SVG as wide as the page", "k.svg", BYTES("<svg width=\"100%\" height=\"50%\"/>"),
		"image/svg+xml", 0, 0 },
	{ "an SVG with a script", "l.svg", BYTES("<svg><script>a</script></svg>"), NULL, 0, 0 },
	{ "an MP3 with a tag", "m.mp3", BYTES("ID3\4\0"), "audio/mpeg", 0, 0 },
	{ "an MP3 without one", "n.mp3", BYTES("\xFF\xFB\x90\x44"), "audio/mpeg", 0, 0 },
	{ "an Ogg", "o.ogg", BYTES("OggS\0"), "audio/ogg", 0, 0 },
	{ "an M4A", "p.m4a",
		BYTES("\0\0\0\x20"
		      "ftypM4A "),
		"audio/mp4", 0, 0 },
	{ "an MP4", "q.mp4",
		BYTES("\0\0\0\x20"
		      "ftypisom"),
		"video/mp4", 0, 0 },
	{ "a WebM", "r.webm", BYTES("\x1A\x45\xDF\xA3\x9F"), "video/webm", 0, 0 },
	{ "captions", "r.fi.vtt", BYTES("WEBVTT\n\n"), "text/vtt", 0, 0 },
	{ "captions with a byte order mark", "r.sv.vtt", BYTES("\xEF\xBB\xBFWEBVTT - a"),
		"text/vtt", 0, 0 },
	{ "captions that aren't", "r.en.vtt", BYTES("WEBVTTX"), NULL, 0, 0 },
	{ "a transcript", "r.fi.md", BYTES("Hei"), NULL, 0, 0 },
	{ "a PNG called JPEG", "s.jpg", BYTES(PNG), NULL, 0, 0 },
	{ "a page called PNG", "t.png", BYTES("<html>"), NULL, 0, 0 },
	{ "a page called MP4", "u.mp4", BYTES("<html><script>"), NULL, 0, 0 },
	{ "an MP3 frame of a reserved layer", "v.mp3", BYTES("\xFF\xF1\x50\x80"), NULL, 0, 0 },
	{ "a hidden file", ".w.png", BYTES(PNG), NULL, 0, 0 },
	{ "a page", "x.html", BYTES("<html>"), NULL, 0, 0 },
	{ "an empty file", "y.png", BYTES(""), NULL, 0, 0 },
	{ "a name that isn't UTF-8", "z\xFF.png", BYTES(PNG), NULL, 0, 0 },
};

static const struct {
	const char *says, *svg;
	bool draws_only;
} drawings[] = {
	{ "shapes and words", SVG, true },
	{ "a title with a line", "<svg><title>On and on</title><text>a on b</text></svg>", true },
	{ "a gradient of its own",
		"<svg><use href=\"#a\"/><g fill=\"url(#b)\" mask='url(\"#c\")'/></svg>", true },
	{ "a gradient by an older name", "<svg><use xlink:href='#a'/></svg>", true },
	{ "a picture inside it", "<svg><image href=\"data:image/png;base64,AA\"/></svg>", true },
	{ "an id like a handler", "<svg><g id=\"onclick\" class='on'/></svg>", true },
	{ "a style of its own", "<svg><style>.a{fill:url(#b)}</style></svg>", true },
	{ "an encoding it really has", "<?xml version=\"1.0\" encoding=\"UTF-8\"?><svg/>", true },
	{ "a line end and a letter as numbers", "<svg><title>a&#10;b&#228;&#x6771;</title></svg>",
		true },
	{ "a gradient in quotes of XML", "<svg><g style=\"fill:url(&quot;#a&quot;)\"/></svg>",
		true },
	{ "a script", "<svg><script/></svg>", false },
	{ "a script in capitals", "<svg><SCRIPT/></svg>", false },
	{ "a script behind a prefix",
		"<svg><s:script xmlns:s=\"http://www.w3.org/2000/svg\"/></svg>", false },
	{ "a script right after another tag", "<<script><svg/>", false },
	{ "a handler", "<svg onload=\"a\"/>", false },
	{ "a handler with blanks", "<svg><g onclick \n = 'a'/></svg>", false },
	{ "a handler after a slash", "<svg/onload=a>", false },
	{ "foreign content", "<svg><foreignObject/></svg>", false },
	{ "a link elsewhere", "<svg><a href=\"https://a.fi\"/></svg>", false },
	{ "a link elsewhere by an older name", "<svg><use xlink:href = 'b.svg#a'/></svg>", false },
	{ "a script link", "<svg><a href=\"&#106;avascript:1\"/></svg>", false },
	{ "a drawing as data", "<svg><image href='data:image/svg+xml,a'/></svg>", false },
	{ "a page as data", "<svg><image href='data:text/html,a'/></svg>", false },
	{ "an address in a style", "<svg><style>.a{fill:url(//b.fi)}</style></svg>", false },
	{ "an address in an attribute", "<svg><g fill=\"url( 'https://b.fi')\"/></svg>", false },
	{ "a style from elsewhere", "<svg><style>@import 'a';</style></svg>", false },
	{ "an escape in a style", "<svg><style>.a{fill:\\75rl(//b.fi)}</style></svg>", false },
	{ "an animated link", "<svg><set attributeName='href' to='javascript:1'/></svg>", false },
	{ "an animated handler", "<svg><set attributeName=\"onclick\" to='a'/></svg>", false },
	{ "an animated link in numbers",
		"<svg><set attributeName='&#104;ref' to='&#x6a;avascript:1'/></svg>", false },
	{ "an animated link behind a blank in numbers",
		"<svg><set attributeName='&#32;href' to='a'/></svg>", false },
	{ "an address in a style in numbers", "<svg><g style='fill:&#0117;rl(//b.fi)'/></svg>",
		false },
	{ "an address behind a quote in numbers",
		"<svg><g style='fill:url(&#34;//b.fi&#34;)'/></svg>", false },
	{ "an address behind a blank in numbers", "<svg><g style='fill:url(&#32;//b.fi)'/></svg>",
		false },
	{ "an entity", "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg>&a;</svg>", false },
	{ "a document type", "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'a'><svg/>", false },
	{ "a style sheet", "<?xml-stylesheet href='#a'?><svg/>", false },
	{ "another encoding", "<?xml version='1.0' encoding='utf-7'?><svg/>", false },
	{ "a frame", "<svg><iframe/></svg>", false },
	{ "no drawing at all", "<html/>", false },
	{ "bytes that aren't UTF-8", "<svg>\xFF</svg>", false },
};

static const struct media_file *found(
	const struct media_file *media, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (text_is_chars(media[i].name, name))
			return &media[i];
	return NULL;
}

static void check_listed(const struct media_file *media, size_t count, size_t i)
{
	const struct media_file *file = found(media, count, files[i].name);
	if (!files[i].type) {
		CHECK(!file, "%s is left out", files[i].says);
		return;
	}
	if (!CHECK(file, "%s is listed", files[i].says))
		return;
	CHECK(text_is_chars(file->type, files[i].type), "%s is %s", files[i].says, files[i].type);
	CHECK(file->width == files[i].width && file->height == files[i].height,
		"%s is %d x %d (%d x %d)", files[i].says, files[i].width, files[i].height,
		file->width, file->height);
	CHECK(file->size == (int64_t)files[i].bytes.size, "%s has its size", files[i].says);
}

static void check_folder(struct arena *a, const char *folder)
{
	struct media_file *media = NULL;
	size_t count = 9, want = 0;
	unsigned char digest[16];
	struct stat state;
	CHECK(read_media(a, folder, &media, &count) == DONE && count == 0,
		"a course without media has none");
	const char *below = arena_print(a, "%s/media", folder).at;
	CHECK(folder_make(below, 0755) == DONE, "the folder is made");
	for (size_t i = 0; i < COUNT_OF(files); i++) {
		struct text path = arena_print(a, "%s/%s", below, files[i].name);
		CHECK(file_write(path.at, files[i].bytes, 0644) == DONE, "%s is written",
			files[i].says);
		want += files[i].type != NULL;
	}
	CHECK(symlink("a.png", arena_print(a, "%s/link.png", below).at) == 0 &&
			mkdir(arena_print(a, "%s/folder.png", below).at, 0755) == 0,
		"a link and a folder stand beside them");
	const char *large = arena_print(a, "%s/large.png", below).at;
	CHECK(file_write(large, files[0].bytes, 0644) == DONE &&
			truncate(large, MEDIA_FILE_MOST + 1) == 0,
		"and a file over 64 MB");
	CHECK(read_media(a, folder, &media, &count) == DONE && count == want,
		"only what is media is listed (%zu of %zu)", count, want);
	for (size_t i = 0; i < COUNT_OF(files); i++)
		check_listed(media, count, i);
	for (size_t i = 1; i < count; i++)
		if (text_compare(media[i - 1].name, media[i].name) >= 0)
			CHECK(false, "%s stands in order", media[i].name.at);
	const struct media_file *first = found(media, count, "a.png");
	digest_of(files[0].bytes, digest, sizeof digest);
	CHECK(first && text_is(first->digest, hex_text(a, digest, sizeof digest)),
		"the digest is of the bytes");
	CHECK(first && stat(first->path.at, &state) == 0 &&
			first->changed_ms / 1000 == (int64_t)state.st_mtim.tv_sec,
		"path and time of change are the file's");
}

static void remove_folder(struct arena *a, const char *folder)
{
	static const char *const others[] = { "link.png", "large.png" };
	for (size_t i = 0; i < COUNT_OF(files); i++)
		unlink(arena_print(a, "%s/media/%s", folder, files[i].name).at);
	for (size_t i = 0; i < COUNT_OF(others); i++)
		unlink(arena_print(a, "%s/media/%s", folder, others[i]).at);
	rmdir(arena_print(a, "%s/media/folder.png", folder).at);
	rmdir(arena_print(a, "%s/media", folder).at);
	rmdir(folder);
}

/* A picture cut at any byte, or with any byte changed, is measured without harm. */
static void check_damage(struct arena *a)
{
	int width, height;
	size_t tried = 0;
	for (size_t i = 0; i < COUNT_OF(files); i++)
		for (size_t at = 0; at < files[i].bytes.size; at++) {
			struct text cut = arena_copy(a, text_part(files[i].bytes, 0, at));
			struct text changed = arena_copy(a, files[i].bytes);
			((char *)changed.at)[at] ^= (char)0xFF;
			picture_size(cut, &width, &height);
			picture_size(changed, &width, &height);
			tried += width >= 0 && width <= 30000 && height >= 0 && height <= 30000;
			tried -= (width == 0) != (height == 0);
		}
	CHECK(tried > 500, "%zu damaged pictures were measured without harm", tried);
}

int main(void)
{
	char folder[] = "/tmp/askel-media-XXXXXX";
	OWN_ARENA a = arena_open();
	if (!CHECK(mkdtemp(folder), "a folder for the test is made"))
		return test_end();
	check_folder(a, folder);
	remove_folder(a, folder);
	CHECK(access(folder, F_OK) != 0, "nothing is left behind");
	for (size_t i = 0; i < COUNT_OF(drawings); i++)
		CHECK(svg_draws_only(text_of(drawings[i].svg)) == drawings[i].draws_only,
			"an SVG with %s is %s", drawings[i].says,
			drawings[i].draws_only ? "shown" : "refused");
	check_damage(a);
	return test_end();
}
