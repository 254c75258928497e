package dev.dokployprovider.emulator.queue;

import dev.dokployprovider.emulator.json.Json;
import dev.dokployprovider.emulator.store.Ids;
import dev.dokployprovider.emulator.store.Row;

/**
 * A deployment that waits or runs.
 *
 * @param kind deploy or redeploy
 * @param serverId the server that it is for, empty for Dokploy's own
 */
record Job(
    String jobId,
    String composeId,
    String kind,
    String title,
    String description,
    String serverId,
    String enqueuedAt) {

  static Job of(Row service, String kind, String title, String description) {
    return new Job(
        Ids.id(),
        service.text("composeId"),
        kind,
        title,
        description,
        service.text("serverId"),
        Ids.now());
  }

  static Job of(Row row) {
    return new Job(
        row.text("jobId"),
        row.text("composeId"),
        row.text("kind"),
        row.text("title"),
        row.text("description"),
        row.text("serverId"),
        row.text("enqueuedAt"));
  }

  Row row(boolean active) {
    return new Row(
        Json.object(
            "jobId", jobId,
            "composeId", composeId,
            "kind", kind,
            "title", title,
            "description", description,
            "serverId", serverId,
            "enqueuedAt", enqueuedAt,
            "active", active));
  }
}
