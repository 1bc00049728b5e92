/*
 * progress.h - what cf-progress is made of.
 *
 * The stream is cut into lines (progress_lines.c), the lines feed one model of
 * all venue-years (progress_jobs.c), and one of four views says what happened:
 * bars (progress_tty.c with bars.c and term.c), plain lines (progress_plain.c),
 * events (progress_json.c), or nothing. Views only append to a buffer; the
 * program writes it. Beside them one file looks for workers that say nothing
 * (progress_stall.c), and two tell where the time went (progress_where.c,
 * progress_metrics.c).
 *
 * Times: `now` is clock_ns(), `wall` is clock_wall().
 */
#ifndef CF_PROGRESS_H
#define CF_PROGRESS_H

#include "cf.h"

#define PROGRESS_JOBS 10000	       /* venue-years that are told apart */
#define PROGRESS_KEY 256	       /* bytes of a venue's name */
#define PROGRESS_HOSTS 1000	       /* hosts that are told apart */
#define PROGRESS_WORKER 300	       /* bytes of a worker's name */
#define PROGRESS_HEAD 256	       /* bytes that tell a paper's line */
#define PROGRESS_LINE (1UL << 20)      /* bytes of any other line */
#define PROGRESS_MESSAGES (64UL << 10) /* bytes of messages in one frame */
#define PROGRESS_MESSAGE 1000	       /* columns of one message */
#define PROGRESS_IDLE 20	       /* jobs named that never started */
#define PROGRESS_ROWS 500	       /* lines of one frame */
#define PROGRESS_SECOND SECOND

/* --- eta.c: when will it be done --- */

struct eta {
	int64_t begin, last; /* of the observation, 0: none yet */
	int64_t count;	     /* papers at `last` */
	double sum, weight;  /* papers and seconds, old ones fading */
	unsigned samples;
	bool cached;   /* it lives on the cache now: no forecast */
	int64_t shown; /* the end last given, 0: none */
};
void eta_reset(struct eta *e);
/* To be told the count now and then; more than ten times a second is free. */
void eta_update(struct eta *e, int64_t now, int64_t count);
/* Whether the papers since the last call came from the cache. */
void eta_cache(struct eta *e, int64_t now, int64_t count, bool cached);
/* Papers per second, 0 while there is no sound forecast. */
double eta_rate(const struct eta *e);
/* The end in wall-clock seconds when `left` papers are missing; 0: unknown.
 * It keeps still while the forecast moves by less than one part in fifty. */
int64_t eta_clock(struct eta *e, int64_t wall, int64_t left);

/* --- progress_lines.c: the stream, cut into records --- */

struct lines {
	struct buf part; /* of a line that began in an earlier piece */
	bool skip;	 /* the rest of that line is not needed */
	char last;	 /* byte of the stream */
	size_t whole, junk;
	/* rec has its text only when the record is not a paper. */
	void (*record)(void *ctx, const struct record_head *h, struct json rec);
	void *ctx;
};
void lines_feed(struct lines *l, const char *s, size_t n);
void lines_end(struct lines *l);

/* --- progress_jobs.c: the venue-years and how far they are --- */

enum job_state {
	JOB_NAMED,   /* by a plan or an estimate; waits */
	JOB_RUNNING, /* a start or a first paper came */
	JOB_ENDED,   /* its done record came */
	JOB_LOST,    /* the stream ended, but a done record was promised */
	JOB_OVER,    /* the stream ended, none was promised */
};
/* What workers told. Times in milliseconds: waited for a host's turn, for the
 * network, for the reader of the stream; of the processor; in all. */
struct counters {
	int64_t requests, cached, bytes, retries, errors;
	int64_t rate, net, out, cpu, elapsed;
};
struct host_use {
	char *name;
	struct counters count;
};
/* What became of the worker of a job that is stalled. */
enum kill {
	KILL_NOT_ASKED,
	KILL_DONE,
	KILL_GONE,	/* there is no such process */
	KILL_UNNAMED,	/* nobody knows the worker */
	KILL_ELSEWHERE, /* it is on another machine */
	KILL_FOREIGN,	/* it is not one of this session's workers */
	KILL_MOVED,	/* the process is at another venue-year now */
	KILL_REFUSED,	/* the system does not let us */
	KILL_WAITING,	/* another one hangs while it writes */
};
struct stall {
	bool on;
	int64_t since;		  /* the silence, when on */
	int64_t deaf;		  /* jobs.deaf when it was last heard */
	int64_t times, ns, kills; /* of all attempts */
	bool judged;		  /* once per start */
	enum kill kill;
};
struct venue {
	char *name;
	size_t len;
	size_t columns; /* of the name on a screen */
	int64_t order;	/* of its plan, INT64_MAX: none */
	size_t arrival;
	size_t jobs; /* that point here */
};
struct job {
	struct venue *venue;
	int year;
	enum job_state state;
	enum verdict verdict; /* when JOB_ENDED */
	bool promised;	      /* a done record must come */
	bool exact;	      /* the total is a count */
	int64_t total;	      /* -1: unknown */
	int64_t live, told;   /* papers seen, papers a record told of */
	int64_t unfetched;    /* pages that could not be had */
	int64_t attempt;
	int64_t begin, end;	  /* ns; begin 0: not begun */
	int64_t heard;		  /* when anything came from its worker */
	struct counters now, all; /* of this attempt, of those before it */
	struct eta eta;
	bool saved;	      /* it was done before this stream began */
	size_t starts, start; /* how many; the number of the last, of all */
	char *worker;	      /* "host:pid" of the last start, or NULL */
	int64_t rss_kb;	      /* of the worker, 0: unknown */
	/* The hosts that it waited for most, by their rate and the network. */
	const struct host_use *rate_host, *net_host;
	int64_t rate_most, net_most;
	struct stall stall;
};
struct jobs {
	struct table by_key, venues;
	struct job **list; /* in the order of the bars once sorted */
	size_t n, cap, nvenue;
	bool sorted;
	struct job *recent;   /* the job of the last paper */
	struct counters past; /* of jobs above PROGRESS_JOBS */
	size_t starts;
	int64_t deaf; /* ns in which nobody listened to the workers */
	struct table by_host;
	struct host_use **host;
	size_t nhost;
	int64_t beyond;	   /* papers of no job */
	int beyond_status; /* of jobs above PROGRESS_JOBS */
	bool full;
};
/* The sums of a run. */
struct sums {
	int64_t papers, total;
	bool unknown; /* total lacks that of a job */
	bool full;    /* there were more jobs than are told apart */
	size_t jobs, complete, incomplete, empty, failed, lost;
	size_t running, waiting, stalled;
	int64_t saved; /* papers of these that an earlier run collected */
	int64_t unfetched;
	int64_t stalls, kills;
	struct counters count;
};
enum event {
	EV_OTHER, /* nothing a person must read */
	EV_START,
	EV_DONE,
	EV_ERROR,
};
void jobs_free(struct jobs *js);
/* One record. *job is the venue-year it speaks of, NULL when there is none. */
enum event jobs_record(struct jobs *js, const struct record_head *head,
	struct json rec, int64_t now, struct job **job);
int64_t job_papers(const struct job *j);
int64_t job_elapsed(const struct job *j, int64_t now); /* ns */
/* The attempt is over: what it counted is put aside. One that did not tell how
 * long it took came to its end then. */
void job_put_aside(struct job *j, int64_t end);

/* --- progress_counts.c: what workers tell of their work --- */

/* A member that is a number of 0 or more, else *out stays. */
void count_read(int64_t *out, struct json rec, const char *name);
/* Adds, up to an end that no real run reaches. */
int64_t count_add(int64_t a, int64_t b);
void counters_add(struct counters *to, const struct counters *c);
/* Those of a heartbeat or done record; others stay. */
void counters_read(struct counters *c, struct json rec);
/* The sum of the figures of a job, without what errors there were. */
struct counters job_counters(const struct job *j);
/* The `hosts` of a done record. */
void hosts_read(struct jobs *js, struct job *j, struct json rec);
void hosts_free(struct jobs *js);

/* --- progress_sums.c: all of them together --- */

void jobs_tick(struct jobs *js, int64_t now); /* feeds the forecasts */
void jobs_end(struct jobs *js, int64_t now);  /* the stream has ended */
void jobs_sort(struct jobs *js);
void jobs_sums(const struct jobs *js, struct sums *s);
/* The graver of all verdicts; a missing done record is EXIT_INCOMPLETE. */
int jobs_status(const struct jobs *js);

/* --- progress_words.c: numbers for people --- */

struct word {
	char s[48];
};
struct word word_count(int64_t n);    /* 1,234,567 */
struct word word_elapsed(int64_t ns); /* 1:02:03 */
struct word word_span(int64_t ns);    /* 1h 02m 03s */
struct word word_bytes(int64_t n);    /* 14.2 MB */
struct word word_memory(int64_t kb);
/* 14:03:22 in local time, with the date when it is not today. */
struct word word_clock(int64_t wall, int64_t today);
/* 1,234 of 3,540 papers */
void words_papers(struct buf *b, int64_t papers, int64_t total, bool unknown);
/* The closing line without the program's name and without a newline. */
void words_closing(struct buf *b, const struct sums *s, int64_t ns);
/* Makes '?' of every character that is not ASCII, from an offset on: a terminal
 * that is not UTF-8 may take such bytes for commands. */
void words_ascii(struct buf *b, size_t from);
/* "venue year: ", safe for a terminal as all of these. */
void words_job(struct buf *b, const struct job *j);
/* What an error record says, with its venue and year before it. */
void words_error(struct buf *b, struct json rec);
/* Whether a job that has no end is named: of those that never started only the
 * first, which idle counts; and then the words for the others, if any. */
bool words_lost(const struct job *j, size_t *idle);
void words_unnamed(struct buf *b, size_t idle);
/* How a job has ended. */
void words_end(struct buf *b, const struct job *j, int64_t now);
/* Why the worker of a stalled job was not killed, or "". */
const char *words_kill(enum kill k);
/* That it was, or was not, with its name; nothing when nobody asked. */
void words_killed(struct buf *b, const struct job *j);

/* --- bars.c: one frame of bars --- */

struct screen {
	size_t rows, cols;
	bool utf8, colour;
};
/* Lines that end in LF, and the columns each takes. */
struct frame {
	struct buf text;
	size_t n;
	size_t width[PROGRESS_ROWS];
};
/* At most rows - 1 lines of at most cols - 1 columns; replaces f. */
void bars_frame(struct frame *f, struct jobs *js, const struct screen *s,
	int64_t now, int64_t wall);

/* --- bars_line.c: the line of one job --- */

struct bars_layout {
	const struct screen *screen;
	int64_t now, wall;
	/* widths, 0: none */
	size_t venue, year, bar, count, elapsed, memory, last;
};
/* Appends the line without LF; returns its columns. */
size_t bars_line(struct buf *out, const struct bars_layout *y, struct job *j);

/* --- term.c: a block of lines at the bottom of a terminal --- */

struct term {
	int fd;
	struct screen screen;
	struct buf out;
	struct frame shown;
	size_t shown_cols, shown_rows;
};
/* Whether fd is a terminal that can paint. */
bool term_usable(int fd);
void term_open(struct term *t, int fd);
/* Reads the size of the terminal into t->screen. */
void term_size(struct term *t);
/* False in the background, where painting would disturb another program. */
bool term_foreground(const struct term *t);
/* Puts above (whole lines, may be "") over a block of lines and shows the
 * frame as the new block; does nothing when nothing has changed. */
void term_paint(struct term *t, const struct frame *f, const char *above);
/* The block stays where it is; the next one begins at the cursor. */
void term_leave(struct term *t);
/* Makes the cursor visible again; safe inside a signal handler. */
void term_restore(void);
void term_close(struct term *t);

/* --- progress_signal.c: signals --- */

/* The first SIGINT is only noted: the writers before us are ending. All that
 * stops or ends the program restores the terminal first. SIGPIPE and SIGTTOU
 * are ignored, SIGALRM and SIGWINCH only interrupt a call that waits. */
void signal_watch(void);
/* True once after the program was stopped and continued. */
bool signal_resumed(void);
/* A termination or a hangup: nothing more is read. A second one ends it. */
bool signal_ended(void);
/* Ends the program by the signal when there was one, so that the shell knows.
 */
void signal_finish(void);

/* --- progress_pipe.c: the size of a pipe --- */

/* Makes a pipe hold more, where the system can; else nothing. */
void pipe_widen(int fd);

/* --- the views: progress_tty.c, progress_plain.c, progress_json.c --- */

struct run {
	struct jobs jobs;
	struct buf out;	     /* what goes to stderr next */
	int64_t begin, last; /* of the program; of the last report */
	int64_t interval;    /* between reports in ns, 0: the view's own */
	int64_t patience;    /* ns of silence that is a stall, 0: never */
	bool kill;	     /* stalled workers are killed */
	int64_t looked, due; /* for stalls: last, next time */
	pid_t writer;	     /* who was writing into our input then, 0: none */
	int64_t anew;	     /* when all silence began anew */
	bool dirty;	     /* something came since the last report */
	bool moving;	     /* a bar moves by itself */
	bool visible;	     /* stderr is a terminal */
	size_t dropped;	     /* messages too many for one frame */
	struct term *term;   /* bars only */
	struct frame *frame; /* bars only */
};
struct view {
	/* A record came; rec is empty for a paper, j may be NULL. */
	void (*record)(struct run *r, enum event ev, const struct job *j,
		struct json rec, int64_t now);
	/* A job is stalled now (j->stall.on), or answers again. */
	void (*stall)(struct run *r, const struct job *j, int64_t now);
	/* ns until the next report. */
	int64_t (*wait)(const struct run *r, int64_t now);
	void (*report)(struct run *r, int64_t now);
	/* After jobs_end(): the last words. */
	void (*close)(struct run *r, int64_t now);
};
extern const struct view view_tty, view_plain, view_json, view_quiet;

/* --- progress_stall.c: workers that say nothing --- */

/* To be called before each wait for input: finds the jobs that are stalled. */
void stall_look(struct run *r, const struct view *v, int64_t now);
/* ns until it must be called again. */
int64_t stall_wait(const struct run *r, int64_t now);
/* So long nobody read what workers wrote: it counts for no silence. */
void stall_deaf(struct run *r, int64_t ns);
/* A record of that job came. */
void stall_heard(struct run *r, const struct view *v, enum event ev,
	struct job *j, int64_t now);

/* --- progress_where.c: where the time went, for people --- */

/* Appends the lines, each with the program's name and folded at so many columns
 * (0: not). Nothing for a run that was short, unless more is to be said. */
void where_lines(struct run *r, int64_t now, size_t columns);

/* --- progress_metrics.c: the same for programs --- */

/* After jobs_end(): writes it aside and by a rename, a device directly. 0, or
 * -1 with errno. */
int metrics_write(const char *name, const struct run *r, int64_t now);

/* --- progress_pass.c: from stdin to stdout, with a view on the way --- */

struct pass {
	struct run run;
	const struct view *view;
	int64_t now; /* of the piece being read */
	size_t bytes, lines, junk;
	int in_error, out_error; /* errno; EPIPE: the reader has left */
};
/* Returns at the end of stdin or after an error. When stdout is a terminal
 * nothing is written to it. */
void pass_stream(struct pass *p);
/* Writes the words of the view to stderr. */
void pass_words(struct run *r);

#endif
