/* fields_statistics: field tables of screens_statistics.h; a part of screens.c, which alone includes it. */
#ifndef ASKEL_PAGES_FIELDS_STATISTICS_H
#define ASKEL_PAGES_FIELDS_STATISTICS_H

static const struct field statistic_line_fields[] = { FIELD_TEXT(statistic_line, words),
	END_OF_FIELDS };

static const struct field statistic_cell_fields[] = { FIELD_TEXT(statistic_cell, head),
	FIELD_ROWS(statistic_cell, lines, statistic_line_fields),
	FIELD_NUMBER(statistic_cell, lines_count), END_OF_FIELDS };

static const struct field statistic_row_fields[] = { FIELD_TEXT(statistic_row, name),
	FIELD_NUMBER(statistic_row, people),
	FIELD_ROWS(statistic_row, cells, statistic_cell_fields), END_OF_FIELDS };

static const struct field statistic_topic_fields[] = { FIELD_TEXT(statistic_topic, caption),
	FIELD_TEXT(statistic_topic, note), FIELD_TEXT(statistic_topic, due),
	FIELD_ROWS(statistic_topic, rows, statistic_row_fields),
	FIELD_NUMBER(statistic_topic, rows_count), END_OF_FIELDS };

static const struct field quarter_link_fields[] = { FIELD_LINK(quarter_link, link),
	FIELD_TEXT(quarter_link, name), FIELD_FLAG(quarter_link, current), END_OF_FIELDS };

static const struct field statistics_fields[] = { FRAME(statistics_screen),
	FIELD_TEXT(statistics_screen, first), FIELD_TEXT(statistics_screen, period),
	FIELD_ROWS(statistics_screen, topics, statistic_topic_fields),
	FIELD_ROWS(statistics_screen, quarters, quarter_link_fields),
	FIELD_NUMBER(statistics_screen, quarters_count), END_OF_FIELDS };

#endif
