ALTER TABLE "seat_checks" ADD COLUMN "skipped_rows" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "seat_checks" ADD COLUMN "unread_teams" text DEFAULT '' NOT NULL;