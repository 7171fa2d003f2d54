CREATE TABLE "daily_jobs" (
	"job" text NOT NULL,
	"day" date NOT NULL,
	CONSTRAINT "daily_jobs_job_day_pk" PRIMARY KEY("job","day")
);
--> statement-breakpoint
ALTER TABLE "alerts" ADD COLUMN "zone" text;--> statement-breakpoint
ALTER TABLE "alerts" ADD COLUMN "decided_for" date;