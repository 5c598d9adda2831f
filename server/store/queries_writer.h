/* queries_writer: the transaction around a group of changes and the savepoint around each. */
#ifndef ASKEL_STORE_QUERIES_WRITER_H
#define ASKEL_STORE_QUERIES_WRITER_H

#define QUERIES_WRITER(Q) \
	Q(begin, "BEGIN IMMEDIATE") \
	Q(begin_reading, "BEGIN") \
	Q(commit, "COMMIT") \
	Q(rollback, "ROLLBACK") \
	Q(change_begin, "SAVEPOINT change") \
	Q(change_undo, "ROLLBACK TO change") \
	Q(change_end, "RELEASE change")

#endif
