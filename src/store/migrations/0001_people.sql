CREATE TABLE "people" (
	"key" text collate "C" PRIMARY KEY NOT NULL,
	"id" text,
	"email" text NOT NULL,
	"team_id" text,
	"team_since" date NOT NULL,
	"invited_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone,
	"registered_at" timestamp (3) with time zone,
	"has_info" boolean DEFAULT false NOT NULL,
	"first_used_on" date,
	"last_used_on" date,
	"known_from" date,
	"known_to" date,
	"seen_on" date NOT NULL,
	"claimed_on" date
);
--> statement-breakpoint
CREATE TABLE "seat_checks" (
	"day" date PRIMARY KEY NOT NULL,
	"window_from" date NOT NULL,
	"stage" text NOT NULL,
	"questions" integer NOT NULL,
	"is_invited_known" boolean NOT NULL,
	"organization_used" boolean NOT NULL,
	"is_frozen" boolean NOT NULL,
	"version_since" date,
	"usage_since" date NOT NULL
);
--> statement-breakpoint
CREATE INDEX "people_by_team" ON "people" USING btree ("team_id","key");