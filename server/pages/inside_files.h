/*
 * inside_files: what the pages of files and of taking all along share; a part of inside.h, which alone includes it.
 */
#ifndef ASKEL_PAGES_INSIDE_FILES_H
#define ASKEL_PAGES_INSIDE_FILES_H

/* ---- files.c: files that are handed in --------------------------------------------------------- */

/* http's hooks: a file comes along with a form. */
void *begin_file(struct request *rq, struct text name);
void take_file(void *file, struct text bytes);
void end_file(struct request *rq, bool cut);
/* The file that came with this request: FILE_FITS when it is on the disk and only the database has to be
 * told, by a change that keeps `file`; when that is committed, know_file(). Otherwise nothing stays. */
enum file_problem receive_file(struct request *rq, struct file *file);
void know_file(struct request *rq);
struct text file_problem_words(const struct request *rq, enum file_problem problem);
/* Whose upload broke off, so that they can be told; asked once. */
struct cuts;
struct cuts *make_cuts(struct arena *a);
void note_cut(struct cuts *cuts, int64_t person);
bool was_cut(struct cuts *cuts, int64_t person);
/* Has it drawn if it wasn't yet; file->drawn tells. */
void draw_file(struct request *rq, struct file *file);
/* All the words of a document. */
struct text file_words(struct request *rq, struct file *file);
/* "0" the thumbnail, "1" and so on a page, "original". */
enum outcome send_part(
	struct request *rq, struct response *rs, struct file *file, struct text part) MUST_USE;
/* As it is shown; `base` is the address of the file's own page. */
enum file_size { FILE_SMALL, FILE_LARGE, FILE_WHOLE };
struct file_view file_view_of(
	struct request *rq, struct file *file, struct text base, enum file_size size);

/* ---- taken.c: a person's own things as one document ----------------------------------------- */

/* A whole HTML document that needs nothing but itself. */
enum outcome make_document(struct request *rq, struct db *db, const struct library *library,
	struct text *html) MUST_USE;
/* Its style sheet, once at start. */
void make_taken_style(struct workshop *w);

#endif
