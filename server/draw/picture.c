/*
 * picture: JPEG and PNG by MuPDF, WebP by libwebp, each drawn on white as upright as the camera meant it
 * (Exif, orientation) and no larger than a sheet. A picture is never made larger.
 */
#include "inside.h"

#include <webp/decode.h>

static bool is_turned(uint8_t orientation)
{
	/* MuPDF's numbers: quarter turns, with and without a flip */
	return orientation == 2 || orientation == 4 || orientation == 6 || orientation == 8;
}

static void draw_image(struct easel *e, fz_image *image)
{
	fz_context *ctx = e->ctx;
	bool turned = is_turned(fz_image_orientation(ctx, image));
	int wide = turned ? image->h : image->w, high = turned ? image->w : image->h;

	if (wide < 1 || high < 1 || (uint64_t)wide * (uint64_t)high > PIXELS_MOST)
		fz_throw(ctx, FZ_ERROR_GENERIC, "more pixels than anybody's camera has");
	fit(&wide, &high, SHEET_PIXELS);
	fz_pixmap *sheet =
		image_on_white(ctx, image, fz_image_orientation_matrix(ctx, image), wide, high);
	e->pages = 1;
	put_sheet(e, sheet, true);
}

fz_image *read_webp(fz_context *ctx, struct text bytes)
{
	/* Exif's numbers as MuPDF has them */
	static const uint8_t turns[] = { 0, 1, 5, 3, 7, 6, 4, 8, 2 };
	WebPDecoderConfig config;
	const uint8_t *at = (const uint8_t *)bytes.at;

	if (!WebPInitDecoderConfig(&config) ||
		WebPGetFeatures(at, bytes.size, &config.input) != VP8_STATUS_OK ||
		config.input.has_animation)
		fz_throw(ctx, FZ_ERROR_GENERIC, "no WebP, or one that moves");
	int wide = config.input.width, high = config.input.height;
	if ((uint64_t)wide * (uint64_t)high > PIXELS_MOST)
		fz_throw(ctx, FZ_ERROR_GENERIC, "more pixels than anybody's camera has");
	fit(&wide, &high, SHEET_PIXELS);
	config.options.use_scaling = wide != config.input.width || high != config.input.height;
	config.options.scaled_width = wide;
	config.options.scaled_height = high;
	fz_pixmap *pixels = fz_new_pixmap(ctx, fz_device_rgb(ctx), wide, high, NULL, 1);
	config.output.colorspace = MODE_rgbA; /* premultiplied, as MuPDF's are */
	config.output.is_external_memory = 1;
	config.output.u.RGBA.rgba = pixels->samples;
	config.output.u.RGBA.stride = (int)pixels->stride;
	config.output.u.RGBA.size = (size_t)pixels->stride * (size_t)high;
	if (WebPDecode(at, bytes.size, &config) != VP8_STATUS_OK)
		fz_throw(ctx, FZ_ERROR_GENERIC, "a WebP that can't be read");
	fz_image *image = fz_new_image_from_pixmap(ctx, pixels, NULL);
	image->orientation = turns[webp_orientation(bytes)];
	return image;
}

void draw_picture(struct easel *e, struct text bytes, enum file_kind kind)
{
	if (kind == FILE_WEBP) {
		draw_image(e, read_webp(e->ctx, bytes));
		return;
	}
	fz_buffer *buffer =
		fz_new_buffer_from_shared_data(e->ctx, (const unsigned char *)bytes.at, bytes.size);
	draw_image(e, fz_new_image_from_buffer(e->ctx, buffer));
}
