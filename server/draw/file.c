/*
 * file: one file of a kind that the server has found out, drawn. A file that lies about what it is can't
 * be drawn, for only the reader of that kind looks at it.
 */
#include "inside.h"

#define CACHE_BYTES ((size_t)32 << 20)

static void say_nothing(void *context, const char *message)
{
	(void)context;
	(void)message;
}

static void draw(struct easel *e, struct text bytes, enum file_kind kind)
{
	switch (kind) {
	case FILE_JPEG:
	case FILE_PNG:
	case FILE_WEBP:
		draw_picture(e, bytes, kind);
		return;
	case FILE_PDF:
		draw_pdf(e, bytes);
		return;
	case FILE_ODT:
	case FILE_DOCX:
		draw_document(e, bytes, kind);
		return;
	case FILE_TEXT:
	case FILE_KIND_COUNT:
		break;
	}
	fz_throw(e->ctx, FZ_ERROR_GENERIC, "nothing to draw");
}

bool draw_file(struct easel *e, struct text bytes, enum file_kind kind)
{
	fz_context *ctx = e->ctx = fz_new_context(e->memory, NULL, CACHE_BYTES);
	bool drawn = false;

	if (!ctx)
		return false;
	fz_set_warning_callback(ctx, say_nothing, NULL);
	fz_set_error_callback(ctx, say_nothing, NULL);
	fz_var(drawn);
	fz_try(ctx)
	{
		draw(e, bytes, kind);
		drawn = true;
	}
	fz_catch(ctx)
	{
		drawn = false;
	}
	return drawn;
}
