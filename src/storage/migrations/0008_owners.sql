CREATE TABLE "owners" (
	"kind" text PRIMARY KEY NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "presence" (
	"platform" text PRIMARY KEY NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL
);
