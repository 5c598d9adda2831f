/*
 * inside: what the files of the post room share.
 */
#ifndef ASKEL_POST_INSIDE_H
#define ASKEL_POST_INSIDE_H

#include "post/post.h"

/* ---- dialog.c: what was said between us and the server -------------------------------------------- */

/* As far as it tells how a letter that wasn't taken fared. */
struct dialog {
	char verb[5];        /* of our last command: "RCPT" */
	int code;            /* of the last reply; 0: none since that command */
	int subject;         /* of its enhanced status code (RFC 3463): the 1 of 5.1.2; -1: none */
	bool asked_for_body; /* the server said: go on (354) */
	bool over;           /* we said goodbye: what follows tells nothing */
};
/* A command of ours, a line of the server's reply; as they go over the line. */
void dialog_say(struct dialog *d, struct text line);
void dialog_hear(struct dialog *d, struct text line);
/* What it comes to where the letter wasn't taken. */
enum posted dialog_end(const struct dialog *d);

#endif
