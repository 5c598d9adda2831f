/*
 * problems: everything the check can say, in the words of people who write with Word, not git. The
 * messages and hints are msgids; {a} and {b} are a problem's two arguments.
 *
 * name, weight (WARNING, FAULT, TIE: see inside.h), message, hint
 */
#ifndef ASKEL_COURSE_PROBLEMS_H
#define ASKEL_COURSE_PROBLEMS_H

#ifndef N_
#define N_(msgid) msgid
#endif

#define FILE_PROBLEMS(X) \
	X(FOLDER_NAME, FAULT, N_("The folder name {a} can't be used."), \
		N_("Use small letters a-z, digits and hyphens. A module also begins with a " \
		   "number, as in 10-passwords.")) \
	X(FILE_NAME, FAULT, N_("The file name {a} doesn't tell what this file is."), \
		N_("A page is called like 10-good-password.en.md: a number, a hyphen, a name in " \
		   "small letters, the language, .md.")) \
	X(FILE_LARGE, FAULT, N_("The file is larger than 256 KB."), \
		N_("Divide it into two pages.")) \
	X(FILE_SHUT, FAULT, N_("The file can't be read."), \
		N_("Ask the person who looks after the server to check the rights of the file.")) \
	X(FILE_BYTES, FAULT, N_("The file holds characters that can't be read here."), \
		N_("Save the file again as UTF-8 text.")) \
	X(FILE_NUL, FAULT, N_("The file holds an empty character (NUL)."), \
		N_("This may not be a text file. Save it again as UTF-8 text.")) \
	X(MEDIA_ODD, WARNING, N_("The file {a} can't be shown."), \
		N_("Use png, jpg, webp or svg pictures, mp3, ogg or m4a sounds, mp4 or webm " \
		   "videos, vtt captions. The file must be what its name says; an svg picture " \
		   "may hold only drawing.")) \
	X(MEDIA_LARGE, WARNING, N_("The file is larger than 64 MB."), \
		N_("Make the picture, sound or video smaller; many readers pay for every " \
		   "megabyte."))

#define FRONT_PROBLEMS(X) \
	X(FRONT_MISSING, FAULT, N_("The settings at the top are missing."), \
		N_("Begin the file with a line ---, then a line such as title: My page, then a " \
		   "line --- again.")) \
	X(FRONT_OPEN, FAULT, N_("The settings at the top have no end."), \
		N_("Put a line with only --- after the last setting.")) \
	X(FRONT_LONG, FAULT, N_("The settings at the top are longer than 16 KB."), \
		N_("Move the words to the page itself.")) \
	X(FRONT_UNREAD, FAULT, N_("The settings at the top can't be read: {a}."), \
		N_("Write one setting a line, as in title: My page. Put quotes around a value " \
		   "that holds a colon or begins with a special sign.")) \
	X(FRONT_UNKNOWN, FAULT, N_("There is no setting called {a} in this kind of file."), \
		N_("These can be used here: {b}.")) \
	X(FRONT_TWICE, FAULT, N_("The setting {a} is given twice."), N_("Remove one of them.")) \
	X(FRONT_NEEDED, FAULT, N_("The setting {a} is missing."), \
		N_("Add a line {a}: ... between the two lines of --- at the top.")) \
	X(FRONT_EMPTY, FAULT, N_("The setting {a} has no value."), \
		N_("Write a value after the colon, or remove the line.")) \
	X(NOT_WORDS, FAULT, N_("{a} should be a single line of text."), \
		N_("Write the text after the colon, without a list.")) \
	X(NOT_LIST, FAULT, N_("{a} should be a list."), \
		N_("Write it as [first, second], or one a line after a hyphen.")) \
	X(NOT_ID, FAULT, N_("{a} can't be used as an id."), \
		N_("Use small letters a-z, digits and hyphens, at most 64 of them.")) \
	X(NOT_YES_NO, FAULT, N_("{a} should be yes or no."), N_("Write {a}: yes or {a}: no.")) \
	X(NOT_MINUTES, FAULT, N_("{a} should be a whole number of minutes, from 1 to 6000."), \
		N_("Write only the number, as in minutes: 5.")) \
	X(NOT_POINTS, FAULT, N_("{a} is not a number of points."), \
		N_("Use whole or half points from 0.5 to 500, as in points: 2.5.")) \
	X(NOT_DAY, FAULT, N_("{a} is not a day we can read."), \
		N_("Write the year, month and day as in 2027-01-31.")) \
	X(NOT_LANGUAGE, FAULT, N_("{a} is not a language."), \
		N_("Use the short name that stands in the file names, such as fi, sv or en.")) \
	X(NOT_DIGEST, FAULT, N_("translated_from is not as the tool wrote it."), \
		N_("Remove the line, or let askel fmt --translated write it.")) \
	X(POINTS_INFORMAL, FAULT, N_("Only a formal unit can give points."), \
		N_("Add formal: yes if a school confirms this unit. Else remove points.")) \
	X(DAYS_TURNED, FAULT, N_("The unit ends before it begins."), \
		N_("Make valid_to a later day than valid_from.")) \
	X(ID_NOT_NAME, FAULT, N_("The id {a} is not the name of the file or folder, {b}."), \
		N_("Make the two the same.")) \
	X(REVIEW_PAST, WARNING, N_("This page should have been checked by {a}."), \
		N_("Check that it is still true, then set a later day at review_by.")) \
	X(TRANSLATION_STALE, WARNING, \
		N_("The page {a} has changed since this was translated from it."), \
		N_("Bring the translation up to date, then let askel fmt --translated stamp it."))

#define TEXT_PROBLEMS(X) \
	X(HEADING_FIRST, FAULT, N_("A heading with one # is kept for the title of the page."), \
		N_("Begin with ##.")) \
	X(HEADING_SKIP, FAULT, N_("A heading level is skipped: {a} comes after {b}."), \
		N_("Use one # fewer, so that screen readers can tell what belongs under what.")) \
	X(HEADING_EMPTY, FAULT, N_("This heading has no words."), \
		N_("Write the heading after the # signs, or remove them.")) \
	X(HEADINGS_DIFFER, FAULT, N_("The heading {a} isn't seen alike by every reader."), \
		N_("Put an empty line before and after the heading, and nothing but words in " \
		   "it.")) \
	X(RAW_HTML, FAULT, N_("HTML can't be used in a course."), \
		N_("Write it in Markdown. Where you want to show a < sign, write it between " \
		   "backticks.")) \
	X(COMMENT_UNKNOWN_KIND, FAULT, N_("This comment begins with neither n, q nor c."), \
		N_("Write a note to other authors as <!-- n your note -->.")) \
	X(COMMENT_OPEN, FAULT, N_("This comment has no end, so it would be shown to readers."), \
		N_("End it with -->, and use no two hyphens together inside it.")) \
	X(COMMENT_PLACE, FAULT, N_("This comment stands where it means nothing."), \
		N_("A q comment stands alone on its line, with no spaces before it, above the " \
		   "heading of its question. A c comment ends an item of a unit.")) \
	X(LINK_SCHEME, FAULT, N_("The link {a} begins in a way that isn't allowed."), \
		N_("Use https:, mailto: or tel:, or the name of a file in the courses.")) \
	X(LINK_DEAD, TIE, N_("The link {a} leads nowhere."), \
		N_("Check the name of the file, as seen from this one: 20-next.en.md or " \
		   "../20-scams/10-signs.en.md.")) \
	X(LINK_APART, FAULT, N_("An address given apart from its link can't be used."), \
		N_("Write the address right after the words: [words](address).")) \
	X(PICTURE_SILENT, FAULT, N_("The picture {a} has no description."), \
		N_("Say between the brackets what it shows: ![a phone with a lock]({a}).")) \
	X(PICTURE_LOST, TIE, N_("The picture {a} can't be found."), \
		N_("Put the file in the media folder of this course and write its name exactly.")) \
	X(PICTURE_OUTSIDE, FAULT, N_("The picture {a} is somewhere else."), \
		N_("Copy the file into the media folder of this course, if its license allows.")) \
	X(SOUND_UNWRITTEN, TIE, N_("The sound {a} has no transcript."), \
		N_("Write what is said in the file {b}, beside the sound.")) \
	X(VIDEO_UNCAPTIONED, TIE, N_("The video {a} has no captions."), \
		N_("Put the captions in the file {b}, beside the video.")) \
	X(VIDEO_UNWRITTEN, TIE, N_("The video {a} has no description in words."), \
		N_("Write what is seen and said in the file {b}, beside the video.")) \
	X(TEXT_DEEP, FAULT, N_("Lists and quotes stand inside each other too deep."), \
		N_("Keep to three levels; more is hard to read.")) \
	X(TEXT_GROWS, FAULT, N_("This text grows too large when it is shown."), \
		N_("Look for rows of brackets, stars or quote signs that mean nothing.")) \
	X(QUOTE_TIGHT, WARNING, N_("There is no empty line after this quote."), \
		N_("Leave an empty line after it, so that every program sees the next item. " \
		   "askel fmt does it for you.")) \
	X(SENTENCE_LONG, WARNING, N_("A sentence of {a} words in plain language."), \
		N_("Divide it: at most 15 words in a sentence.")) \
	X(PARAGRAPH_LONG, WARNING, N_("A paragraph of {a} sentences in plain language."), \
		N_("Divide it: at most 4 sentences in a paragraph.")) \
	X(WORD_FORBIDDEN, FAULT, N_("The word {a} can't be used here, because outsiders see it."), \
		N_("Say what the person can do, not where they learned it."))

#define QUESTION_PROBLEMS(X) \
	X(ASK_NO_HEADING, FAULT, N_("There is no question after this q comment."), \
		N_("Write the question as a heading on the next line: ### Which one is right?")) \
	X(ASK_NO_ID, FAULT, N_("This question has no id."), \
		N_("Give it one that is not used in this course: <!-- q id=my-question -->.")) \
	X(ASK_UNKNOWN, FAULT, N_("{a} means nothing in this comment."), \
		N_("These can be used: {b}.")) \
	X(ASK_TWICE, FAULT, N_("{a} is given twice in this comment."), N_("Remove one of them.")) \
	X(ASK_TYPE, FAULT, N_("There is no type of question called {a}."), \
		N_("Use short, number, order, match, reflect or evidence, or no type at all.")) \
	X(ASK_NUMBER_VALUE, FAULT, N_("{a} should be a whole number from 1 to 20."), \
		N_("Write it as in weight=2 or explain_after=3.")) \
	X(ASK_MULTI, FAULT, N_("multi is only for questions with boxes to tick."), \
		N_("Remove multi.")) \
	X(ASK_NO_ANSWERS, FAULT, N_("This question has no answers."), \
		N_("Write them as a list under the question, as its type asks: {a}")) \
	X(ASK_FEW, FAULT, N_("This question has too few answers to choose from."), \
		N_("Write at least two.")) \
	X(ASK_MANY_OPTIONS, FAULT, N_("This question has more than 40 answers."), \
		N_("Divide it into two questions.")) \
	X(ASK_MANY_FIELDS, FAULT, \
		N_("From here on this page has more than 200 fields to fill in."), \
		N_("Divide it into two pages: a page is sent in one piece.")) \
	X(ASK_NONE_RIGHT, FAULT, N_("No answer is marked as right."), \
		N_("Put an x in the box of the right answer: - [x] the answer.")) \
	X(ASK_NO_BOX, FAULT, N_("This answer has no box to tick."), \
		N_("Begin it with - [ ] or, where it is right, - [x] and a space.")) \
	X(ASK_EMPTY, FAULT, N_("This answer has no words."), \
		N_("Write the answer, or remove it.")) \
	X(ASK_SAME, FAULT, N_("Two answers are the same: {a}"), \
		N_("Change one of them, or remove it.")) \
	X(ASK_MORE, FAULT, N_("An answer is one short paragraph."), \
		N_("Put what you want to say about it in a quote under it: two spaces, >, " \
		   "a space, the words.")) \
	X(ASK_AFTER, FAULT, N_("There is text after the answers of this question."), \
		N_("Put it before the answers. Or end the question with a line ---, with an " \
		   "empty line before it. Words about one answer are a quote under it, with two " \
		   "spaces before the > sign.")) \
	X(ASK_NO_EQUALS, FAULT, N_("This line should give a right answer."), \
		N_("Write it as - = the answer.")) \
	X(ASK_LONG, FAULT, N_("This answer is longer than 200 characters."), \
		N_("A person types it in one line; ask for less.")) \
	X(ASK_NO_NUMBER, FAULT, N_("{a} is not a number we can read."), \
		N_("Write it as - = 5 or - = 5 +- 0.1.")) \
	X(ASK_ONE_NUMBER, FAULT, N_("A question that asks for a number has one right answer."), \
		N_("Keep one of the lines; write a range as - = 5 +- 1.")) \
	X(ASK_NO_TERM, FAULT, N_("This line should give a term and its meaning."), \
		N_("Write it as - **term** - meaning.")) \
	X(ASK_NO_CRITERION, FAULT, N_("Evidence must belong to a criterion."), \
		N_("Add criterion=... with the id of the criterion it shows."))

#define UNIT_PROBLEMS(X) \
	X(UNIT_NO_OUTCOME, FAULT, N_("The unit has no learning outcome."), \
		N_("Write one as a heading, ## You can ..., and a list of criteria under it.")) \
	X(UNIT_NO_CRITERION, FAULT, N_("This learning outcome has no criteria."), \
		N_("Write a list under it, one criterion an item.")) \
	X(UNIT_TEXT, FAULT, \
		N_("A unit holds only headings with ##, lists under them, and quotes."), \
		N_("Make this an item of a list, or a note: <!-- n your note -->.")) \
	X(UNIT_ART, WARNING, \
		N_("The badge picture {a} can't be used, so the badge is drawn for you."), \
		N_("Use an svg picture of at most 32 KB that holds only drawing and begins with " \
		   "<svg.")) \
	X(UNIT_ART_SILENT, WARNING, N_("The badge picture has no description."), \
		N_("Say what it shows in a line badge_alt: ..., in each language.")) \
	X(CV_TEXT, FAULT, N_("A quote in a unit holds sentences for a CV, and nothing else."), \
		N_("Write each sentence as a paragraph of its own: >, a space, the words.")) \
	X(CV_LONG, FAULT, N_("A sentence for a CV is longer than 300 characters."), \
		N_("Shorten it, or make two sentences of it.")) \
	X(CV_MANY, FAULT, N_("A learning outcome has more than four sentences for a CV."), \
		N_("Keep the best four.")) \
	X(CV_MISSING, WARNING, \
		N_("This learning outcome has sentences for a CV in {a}, not here."), \
		N_("Add a quote with them after the criteria. Until then its criteria stand in " \
		   "for " \
		   "them.")) \
	X(UNIT_NO_ID, FAULT, N_("This criterion has no id."), \
		N_("End the item with <!-- c id=the-id -->.")) \
	X(UNIT_BADGE, TIE, N_("The badge picture {a} can't be found."), \
		N_("Put the file in units/media and write its name as media/name.svg."))

#define TOGETHER_PROBLEMS(X) \
	X(TWICE_CRITERION, FAULT, N_("The criterion {a} is already in {b}."), \
		N_("Every criterion has an id of its own.")) \
	X(TWICE_QUESTION, FAULT, N_("The question {a} is already in {b}."), \
		N_("Give this one another id; an id is used once in a course.")) \
	X(TWICE_PAGE, FAULT, N_("There is already a page called {a}: {b}."), \
		N_("Rename one of them; a name is used once in a course.")) \
	X(TWICE_MODULE, FAULT, N_("There is already a module called {a}: {b}."), \
		N_("Rename one of the folders.")) \
	X(NO_UNIT, TIE, N_("There is no unit called {a}."), \
		N_("Check the name; the units are the files in the folder units.")) \
	X(NO_CRITERION, TIE, N_("There is no criterion called {a}."), \
		N_("Check the id; criteria are in the unit files, as <!-- c id=... -->.")) \
	X(NO_REQUIRED, FAULT, N_("There is no page or module called {a} in this course."), \
		N_("Write the name without number and language, as in good-password.")) \
	X(LATER_REQUIRED, WARNING, N_("{a} comes later than this page, which requires it."), \
		N_("Change the numbers that order the pages, or remove it from requires.")) \
	X(NO_COURSE_FILE, FAULT, N_("The folder has pages but no file course.LANGUAGE.md."), \
		N_("Add a file such as course.en.md that says what the course is.")) \
	X(NO_FIRST_LANGUAGE, FAULT, \
		N_("The course doesn't say which language it was written in."), \
		N_("Add a line such as first_language: fi to its course file.")) \
	X(NO_FIRST_FILE, FAULT, N_("This is missing in the course's first language, {a}."), \
		N_("Add the file {b}; readers of other languages are shown it where a " \
		   "translation is missing.")) \
	X(NO_PAGES, FAULT, N_("The course has no pages."), \
		N_("Make a folder such as 10-start with the files module.en.md and " \
		   "10-welcome.en.md.")) \
	X(NO_MODULE_FILE, FAULT, N_("The module {a} has no file module.LANGUAGE.md."), \
		N_("Add a file such as module.en.md with its title.")) \
	X(NO_TRANSLATION, WARNING, N_("This is missing in the language {a}."), \
		N_("Add the file {b}. Until then readers are shown the first language.")) \
	X(ORDER_DIFFERS, FAULT, N_("The number of this file isn't the same as in {a}."), \
		N_("Give all languages of a page the same number.")) \
	X(SETTING_DIFFERS, FAULT, N_("{a} isn't the same as in {b}."), \
		N_("Make them the same, or leave it out here.")) \
	X(QUESTIONS_DIFFER, FAULT, N_("The questions aren't the same as in {a}."), \
		N_("Every language has the same questions in the same order; this one differs " \
		   "at {b}.")) \
	X(KIND_DIFFERS, FAULT, N_("The question {b} isn't of the same type as in {a}."), \
		N_("Use the same type=, multi, weight, explain_after and criterion in every " \
		   "language.")) \
	X(OPTIONS_DIFFER, FAULT, N_("The question {b} doesn't have as many answers as in {a}."), \
		N_("Every language has the same answers in the same order.")) \
	X(TICKS_DIFFER, FAULT, N_("The question {b} has other right answers than in {a}."), \
		N_("Every language has the same answers in the same order, and the same ones " \
		   "ticked.")) \
	X(NUMBER_DIFFERS, FAULT, N_("The question {b} has another right number than in {a}."), \
		N_("Use the same number and the same +- in every language.")) \
	X(CRITERIA_DIFFER, FAULT, N_("The outcomes and criteria aren't the same as in {a}."), \
		N_("Every language has the same criteria in the same order; this one differs " \
		   "at {b}."))

#define PROBLEMS(X) \
	FILE_PROBLEMS(X) \
	FRONT_PROBLEMS(X) \
	TEXT_PROBLEMS(X) \
	QUESTION_PROBLEMS(X) \
	UNIT_PROBLEMS(X) \
	TOGETHER_PROBLEMS(X)

#endif
